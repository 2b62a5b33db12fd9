/** The jobs page of those who look after the installation: queues, dead jobs, another try. */
import { sql } from 'kysely'
import type { Input } from '../../contract/endpoint.ts'
import { listDeadJobs, listDeadPiles, listQueues, moveDeadJobs, retryDeadJob } from '../../contract/system.ts'
import type { Ctx } from './ctx.ts'
import { notFound } from './errors.ts'
import { on, type Route } from './route.ts'

/** What an error is called where a worker died without a word. */
const unheard = 'heartbeat lost'

const counted = async (ctx: Ctx) => {
  const found = await sql<{ name: string; waiting: number; later: number; active: number; failed: number }>`
    select q.name,
      count(j.id) filter (where j.state in ('created', 'retry') and j.start_after <= now())::int as waiting,
      count(j.id) filter (where j.state in ('created', 'retry') and j.start_after > now())::int as later,
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
      error: row.error ?? unheard,
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

const piles = async (ctx: Ctx) => {
  const found = await sql<{ queue: string; error: string; count: number; first: Date; last: Date }>`
    select name as queue, coalesce(output->>'message', ${unheard}) as error, count(*)::int as count,
      min(completed_on) as first, max(completed_on) as last
    from pgboss.job
    where state = 'failed' and (data->>'workspaceId')::int = ${ctx.workspaceId}
    group by 1, 2 order by count desc, queue, error limit 200`.execute(ctx.tx)
  return {
    items: found.rows.map(({ first, last, ...pile }) => ({
      ...pile,
      firstFailedAt: first.toISOString(),
      lastFailedAt: last.toISOString(),
    })),
  }
}

/**
 * Moves a pile at once. Each job is taken from `failed` under its lock, in the order of ids: two who press at the same
 * time move every job once, and one that has run again meanwhile and failed anew was not seen, so it stays.
 */
const move = async (ctx: Ctx, input: Input<typeof moveDeadJobs>) => {
  const chosen = sql`
    select id, name from pgboss.job
    where state = 'failed' and (data->>'workspaceId')::int = ${ctx.workspaceId}
      and date_trunc('milliseconds', completed_on) <= ${input.until}::timestamptz
      and (${input.queue ?? null}::text is null or name = ${input.queue ?? null}::text)
      and (${input.error ?? null}::text is null or coalesce(output->>'message', ${unheard}) = ${input.error ?? null}::text)
    order by name, id for update`
  const moved =
    input.to === 'retry'
      ? await sql<{ id: string }>`
          with chosen as (${chosen})
          update pgboss.job as job set state = 'retry', retry_count = 0, start_after = now(), completed_on = null,
            output = null
          from chosen where job.name = chosen.name and job.id = chosen.id and job.state = 'failed'
          returning job.id`.execute(ctx.tx)
      : await sql<{ id: string }>`
          with chosen as (${chosen})
          delete from pgboss.job as job using chosen
          where job.name = chosen.name and job.id = chosen.id and job.state = 'failed'
          returning job.id`.execute(ctx.tx)
  return { moved: moved.rows.length }
}

export const systemRoutes: readonly Route[] = [
  on(listQueues, counted),
  on(listDeadJobs, dead),
  on(listDeadPiles, piles),
  on(moveDeadJobs, move),
  on(retryDeadJob, retry),
]
