/** Deep reading, opt-in: a language model elsewhere that an administrator set may summarise a thread or label a sample. Off by default. */
import { z } from 'zod'
import { done, endpoint } from './endpoint.ts'
import { instant, uuid } from './scalars.ts'
import { sentimentLabel } from './understanding.ts'

const money = z.number().min(0).max(1_000_000)
const count = z.number().int()

/** `openai`: chat completions as OpenAI published them, which many servers speak. `anthropic`: Anthropic's messages. */
export const providerKind = z.enum(['openai', 'anthropic'])

export const provider = z.object({
  kind: providerKind,
  url: z.string(),
  model: z.string(),
  hasKey: z.boolean(),
  /** For a million tokens, in the currency that the administrator counts in. */
  priceRead: z.number(),
  priceWritten: z.number(),
  /** What a month (UTC) may cost; a question that could go over it is not asked. */
  monthlyCap: z.number(),
  isOn: z.boolean(),
  changedAt: instant,
  changedBy: z.string(),
})
export type Provider = z.infer<typeof provider>

export const askFailure = z.enum([
  'unreachable',
  'timeout',
  'refused_address',
  'wrong_key',
  'unknown_model',
  'busy',
  'broken',
  'unreadable',
])

/** One question to the provider. */
export const providerAsk = z.object({
  id: z.uuid(),
  purpose: z.enum(['try', 'summary', 'sample', 'draft']),
  state: z.enum(['waiting', 'answered', 'failed']),
  answer: z.string().nullable(),
  failure: askFailure.nullable(),
  tokensRead: count.nullable(),
  tokensWritten: count.nullable(),
  /** While it waits, the most that it can cost. */
  cost: z.number(),
  askedAt: instant,
  askedBy: z.string(),
})
export type ProviderAsk = z.infer<typeof providerAsk>

export const getProvider = endpoint({
  name: 'getProvider',
  method: 'GET',
  path: '/api/w/:workspaceId/deep-reading',
  access: 'listening.read',
  summary:
    'The provider of deep reading, without its key; what this month cost; the last questions without their answers.',
  output: z.object({
    provider: provider.nullable(),
    spent: z.number(),
    asks: z.array(providerAsk.omit({ answer: true })),
  }),
})

export const setProvider = endpoint({
  name: 'setProvider',
  method: 'PUT',
  path: '/api/w/:workspaceId/deep-reading',
  access: 'access.manage',
  summary: 'Sets the provider. Without a key the one that is kept stays, unless the address changes.',
  body: z.object({
    kind: providerKind,
    url: z.url({ protocol: /^https?$/ }).max(500),
    model: z.string().trim().min(1).max(100),
    key: z.string().trim().min(1).max(500).optional(),
    priceRead: money,
    priceWritten: money,
    monthlyCap: money,
    isOn: z.boolean(),
  }),
  output: provider,
})

export const removeProvider = endpoint({
  name: 'removeProvider',
  method: 'DELETE',
  path: '/api/w/:workspaceId/deep-reading',
  access: 'access.manage',
  summary: 'Forgets the provider and its key. Answers that were given stay.',
  output: done,
})

export const tryProvider = endpoint({
  name: 'tryProvider',
  method: 'POST',
  path: '/api/w/:workspaceId/deep-reading/try',
  access: 'access.manage',
  summary: 'Asks the provider for one word, to see that address, key and model are right.',
  output: providerAsk,
})

export const getAsk = endpoint({
  name: 'getAsk',
  method: 'GET',
  path: '/api/w/:workspaceId/deep-reading/asks/:askId',
  access: 'listening.read',
  summary: 'One question and, once it is there, its answer.',
  params: z.object({ askId: uuid }),
  output: providerAsk,
})

export const getThreadSummary = endpoint({
  name: 'getThreadSummary',
  method: 'GET',
  path: '/api/w/:workspaceId/items/:itemId/summary',
  access: 'listening.read',
  summary: 'Whether deep reading is on, and the last summary of the thread around an item.',
  params: z.object({ itemId: uuid }),
  output: z.object({ isOn: z.boolean(), ask: providerAsk.nullable() }),
})

export const summariseThread = endpoint({
  name: 'summariseThread',
  method: 'POST',
  path: '/api/w/:workspaceId/items/:itemId/summary',
  access: 'understanding.correct',
  summary:
    'Asks the provider to summarise the thread around an item; names, numbers, handles and addresses are masked before anything leaves.',
  params: z.object({ itemId: uuid }),
  output: providerAsk,
})

export const teacherRow = z.object({
  itemId: z.uuid(),
  text: z.string(),
  /** What the reader said, and what a person made of it. */
  read: sentimentLabel.nullable(),
  corrected: sentimentLabel.nullable(),
  /** What the teacher said; null where its answer leaves the post out. */
  teacher: sentimentLabel.nullable(),
})
export type TeacherRow = z.infer<typeof teacherRow>

export const getTeacher = endpoint({
  name: 'getTeacher',
  method: 'GET',
  path: '/api/w/:workspaceId/deep-reading/sample',
  access: 'understanding.correct',
  summary: "The last sample that the provider labelled, beside the reader's own labels. It changes no reading.",
  output: z.object({ isOn: z.boolean(), ask: providerAsk.nullable(), rows: z.array(teacherRow) }),
})

export const askTeacher = endpoint({
  name: 'askTeacher',
  method: 'POST',
  path: '/api/w/:workspaceId/deep-reading/sample',
  access: 'understanding.correct',
  summary: 'Draws posts of the last 90 days at random and asks the provider for their feeling, masked.',
  body: z.object({ posts: z.number().int().min(5).max(50).default(20) }),
  output: providerAsk,
})

export const deepReadingEndpoints = [
  getProvider,
  setProvider,
  removeProvider,
  tryProvider,
  getAsk,
  getThreadSummary,
  summariseThread,
  getTeacher,
  askTeacher,
] as const
