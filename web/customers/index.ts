/** Customers on the web: who is speaking. The list, the profile with its timeline, and who an author is to us. */
import { UserRound } from 'lucide-react'
import { lazy } from 'react'
import { listCallLines } from '../../contract/customers/calls.ts'
import { getConsents } from '../../contract/customers/consents.ts'
import { getTouches, listSiteEvents, listSites } from '../../contract/customers/sites.ts'
import { listMachineLinks, listSuggestions } from '../../contract/customers/suggestions.ts'
import {
  findCustomers,
  getCustomer,
  getProfile,
  listActivities,
  listCustomers,
  listMerges,
  listOrders,
  listRelations,
  listVerifications,
} from '../../contract/customers.ts'
import { importOpen } from '../channels/index.ts'
import { mentionAuthor, placesPanel } from '../listening/index.ts'
import type { Room } from '../platform/room.ts'
import { commandEntry, fill } from '../platform/slots.tsx'
import { customerEvidence, customerOrders, customerPanel } from './slots.ts'
import { words as stageWords } from './stages/words.ts'
import { words as touchWords } from './touch/words.ts'
import { words } from './words.ts'

export { ChannelSign } from './channel.tsx'
export { useShownChannel } from './channel-name.ts'
export { shownHandle } from './handle.ts'
export { Part } from './part.tsx'
export { customerContact, customerEvidence, customerOrders, customerPanel } from './slots.ts'

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
      path: '/customers/imports',
      permission: 'channels.import',
      load: () => import('./imports/pages.tsx').then(module => module.PeopleImportsPage),
    },
    {
      path: '/customers/imports/$importId',
      permission: 'channels.import',
      load: () => import('./imports/pages.tsx').then(module => module.PeopleImportPage),
    },
    {
      path: '/customers/matches',
      permission: 'customers.merge',
      load: () => import('./matches/desk.tsx').then(module => module.MatchesPage),
    },
    {
      path: '/customers/paths',
      permission: 'customers.value',
      load: () => import('./paths/page.tsx').then(module => module.PathsPage),
    },
    {
      path: '/customers/cohorts',
      permission: 'customers.all',
      load: () => import('./cohorts/page.tsx').then(module => module.CohortsPage),
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
  settings: [
    {
      path: '/stages',
      label: () => stageWords.t('title'),
      group: 'workspace',
      permission: 'customers.read',
      load: () => import('./stages/page.tsx').then(module => module.StagesPage),
    },
    {
      path: '/web-tracking',
      label: () => touchWords.t('sites.title'),
      group: 'channels',
      permission: 'customers.connect',
      load: () => import('./touch/sites-page.tsx').then(module => module.SitesPage),
    },
    {
      path: '/calls',
      label: () => touchWords.t('lines.title'),
      group: 'channels',
      permission: 'customers.connect',
      load: () => import('./touch/lines-page.tsx').then(module => module.LinesPage),
    },
    {
      path: '/privacy',
      label: () => touchWords.t('privacy.title'),
      group: 'workspace',
      permission: 'customers.privacy',
      load: () => import('./touch/privacy-page.tsx').then(module => module.PrivacyPage),
    },
  ],
  fills: [
    fill(
      customerPanel,
      lazy(() => import('./touch/touches-panel.tsx').then(module => ({ default: module.TouchesPanel }))),
      5,
    ),
    fill(
      customerPanel,
      lazy(() => import('./touch/consents-panel.tsx').then(module => ({ default: module.ConsentsPanel }))),
      80,
    ),
    fill(
      importOpen,
      lazy(() => import('./imports/pages.tsx').then(module => ({ default: module.OpenPeople }))),
      20,
    ),
    fill(
      customerEvidence,
      lazy(() => import('./matches/panel.tsx').then(module => ({ default: module.EvidencePanel }))),
      10,
    ),
    fill(
      customerOrders,
      lazy(() => import('./orders/panel.tsx').then(module => ({ default: module.OrdersPanel }))),
      20,
    ),
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
    fill(
      placesPanel,
      lazy(() => import('./paths/paths.tsx').then(module => ({ default: module.Paths }))),
      10,
    ),
  ],
  facts: {
    'listening.mentions_changed': (_ids, live) => live.refetch(getTouches),
    'customers.web_events_taken': (_ids, live) => live.refetch(listSites, listSiteEvents),
    'customers.customers_changed': (_ids, live) =>
      live.refetch(
        listCustomers,
        getCustomer,
        getProfile,
        listActivities,
        findCustomers,
        listMerges,
        listOrders,
        listRelations,
        listVerifications,
        getTouches,
        getConsents,
        listCallLines,
        listSuggestions,
        listMachineLinks,
      ),
  },
}
