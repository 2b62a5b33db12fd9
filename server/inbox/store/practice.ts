/** SQL of drills and guided tasks: what is played when, and what was said to it. */
import { sql } from 'kysely'
import type { DrillPostKind, DrillReport, DrillScenario } from '../../../contract/inbox/practice.ts'
import type { Locale } from '../../../contract/scalars.ts'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { DrillPost, DrillWord } from '../practice/scoring.ts'
import type { TimedPost } from '../practice/wave.ts'

export interface DrillRow {
  id: string
  scenario: DrillScenario | 'guided'
  language: Locale
  target_minutes: number
  source_id: string
  started_at: Date
  started_by: string
  /** Whose guided task it is; null for a wave. */
  member_id: string | null
  ends_at: Date | null
  ended_at: Date | null
  report: DrillReport | null
}

const columns = sql`id, scenario, language, target_minutes, source_id, started_at, started_by, member_id, ends_at, ended_at,
  report`

/** @returns false where one runs already. */
export const insertDrill = async (
  ctx: Ctx,
  row: Omit<DrillRow, 'ended_at' | 'report' | 'started_at'>,
  posts: readonly TimedPost[],
): Promise<boolean> => {
  const { rows } = await sql`
    insert into inbox.drills (workspace_id, id, scenario, language, target_minutes, source_id, started_at, started_by, member_id,
      ends_at)
    values (${ctx.workspaceId}, ${row.id}, ${row.scenario}, ${row.language}, ${row.target_minutes}, ${row.source_id}, ${ctx.now},
      ${row.started_by}, ${row.member_id}, ${row.ends_at})
    on conflict do nothing returning id`.execute(tables(ctx))
  if (rows.length === 0) return false
  await sql`
    insert into inbox.drill_posts (workspace_id, drill_id, number, kind, issue, who, text, due_at)
    select ${ctx.workspaceId}::int, ${row.id}, given.number, given.kind, given.issue, given.who, given.text, given."dueAt"
    from json_to_recordset(${JSON.stringify(posts)}::json)
      as given (number smallint, kind text, issue text, who text, text text, "dueAt" timestamptz)`.execute(tables(ctx))
  return true
}

export const findDrill = async (ctx: Ctx, id: string): Promise<DrillRow | undefined> => {
  const { rows } = await sql<DrillRow>`
    select ${columns} from inbox.drills
    where workspace_id = ${ctx.workspaceId} and id = ${id} and member_id is null`.execute(tables(ctx))
  return rows[0]
}

export const runningDrill = async (ctx: Ctx): Promise<DrillRow | undefined> => {
  const { rows } = await sql<DrillRow>`
    select ${columns} from inbox.drills
    where workspace_id = ${ctx.workspaceId} and member_id is null and ended_at is null`.execute(tables(ctx))
  return rows[0]
}

