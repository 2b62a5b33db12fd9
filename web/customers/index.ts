/** Customers on the web: who is speaking. The list, the profile with its timeline, and who an author is to us. */
import { UserRound } from 'lucide-react'
import { lazy } from 'react'
import { findCustomers, getCustomer, listActivities, listCustomers } from '../../contract/customers.ts'
import { mentionAuthor } from '../listening/index.ts'
import type { Room } from '../platform/room.ts'
import { commandEntry, fill } from '../platform/slots.tsx'
import { words } from './words.ts'

export { ChannelSign } from './channel.tsx'
export { shownHandle } from './handle.ts'
export { Part } from './part.tsx'
export { SearchBox } from './search-box.tsx'
export { customerPanel } from './slots.ts'
export { useSettled } from './use-settled.ts'

/** Who somebody is, in a narrow column; loaded when it is shown. */
export const CustomerColumn = lazy(() => import('./panel.tsx').then(module => ({ default: module.CustomerColumn })))

export const room: Room = {
  name: 'customers',
  pages: [
    {
      path: '/customers',
      permission: 'customers.read',
      load: () => import('./list.tsx').then(module => module.CustomersPage),
    },
    {
      path: '/customers/$customerId',
      permission: 'customers.read',
      load: () => import('./profile.tsx').then(module => module.ProfilePage),
    },
  ],
  nav: [
    {
      path: '/customers',
      label: () => words.t('nav.customers'),
      icon: UserRound,
      group: 'plan',
      isTab: true,
      key: 'c',
      permission: 'customers.read',
    },
  ],
  fills: [
    fill(
      commandEntry,
      lazy(() => import('./palette.tsx').then(module => ({ default: module.CustomerEntries }))),
      30,
    ),
    fill(
      mentionAuthor,
      lazy(() => import('./author-chip.tsx').then(module => ({ default: module.AuthorChip }))),
      10,
    ),
  ],
  facts: {
    'customers.customers_changed': (_ids, live) =>
      live.refetch(listCustomers, getCustomer, listActivities, findCustomers),
  },
}
