/** Inbox: answering. Conversations, their messages, the ticket of each. */
import { z } from 'zod'
import { fieldChanges, fieldFilter, fieldValues } from './access/fields.ts'
import { teamTone } from './access/teams.ts'
import { attached, delivery, itemParts, manifest, reasonGiven } from './channels.ts'
import { endpoint } from './endpoint.ts'
import { apologyEndpoints } from './inbox/apologies.ts'
import { authorityEndpoints } from './inbox/authority.ts'
import { bulkEndpoints } from './inbox/bulk.ts'
import { clockEndpoints, dueKind } from './inbox/clocks.ts'
import { consistencyEndpoints } from './inbox/consistency.ts'
import { draftEndpoints } from './inbox/drafts.ts'
import { endingEndpoints } from './inbox/endings.ts'
import { followUpEndpoints } from './inbox/follow-ups.ts'
import { measureEndpoints } from './inbox/measures.ts'
import { modeEndpoints } from './inbox/modes.ts'
import { practiceEndpoints } from './inbox/practice.ts'
import { presenceEndpoints } from './inbox/presence.ts'
import { queueEndpoints, queueSort } from './inbox/queues.ts'
import { reviewEndpoints } from './inbox/reviews.ts'
import { routingEndpoints } from './inbox/routing.ts'
import { servingEndpoints } from './inbox/serving.ts'
import { stanceEndpoints } from './inbox/stances.ts'
import { suggestionEndpoints } from './inbox/suggestions.ts'
import { surveyEndpoints } from './inbox/surveys.ts'
import { tag } from './listening/tags.ts'
import { pageOf, pageQuery } from './page.ts'
import { instant, many, uuid } from './scalars.ts'
import { sentimentLabel } from './understanding.ts'

export const ticketState = z.enum(['open', 'resolved'])
export type TicketState = z.infer<typeof ticketState>

export const ticket = z.object({
  id: z.uuid(),
  state: ticketState,
  assignee: z.object({ memberId: z.uuid(), name: z.string() }).nullable(),
  /** The team whose queue it stands in. */
  team: z.object({ id: z.uuid(), name: z.string(), tone: teamTone }).nullable(),
  openedAt: instant,
  /** When the nearest deadline is; null while nothing is due. By default 60 minutes after the customer wrote. */
  dueAt: instant.nullable(),
  /** Which one that is: the first answer, the next one, or the solution. */
  dueKind: dueKind.nullable(),
  /** From when on it is warned of. */
  warnAt: instant.nullable(),
  /** When the first answer was or is due. */
  firstDueAt: instant.nullable(),
  solveDueAt: instant.nullable(),
  /** The policy that holds; null for the default. */
  clockPolicyId: z.uuid().nullable(),
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
  /** A machine wrote it: the customer's, or ours as an acknowledgement that says so. */
  isAutomatic: z.boolean(),
  /** The policy, in the version that held when the answer was written; null where none was kept. */
  policy: z.object({ policyId: z.uuid(), name: z.string(), number: z.number().int() }).nullable(),
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
  /** Of the workspace’s own fields. */
  fields: fieldValues,
  tags: z.array(tag),
  ticket,
})
export type Conversation = z.infer<typeof conversation>

export const queue = z.enum(['mine', 'unassigned', 'open', 'resolved'])
export type Queue = z.infer<typeof queue>

export const conversationFilter = z.object({
  queue: queue.default('open'),
  q: z.string().trim().max(200).optional(),
  customerId: uuid.optional(),
  /** In place of `queue`: what a saved queue asks for, in its order. */
  savedQueueId: uuid.optional(),
  teamId: uuid.optional(),
  /** Of open ones; resolved ones stand newest first. */
  sort: queueSort.default('clock'),
  /** Any of these tags. */
  tag: many(uuid),
  /** Of the workspace’s own fields. */
  field: fieldFilter,
})

export const listConversations = endpoint({
  name: 'listConversations',
  method: 'GET',
  path: '/api/w/:workspaceId/conversations',
  access: 'inbox.read',
  summary: 'A queue of conversations: open ones by their clock, resolved ones newest first.',
  query: pageQuery.extend(conversationFilter.shape),
  output: pageOf(conversation),
})

export const exportConversations = endpoint({
  name: 'exportConversations',
  method: 'GET',
  path: '/api/w/:workspaceId/conversations/export',
  access: 'inbox.export',
  summary: 'The conversations of a queue as a file, with tags and the workspace’s own fields.',
  query: conversationFilter.extend({ format: z.enum(['csv', 'xlsx', 'jsonl']).default('csv') }),
  output: z.string(),
})

export const conversationDetail = conversation.extend({
  messages: z.array(message),
  /** The account that answers go out from; null where the channel has no connected account. */
  answersFrom: z.object({ accountId: z.uuid(), handle: z.string() }).nullable(),
  textLimit: z.object({ length: z.number().int(), unit: z.enum(['characters', 'graphemes', 'bytes']) }).nullable(),
  /** Pictures that an answer may carry; null where none may. */
  media: manifest.shape.media.unwrap().nullable(),
  /** Files that an answer may carry; null where none may. */
  files: manifest.shape.files.unwrap().nullable(),
  /** Whether an answer that was sent can be deleted there. */
  canWithdraw: z.boolean(),
  /** Whether each side sees that the other is typing. */
  showsTyping: z.boolean(),
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
    /** Ids of files of `addFile`, where the channel carries files. */
    files: z.array(uuid).max(50).default([]),
    /** More parts of a long answer, each sent below the one before. */
    continued: z.array(words).max(20).default([]),
    /** The version of the policy that the answer follows; it stays beside the answer. */
    policyVersionId: uuid.optional(),
    /**
     * The last message on the writer’s screen: where somebody else has answered after it, 409 `inbox.answered_meanwhile`
     * is the answer, and nothing is sent.
     */
    seenMessageId: uuid.optional(),
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

export const setConversationFields = endpoint({
  name: 'setConversationFields',
  method: 'PUT',
  path: '/api/w/:workspaceId/conversations/:conversationId/fields',
  access: 'inbox.reply',
  summary: 'Writes values of the workspace’s own fields: all that are named or none.',
  params: conversationParams,
  body: z.object({ values: fieldChanges }),
  output: conversation,
})

export const tagConversation = endpoint({
  name: 'tagConversation',
  method: 'PUT',
  path: '/api/w/:workspaceId/conversations/:conversationId/tags',
  access: 'inbox.reply',
  summary: 'Gives a conversation tags and takes others from it; the tags are those of the stream.',
  params: conversationParams,
  body: z.object({ add: z.array(uuid).max(50).default([]), remove: z.array(uuid).max(50).default([]) }),
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
  exportConversations,
  getConversation,
  openConversation,
  reply,
  retryReply,
  withdrawReply,
  addNote,
  assignTicket,
  resolveConversation,
  reopenConversation,
  setConversationFields,
  tagConversation,
  getInboxSummary,
  ...draftEndpoints,
  ...apologyEndpoints,
  ...authorityEndpoints,
  ...consistencyEndpoints,
  ...reviewEndpoints,
  ...suggestionEndpoints,
  ...surveyEndpoints,
  ...clockEndpoints,
  ...stanceEndpoints,
  ...endingEndpoints,
  ...measureEndpoints,
  ...servingEndpoints,
  ...routingEndpoints,
  ...presenceEndpoints,
  ...queueEndpoints,
  ...bulkEndpoints,
  ...modeEndpoints,
  ...followUpEndpoints,
  ...practiceEndpoints,
] as const
