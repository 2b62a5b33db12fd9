/** Listening: what is said of us. Topics, mentions, how each ended, volumes. */
import { z } from 'zod'
import { item } from './channels.ts'
import { endpoint } from './endpoint.ts'
import { pageOf, pageQuery } from './page.ts'
import { flag, instant, many, shortText, uuid } from './scalars.ts'
import { sentimentLabel, shownReading } from './understanding.ts'

export const topicKind = z.enum(['brand', 'product', 'campaign', 'competitor', 'industry', 'person', 'issue'])
export type TopicKind = z.infer<typeof topicKind>

/** The boolean rule as a person types it: words, "phrases", AND OR NOT, parentheses, #tag, @handle. */
export const queryText = z.string().trim().min(1).max(20_000)

export const topic = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: topicKind,
  /** What the team wants to find out; required. */
  goal: z.string(),
  query: z.string(),
  createdAt: instant,
  /** Since when nobody follows it; null while it is followed. */
  archivedAt: instant.nullable(),
  mentions: z.object({ last24Hours: z.number().int(), last7Days: z.number().int() }),
})
export type Topic = z.infer<typeof topic>

export const listTopics = endpoint({
  name: 'listTopics',
  method: 'GET',
  path: '/api/w/:workspaceId/topics',
  access: 'listening.read',
  summary:
    'Topics with how often they were mentioned lately: those that are followed, or with `archived` those that are not.',
  query: z.object({ archived: flag.default(false) }),
  output: z.object({ items: z.array(topic) }),
})

const goal = z.string().trim().min(1).max(500)

export const createTopic = endpoint({
  name: 'createTopic',
  method: 'POST',
  path: '/api/w/:workspaceId/topics',
  access: 'listening.manage',
  summary: 'Makes a topic; it needs a goal. What was heard in the last 90 days is searched at once.',
  body: z.object({ name: shortText, kind: topicKind, goal, query: queryText }),
  output: topic,
})

export const updateTopic = endpoint({
  name: 'updateTopic',
  method: 'PATCH',
  path: '/api/w/:workspaceId/topics/:topicId',
  access: 'listening.manage',
  summary: 'Changes a topic; a new query counts from now on, and over the last 90 days.',
  params: z.object({ topicId: uuid }),
  body: z.object({
    name: shortText.optional(),
    kind: topicKind.optional(),
    goal: goal.optional(),
    query: queryText.optional(),
  }),
  output: topic,
})

export const archiveTopic = endpoint({
  name: 'archiveTopic',
  method: 'POST',
  path: '/api/w/:workspaceId/topics/:topicId/archive',
  access: 'listening.manage',
  summary: 'Stops following a topic; its mentions stay, and it can be followed again.',
  params: z.object({ topicId: uuid }),
  output: topic,
})

export const restoreTopic = endpoint({
  name: 'restoreTopic',
  method: 'POST',
  path: '/api/w/:workspaceId/topics/:topicId/restore',
  access: 'listening.manage',
  summary: 'Follows an archived topic again.',
  params: z.object({ topicId: uuid }),
  output: topic,
})

export const suggestQuery = endpoint({
  name: 'suggestQuery',
  method: 'POST',
  path: '/api/w/:workspaceId/topics/suggest',
  access: 'listening.manage',
  summary: 'Makes a working query from a name, with the spellings people use.',
  body: z.object({ name: shortText, also: z.array(shortText).max(20).default([]) }),
  output: z.object({ query: z.string(), variants: z.array(z.string()), exclusions: z.array(z.string()) }),
})

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

export const volume = z.object({
  /** Start of the hour or day, in UTC. */
  at: instant,
  total: z.number().int(),
  positive: z.number().int(),
  neutral: z.number().int(),
  negative: z.number().int(),
  mixed: z.number().int(),
})
export type Volume = z.infer<typeof volume>

export const listVolumes = endpoint({
  name: 'listVolumes',
  method: 'GET',
  path: '/api/w/:workspaceId/volumes',
  access: 'listening.read',
  summary: 'Mentions by hour or day (days cut in the zone of the workspace), from roll-ups; at most 2,200 rows.',
  query: z.object({
    topicId: uuid.optional(),
    grain: z.enum(['hour', 'day']).default('hour'),
    from: instant,
    to: instant,
  }),
  output: z.object({ items: z.array(volume) }),
})

export const channelVolume = z.object({ channel: z.string(), total: z.number().int(), negative: z.number().int() })

export const listChannelVolumes = endpoint({
  name: 'listChannelVolumes',
  method: 'GET',
  path: '/api/w/:workspaceId/volumes/channels',
  access: 'listening.read',
  summary: 'Mentions by channel in a period, from roll-ups.',
  query: z.object({ topicId: uuid.optional(), from: instant, to: instant }),
  output: z.object({ items: z.array(channelVolume) }),
})

export const getLedger = endpoint({
  name: 'getLedger',
  method: 'GET',
  path: '/api/w/:workspaceId/ledger',
  access: 'listening.read',
  summary: 'The silence ledger: how the mentions of a period ended, and how many complaints nobody answered.',
  query: z.object({ from: instant, to: instant }),
  output: z.object({
    total: z.number().int(),
    states: z.record(mentionState, z.number().int()),
    negativePending: z.number().int(),
    negativeTotal: z.number().int(),
  }),
})

export const listeningEndpoints = [
  listTopics,
  createTopic,
  updateTopic,
  archiveTopic,
  restoreTopic,
  suggestQuery,
  listMentions,
  getMentions,
  countMentions,
  getMention,
  closeMention,
  listVolumes,
  listChannelVolumes,
  getLedger,
] as const
