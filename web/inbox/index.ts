/** The inbox on the web: answering. The page of three panes, whose turn it is on 오늘, 답하기 on mentions. */
import { BookOpenCheck, MessageSquare } from 'lucide-react'
import { lazy } from 'react'
import { listActivities } from '../../contract/customers.ts'
import { getApology, listRunningApologies } from '../../contract/inbox/apologies.ts'
import { listDecisions, listGrants } from '../../contract/inbox/authority.ts'
import { getClocks, getOnCall } from '../../contract/inbox/clocks.ts'
import { listInconsistencies } from '../../contract/inbox/consistency.ts'
import { getDrill, getGuidedTask, getPractice, listDrills } from '../../contract/inbox/practice.ts'
import { listLookers, listPresences } from '../../contract/inbox/presence.ts'
import { listSavedQueues } from '../../contract/inbox/queues.ts'
import { listReplyReviews } from '../../contract/inbox/reviews.ts'
import { listMoves } from '../../contract/inbox/routing.ts'
import { getServingCost } from '../../contract/inbox/serving.ts'
import { listStanceMentions, listStances } from '../../contract/inbox/stances.ts'
import { getAssists } from '../../contract/inbox/suggestions.ts'
import { getSatisfaction, listSurveys } from '../../contract/inbox/surveys.ts'
import { getConversation, getInboxSummary, listConversations } from '../../contract/inbox.ts'
import { customerOrders, customerPanel } from '../customers/index.ts'
import { mentionAction } from '../listening/index.ts'
import { askAgain } from '../platform/cache.ts'
import { useEndpoint } from '../platform/query.ts'
import type { HearFact, Room } from '../platform/room.ts'
import { always, barEnd, commandEntry, fill, todayAside, todayMeasure } from '../platform/slots.tsx'
import { words as authority } from './authority/words.ts'
import { words as clockWords } from './clocks/words.ts'
import { words as ledgerWords } from './ledger/words.ts'
import { words as practice } from './practice/words.ts'
import { words as rules } from './rules/words.ts'
import { words as satisfaction } from './satisfaction/words.ts'
import { words } from './words.ts'

const hear: HearFact = (_ids, live) =>
  live.refetch(
    getServingCost,
    listConversations,
    getConversation,
    getInboxSummary,
    listMoves,
    listSavedQueues,
    listActivities,
    listGrants,
    getApology,
    listRunningApologies,
    listDecisions,
    listInconsistencies,
    listReplyReviews,
    getDrill,
    getGuidedTask,
  )

/** Only who looks at what is open here is asked anew: people type all day. */
const hearLookers: HearFact = (ids, live) =>
  askAgain(live.client, {
    queryKey: [listLookers.name],
    predicate: query => ids.includes((query.queryKey[2] as { conversationId?: string }).conversationId ?? ''),
  })

export const room: Room = {
  name: 'inbox',
  pages: [
    {
      path: '/ledger',
      permission: 'inbox.read',
      load: () => import('./ledger/page.tsx').then(module => module.LedgerPage),
    },
    {
      path: '/inbox/{-$conversationId}',
      permission: 'inbox.read',
      load: () => import('./page.tsx').then(module => module.InboxPage),
    },
  ],
  nav: [
    {
      path: '/inbox',
      label: () => words.t('nav.inbox'),
      icon: MessageSquare,
      group: 'deliver',
      isTab: true,
      key: 'i',
      permission: 'inbox.read',
      useCount: () => {
        const summary = useEndpoint(getInboxSummary, {}).data
        return { value: summary?.open ?? null, isHot: (summary?.overdue ?? 0) > 0 }
      },
    },
    {
      path: '/ledger',
      label: () => ledgerWords.t('title'),
      icon: BookOpenCheck,
      group: 'deliver',
      permission: 'inbox.read',
    },
  ],
  settings: [
    {
      path: '/practice',
      label: () => practice.t('title'),
      group: 'workspace',
      permission: 'inbox.read',
      load: () => import('./practice/page.tsx').then(module => module.PracticePage),
    },
    {
      path: '/satisfaction',
      label: () => satisfaction.t('title'),
      group: 'workspace',
      permission: 'inbox.read',
      load: () => import('./satisfaction/page.tsx').then(module => module.SatisfactionPage),
    },
    {
      path: '/authority',
      label: () => authority.t('title'),
      group: 'workspace',
      permission: 'inbox.read',
      load: () => import('./authority/page.tsx').then(module => module.AuthorityPage),
    },
    {
      path: '/clocks',
      label: () => clockWords.t('title'),
      group: 'workspace',
      permission: 'inbox.read',
      load: () => import('./clocks/page.tsx').then(module => module.ClocksPage),
    },
    {
      path: '/routing',
      label: () => rules.t('title'),
      group: 'workspace',
      permission: 'inbox.read',
      load: () => import('./rules/page.tsx').then(module => module.RulesPage),
    },
    {
      path: '/macros',
      label: () => rules.t('macros.title'),
      group: 'workspace',
      permission: 'inbox.read',
      load: () => import('./macros/page.tsx').then(module => module.MacrosPage),
    },
  ],
  fills: [
    fill(
      barEnd,
      lazy(() => import('./desk/presence.tsx').then(module => ({ default: module.PresenceMenu }))),
      5,
    ),
    fill(
      always,
      lazy(() => import('./desk/presence.tsx').then(module => ({ default: module.Heartbeat }))),
      50,
    ),
    fill(
      mentionAction,
      lazy(() => import('./answer-action.tsx').then(module => ({ default: module.AnswerAction }))),
      10,
    ),
    fill(
      todayMeasure,
      lazy(() => import('./today.tsx').then(module => ({ default: module.WithinTarget }))),
      10,
    ),
    fill(
      todayAside,
      lazy(() => import('./today.tsx').then(module => ({ default: module.MyTurn }))),
      10,
    ),
    fill(
      customerOrders,
      lazy(() => import('./serving/panel.tsx').then(module => ({ default: module.ServingCost }))),
      10,
    ),
    fill(
      customerPanel,
      lazy(() => import('./customer-conversations.tsx').then(module => ({ default: module.CustomerConversations }))),
      10,
    ),
    fill(
      commandEntry,
      lazy(() => import('./palette.tsx').then(module => ({ default: module.ConversationEntries }))),
      40,
    ),
  ],
  facts: {
    'inbox.surveys_changed': (_ids, live) => live.refetch(getSatisfaction, listSurveys, listActivities),
    'inbox.conversations_changed': hear,
    'inbox.drills_changed': (_ids, live) => live.refetch(getPractice, listDrills, getDrill, getGuidedTask),
    'inbox.stances_changed': (_ids, live) => live.refetch(listStances, listStanceMentions),
    'inbox.clocks_settled': (_ids, live) => live.refetch(getClocks, getOnCall),
    'inbox.lookers_changed': hearLookers,
    'inbox.presences_changed': (_ids, live) => live.refetch(listPresences),
    'understanding.provider_answered': (_ids, live) => live.refetch(getAssists),
    'channels.deliveries_settled': hear,
    'listening.mentions_changed': (_ids, live) => live.refetch(getGuidedTask),
    'customers.customers_regrouped': hear,
  },
}
