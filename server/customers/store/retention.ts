/** SQL of what has aged: how long kinds are kept, how much is older, and its going in batches. */
import { sql } from 'kysely'
import type { RetentionKind } from '../../../contract/customers/privacy.ts'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'

type OwnKind = Exclude<RetentionKind, 'raw'>

export const retentionRows = async (ctx: Ctx): Promise<Map<RetentionKind, number | null>> => {
  const { rows } = await sql<{ kind: RetentionKind; days: number | null }>`
    select kind, days from customers.retention where workspace_id = ${ctx.workspaceId}`.execute(ctx.tx)
  return new Map(rows.map(row => [row.kind, row.days]))
}

export const writeRetention = async (ctx: Ctx, kind: RetentionKind, days: number | null, by: string): Promise<void> => {
  await sql`
    insert into customers.retention (workspace_id, kind, days, set_at, set_by)
    values (${ctx.workspaceId}, ${kind}, ${days}, ${ctx.now}, ${by})
    on conflict (workspace_id, kind) do update set days = excluded.days, set_at = excluded.set_at, set_by = excluded.set_by`.execute(
    ctx.tx,
  )
}

export const workspaceIds = async (ctx: SystemCtx): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`select id from access.workspaces order by id`.execute(ctx.tx)
  return rows.map(row => row.id)
}

/** How much of a kind is older than an instant. */
export const countAged = async (ctx: Ctx, kind: OwnKind, before: Date): Promise<number> => {
  const old = {
    web: sql`customers.visits where ended_at < ${before}`,
    recordings: sql`customers.calls where recording_url is not null and started_at < ${before}`,
    calls: sql`customers.calls where started_at < ${before}`,
  }[kind]
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${old} and workspace_id = ${ctx.workspaceId}`.execute(ctx.tx)
  return rows[0]?.count ?? 0
}

/** Takes out visits that ended before an instant, with their events, and what they left on timelines. @returns how many. */
export const dropVisits = async (ctx: Ctx, before: Date, most: number): Promise<number> => {
  const { rows } = await sql<{ id: string; customer_id: string | null }>`
    select visit.id, visitor.customer_id from customers.visits as visit
    join customers.visitors as visitor on visitor.workspace_id = visit.workspace_id and visitor.site_id = visit.site_id
      and visitor.id = visit.visitor_id
    where visit.workspace_id = ${ctx.workspaceId} and visit.ended_at < ${before}
    order by visit.id limit ${most} for update of visit skip locked`.execute(ctx.tx)
  const ids = rows.map(row => row.id)
  const customers = [...new Set(rows.flatMap(row => (row.customer_id === null ? [] : [row.customer_id])))]
  await sql`
    delete from customers.activities
    where workspace_id = ${ctx.workspaceId} and customer_id = any(${customers}::uuid[]) and at < ${before}
      and kind in ('visited', 'clicked', 'submitted', 'event')`.execute(ctx.tx)
  await sql`
    delete from customers.web_events where workspace_id = ${ctx.workspaceId} and visit_id = any(${ids}::uuid[])`.execute(
    ctx.tx,
  )
  await sql`delete from customers.visits where workspace_id = ${ctx.workspaceId} and id = any(${ids}::uuid[])`.execute(
    ctx.tx,
  )
  await sql`
    delete from customers.visitors as visitor
    where visitor.workspace_id = ${ctx.workspaceId} and visitor.last_seen_at < ${before} and visitor.customer_id is null
      and not exists (select from customers.visits as visit where visit.workspace_id = visitor.workspace_id
        and visit.site_id = visitor.site_id and visit.visitor_id = visitor.id)`.execute(ctx.tx)
  return rows.length
}

/** Forgets where calls were recorded. */
export const dropRecordings = async (ctx: Ctx, before: Date, most: number): Promise<number> => {
  const { rows } = await sql<{ id: string; customer_id: string | null }>`
    update customers.calls set recording_url = null
    where workspace_id = ${ctx.workspaceId} and id = any(array(
      select id from customers.calls
      where workspace_id = ${ctx.workspaceId} and recording_url is not null and started_at < ${before}
      order by id limit ${most}))
    returning id, customer_id`.execute(ctx.tx)
  await sql`
    update customers.activities as activity set detail = activity.detail - 'recordingUrl'
    from unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.customer_id)}::uuid[]) as gone (id, customer_id)
    where activity.workspace_id = ${ctx.workspaceId} and activity.customer_id = gone.customer_id
      and activity.kind in ('call_answered', 'call_missed', 'call_failed') and activity.source_id = gone.id`.execute(
    ctx.tx,
  )
  return rows.length
}

export const dropCalls = async (ctx: Ctx, before: Date, most: number): Promise<number> => {
  const { rows } = await sql<{ id: string; customer_id: string | null }>`
    delete from customers.calls
    where workspace_id = ${ctx.workspaceId} and id = any(array(
      select id from customers.calls where workspace_id = ${ctx.workspaceId} and started_at < ${before}
      order by id limit ${most}))
    returning id, customer_id`.execute(ctx.tx)
  await sql`
    delete from customers.activities as activity
    using unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.customer_id)}::uuid[]) as gone (id, customer_id)
    where activity.workspace_id = ${ctx.workspaceId} and activity.customer_id = gone.customer_id
      and activity.kind in ('call_answered', 'call_missed', 'call_failed') and activity.source_id = gone.id`.execute(
    ctx.tx,
  )
  return rows.length
}

/** Records whose term is over. */
export const dropKept = async (ctx: Ctx): Promise<void> => {
  await sql`
    delete from customers.kept_records where workspace_id = ${ctx.workspaceId} and until < ${ctx.now}`.execute(ctx.tx)
}
