/** Channels on the web: connected accounts and sources with their health, and the forms that add them. */
import { lazy } from 'react'
import { listAccounts, listSources } from '../../contract/channels.ts'
import type { Room } from '../platform/room.ts'
import { words } from './words.ts'

/** Asks for an address, shows the feeds behind it and adds one; for the first run too. */
export const AddFeed = lazy(() => import('./add-feed.tsx').then(module => ({ default: module.AddFeed })))
/** Connects an account of a network, drawn from its manifest; for the first run too. */
export const ConnectAccount = lazy(() =>
  import('./connect-account.tsx').then(module => ({ default: module.ConnectAccount })),
)
export { useChannelName } from './channel-name.ts'

export const room: Room = {
  name: 'channels',
  settings: [
    {
      path: '/channels',
      label: () => words.t('channels.title'),
      group: 'channels',
      permission: 'channels.read',
      load: () => import('./channels-page.tsx').then(module => module.ChannelsPage),
    },
  ],
  facts: {
    'channels.accounts_changed': (_ids, live) => live.refetch(listAccounts),
    'channels.sources_changed': (_ids, live) => live.refetch(listSources),
  },
}
