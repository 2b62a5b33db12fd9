/** SQL of the stance board. */
import { sql } from 'kysely'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

export interface StanceRow {
  id: string
  title: string
  position: string
  version: number
  written_by_id: string | null
  written_by: string
  written_at: Date
  review_on: string
  reviewed_at: Date | null
  reviewed_by: string | null
  archived_at: Date | null
  mentions: number
  before_read: number
  before_negative: number
  before_mentions: number
  since_read: number
  since_negative: number
  since_mentions: number
}

/** Issues with what was said under them before and since the position. @param id only this one. */
export const findStances = async (ctx: Ctx, given: { isArchived?: boolean; id?: string }): Promise<StanceRow[]> => {
  const only = given.id === undefined ? sql`true` : sql`stance.id = ${given.id}::uuid`
  const shown =
    given.isArchived === undefined
      ? sql`true`
      : given.isArchived
        ? sql`stance.archived_at is not null`
        : sql`stance.archived_at is null`
  const { rows } = await sql<StanceRow>`
    select stance.id, stance.title, stance.position, stance.version, stance.written_by_id, stance.written_by,
      stance.written_at, stance.review_on::text, stance.reviewed_at, stance.reviewed_by, stance.archived_at,
      coalesce(said.mentions, 0)::int as mentions,
      coalesce(said.before_mentions, 0)::int as before_mentions, coalesce(said.before_read, 0)::int as before_read,
      coalesce(said.before_negative, 0)::int as before_negative,
      coalesce(said.since_mentions, 0)::int as since_mentions, coalesce(said.since_read, 0)::int as since_read,
      coalesce(said.since_negative, 0)::int as since_negative
    from inbox.stances as stance
    left join (
      select gathered.stance_id, count(*) as mentions,
        count(*) filter (where mention.occurred_at < own.written_at) as before_mentions,
        count(mention.sentiment) filter (where mention.occurred_at < own.written_at) as before_read,
        count(*) filter (where mention.occurred_at < own.written_at and mention.sentiment = 'negative') as before_negative,
        count(*) filter (where mention.occurred_at >= own.written_at) as since_mentions,
        count(mention.sentiment) filter (where mention.occurred_at >= own.written_at) as since_read,
        count(*) filter (where mention.occurred_at >= own.written_at and mention.sentiment = 'negative') as since_negative
      from inbox.stance_mentions as gathered
      join inbox.stances as own on own.workspace_id = gathered.workspace_id and own.id = gathered.stance_id
      join listening.mentions as mention
        on mention.workspace_id = gathered.workspace_id and mention.id = gathered.mention_id and mention.state = 'stance'
      where gathered.workspace_id = ${ctx.workspaceId}
      group by gathered.stance_id
    ) as said on said.stance_id = stance.id
    where stance.workspace_id = ${ctx.workspaceId} and ${only} and ${shown}
    order by stance.review_on, stance.id limit 200`.execute(tables(ctx))
  return rows
}

export interface WeekRow {
  stance_id: string
  at: Date
  mentions: number
  negative: number
}

/** What was said under issues, by week of the zone, since an instant. */
export const sumWeeks = async (ctx: Ctx, ids: readonly string[], since: Date, zone: string): Promise<WeekRow[]> => {
  const { rows } = await sql<WeekRow>`
    select gathered.stance_id,
      date_trunc('week', mention.occurred_at at time zone ${zone}::text) at time zone ${zone}::text as at,
      count(*)::int as mentions, (count(*) filter (where mention.sentiment = 'negative'))::int as negative
    from inbox.stance_mentions as gathered
    join listening.mentions as mention
      on mention.workspace_id = gathered.workspace_id and mention.id = gathered.mention_id and mention.state = 'stance'
    where gathered.workspace_id = ${ctx.workspaceId} and gathered.stance_id = any(${ids}::uuid[])
      and mention.occurred_at >= ${since}::timestamptz
    group by 1, 2 order by 1, 2`.execute(tables(ctx))
  return rows
}

const isUngathered = sql`mention.state = 'stance' and not exists (
  select from inbox.stance_mentions as gathered
  where gathered.workspace_id = mention.workspace_id and gathered.mention_id = mention.id)`

