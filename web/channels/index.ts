/** Channels on the web: connected accounts and sources with their health, and the forms that add them. */
import { lazy } from 'react'
import { listWidgets } from '../../contract/channels/widgets.ts'
import {
  getImport,
  listAccounts,
  listConnections,
  listImportRefusals,
  listImports,
  listSources,
} from '../../contract/channels.ts'
import type { Room } from '../platform/room.ts'
import { barEnd, fill, todayTop } from '../platform/slots.tsx'
import { words as statusWords } from './status/words.ts'
import { hearTyping } from './typing.tsx'
import { words as widgetWords } from './widgets/words.ts'
import { words } from './words.ts'

/** Asks for an address, shows the feeds behind it and adds one; for the first run too. */
export const AddFeed = lazy(() => import('./add-feed.tsx').then(module => ({ default: module.AddFeed })))
/** Connects an account of a network, drawn from its manifest; for the first run too. */
export const ConnectAccount = lazy(() =>
  import('./connect-account.tsx').then(module => ({ default: module.ConnectAccount })),
)
export { useChannelName } from './channel-name.ts'
export { fileSize } from './file-size.ts'
export { useIsBroadcast } from './is-broadcast.ts'
export { FileLink, MessageParts, PartsOfItem } from './item-parts.tsx'
/** Where files are brought, and one of them; a room says where these pages stand and what they bring. */
export const ImportsPage = lazy(() =>
  import('./import/imports-page.tsx').then(module => ({ default: module.ImportsPage })),
)
export const ImportPage = lazy(() =>
  import('./import/import-page.tsx').then(module => ({ default: module.ImportPage })),
)
/** How a post of ours does: small numbers that open who it was. Give one of the two ids. */
export { OwnNumbers } from './own-numbers.tsx'
export { sendBytes } from './send-bytes.ts'
export { importOpen, importSetting } from './slots.ts'
/** Both sides of typing, on channels that show it. */
export { useTellTyping, VisitorTyping } from './typing.tsx'
/** Deletes a post of ours on its network. */
export { WithdrawItem } from './withdraw-item.tsx'

export const room: Room = {
  name: 'channels',
  barePages: [
    { path: '/sign-in-done', load: () => import('./sign-in-done.tsx').then(module => module.SignInDonePage) },
  ],
  settings: [
    {
      path: '/channels',
      label: () => words.t('channels.title'),
      group: 'channels',
      permission: 'channels.read',
      load: () => import('./channels-page.tsx').then(module => module.ChannelsPage),
    },
    {
      path: '/connections',
      label: () => words.t('connections.title'),
      group: 'channels',
      permission: 'channels.read',
      load: () => import('./connections-page.tsx').then(module => module.ConnectionsPage),
    },
    {
      path: '/chat-widgets',
      label: () => widgetWords.t('title'),
      group: 'channels',
      permission: 'channels.read',
      load: () => import('./widgets/page.tsx').then(module => module.WidgetsPage),
    },
    {
      path: '/status',
      label: () => statusWords.t('title'),
      group: 'system',
      permission: 'system.read',
      load: () => import('./status/page.tsx').then(module => module.StatusPage),
    },
  ],
  fills: [
    fill(
      barEnd,
      lazy(() => import('./status/bar.tsx').then(module => ({ default: module.AlarmSign }))),
      5,
    ),
    fill(
      todayTop,
      lazy(() => import('./trouble.tsx').then(module => ({ default: module.Trouble }))),
      5,
    ),
  ],
  facts: {
    'channels.visitor_types': ids => hearTyping(ids),
    'channels.widgets_changed': (_ids, live) => live.refetch(listWidgets),
    'channels.chats_heard': (_ids, live) => live.refetch(listWidgets),
    'channels.imports_changed': (_ids, live) => live.refetch(getImport, listImports, listImportRefusals),
    'channels.accounts_changed': (_ids, live) => live.refetch(listAccounts, listConnections),
    'channels.sources_changed': (_ids, live) => live.refetch(listSources, listConnections),
    'channels.health_changed': (_ids, live) => live.refetch(listAccounts, listSources, listConnections),
    'channels.budgets_changed': (_ids, live) => live.refetch(listSources, listConnections),
  },
}
