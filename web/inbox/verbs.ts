/** The verbs of 응대: shown at once, taken back from a toast, put right by the server's answer. */
import { useRef } from 'react'
import { listActivities } from '../../contract/customers.ts'
import {
  addNote,
  assignTicket,
  type Conversation,
  getConversation,
  getInboxSummary,
  listConversations,
  type Message,
  reopenConversation,
  reply,
  resolveConversation,
  retryReply,
  type Ticket,
  withdrawReply,
} from '../../contract/inbox.ts'
import { useToasts } from '../kit/toast.tsx'
import type { Draft } from '../platform/cache.ts'
import { newKey } from '../platform/client.ts'
import { readClock } from '../platform/clock.ts'
import { useVerb } from '../platform/query.ts'
import { useMe, useWorkspace } from '../platform/session.ts'
import { words } from './words.ts'

const touched = [listConversations, getConversation, getInboxSummary, listActivities]
const nowText = () => readClock().toISOString()

/** @returns the ticket as it was, where it is on screen. */
const drawTicket = (draft: Draft, id: string, change: Partial<Ticket>): Ticket | undefined => {
  let before: Ticket | undefined
  const changed = <C extends Conversation>(one: C): C => {
    if (one.id !== id) return one
    before ??= one.ticket
    return { ...one, ticket: { ...one.ticket, ...change } }
  }
  draft.updateItems(listConversations, changed)
  draft.update(getConversation, changed)
  return before
}

/** Counts a ticket out of the queues, or into them. */
const drawCounts = (draft: Draft, assignee: Assignee, memberId: string, by: 1 | -1) =>
  draft.update(getInboxSummary, kept => ({
    ...kept,
    open: Math.max(0, kept.open + by),
    mine: Math.max(0, kept.mine + (assignee?.memberId === memberId ? by : 0)),
    unassigned: Math.max(0, kept.unassigned + (assignee === null ? by : 0)),
  }))

const drawMessage = (draft: Draft, id: string, message: Message) =>
  draft.update(getConversation, kept => (kept.id === id ? { ...kept, messages: [...kept.messages, message] } : kept))

export type Assignee = Ticket['assignee']

export interface TicketVerbs {
  readonly resolve: (conversation: Conversation) => void
  readonly reopen: (conversation: Conversation) => void
  readonly assign: (conversation: Conversation, to: Assignee) => void
}

/** @param onUndone called when a resolved conversation was brought back, to show it again. */
export const useTicketVerbs = (onUndone?: (conversationId: string) => void): TicketVerbs => {
  const t = words.useT()
  const toasts = useToasts()
  const { memberId } = useWorkspace()
  const resolving = useVerb(resolveConversation, {
    draw: (draft, { conversationId }) => {
      const before = drawTicket(draft, conversationId, { state: 'resolved', resolvedAt: nowText() })
      if (before?.state === 'open') drawCounts(draft, before.assignee, memberId, -1)
    },
    refetch: touched,
  })
  const reopening = useVerb(reopenConversation, {
    draw: (draft, { conversationId }) => {
      const before = drawTicket(draft, conversationId, { state: 'open', resolvedAt: null })
      if (before?.state === 'resolved') drawCounts(draft, before.assignee, memberId, 1)
    },
    refetch: touched,
  })
  const names = useRef(new Map<string, string>())
  const assigning = useVerb(assignTicket, {
    draw: (draft, { conversationId, memberId: id }) => {
      drawTicket(draft, conversationId, {
        assignee: id ? { memberId: id, name: names.current.get(id) ?? '' } : null,
      })
    },
    refetch: touched,
  })
  const give = (conversationId: string, to: Assignee) => {
    if (to) names.current.set(to.memberId, to.name)
    assigning.run({ conversationId, memberId: to?.memberId ?? null })
  }
  return {
    resolve(conversation) {
      resolving.run({ conversationId: conversation.id })
      toasts.show({
        text: t('resolve.done', { name: conversation.customerName }),
        onUndo: () => {
          reopening.run({ conversationId: conversation.id })
          onUndone?.(conversation.id)
        },
      })
    },
    reopen(conversation) {
      reopening.run({ conversationId: conversation.id })
      toasts.show({
        text: t('reopen.done', { name: conversation.customerName }),
        onUndo: () => resolving.run({ conversationId: conversation.id }),
      })
    },
    assign(conversation, to) {
      const from = conversation.ticket.assignee
      if (from?.memberId === to?.memberId) return
      give(conversation.id, to)
      toasts.show({
        text: !to
          ? t('assign.doneNone')
          : to.memberId === memberId
            ? t('assign.doneMe')
            : t('assign.done', { name: to.name }),
        onUndo: () => give(conversation.id, from),
      })
    },
  }
}

