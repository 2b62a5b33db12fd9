/** Does what waits in the queue, in this process and in order, so that a test knows when it is done. */
import { systemCtx } from '../../server/platform/edge.ts'
import { type QueuedJob, queuedJobs } from '../../server/platform/queue.ts'
import { jobs } from '../../server/rooms.ts'
import type { TestProgram } from './program.ts'

/**
 * Runs reactions and tasks of the named queues, and what they put there, until nothing waits. @returns how many ran.
 * @param now the instant of the jobs, where the test has a time of its own
 */
export const drain = async ({ program }: TestProgram, room: string, now?: Date): Promise<number> => {
  const ours = queuedJobs(jobs).filter(job => job.kind !== 'errand' && job.name.startsWith(`${room}.`))
  let ran = 0
  for (let before = -1; before !== ran; ) {
    before = ran
    for (const job of ours) while (await runOne(program, job, now)) ran += 1
  }
  return ran
}

const runOne = async (
  { queue, database, world }: TestProgram['program'],
  job: QueuedJob,
  now: Date | undefined,
): Promise<boolean> => {
  if (job.kind === 'errand') return false
  const [taken] = await queue.boss.fetch<{ workspaceId: number; payload: unknown }>(job.name)
  if (!taken) return false
  const { workspaceId, payload } = taken.data
  const schema = job.kind === 'reaction' ? job.hears.payload : job.payload
  await database.transact(tx =>
    job.run(
      { ...systemCtx(world, job.name, tx), workspaceId, ...(now ? { now } : {}) },
      schema.parse(payload) as never,
    ),
  )
  await queue.boss.complete(job.name, taken.id)
  return true
}
