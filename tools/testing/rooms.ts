/** The whole program on a database of its own, for room tests: real queue, real world, contexts for verbs. */

import { readConfig } from '../../server/platform/config.ts'
import type { Ctx, World } from '../../server/platform/ctx.ts'
import type { Database } from '../../server/platform/db.ts'
import { systemCtx } from '../../server/platform/edge.ts'
import type { Job } from '../../server/platform/job.ts'
import { openProgram } from '../../server/platform/process.ts'
import { type QueuedJob, queuedJobs } from '../../server/platform/queue.ts'
import { testDatabase } from './database.ts'

export interface TestRooms {
  readonly world: World
  readonly database: Database
  /** Makes a workspace in an organization of its own. */
  makeWorkspace(options?: { timeZone?: string }): Promise<number>
  /** Runs a verb in a transaction of its own, as 지우 of the workspace. */
  as<T>(workspaceId: number, verb: (ctx: Ctx) => Promise<T>, now?: Date): Promise<T>
  /** Does what waits in the queue, and what that puts there, until nothing waits. Errands are left alone. @returns how many jobs ran. */
  drain(): Promise<number>
  close(): Promise<void>
}

/** @param jobs the rooms' jobs whose queues are declared, and which `drain` runs. */
export const openTestRooms = async (jobs: readonly Job[]): Promise<TestRooms> => {
  const testing = await testDatabase()
  const read = readConfig({
    DATABASE_URL: testing.url,
    SECRET_KEY: 'room tests keep nothing 0123456789',
    ALLOW_NETWORKS: '127.0.0.1/32',
    LOG_LEVEL: 'silent',
  })
  if (!read.ok) throw new Error(read.complaints.join('\n'))
  const program = await openProgram(read.config, { jobs, isWorker: false, ownsData: false })
  const { world, database, queue } = program

  const as: TestRooms['as'] = (workspaceId, verb, now) =>
    database.transact(tx => {
      const ctx = systemCtx(world, 'test', tx)
      const actor = {
        kind: 'member',
        memberId: '00000000-0000-7000-8000-000000000001',
        userId: 'jiwoo',
        name: '지우',
        permissions: new Set<never>(),
      } as const
      return verb({ ...ctx, actor, workspaceId, now: now ?? ctx.now })
    })

  const runOne = async (job: QueuedJob): Promise<boolean> => {
    if (job.kind === 'errand') return false
    const [taken] = await queue.boss.fetch<{ workspaceId: number; payload: unknown }>(job.name)
    if (!taken) return false
    const schema = job.kind === 'reaction' ? job.hears.payload : job.payload
    await database.transact(tx =>
      job.run(
        { ...systemCtx(world, job.name, tx), workspaceId: taken.data.workspaceId },
        schema.parse(taken.data.payload) as never,
      ),
    )
    await queue.boss.complete(job.name, taken.id)
    return true
  }

  return {
    world,
    database,
    as,
    async makeWorkspace({ timeZone = 'Asia/Seoul' } = {}) {
      const made = await database.pool.query<{ id: number }>(
        `with organization as (
          insert into access.organizations (id, name, created_at) values (gen_random_uuid(), '하늘상점', now()) returning id
        )
        insert into access.workspaces (organization_id, name, time_zone, locale, created_at)
        select id, '하늘상점', $1, 'ko', now() from organization returning id`,
        [timeZone],
      )
      return made.rows[0]!.id
    },
    async drain() {
      let ran = 0
      for (let before = -1; before !== ran; ) {
        before = ran
        for (const job of queuedJobs(jobs)) while (await runOne(job)) ran += 1
      }
      return ran
    },
    async close() {
      await program.close()
      await testing.drop()
    },
  }
}
