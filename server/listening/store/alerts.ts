/** SQL of alerts: raised, joined, told to members on screen, seen. */
import { sql } from 'kysely'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { AlertRow, ListeningTables } from '../tables.ts'

const db = (ctx: Ctx) => tables<ListeningTables>(ctx)

export const insertAlert = async (ctx: Ctx, row: Omit<AlertRow, 'workspace_id' | 'rearmed_at'>): Promise<void> => {
  await db(ctx)
    .insertInto('listening.alerts')
    .values({
      ...row,
      workspace_id: ctx.workspaceId,
      rearmed_at: null,
      compared: sql<AlertRow['compared']>`${row.compared === null ? null : JSON.stringify(row.compared)}::jsonb`,
    })
    .execute()
}

/** The last alert of a rule. @param isCrisis where crisis posts go their own way: of these, or of the others. */
export const lastAlert = (ctx: Ctx, ruleId: string, isCrisis: boolean | null): Promise<AlertRow | undefined> =>
  db(ctx)
    .selectFrom('listening.alerts')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('rule_id', '=', ruleId)
    .$if(isCrisis !== null, query => query.where('is_crisis', '=', isCrisis!))
    .orderBy('raised_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** More posts for an alert that is not closed yet; who has seen it has not seen these. */
export const joinAlert = async (
  ctx: Ctx,
  id: string,
  more: { count: number; negative: number; isCrisis: boolean },
): Promise<void> => {
  await sql`
    update listening.alerts set count = count + ${more.count}::int, negative = negative + ${more.negative}::int,
      latest_at = ${ctx.now}, is_crisis = is_crisis or ${more.isCrisis}
    where workspace_id = ${ctx.workspaceId} and id = ${id}::uuid`.execute(tables(ctx))
  await sql`
    update listening.alert_notices set seen_at = null
    where workspace_id = ${ctx.workspaceId} and alert_id = ${id}::uuid and seen_at is not null`.execute(tables(ctx))
}

/** The mentions behind an alert; those that it has already are passed over. */
export const linkMentions = async (ctx: Ctx, alertId: string, mentionIds: readonly string[]): Promise<void> => {
  await sql`
    insert into listening.alert_mentions (workspace_id, alert_id, mention_id)
    select ${ctx.workspaceId}::int, ${alertId}::uuid, id from unnest(${mentionIds}::uuid[]) as batch (id)
    on conflict do nothing`.execute(tables(ctx))
}

/** The mentions behind an alert, the newest first. */
export const findMentionsBehind = async (ctx: Ctx, alertIds: readonly string[], limit: number): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct mention.id, mention.occurred_at from listening.alert_mentions as behind
    join listening.mentions as mention on mention.workspace_id = behind.workspace_id and mention.id = behind.mention_id
    where behind.workspace_id = ${ctx.workspaceId} and behind.alert_id = any(${alertIds}::uuid[])
    order by mention.occurred_at desc, mention.id desc limit ${limit}`.execute(tables(ctx))
  return rows.map(row => row.id)
}

export const countMentionsBehind = async (ctx: Ctx, alertId: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from listening.alert_mentions
    where workspace_id = ${ctx.workspaceId} and alert_id = ${alertId}::uuid`.execute(tables(ctx))
  return rows[0]!.count
}

/** The alert of a threshold that was crossed and has not fallen below since. */
export const standingAlert = (ctx: Ctx, ruleId: string): Promise<{ id: string } | undefined> =>
  db(ctx)
    .selectFrom('listening.alerts')
    .select('id')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('rule_id', '=', ruleId)
    .where('rearmed_at', 'is', null)
    .where('kind', 'in', ['count', 'negative_share'])
    .executeTakeFirst()

export const rearmAlert = async (ctx: Ctx, id: string): Promise<void> => {
  await db(ctx)
    .updateTable('listening.alerts')
    .set({ rearmed_at: ctx.now })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Rules of all workspaces whose threshold is crossed. */
export const findCrossed = async (ctx: SystemCtx): Promise<{ workspaceId: number; ruleId: string }[]> => {
  const { rows } = await sql<{ workspaceId: number; ruleId: string }>`
    select workspace_id as "workspaceId", rule_id as "ruleId" from listening.alerts
    where rearmed_at is null and kind in ('count', 'negative_share')`.execute(tables(ctx))
  return rows
}

export const insertNotices = async (ctx: Ctx, alertId: string, memberIds: readonly string[]): Promise<void> => {
  await sql`
    insert into listening.alert_notices (workspace_id, alert_id, member_id, raised_at)
    select ${ctx.workspaceId}::int, ${alertId}::uuid, id, ${ctx.now}::timestamptz
    from unnest(${memberIds}::uuid[]) as hearers (id) on conflict do nothing`.execute(tables(ctx))
}

/** Who is told of an alert on screen. */
export const findNoticed = async (ctx: Ctx, alertIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct member_id as id from listening.alert_notices
    where workspace_id = ${ctx.workspaceId} and alert_id = any(${alertIds}::uuid[])`.execute(tables(ctx))
  return rows.map(row => row.id)
}

export type ToldAlert = AlertRow & { name: string; filter: ListeningTables['listening.alert_rules']['filter'] } & {
  seen_at: Date | null
}

export interface AlertPlace {
  raisedAt: Date
  id: string
}

/** Alerts that a member was told, newest first; one row more than `limit`. */
export const findTold = async (
  ctx: Ctx,
  memberId: string,
  by: { id?: string; isUnseen?: boolean; after: AlertPlace | null; limit: number },
): Promise<ToldAlert[]> => {
  const where = [sql`notice.workspace_id = ${ctx.workspaceId}`, sql`notice.member_id = ${memberId}::uuid`]
  if (by.id !== undefined) where.push(sql`notice.alert_id = ${by.id}::uuid`)
  if (by.isUnseen) where.push(sql`notice.seen_at is null`)
  if (by.after !== null)
    where.push(sql`(notice.raised_at, notice.alert_id) < (${by.after.raisedAt}::timestamptz, ${by.after.id}::uuid)`)
  const { rows } = await sql<ToldAlert>`
    select alert.*, rule.name, rule.filter, notice.seen_at
    from listening.alert_notices as notice
    join listening.alerts as alert on alert.workspace_id = notice.workspace_id and alert.id = notice.alert_id
    join listening.alert_rules as rule on rule.workspace_id = alert.workspace_id and rule.id = alert.rule_id
    where ${sql.join(where, sql` and `)}
    order by notice.raised_at desc, notice.alert_id desc limit ${by.limit + 1}`.execute(tables(ctx))
  return rows
}

export const countUnseen = async (ctx: Ctx, memberId: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from listening.alert_notices
    where workspace_id = ${ctx.workspaceId} and member_id = ${memberId}::uuid and seen_at is null`.execute(tables(ctx))
  return rows[0]!.count
}

/** @param ids null: all that are unseen. @returns the alerts that changed for the member. */
export const markSeen = async (
  ctx: Ctx,
  memberId: string,
  ids: readonly string[] | null,
  isSeen: boolean,
): Promise<string[]> => {
  const only = ids === null ? sql`true` : sql`alert_id = any(${ids}::uuid[])`
  const { rows } = await sql<{ id: string }>`
    update listening.alert_notices set seen_at = ${isSeen ? ctx.now : null}::timestamptz
    where workspace_id = ${ctx.workspaceId} and member_id = ${memberId}::uuid and ${only}
      and (seen_at is null) = ${isSeen}
    returning alert_id as id`.execute(tables(ctx))
  return rows.map(row => row.id)
}