/** Waves, newest first. */
export const drillPage = async (
  ctx: Ctx,
  { after, limit }: { after: { at: string; id: string } | null; limit: number },
): Promise<DrillRow[]> => {
  const { rows } = await sql<DrillRow>`
    select ${columns} from inbox.drills
    where workspace_id = ${ctx.workspaceId} and member_id is null
      and ${after === null ? sql`true` : sql`(started_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
    order by started_at desc, id desc limit ${limit}`.execute(tables(ctx))
  return rows
}

/** The running task of a member, else the one that ended last. */
export const guidedOf = async (ctx: Ctx, memberId: string): Promise<DrillRow | undefined> => {
  const { rows } = await sql<DrillRow>`
    select ${columns} from inbox.drills
    where workspace_id = ${ctx.workspaceId} and member_id = ${memberId}
    order by ended_at desc nulls first, started_at desc limit 1`.execute(tables(ctx))
  return rows[0]
}

/** Ends drills; of what has not come yet nothing comes. */
export const endDrills = async (
  ctx: Ctx,
  which: { id: string; report: DrillReport | null } | { guidedOf: string },
): Promise<void> => {
  const report = 'id' in which && which.report !== null ? sql`${JSON.stringify(which.report)}::jsonb` : sql`null`
  const chosen = 'id' in which ? sql`id = ${which.id}` : sql`member_id = ${which.guidedOf}`
  await sql`
    update inbox.drills set ended_at = ${ctx.now}, report = ${report}
    where workspace_id = ${ctx.workspaceId} and ${chosen} and ended_at is null`.execute(tables(ctx))
}

/** Drills that have something to do now: a post is due, or the end. */
export const findDue = async (ctx: SystemCtx): Promise<{ workspaceId: number; drillId: string; isOver: boolean }[]> => {
  const { rows } = await sql<{ workspaceId: number; drillId: string; isOver: boolean }>`
    select drill.workspace_id as "workspaceId", drill.id as "drillId", coalesce(drill.ends_at <= ${ctx.now}, false) as "isOver"
    from inbox.drills as drill
    where drill.ended_at is null and (drill.ends_at <= ${ctx.now} or exists (
      select from inbox.drill_posts as post
      where post.workspace_id = drill.workspace_id and post.drill_id = drill.id and post.item_id is null
        and post.due_at <= ${ctx.now}))`.execute(tables(ctx))
  return rows
}

/** Posts of a running drill whose time has come. */
export const duePosts = async (ctx: Ctx, drillId: string): Promise<(TimedPost & { sourceId: string })[]> => {
  const { rows } = await sql<TimedPost & { sourceId: string }>`
    select post.number, post.kind, post.issue, post.who, post.text, post.due_at as "dueAt", drill.source_id as "sourceId"
    from inbox.drills as drill
    join inbox.drill_posts as post on post.workspace_id = drill.workspace_id and post.drill_id = drill.id
    where drill.workspace_id = ${ctx.workspaceId} and drill.id = ${drillId} and drill.ended_at is null
      and post.item_id is null and post.due_at <= ${ctx.now}
    order by post.number`.execute(tables(ctx))
  return rows
}

export const markPlayed = async (
  ctx: Ctx,
  drillId: string,
  played: readonly { number: number; itemId: string }[],
): Promise<void> => {
  await sql`
    update inbox.drill_posts as post set item_id = given."itemId"
    from json_to_recordset(${JSON.stringify(played)}::json) as given (number smallint, "itemId" uuid)
    where post.workspace_id = ${ctx.workspaceId} and post.drill_id = ${drillId} and post.number = given.number`.execute(
    tables(ctx),
  )
}

/** All posts of a drill, with where they stand. */
export const postsOf = async (ctx: Ctx, drillId: string): Promise<(DrillPost & { itemId: string | null })[]> => {
  const { rows } = await sql<DrillPost & { kind: DrillPostKind; itemId: string | null }>`
    select post.kind, post.issue, post.who, post.text, post.item_id as "itemId",
      case when post.item_id is null then null else coalesce(item.occurred_at, post.due_at) end as "playedAt",
      message.conversation_id as "conversationId"
    from inbox.drill_posts as post
    left join channels.items as item on item.workspace_id = post.workspace_id and item.id = post.item_id
    left join inbox.messages as message on message.workspace_id = post.workspace_id and message.item_id = post.item_id
    where post.workspace_id = ${ctx.workspaceId} and post.drill_id = ${drillId}
    order by post.number`.execute(tables(ctx))
  return rows
}

/** What was said in conversations by people, oldest first. */
export const wordsOf = async (ctx: Ctx, conversationIds: readonly string[]): Promise<DrillWord[]> => {
  const { rows } = await sql<DrillWord>`
    select message.conversation_id as "conversationId", message.direction = 'outbound' as "isOurs",
      message.written_by as by, message.at, coalesce(message.text, item.text, '') as text
    from inbox.messages as message
    left join channels.items as item on item.workspace_id = message.workspace_id and item.id = message.item_id
    where message.workspace_id = ${ctx.workspaceId} and message.conversation_id = any(${conversationIds}::uuid[])
      and message.direction in ('inbound', 'outbound') and not message.is_automatic
    order by message.at, message.number`.execute(tables(ctx))
  return rows
}

export interface GuidedWord {
  conversationId: string
  direction: 'outbound' | 'note'
  text: string
  at: Date
}

/** What a member wrote in conversations, oldest first. */
export const writtenBy = async (
  ctx: Ctx,
  memberId: string,
  conversationIds: readonly string[],
): Promise<GuidedWord[]> => {
  const { rows } = await sql<GuidedWord>`
    select conversation_id as "conversationId", direction, coalesce(text, '') as text, at from inbox.messages
    where workspace_id = ${ctx.workspaceId} and conversation_id = any(${conversationIds}::uuid[])
      and member_id = ${memberId} and direction in ('outbound', 'note')
    order by number`.execute(tables(ctx))
  return rows
}

/** When a member took tickets of conversations, and when they were resolved. */
export const handledBy = async (
  ctx: Ctx,
  memberId: string,
  conversationIds: readonly string[],
): Promise<{ conversationId: string; takenAt: Date | null; resolvedAt: Date | null }[]> => {
  const { rows } = await sql<{ conversationId: string; takenAt: Date | null; resolvedAt: Date | null }>`
    select conversation_id as "conversationId",
      max(assigned_at) filter (where assignee_id = ${memberId}) as "takenAt",
      max(resolved_at) filter (where state = 'resolved') as "resolvedAt"
    from inbox.tickets
    where workspace_id = ${ctx.workspaceId} and conversation_id = any(${conversationIds}::uuid[])
    group by 1`.execute(tables(ctx))
  return rows
}

/** When the mention of an item ended without an answer; null while it has not. */
export const endedAt = async (ctx: Ctx, itemId: string): Promise<Date | null> => {
  const { rows } = await sql<{ at: Date }>`
    select state_at as at from listening.mentions
    where workspace_id = ${ctx.workspaceId} and item_id = ${itemId} and state in ('stance', 'not_ours')`.execute(
    tables(ctx),
  )
  return rows[0]?.at ?? null
}
