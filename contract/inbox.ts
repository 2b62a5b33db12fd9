/** Inbox: answering. Conversations, their messages, the ticket of each. */
import { z } from 'zod'
import { attached, delivery, itemParts, manifest, reasonGiven } from './channels.ts'
import { endpoint } from './endpoint.ts'
import { pageOf, pageQuery } from './page.ts'
import { instant, uuid } from './scalars.ts'
import { sentimentLabel } from './understanding.ts'

export const ticketState = z.enum(['open', 'resolved'])
export type TicketState = z.infer<typeof ticketState>

export const ticket = z.object({
  id: z.uuid(),
  state: ticketState,
  assignee: z.object({ memberId: z.uuid(), name: z.string() }).nullable(),
  openedAt: instant,
  /** When the first answer is due: 60 minutes after the customer wrote, by default. */
  dueAt: instant.nullable(),
  firstAnsweredAt: instant.nullable(),
  resolvedAt: instant.nullable(),
})
export type Ticket = z.infer<typeof ticket>

export const message = z.object({
  id: z.uuid(),
  direction: z.enum(['inbound', 'outbound', 'note']),
  /** The subject of a mail; null where the network knows none. */
  title: z.string().nullable(),
  text: z.string(),
  at: instant,
  /** The customer's name, or the member's. */
  by: z.string(),
  itemId: z.uuid().nullable(),
  url: z.string().nullable(),
  sentiment: sentimentLabel.nullable(),
  /** Only of outbound messages. */
  delivery: delivery.nullable(),
  /** What stands beside the text: quotation, signature, attachments. */
  parts: itemParts.nullable(),
})
export type Message = z.infer<typeof message>

export const conversation = z.object({
  id: z.uuid(),
  customerId: z.uuid(),
  customerName: z.string(),
  channel: z.string(),
  isPublic: z.boolean(),
  /** The last words of the customer, at most 280 characters. */
  preview: z.string(),
  sentiment: sentimentLabel.nullable(),
  lastMessageAt: instant,
  messageCount: z.number().int(),
  ticket,
})
export type Conversation = z.infer<typeof conversation>

export const queue = z.enum(['mine', 'unassigned', 'open', 'resolved'])
export type Queue = z.infer<typeof queue>

export const listConversations = endpoint({
  name: 'listConversations',
  method: 'GET',
  path: '/api/w/:workspaceId/conversations',
  access: 'inbox.read',
  summary: 'A queue of conversations: open ones by their clock, resolved ones newest first.',
  query: pageQuery.extend({
    queue: queue.default('open'),
    q: z.string().trim().max(200).optional(),
    customerId: uuid.optional(),
  }),
  output: pageOf(conversation),
})

export const conversationDetail = conversation.extend({
  messages: z.array(message),
  /** The account that answers go out from; null where the channel has no connected account. */
  answersFrom: z.object({ accountId: z.uuid(), handle: z.string() }).nullable(),
  textLimit: z.object({ length: z.number().int(), unit: z.enum(['characters', 'graphemes', 'bytes']) }).nullable(),
  /** Pictures that an answer may carry; null where none may. */
  media: manifest.shape.media.unwrap().nullable(),
  /** Whether an answer that was sent can be deleted there. */
  canWithdraw: z.boolean(),
})
export type ConversationDetail = z.infer<typeof conversationDetail>

const conversationParams = z.object({ conversationId: uuid })

export const getConversation = endpoint({
  name: 'getConversation',
  method: 'GET',
  path: '/api/w/:workspaceId/conversations/:conversationId',
  access: 'inbox.read',
  summary: 'A conversation with its newest 200 messages, oldest of them first.',
  params: conversationParams,
  output: conversationDetail,
})

export const openConversation = endpoint({
  name: 'openConversation',
  method: 'POST',
  path: '/api/w/:workspaceId/conversations',
  access: 'inbox.reply',
  summary: 'Opens the conversation of a mention, or finds the one that it already has.',
  body: z.object({ mentionId: uuid }),
  output: conversationDetail,
})

