/** Mentions: items of interest, how each ended, and the stream of them. */
import { z } from 'zod'
import { item } from '../channels.ts'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { instant, many, uuid } from '../scalars.ts'
import { sentimentLabel, shownReading } from '../understanding.ts'
import { topicKind } from './topics.ts'

export const mentionState = z.enum(['pending', 'answered', 'stance', 'not_ours'])
export type MentionState = z.infer<typeof mentionState>

/** How a mention ended, with who and when. */
export const ending = z.object({
  state: mentionState,
  by: z.string().nullable(),
  reason: z.string().nullable(),
  at: instant,
})

export const mention = z.object({
  id: z.uuid(),
  item,
  topics: z.array(z.object({ id: z.uuid(), name: z.string(), kind: topicKind })),
  reading: shownReading,
  ending,
  /** Spans of `item.text` that made the topics match. */
  highlights: z.array(z.tuple([z.number().int(), z.number().int()])),
})
export type Mention = z.infer<typeof mention>

export const mentionFilter = z.object({
  topicId: uuid.optional(),
  channel: many(z.string().max(40)),
  sentiment: many(sentimentLabel),
  language: many(z.string().max(8)),
  state: many(mentionState),
  from: instant.optional(),
  to: instant.optional(),
  /** Full-text search: words side by side, "phrases". */
  q: z.string().trim().max(200).optional(),
})
export type MentionFilter = z.infer<typeof mentionFilter>

export const listMentions = endpoint({
  name: 'listMentions',
  method: 'GET',
  path: '/api/w/:workspaceId/mentions',
  access: 'listening.read',
  summary: 'The stream of mentions, newest first.',
  query: pageQuery.extend(mentionFilter.shape),
  output: pageOf(mention),
})

export const getMentions = endpoint({
  name: 'getMentions',
  method: 'GET',
  path: '/api/w/:workspaceId/mentions/by-ids',
  access: 'listening.read',
  summary: 'Mentions by their ids: what a live screen asks after it was told ids.',
  query: z.object({
    ids: z.preprocess(v => (typeof v === 'string' ? v.split(',') : v), z.array(uuid).min(1).max(200)),
  }),
  output: z.object({ items: z.array(mention) }),
})

export const countMentions = endpoint({
  name: 'countMentions',
  method: 'GET',
  path: '/api/w/:workspaceId/mentions/count',
  access: 'listening.read',
  summary: 'How many mentions a filter finds, counted up to 10,000, and how they ended.',
  query: mentionFilter,
  output: z.object({ total: z.number().int(), isMore: z.boolean(), states: z.record(mentionState, z.number().int()) }),
})

export const getMention = endpoint({
  name: 'getMention',
  method: 'GET',
  path: '/api/w/:workspaceId/mentions/:mentionId',
  access: 'listening.read',
  summary: 'A mention with the thread around it, oldest first, as far as we heard it.',
  params: z.object({ mentionId: uuid }),
  output: mention.extend({ thread: z.array(item) }),
})

export const closeMention = endpoint({
  name: 'closeMention',
  method: 'PUT',
  path: '/api/w/:workspaceId/mentions/:mentionId/ending',
  access: 'listening.close',
  summary: 'Says how a mention ended, or opens it again with `pending`. A stance or a not-ours needs no answer.',
  params: z.object({ mentionId: uuid }),
  body: z.object({ state: mentionState, reason: z.string().trim().max(500).default('') }),
  output: mention,
})

export const mentionEndpoints = [listMentions, getMentions, countMentions, getMention, closeMention] as const
