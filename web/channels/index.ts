/** Channels on the web: connected accounts and sources with their health, and the forms that add them. */
import { lazy } from 'react'
import { listAccounts, listConnections, listSources } from '../../contract/channels.ts'
import type { Room } from '../platform/room.ts'
import { fill, todayTop } from '../platform/slots.tsx'
import { words } from './words.ts'

/** Asks for an address, shows the feeds behind it and adds one; for the first run too. */
export const AddFeed = lazy(() => import('./add-feed.tsx').then(module => ({ default: module.AddFeed })))
/** Connects an account of a network, drawn from its manifest; for the first run too. */
export const ConnectAccount = lazy(() =>
  import('./connect-account.tsx').then(module => ({ default: module.ConnectAccount })),
)
export { useChannelName } from './channel-name.ts'
export { useIsBroadcast } from './is-broadcast.ts'
export { MessageParts, PartsOfItem } from './item-parts.tsx'
/** How a post of ours does: small numbers that open who it was. Give one of the two ids. */
export { OwnNumbers } from './own-numbers.tsx'
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
  ],
  fills: [
    fill(
      todayTop,
      lazy(() => import('./trouble.tsx').then(module => ({ default: module.Trouble }))),
      5,
    ),
  ],
  facts: {
    'channels.accounts_changed': (_ids, live) => live.refetch(listAccounts, listConnections),
    'channels.sources_changed': (_ids, live) => live.refetch(listSources, listConnections),
    'channels.health_changed': (_ids, live) => live.refetch(listAccounts, listSources, listConnections),
    'channels.budgets_changed': (_ids, live) => live.refetch(listSources, listConnections),
  },
}