export const countUngathered = async (ctx: Ctx): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from listening.mentions as mention
    where mention.workspace_id = ${ctx.workspaceId} and ${isUngathered}`.execute(tables(ctx))
  return rows[0]!.count
}

export interface StancePlace {
  occurredAt: Date
  id: string
}

/** Posts of an issue, or those of none, the newest first; one more than `limit`. */
export const findGathered = async (
  ctx: Ctx,
  stanceId: string | null,
  after: StancePlace | null,
  limit: number,
): Promise<StancePlace[]> => {
  const which =
    stanceId === null
      ? isUngathered
      : sql`mention.state = 'stance' and exists (select from inbox.stance_mentions as gathered
          where gathered.workspace_id = mention.workspace_id and gathered.mention_id = mention.id
            and gathered.stance_id = ${stanceId}::uuid)`
  const beyond =
    after === null
      ? sql`true`
      : sql`(mention.occurred_at, mention.id) < (${after.occurredAt}::timestamptz, ${after.id}::uuid)`
  const { rows } = await sql<StancePlace>`
    select mention.id, mention.occurred_at as "occurredAt" from listening.mentions as mention
    where mention.workspace_id = ${ctx.workspaceId} and ${which} and ${beyond}
    order by mention.occurred_at desc, mention.id desc limit ${limit + 1}`.execute(tables(ctx))
  return rows
}

type Written = Pick<StanceRow, 'id' | 'title' | 'position' | 'written_by' | 'review_on'> & {
  written_by_id: string | null
}

export const insertStance = async (ctx: Ctx, row: Written): Promise<void> => {
  await sql`
    insert into inbox.stances (workspace_id, id, title, position, written_by_id, written_by, written_at, review_on)
    values (${ctx.workspaceId}, ${row.id}, ${row.title}, ${row.position}, ${row.written_by_id}, ${row.written_by},
      ${ctx.now}, ${row.review_on}::date)`.execute(tables(ctx))
}

/** @returns false when the version is not that one any more. */
export const updateStance = async (ctx: Ctx, row: Written & { version: number }): Promise<boolean> => {
  const { rows: kept } = await sql`
    insert into inbox.stance_positions (workspace_id, stance_id, version, position, written_by, written_at)
    select workspace_id, id, version, position, written_by, written_at from inbox.stances
    where workspace_id = ${ctx.workspaceId} and id = ${row.id} and version = ${row.version}
    for update
    on conflict do nothing returning version`.execute(tables(ctx))
  if (kept.length === 0) return false
  await sql`
    update inbox.stances set title = ${row.title}, position = ${row.position}, version = version + 1,
      written_by_id = ${row.written_by_id}, written_by = ${row.written_by}, written_at = ${ctx.now},
      review_on = ${row.review_on}::date, reminded_at = null
    where workspace_id = ${ctx.workspaceId} and id = ${row.id}`.execute(tables(ctx))
  return true
}

/** @returns whether it is there. */
export const markReviewed = async (ctx: Ctx, id: string, reviewOn: string, by: string): Promise<boolean> => {
  const { rows } = await sql`
    update inbox.stances set reviewed_at = ${ctx.now}, reviewed_by = ${by}, review_on = ${reviewOn}::date,
      reminded_at = null
    where workspace_id = ${ctx.workspaceId} and id = ${id} returning id`.execute(tables(ctx))
  return rows.length === 1
}

/** @param by null puts it back. @returns whether it is there. */
export const markArchived = async (ctx: Ctx, id: string, by: string | null): Promise<boolean> => {
  const { rows } = await sql`
    update inbox.stances set archived_at = ${by === null ? null : ctx.now}::timestamptz, archived_by = ${by}
    where workspace_id = ${ctx.workspaceId} and id = ${id} returning id`.execute(tables(ctx))
  return rows.length === 1
}

/** Puts mentions under an issue, whichever they were under before; ids that are no mentions are passed over. */
export const gather = async (
  ctx: Ctx,
  stanceId: string,
  mentionIds: readonly string[],
  by: string,
): Promise<string[]> => {
  const { rows } = await sql<{ mention_id: string }>`
    insert into inbox.stance_mentions (workspace_id, mention_id, stance_id, gathered_at, gathered_by)
    select mention.workspace_id, mention.id, ${stanceId}::uuid, ${ctx.now}::timestamptz, ${by}
    from listening.mentions as mention
    where mention.workspace_id = ${ctx.workspaceId} and mention.id = any(${mentionIds}::uuid[])
    order by mention.id
    on conflict (workspace_id, mention_id) do update
      set stance_id = excluded.stance_id, gathered_at = excluded.gathered_at, gathered_by = excluded.gathered_by
    returning mention_id`.execute(tables(ctx))
  return rows.map(row => row.mention_id)
}

/** Workspaces in which a position is to be reviewed and nobody was reminded. Days are those of UTC. */
export const findUnreminded = async (ctx: SystemCtx): Promise<number[]> => {
  const { rows } = await sql<{ workspace_id: number }>`
    select distinct workspace_id from inbox.stances
    where archived_at is null and reminded_at is null and review_on <= ${ctx.now}::date`.execute(tables(ctx))
  return rows.map(row => row.workspace_id)
}

/** Takes what is to be reviewed for the one reminder. @returns the writers' member ids, null for one who is none. */
export const takeReminders = async (ctx: Ctx): Promise<{ written_by_id: string | null }[]> => {
  const { rows } = await sql<{ written_by_id: string | null }>`
    update inbox.stances set reminded_at = ${ctx.now}
    where workspace_id = ${ctx.workspaceId} and archived_at is null and reminded_at is null
      and review_on <= ${ctx.now}::date
    returning written_by_id`.execute(tables(ctx))
  return rows
}
