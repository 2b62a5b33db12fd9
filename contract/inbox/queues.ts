/** Saved queues: a filter over conversations with a name, own or shared, and how many wait in each. */
import { z } from 'zod'
import { done, endpoint } from '../endpoint.ts'
import { uuid } from '../scalars.ts'
import { intentLabel, sentimentLabel } from '../understanding.ts'

/** By the clock, by how far the words may spread, by how often the customer bought. */
export const queueSort = z.enum(['clock', 'risk', 'value'])
export type QueueSort = z.infer<typeof queueSort>

const word = z.string().trim().min(1).max(60)

/** What must hold, all of it; what is left out does not matter. */
export const queueFilter = z.object({
  state: z.enum(['open', 'resolved']).default('open'),
  sort: queueSort.default('clock'),
  teamIds: z.array(uuid).max(50).optional(),
  assigneeIds: z.array(uuid).max(50).optional(),
  /** Whoever looks at the queue. */
  isMine: z.boolean().optional(),
  isUnassigned: z.boolean().optional(),
  channels: z.array(word).max(30).optional(),
  languages: z.array(word).max(30).optional(),
  intents: z.array(intentLabel).max(10).optional(),
  sentiments: z.array(sentimentLabel).max(4).optional(),
  /** A customer waits, and their next answer is due or overdue by at least so many minutes. */
  overdueMinutes: z
    .number()
    .int()
    .min(0)
    .max(60 * 24 * 30)
    .optional(),
})
export type QueueFilter = z.infer<typeof queueFilter>

export const savedQueue = z.object({
  id: z.uuid(),
  name: z.string(),
  isShared: z.boolean(),
  isOwn: z.boolean(),
  filter: queueFilter,
  /** Conversations in it now; 1000 stands for as many or more. */
  count: z.number().int(),
})
export type SavedQueue = z.infer<typeof savedQueue>

const fields = { name: z.string().trim().min(1).max(60), isShared: z.boolean().default(false), filter: queueFilter }
const queueParams = z.object({ queueId: uuid })

export const listSavedQueues = endpoint({
  name: 'listSavedQueues',
  method: 'GET',
  path: '/api/w/:workspaceId/saved-queues',
  access: 'inbox.read',
  summary: 'Own and shared queues by name, each with how many conversations are in it.',
  output: z.object({ items: z.array(savedQueue) }),
})

export const createSavedQueue = endpoint({
  name: 'createSavedQueue',
  method: 'POST',
  path: '/api/w/:workspaceId/saved-queues',
  access: 'inbox.read',
  summary: 'Saves a filter as a queue. A shared one shows to everybody, and needs the permission to assign.',
  body: z.object(fields),
  output: savedQueue,
})

export const updateSavedQueue = endpoint({
  name: 'updateSavedQueue',
  method: 'PUT',
  path: '/api/w/:workspaceId/saved-queues/:queueId',
  access: 'inbox.read',
  summary: 'Rewrites an own queue, or a shared one with the permission to assign.',
  params: queueParams,
  body: z.object(fields),
  output: savedQueue,
})

export const removeSavedQueue = endpoint({
  name: 'removeSavedQueue',
  method: 'DELETE',
  path: '/api/w/:workspaceId/saved-queues/:queueId',
  access: 'inbox.read',
  summary: 'Takes a saved queue away; its conversations stay where they are. `restoreSavedQueue` brings it back.',
  params: queueParams,
  output: done,
})

export const restoreSavedQueue = endpoint({
  name: 'restoreSavedQueue',
  method: 'POST',
  path: '/api/w/:workspaceId/saved-queues/:queueId/restore',
  access: 'inbox.read',
  summary: 'Brings a saved queue back.',
  params: queueParams,
  output: savedQueue,
})

export const queueEndpoints = [
  listSavedQueues,
  createSavedQueue,
  updateSavedQueue,
  removeSavedQueue,
  restoreSavedQueue,
] as const
