/** System: jobs that failed, for those who look after the installation. */
import { z } from 'zod'
import { workspace } from './access.ts'
import { done, endpoint } from './endpoint.ts'
import { instant, locale, uuid } from './scalars.ts'

export const queueState = z.object({
  name: z.string(),
  /** Due now. */
  waiting: z.number().int(),
  /** With a time of their own that is still to come. */
  later: z.number().int(),
  active: z.number().int(),
  failed: z.number().int(),
})

export const deadJob = z.object({
  id: z.uuid(),
  queue: z.string(),
  createdAt: instant,
  failedAt: instant,
  tries: z.number().int(),
  /** The error as it was logged: a code and a sentence, never the text of a message. */
  error: z.string(),
})
export type DeadJob = z.infer<typeof deadJob>

export const listQueues = endpoint({
  name: 'listQueues',
  method: 'GET',
  path: '/api/w/:workspaceId/jobs/queues',
  access: 'system.read',
  summary: 'Every queue with how many jobs of this workspace wait, run and have failed for good.',
  output: z.object({ items: z.array(queueState) }),
})

export const listDeadJobs = endpoint({
  name: 'listDeadJobs',
  method: 'GET',
  path: '/api/w/:workspaceId/jobs/dead',
  access: 'system.read',
  summary: 'Jobs of this workspace that failed for good, newest first, at most 200.',
  output: z.object({ items: z.array(deadJob) }),
})

/** Dead jobs that failed alike. */
export const deadPile = z.object({
  queue: z.string(),
  error: z.string(),
  count: z.number().int(),
  firstFailedAt: instant,
  lastFailedAt: instant,
})
export type DeadPile = z.infer<typeof deadPile>

export const listDeadPiles = endpoint({
  name: 'listDeadPiles',
  method: 'GET',
  path: '/api/w/:workspaceId/jobs/dead/piles',
  access: 'system.read',
  summary: 'All jobs of this workspace that failed for good, gathered by queue and error, the largest pile first.',
  output: z.object({ items: z.array(deadPile) }),
})

export const moveDeadJobs = endpoint({
  name: 'moveDeadJobs',
  method: 'POST',
  path: '/api/w/:workspaceId/jobs/dead/moves',
  access: 'system.manage',
  summary:
    'Puts dead jobs back into their queues, or discards them for good: all, or one pile. Each job is moved once, however often one asks.',
  body: z.object({
    to: z.enum(['retry', 'discard']),
    queue: z.string().max(200).optional(),
    error: z.string().max(1000).optional(),
    /** Only what had failed by then: what fails afterwards was not seen. */
    until: instant,
  }),
  output: z.object({ moved: z.number().int() }),
})

export const retryDeadJob = endpoint({
  name: 'retryDeadJob',
  method: 'POST',
  path: '/api/w/:workspaceId/jobs/dead/:jobId/retry',
  access: 'system.manage',
  summary: 'Puts a failed job back into its queue.',
  params: z.object({ jobId: uuid }),
  output: done,
})

export const createDemo = endpoint({
  name: 'createDemo',
  method: 'POST',
  path: '/api/demo',
  access: 'signed-in',
  summary:
    'Makes a workspace of a made-up shop with twelve weeks of voices to look around in; it fills within a minute.',
  body: z.object({ locale }),
  output: workspace,
})

/** What was looked at, and how it is: well, an advice, what will hurt, what hurts now. */
export const finding = z.object({
  about: z.string(),
  state: z.enum(['good', 'advice', 'warning', 'wrong']),
  /** In the reader’s language. */
  text: z.string(),
})
export type Finding = z.infer<typeof finding>

export const installation = z.object({
  at: instant,
  findings: z.array(finding),
  /** Of the data folder, in bytes. */
  disk: z.object({ free: z.number(), size: z.number() }).nullable(),
  /** Of this process, and what it may use. */
  memory: z.object({ used: z.number(), size: z.number() }),
  database: z.object({
    bytes: z.number(),
    /** Over the days that were measured; null before the second. */
    growthPerDay: z.number().nullable(),
  }),
  /** Of the newest archive in the data folder. */
  backupAt: instant.nullable(),
  /** Of the whole installation. */
  jobs: z.object({
    waiting: z.number().int(),
    active: z.number().int(),
    failed: z.number().int(),
    /** Seconds that the oldest job has waited that could have run. */
    oldestSeconds: z.number().nullable(),
    workers: z.number().int(),
  }),
  /** What administrators were told of and that has not ended. */
  alarms: z.array(z.object({ about: z.string(), since: instant, text: z.string() })),
})
export type Installation = z.infer<typeof installation>

export const getStatus = endpoint({
  name: 'getStatus',
  method: 'GET',
  path: '/api/w/:workspaceId/status',
  access: 'system.read',
  summary: 'How the installation is: what `doctor` finds, disk, memory, database, jobs and alarms.',
  output: installation,
})

export const systemEndpoints = [
  createDemo,
  listQueues,
  listDeadJobs,
  listDeadPiles,
  moveDeadJobs,
  retryDeadJob,
  getStatus,
] as const
