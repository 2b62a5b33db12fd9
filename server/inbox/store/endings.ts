/** SQL of what ends by itself: the rule of a workspace, and the posts that it is about. */
import { sql } from 'kysely'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

export interface AutomaticStanceRow {
  after_hours: number | null
  changed_at: Date
  changed_by: string
  ended: number
}

export const findRule = async (ctx: Ctx): Promise<AutomaticStanceRow | undefined> => {
  const { rows } = await sql<AutomaticStanceRow>`
    select after_hours, changed_at, changed_by, ended::float8 as ended from inbox.automatic_stances
    where workspace_id = ${ctx.workspaceId}`.execute(tables(ctx))
  return rows[0]
}

export const writeRule = async (ctx: Ctx, afterHours: number | null, by: string): Promise<void> => {
  await sql`
    insert into inbox.automatic_stances (workspace_id, after_hours, changed_at, changed_by)
    values (${ctx.workspaceId}, ${afterHours}, ${ctx.now}, ${by})
    on conflict (workspace_id) do update set after_hours = excluded.after_hours, changed_at = excluded.changed_at,
      changed_by = excluded.changed_by`.execute(tables(ctx))
}

export const countEnded = async (ctx: Ctx, more: number): Promise<void> => {
  await sql`update inbox.automatic_stances set ended = ended + ${more} where workspace_id = ${ctx.workspaceId}`.execute(
    tables(ctx),
  )
}

/** What nobody can answer, touched or took: a crisis is looked at by people, and so is what was said to us and waits in a conversation. */
const unanswerable = sql`mention.state = 'pending' and mention.state_by is null and mention.owner_id is null and not mention.is_answerable
  and not mention.is_crisis and not exists (
    select from inbox.messages as message where message.workspace_id = mention.workspace_id
      and message.item_id = mention.item_id and message.is_asking)`

/** The workspaces in which something is to end now. */
export const findDue = async (ctx: SystemCtx): Promise<number[]> => {
  const { rows } = await sql<{ workspace_id: number }>`
    select rule.workspace_id from inbox.automatic_stances as rule
    where rule.after_hours is not null and exists (
      select from listening.mentions as mention where mention.workspace_id = rule.workspace_id
        and mention.occurred_at <= ${ctx.now}::timestamptz - make_interval(hours => rule.after_hours) and ${unanswerable})`.execute(
    tables(ctx),
  )
  return rows.map(row => row.workspace_id)
}

/** The oldest posts that may end, said before an instant. */
export const findUnanswerable = async (ctx: Ctx, before: Date, limit: number): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select mention.id from listening.mentions as mention
    where mention.workspace_id = ${ctx.workspaceId} and mention.occurred_at <= ${before}::timestamptz and ${unanswerable}
    order by mention.occurred_at, mention.id limit ${limit}`.execute(tables(ctx))
  return rows.map(row => row.id)
}
