/** Topics: what a workspace follows, with a goal and a query. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { flag, instant, shortText, uuid } from '../scalars.ts'
import { queryText } from './queries.ts'

export const topicKind = z.enum(['brand', 'product', 'campaign', 'competitor', 'industry', 'person', 'issue'])
export type TopicKind = z.infer<typeof topicKind>

const terms = z.array(z.string().trim().min(1).max(200)).max(200).default([])

/** What a topic is about, each term as a person would say it. `exclusions` are what it is not about. */
export const topicSlots = z.object({
  brand: terms,
  products: terms,
  campaigns: terms,
  handles: terms,
  hashtags: terms,
  people: terms,
  /** Addresses of pages. */
  pages: terms,
  rivals: terms,
  exclusions: terms,
})
export type TopicSlots = z.infer<typeof topicSlots>

/** How far the search of the past is; times are null until it is so. */
export const pastSearch = z.object({
  state: z.enum(['running', 'done', 'cancelled']),
  /** Kept items of the last 90 days when it began, how many it has looked at, and how many of them the topic wants. */
  total: z.number().int(),
  looked: z.number().int(),
  found: z.number().int(),
  startedAt: instant,
  endedAt: instant.nullable(),
})
export type PastSearch = z.infer<typeof pastSearch>

export const topic = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: topicKind,
  /** What the team wants to find out; required. */
  goal: z.string(),
  query: z.string(),
  slots: topicSlots,
  /** Null for a topic that was never searched for. */
  past: pastSearch.nullable(),
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
  body: z.object({ name: shortText, kind: topicKind, goal, query: queryText, slots: topicSlots.optional() }),
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
    slots: topicSlots.optional(),
  }),
  output: topic,
})

export const searchTopicPast = endpoint({
  name: 'searchTopicPast',
  method: 'POST',
  path: '/api/w/:workspaceId/topics/:topicId/past',
  access: 'listening.manage',
  summary: 'Searches what was kept in the last 90 days for a topic anew; a search that runs is left behind.',
  params: z.object({ topicId: uuid }),
  output: topic,
})

export const cancelTopicPast = endpoint({
  name: 'cancelTopicPast',
  method: 'POST',
  path: '/api/w/:workspaceId/topics/:topicId/past/cancel',
  access: 'listening.manage',
  summary: 'Stops the search of the past; what it found stays.',
  params: z.object({ topicId: uuid }),
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

export const topicEndpoints = [
  listTopics,
  createTopic,
  updateTopic,
  archiveTopic,
  restoreTopic,
  searchTopicPast,
  cancelTopicPast,
] as const
