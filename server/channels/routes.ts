/** Endpoint → verb. */
import * as contract from '../../contract/channels.ts'
import { on, onAsking, type Route, type Visit } from '../platform/route.ts'
import { readerLocale } from '../platform/sentences.ts'
import {
  askToConnect,
  connectAccount,
  disconnectAccount,
  listAccounts,
  listManifests,
  updateAccount,
} from './actions/accounts.ts'
import { getRawItem } from './actions/items.ts'
import {
  addSource,
  askForSource,
  discoverFeeds,
  listSources,
  pauseSource,
  removeSource,
  resumeSource,
} from './actions/sources.ts'

const reader = (visit: Visit) => readerLocale(visit.headers.get('accept-language') ?? undefined)

export const routes: Route[] = [
  on(contract.listConnectors, async () => listManifests()),
  on(contract.listAccounts, (ctx, _, visit) => listAccounts(ctx, reader(visit))),
  onAsking(contract.connectAccount, askToConnect, (ctx, input, connected, visit) =>
    connectAccount(ctx, input, connected, reader(visit)),
  ),
  on(contract.updateAccount, (ctx, input, visit) => updateAccount(ctx, input, reader(visit))),
  on(contract.disconnectAccount, disconnectAccount),
  on(contract.listSources, (ctx, _, visit) => listSources(ctx, reader(visit))),
  onAsking(contract.discoverFeeds, discoverFeeds, async (_ctx, _input, found) => found),
  onAsking(contract.addSource, askForSource, (ctx, input, found, visit) => addSource(ctx, input, found, reader(visit))),
  on(contract.pauseSource, (ctx, input, visit) => pauseSource(ctx, input, reader(visit))),
  on(contract.resumeSource, (ctx, input, visit) => resumeSource(ctx, input, reader(visit))),
  on(contract.removeSource, removeSource),
  on(contract.getRawItem, getRawItem),
]
