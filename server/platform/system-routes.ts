/** The jobs page of those who look after the installation: queues, dead jobs, another try. */
import { sql } from 'kysely'
import { listDeadJobs, listQueues, retryDeadJob } from '../../contract/system.ts'
import type { Ctx } from './ctx.ts'
import { notFound } from './errors.ts'
import { on, type Route } from './route.ts'

const counted = async (ctx: Ctx) => {
  const found = await sql<{ name: string; waiting: number; active: number; failed: number }>`
    select q.name,
      count(j.id) filter (where j.state in ('created', 'retry'))::int as waiting,
      count(j.id) filter (where j.state = 'active')::int as active,
      count(j.id) filter (where j.state = 'failed')::int as failed
    from pgboss.queue q
    left join pgboss.job j on j.name = q.name and j.state in ('created', 'retry', 'active', 'failed')
      and (j.data->>'workspaceId')::int = ${ctx.workspaceId}
    where q.name not like '\\_\\_%'
    group by q.name order by q.name`.execute(ctx.tx)
  return { items: found.rows }
}

const dead = async (ctx: Ctx) => {
  const found = await sql<{
    id: string
    queue: string
    created_on: Date
    completed_on: Date
    retry_count: number
    error: string | null
  }>`
    select id, name as queue, created_on, completed_on, retry_count, output->>'message' as error
    from pgboss.job
    where state = 'failed' and (data->>'workspaceId')::int = ${ctx.workspaceId}
    order by completed_on desc limit 200`.execute(ctx.tx)
  return {
    items: found.rows.map(row => ({
      id: row.id,
      queue: row.queue,
      createdAt: row.created_on.toISOString(),
      failedAt: row.completed_on.toISOString(),
      tries: row.retry_count + 1,
      error: row.error ?? 'heartbeat lost',
    })),
  }
}

/** Puts the job back with its tries counted anew. */
const retry = async (ctx: Ctx, input: { jobId: string }) => {
  const changed = await sql`
    update pgboss.job set state = 'retry', retry_count = 0, start_after = now(), completed_on = null, output = null
    where id = ${input.jobId}::uuid and state = 'failed' and (data->>'workspaceId')::int = ${ctx.workspaceId}
    returning 1`.execute(ctx.tx)
  if (changed.rows.length === 0) throw notFound('job')
  return { ok: true as const }
}

export const systemRoutes: readonly Route[] = [on(listQueues, counted), on(listDeadJobs, dead), on(retryDeadJob, retry)]
