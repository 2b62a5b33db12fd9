/** The queue: pg-boss over our database, publishing inside our transactions. */
import { sql } from 'kysely'
import { fromKysely, PgBoss } from 'pg-boss'
import type { Connection, Database } from './db.ts'
import type { Job } from './job.ts'
import type { Log } from './log.ts'
import type { Envelope, Outbox } from './outbox.ts'
import type { Tx } from './tx.ts'

export const liveChannel = 'maeari_live'

/** Jobs that hear nothing for this long are given to another worker; pg-boss allows no less. */
const heartbeatSeconds = 10
const deadJobsAreKeptSeconds = 30 * 24 * 3600
const doneJobsAreKeptSeconds = 3600

export interface Queue {
  readonly boss: PgBoss
  readonly outbox: Outbox
  stop(): Promise<void>
}

export type QueuedJob = Exclude<Job, { kind: 'wake' | 'stream' }>

export const queuedJobs = (jobs: readonly Job[]): QueuedJob[] =>
  jobs.filter((job): job is QueuedJob => job.kind === 'reaction' || job.kind === 'errand' || job.kind === 'task')

const asKysely = (tx: Tx) => fromKysely(tx as unknown as Parameters<typeof fromKysely>[0])

/**
 * Starts pg-boss with a small pool of its own. Only a worker supervises (returns jobs of killed workers, cleans up).
 * `migrate` creates or upgrades its schema `pgboss`.
 */
export const openQueue = async (
  connection: Connection,
  jobs: readonly Job[],
  log: Log,
  options: { isWorker: boolean; migrate: boolean },
): Promise<Queue> => {
  const boss = new PgBoss({
    ...connection,
    max: 4,
    schema: 'pgboss',
    migrate: options.migrate,
    createSchema: options.migrate,
    supervise: options.isWorker,
    schedule: false,
    useListenNotify: options.isWorker,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    application_name: 'maeari jobs',
  })
  boss.on('error', error => log.error('queue.error', error))
  await boss.start()
  const queued = queuedJobs(jobs)
  if (options.migrate) await declareQueues(boss, queued)
  return { boss, outbox: makeOutbox(boss, queued), stop: () => boss.stop({ graceful: true, timeout: 5000 }) }
}

const declareQueues = async (boss: PgBoss, queued: readonly QueuedJob[]): Promise<void> => {
  const known = new Set((await boss.getQueues()).map(queue => queue.name))
  for (const job of queued) {
    const limits = {
      retryLimit: (job.kind === 'errand' ? job.tries : 8) - 1,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 600,
      expireInSeconds: 900,
      heartbeatSeconds,
      retentionSeconds: deadJobsAreKeptSeconds,
      deleteAfterSeconds: deadJobsAreKeptSeconds,
      notify: true,
    }
    const policy = job.kind !== 'reaction' && job.isKeyed ? 'short' : 'standard'
    if (known.has(job.name)) {
      const { retryDelayMax: _fixed, heartbeatSeconds: _alsoFixed, ...changeable } = limits
      await boss.updateQueue(job.name, changeable)
    } else await boss.createQueue(job.name, { ...limits, policy })
  }
}

const makeOutbox = (boss: PgBoss, queued: readonly QueuedJob[]): Outbox => {
  const hearers = new Map<string, string[]>()
  for (const job of queued) {
    if (job.kind === 'reaction') hearers.set(job.hears.name, [...(hearers.get(job.hears.name) ?? []), job.name])
  }
  const send = async (
    tx: Tx,
    name: string,
    envelope: Envelope,
    options: { startAfter?: number; singletonKey?: string } = {},
  ) => {
    await boss.send(name, envelope, { ...options, db: asKysely(tx) })
  }
  return {
    async publish(tx, factName, envelope) {
      for (const name of hearers.get(factName) ?? []) await send(tx, name, envelope)
    },
    send: (tx, name, envelope, options = {}) =>
      send(tx, name, envelope, {
        ...(options.afterSeconds === undefined ? {} : { startAfter: options.afterSeconds }),
        ...(options.key === undefined ? {} : { singletonKey: `${envelope.workspaceId}:${options.key}` }),
      }),
    async notify(tx, message) {
      // A NOTIFY payload ends at 8,000 bytes: 180 ids of 36 characters in all stay below it.
      const most = message.members ? 80 : 150
      for (let from = 0; from === 0 || from < message.ids.length; from += most) {
        const part = JSON.stringify({ ...message, ids: message.ids.slice(from, from + most) })
        await sql`select pg_notify(${liveChannel}, ${part})`.execute(tx)
      }
    },
  }
}

/** Done jobs are kept an hour, dead ones thirty days: run now and then by the worker. */
export const sweepDoneJobs = async (database: Database): Promise<void> => {
  await database.pool.query(
    `delete from pgboss.job where state in ('completed', 'cancelled') and completed_on < now() - make_interval(secs => $1)`,
    [doneJobsAreKeptSeconds],
  )
}
