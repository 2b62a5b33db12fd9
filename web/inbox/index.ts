/** The inbox on the web: answering. The page of three panes, whose turn it is on 오늘, 답하기 on mentions. */
import { MessageSquare } from 'lucide-react'
import { lazy } from 'react'
import { listActivities } from '../../contract/customers.ts'
import { getConversation, getInboxSummary, listConversations } from '../../contract/inbox.ts'
import { customerPanel } from '../customers/index.ts'
import { mentionAction } from '../listening/index.ts'
import { useEndpoint } from '../platform/query.ts'
import type { HearFact, Room } from '../platform/room.ts'
import { commandEntry, fill, todayAside, todayMeasure } from '../platform/slots.tsx'
import { words } from './words.ts'

const hear: HearFact = (_ids, live) => live.refetch(listConversations, getConversation, getInboxSummary, listActivities)

export const room: Room = {
  name: 'inbox',
  pages: [
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
  ],
  fills: [
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
  facts: { 'inbox.conversations_changed': hear, 'channels.deliveries_settled': hear },
}
