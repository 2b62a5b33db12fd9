/** What a topic is talked of: its stories and interests; and what people need and take for granted. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'
import { quote } from './themes.ts'

const count = z.number().int()
const period = { from: instant, to: instant }
/** Posts that were read, the newest first; `isMore` says that the period holds more. */
const read = { read: count, isMore: z.boolean() }

/** One text told by several people. */
export const story = z.object({ quote, posts: count, authors: count, reach: count })
export type Story = z.infer<typeof story>

/** What is said more often in a topic than elsewhere. `q` with the topic and the period finds the rows. */
export const interest = z.object({
  label: z.string(),
  words: z.array(z.string()),
  q: z.string(),
  mentions: count,
  positive: count,
  negative: count,
  posts: z.array(quote),
})
export type Interest = z.infer<typeof interest>

export const getTopicStories = endpoint({
  name: 'getTopicStories',
  method: 'GET',
  path: '/api/w/:workspaceId/topics/:topicId/stories',
  access: 'listening.read',
  summary:
    'What a topic is talked of in a period, out of its newest 1,000 posts: stories that several people tell, and interests: what is said more often than in everything that was heard.',
  params: z.object({ topicId: uuid }),
  query: z.object(period),
  output: z.object({ ...read, stories: z.array(story), interests: z.array(interest) }),
})

/** What several people state, each with their own sentence. */
export const statement = z.object({
  about: z.string(),
  authors: count,
  mentions: count,
  positive: count,
  negative: count,
  /** Three of the sentences, each with its post. */
  quotes: z.array(quote),
})
export type StatementCluster = z.infer<typeof statement>

export const listStatements = endpoint({
  name: 'listStatements',
  method: 'GET',
  path: '/api/w/:workspaceId/statements',
  access: 'listening.read',
  summary:
    'Needs (wishes, requests for a change) and preconceptions (what is held to be so) as people put them, out of the newest 2,000 posts of a period; told by how a sentence is built, so some are mistaken.',
  query: z.object({ topicId: uuid.optional(), ...period }),
  output: z.object({ ...read, needs: z.array(statement), preconceptions: z.array(statement) }),
})

export const storyEndpoints = [getTopicStories, listStatements] as const
