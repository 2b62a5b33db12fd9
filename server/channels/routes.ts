/** Endpoint → verb. */
import * as contract from '../../contract/channels.ts'
import type { Hook } from '../platform/hook.ts'
import { on, onAsking, onDownload, onSystem, type Route, type Visit } from '../platform/route.ts'
import { readerLocale } from '../platform/sentences.ts'
import {
  askToConnect,
  connectAccount,
  disconnectAccount,
  listAccounts,
  listManifests,
  updateAccount,
} from './actions/accounts.ts'
import { listCosts, setBudget } from './actions/allowances.ts'
import { listConnections, readSourceNow } from './actions/connections.ts'
import { hearHub, verifyHub } from './actions/hubs.ts'
import { getRawItem } from './actions/items.ts'
import { addMedia, getMedia } from './actions/media.ts'
import { getOwnPost } from './actions/numbers.ts'
import { getAttachment, getItemParts } from './actions/parts.ts'
import { planPost } from './actions/planning.ts'
import { getDelivery } from './actions/showing.ts'
import { askSignedIn, beginSignIn, getSignInClient } from './actions/sign-ins.ts'
import {
  addSource,
  askForSource,
  discoverFeeds,
  listSources,
  pauseSource,
  removeSource,
  resumeSource,
} from './actions/sources.ts'
import { withdrawItem } from './actions/withdrawals.ts'

const reader = (visit: Visit) => readerLocale(visit.headers.get('accept-language') ?? undefined)

export const routes: Route[] = [
  on(contract.listConnectors, async () => listManifests()),
  on(contract.listAccounts, (ctx, _, visit) => listAccounts(ctx, reader(visit))),
  onAsking(contract.connectAccount, askToConnect, (ctx, input, connected, visit) =>
    connectAccount(ctx, input, connected, reader(visit)),
  ),
  onAsking(contract.beginSignIn, beginSignIn, async (_ctx, _input, found) => found),
  onAsking(contract.finishSignIn, askSignedIn, (ctx, _input, { asked, connected }, visit) =>
    connectAccount(ctx, asked, connected, reader(visit)),
  ),
  onSystem(contract.getSignInClient, getSignInClient),
  on(contract.updateAccount, (ctx, input, visit) => updateAccount(ctx, input, reader(visit))),
  on(contract.disconnectAccount, disconnectAccount),
  on(contract.listSources, (ctx, _, visit) => listSources(ctx, reader(visit))),
  onAsking(contract.discoverFeeds, discoverFeeds, async (_ctx, _input, found) => found),
  onAsking(contract.addSource, askForSource, (ctx, input, found, visit) => addSource(ctx, input, found, reader(visit))),
  on(contract.pauseSource, (ctx, input, visit) => pauseSource(ctx, input, reader(visit))),
  on(contract.resumeSource, (ctx, input, visit) => resumeSource(ctx, input, reader(visit))),
  on(contract.removeSource, removeSource),
  on(contract.listConnections, (ctx, _, visit) => listConnections(ctx, reader(visit))),
  on(contract.readSourceNow, readSourceNow),
  on(contract.listCosts, listCosts),
  on(contract.setBudget, setBudget),
  on(contract.getRawItem, getRawItem),
  on(contract.addMedia, addMedia),
  on(contract.getMedia, getMedia),
  on(contract.publishPost, async (ctx, input, visit) => getDelivery(ctx, await planPost(ctx, input), reader(visit))),
  on(contract.getDelivery, (ctx, input, visit) => getDelivery(ctx, input.deliveryId, reader(visit))),
  on(contract.withdrawItem, (ctx, input, visit) => withdrawItem(ctx, input, reader(visit))),
  on(contract.getOwnPost, getOwnPost),
  on(contract.getItemParts, (ctx, input, visit) => getItemParts(ctx, input, reader(visit))),
  onDownload(contract.getAttachment, getAttachment),
]

const hubPath = '/api/hooks/websub/:workspaceId/:sourceId/:token'

export const hooks: Hook[] = [
  { name: 'verifyHub', method: 'GET', path: hubPath, run: verifyHub },
  { name: 'hearHub', method: 'POST', path: hubPath, run: hearHub },
]