const words = z.string().trim().min(1).max(20_000)

export const reply = endpoint({
  name: 'reply',
  method: 'POST',
  path: '/api/w/:workspaceId/conversations/:conversationId/replies',
  access: 'inbox.reply',
  summary:
    'Answers through the network that the customer wrote on. Send an Idempotency-Key: the same key answers once.',
  params: conversationParams,
  body: z.object({
    /** May be empty when pictures say it all. */
    text: z.string().trim().max(20_000),
    media: z.array(attached).max(20).default([]),
    /** More parts of a long answer, each sent below the one before. */
    continued: z.array(words).max(20).default([]),
  }),
  output: message,
})

export const withdrawReply = endpoint({
  name: 'withdrawReply',
  method: 'POST',
  path: '/api/w/:workspaceId/conversations/:conversationId/replies/:messageId/withdrawal',
  access: 'inbox.reply',
  summary: 'Deletes an answer on its network; it stays here with the reason. It cannot be undone there.',
  params: conversationParams.extend({ messageId: uuid }),
  body: z.object({ reason: reasonGiven }),
  output: message,
})

export const retryReply = endpoint({
  name: 'retryReply',
  method: 'POST',
  path: '/api/w/:workspaceId/conversations/:conversationId/replies/:messageId/retry',
  access: 'inbox.reply',
  summary: 'Tries a failed answer again; the network is asked first whether it has it.',
  params: conversationParams.extend({ messageId: uuid }),
  output: message,
})

export const addNote = endpoint({
  name: 'addNote',
  method: 'POST',
  path: '/api/w/:workspaceId/conversations/:conversationId/notes',
  access: 'inbox.reply',
  summary: 'Writes a note that only members see.',
  params: conversationParams,
  body: z.object({ text: words }),
  output: message,
})

export const assignTicket = endpoint({
  name: 'assignTicket',
  method: 'PUT',
  path: '/api/w/:workspaceId/conversations/:conversationId/assignee',
  access: 'inbox.assign',
  summary: 'Gives the work to a member, or to nobody.',
  params: conversationParams,
  body: z.object({ memberId: uuid.nullable() }),
  output: conversation,
})

export const resolveConversation = endpoint({
  name: 'resolveConversation',
  method: 'POST',
  path: '/api/w/:workspaceId/conversations/:conversationId/resolve',
  access: 'inbox.reply',
  summary: 'Closes the ticket; a later word of the customer opens it again.',
  params: conversationParams,
  output: conversation,
})

export const reopenConversation = endpoint({
  name: 'reopenConversation',
  method: 'POST',
  path: '/api/w/:workspaceId/conversations/:conversationId/reopen',
  access: 'inbox.reply',
  summary: 'Opens the ticket again.',
  params: conversationParams,
  output: conversation,
})

export const getInboxSummary = endpoint({
  name: 'getInboxSummary',
  method: 'GET',
  path: '/api/w/:workspaceId/inbox/summary',
  access: 'inbox.read',
  summary:
    'What waits for the caller and for the team, and how fast answers were in the last seven days and the seven before.',
  output: z.object({
    mine: z.number().int(),
    unassigned: z.number().int(),
    open: z.number().int(),
    overdue: z.number().int(),
    /** Share in [0, 1] of first answers within 60 minutes; null without answers. */
    withinTarget: z.number().nullable(),
    withinTargetBefore: z.number().nullable(),
    targetMinutes: z.number().int(),
    /** Median minutes to the first answer. */
    medianMinutes: z.number().nullable(),
  }),
})

export const inboxEndpoints = [
  listConversations,
  getConversation,
  openConversation,
  reply,
  retryReply,
  withdrawReply,
  addNote,
  assignTicket,
  resolveConversation,
  reopenConversation,
  getInboxSummary,
] as const
