/** System: jobs that failed, for those who look after the installation. */
import { z } from 'zod'
import { workspace } from './access.ts'
import { done, endpoint } from './endpoint.ts'
import { instant, locale, uuid } from './scalars.ts'

export const queueState = z.object({
  name: z.string(),
  waiting: z.number().int(),
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

export const systemEndpoints = [createDemo, listQueues, listDeadJobs, retryDeadJob] as const
