/** Endpoint → verb. */
import * as widgetApi from '../../contract/channels/widgets.ts'
import * as contract from '../../contract/channels.ts'
import type { Hook } from '../platform/hook.ts'
import { on, onAsking, onDownload, onSystem, onUpload, type Route, type Visit } from '../platform/route.ts'
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
import { listenToChat, showChatScript, tellVisitorTypes } from './actions/chats/hearing.ts'
import * as visiting from './actions/chats/visiting.ts'
import * as widgets from './actions/chats/widgets.ts'
import { listConnections, readSourceNow } from './actions/connections.ts'
import { hearHub, verifyHub } from './actions/hubs.ts'
import {
  changeImport,
  createImport,
  dropImport,
  finishFile,
  runImport,
  takePiece,
  undoImport,
} from './actions/imports/bringing.ts'
import type { Kinds } from './actions/imports/nouns.ts'
import {
  downloadImportRefusals,
  getImport,
  listImportRefusals,
  listImports,
  previewImport,
} from './actions/imports/showing.ts'
import { getRawItem } from './actions/items.ts'
import { addMedia, getMedia } from './actions/media.ts'
import { getOwnPost } from './actions/numbers.ts'
import { addFile, getFile, keepFile, takeFilePiece } from './actions/outgoing-files.ts'
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
  on(contract.addFile, addFile),
  onUpload(contract.putFile, takeFilePiece, keepFile),
  onDownload(contract.getFile, getFile),
  on(widgetApi.listWidgets, widgets.listWidgets),
  on(widgetApi.addWidget, widgets.addWidget),
  on(widgetApi.updateWidget, widgets.updateWidget),
  on(widgetApi.removeWidget, widgets.removeWidget),
  on(widgetApi.getWidgetSecret, widgets.getWidgetSecret),
  on(widgetApi.tellTyping, widgets.tellTyping),
]

/** Bytes of what a widget asks in one line. */
const line = 64_000
const hubPath = '/api/hooks/websub/:workspaceId/:sourceId/:token'

export const hooks: Hook[] = [
  { name: 'verifyHub', method: 'GET', path: hubPath, run: verifyHub },
  { name: 'hearHub', method: 'POST', path: hubPath, run: hearHub },
  { name: 'showChat', method: 'GET', path: '/api/hooks/chat/maeari-chat.js', show: showChatScript },
  { name: 'showWidget', method: 'GET', path: '/api/hooks/chat/widget', run: visiting.showWidget },
  { name: 'startChat', method: 'POST', path: '/api/hooks/chat/start', bodyLimit: line, run: visiting.start },
  { name: 'identifyChat', method: 'POST', path: '/api/hooks/chat/identify', bodyLimit: line, run: visiting.identify },
  { name: 'sayInChat', method: 'POST', path: '/api/hooks/chat/say', bodyLimit: line, run: visiting.say },
  {
    name: 'bringToChat',
    method: 'POST',
    path: '/api/hooks/chat/bring',
    bodyLimit: visiting.mostFileBytes + line,
    run: visiting.bring,
  },
  { name: 'readChat', method: 'POST', path: '/api/hooks/chat/history', bodyLimit: line, run: visiting.history },
  { name: 'fetchChatFile', method: 'POST', path: '/api/hooks/chat/file', bodyLimit: line, run: visiting.fetchFile },
  { name: 'typeInChat', method: 'POST', path: '/api/hooks/chat/typing', bodyLimit: line, run: tellVisitorTypes },
  { name: 'listenToChat', method: 'POST', path: '/api/hooks/chat/live', bodyLimit: line, listen: listenToChat },
]

/** Files that people bring. @param kinds what their rows may become, as the rooms say. */
export const importRoutes = (kinds: Kinds): Route[] => [
  on(contract.listImports, (ctx, input, visit) => listImports(ctx, input, reader(visit), kinds)),
  on(contract.createImport, (ctx, input, visit) => createImport(ctx, input, reader(visit), kinds)),
  on(contract.getImport, (ctx, input, visit) => getImport(ctx, input, reader(visit), kinds)),
  onUpload(contract.putImportFile, takePiece, (ctx, input, visit) => finishFile(ctx, input, reader(visit), kinds)),
  on(contract.changeImport, (ctx, input, visit) => changeImport(ctx, input, reader(visit), kinds)),
  on(contract.previewImport, (ctx, input, visit) => previewImport(ctx, input, reader(visit), kinds)),
  on(contract.runImport, (ctx, input, visit) => runImport(ctx, input, reader(visit), kinds)),
  on(contract.undoImport, (ctx, input, visit) => undoImport(ctx, input, reader(visit), kinds)),
  on(contract.dropImport, (ctx, input) => dropImport(ctx, input, kinds)),
  on(contract.listImportRefusals, (ctx, input, visit) => listImportRefusals(ctx, input, reader(visit), kinds)),
  onDownload(contract.downloadImportRefusals, (ctx, input, visit) =>
    downloadImportRefusals(ctx, input, reader(visit), kinds),
  ),
]
