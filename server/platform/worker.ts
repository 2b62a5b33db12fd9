/** The job edge: takes jobs from the queue, opens their transactions, keeps clocks and streams, logs one line per job. */
import { sql } from 'kysely'
import { sleep, stopwatch } from './clock.ts'
import type { Ctx } from './ctx.ts'
import { isDatabaseAway } from './db.ts'
import { systemCtx, type WorkerParts } from './edge.ts'
import { isAppError } from './errors.ts'
import type { Errand, Reaction, Task, Wake } from './job.ts'
import { countJob } from './metrics.ts'
import type { Envelope } from './outbox.ts'
import { type QueuedJob, queuedJobs, sweepDoneJobs } from './queue.ts'
import { keepStream } from './streams.ts'

import type { Tx } from './tx.ts'

export interface Worker {
  stop(): Promise<void>
}

/** Starts all jobs of the rooms in this process. Many processes may do so against one database. */
export const startWorker = async (parts: WorkerParts): Promise<Worker> => {
  const stopping = new AbortController()
  for (const job of queuedJobs(parts.jobs)) await takeJobs(parts, job, stopping.signal)
  const loops = parts.jobs.flatMap(job => {
    if (job.kind === 'wake') return [keepWaking(parts, job, stopping.signal)]
    if (job.kind === 'stream') return [keepStream(parts, job, stopping.signal)]
    return []
  })
  loops.push(sweep(parts, stopping.signal))
  parts.world.log.info('worker.started', { jobs: parts.jobs.length })
  return {
    async stop() {
      stopping.abort()
      await Promise.all(loops)
    },
  }
}

const takeJobs = async (parts: WorkerParts, job: QueuedJob, signal: AbortSignal): Promise<void> => {
  const atOnce = job.kind === 'errand' ? job.atOnce : 2
  for (let nth = 0; nth < atOnce; nth++) await takeJobsInTurn(parts, job, signal)
}

/**
 * Takes one job after another. Where a job was found there may be more, so the queue is asked again at once:
 * a notice comes with a new job only, and a pile that stood there before would be taken at the pace of the polling.
 */
const takeJobsInTurn = async (parts: WorkerParts, job: QueuedJob, signal: AbortSignal): Promise<void> => {
  let taker = ''
  taker = await parts.queue.boss.work<Envelope>(
    job.name,
    {
      batchSize: 1,
      pollingIntervalSeconds: 1,
      notifyPollingIntervalSeconds: 5,
      heartbeatRefreshSeconds: 4,
    },
    async ([taken]) => {
      if (!taken) return
      const elapsed = stopwatch()
      const { workspaceId, eventId, payload } = taken.data
      const line = { job: job.name, jobId: taken.id, workspaceId }
      try {
        if (job.kind === 'reaction') await react(parts, job, workspaceId, eventId, payload)
        else if (job.kind === 'errand') await runErrand(parts, job, workspaceId, payload, signal)
        else await runTask(parts, job, workspaceId, payload)
        countJob(job.name, 'done', elapsed())
        parts.world.log.info('job.done', { ...line, ms: Math.round(elapsed()) })
      } catch (error) {
        countJob(job.name, 'failed', elapsed())
        parts.world.log.error('job.failed', error, { ...line, ms: Math.round(elapsed()) })
        throw deadLetterError(error)
      } finally {
        parts.queue.boss.notifyWorker(taker)
      }
    },
  )
}

/** What the queue keeps of an error: its code, never a text that may quote data. */
const deadLetterError = (error: unknown): Error => {
  const kept = new Error(
    isAppError(error)
      ? error.code
      : error instanceof Error && 'code' in error
        ? `${error.name} ${String(error.code)}`
        : 'unexpected error',
  )
  kept.stack = ''
  return kept
}

const jobCtx = (parts: WorkerParts, job: string, workspaceId: number, tx: Tx): Ctx => ({
  ...systemCtx(parts.world, job, tx),
  workspaceId,
})

const react = (parts: WorkerParts, job: Reaction, workspaceId: number, eventId: string, payload: unknown) =>
  parts.database.transact(async tx => {
    const first = await sql`
      insert into platform.consumed (workspace_id, consumer, event_id) values (${workspaceId}, ${job.name}, ${eventId}::uuid)
      on conflict do nothing returning 1`.execute(tx)
    if (first.rows.length === 0) return
    await job.run(jobCtx(parts, job.name, workspaceId, tx), job.hears.payload.parse(payload) as never)
  })

const runTask = (parts: WorkerParts, job: Task, workspaceId: number, payload: unknown) =>
  parts.database.transact(tx => job.run(jobCtx(parts, job.name, workspaceId, tx), job.payload.parse(payload) as never))

const runErrand = async (
  parts: WorkerParts,
  job: Errand,
  workspaceId: number,
  payload: unknown,
  signal: AbortSignal,
) => {
  const parsed = job.payload.parse(payload) as never
  const plan = await parts.database.transact(tx => job.prepare(jobCtx(parts, job.name, workspaceId, tx), parsed))
  if (plan === null) return
  const outcome = await job.call(parts.world, plan as never, signal)
  await parts.database.transact(tx =>
    job.settle(jobCtx(parts, job.name, workspaceId, tx), plan as never, outcome as never),
  )
}

const keepWaking = async (parts: WorkerParts, job: Wake, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    try {
      await parts.database.transact(tx => job.run(systemCtx(parts.world, job.name, tx)))
    } catch (error) {
      parts.world.log.error('wake.failed', error, { job: job.name, isDatabaseAway: isDatabaseAway(error) })
    }
    await sleep(job.everySeconds * 1000, signal)
  }
}

const sweep = async (parts: WorkerParts, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    await sleep(600_000, signal)
    if (signal.aborted) return
    try {
      await sweepDoneJobs(parts.database)
      await parts.database.pool.query(`delete from platform.consumed where at < now() - interval '40 days'`)
      await parts.database.pool.query(`delete from platform.idempotency where at < now() - interval '2 days'`)
    } catch (error) {
      parts.world.log.error('sweep.failed', error)
    }
  }
}