interface Attached {
  readonly mediaId: string
  readonly alt: string
}

/** What goes out: the text, its pictures, and the parts that follow where it is too long for one. */
export interface Answer {
  readonly text: string
  readonly media: readonly Attached[]
  /** Files of the server's. */
  readonly files: readonly { readonly id: string }[]
  readonly continued: readonly string[]
  /** The policy version that the answer follows. */
  readonly policyVersionId?: string | undefined
  /** The last message on the screen when it was written. */
  readonly seenMessageId?: string | undefined
}

export interface WritingVerbs {
  /** Resolves when the server has taken it; rejects when it has not, so that the words can be put back. */
  readonly reply: (conversationId: string, answer: Answer) => Promise<unknown>
  readonly note: (conversationId: string, text: string) => Promise<unknown>
  readonly retry: (conversationId: string, messageId: string) => void
  /** Deletes an answer on its network. Resolves when the server has taken it. */
  readonly withdraw: (conversationId: string, messageId: string, reason: string) => Promise<unknown>
}

const written = (
  direction: 'outbound' | 'note',
  text: string,
  by: string,
  media: readonly Attached[] = [],
): Message => ({
  id: `sending-${newKey()}`,
  direction,
  title: null,
  text,
  at: nowText(),
  by,
  itemId: null,
  url: null,
  sentiment: null,
  delivery:
    direction === 'outbound'
      ? {
          id: newKey(),
          state: 'planned',
          url: null,
          problem: null,
          media: [...media],
          // Shown once the server tells of them.
          files: [],
          withdrawal: null,
        }
      : null,
  parts: null,
  isAutomatic: false,
  policy: null,
})

export const useWritingVerbs = (): WritingVerbs => {
  const { user } = useMe()
  const replying = useVerb(reply, {
    draw: (draft, { conversationId, text, media, continued }) => {
      drawMessage(draft, conversationId, written('outbound', text, user.name, media))
      for (const part of continued ?? []) drawMessage(draft, conversationId, written('outbound', part, user.name))
    },
    refetch: touched,
  })
  const noting = useVerb(addNote, {
    draw: (draft, { conversationId, text }) => drawMessage(draft, conversationId, written('note', text, user.name)),
    refetch: touched,
  })
  const retrying = useVerb(retryReply, {
    draw: (draft, { conversationId, messageId }) =>
      draft.update(getConversation, kept =>
        kept.id === conversationId
          ? {
              ...kept,
              messages: kept.messages.map(one =>
                one.id === messageId && one.delivery
                  ? { ...one, delivery: { ...one.delivery, state: 'planned' as const, problem: null } }
                  : one,
              ),
            }
          : kept,
      ),
    refetch: touched,
  })
  const withdrawing = useVerb(withdrawReply, { refetch: touched })
  return {
    reply: (conversationId, { text, media, files, continued, policyVersionId, seenMessageId }) =>
      replying.ask({
        conversationId,
        text,
        media: [...media],
        files: files.map(file => file.id),
        continued: [...continued],
        ...(policyVersionId ? { policyVersionId } : {}),
        ...(seenMessageId ? { seenMessageId } : {}),
      }),
    note: (conversationId, text) => noting.ask({ conversationId, text }),
    retry: (conversationId, messageId) => retrying.run({ conversationId, messageId }),
    withdraw: (conversationId, messageId, reason) => withdrawing.ask({ conversationId, messageId, reason }),
  }
}
