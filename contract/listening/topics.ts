/** Topics: what a workspace follows, with a goal and a query. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { flag, instant, shortText, uuid } from '../scalars.ts'

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

export const topicEndpoints = [listTopics, createTopic, updateTopic, archiveTopic, restoreTopic, suggestQuery] as const
