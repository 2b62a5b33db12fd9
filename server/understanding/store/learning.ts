/** SQL of learning: corrections that stand as a list to learn from, words that are switched off, and the version of both. */
import { sql } from 'kysely'
import type { SentimentLabel } from '../../../contract/understanding.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { UnderstandingTables } from '../tables.ts'

/** Says that the workspace's own weights are others from now on. The row is held until the transaction ends. */
export const moveVersion = async (ctx: Ctx): Promise<void> => {
  await sql`
    insert into understanding.learning (workspace_id, version) values (${ctx.workspaceId}::int, 1)
    on conflict (workspace_id) do update set version = learning.version + 1`.execute(tables(ctx))
}

/** @returns null where nobody ever corrected or switched off anything. */
export const findVersion = async (ctx: Ctx): Promise<number | null> => {
  const row = await tables<UnderstandingTables>(ctx)
    .selectFrom('understanding.learning')
    .select('version')
    .where('workspace_id', '=', ctx.workspaceId)
    .executeTakeFirst()
  return row?.version ?? null
}

/** The last correction of each item, nulls too: those that were taken back. */
const standing = (ctx: Ctx) => sql`(
  select distinct on (item_id) item_id, sentiment, by, at from understanding.corrections
  where workspace_id = ${ctx.workspaceId} order by item_id, number desc
)`

export interface StandingRow {
  itemId: string
  label: SentimentLabel
  at: Date
  title: string | null
  text: string
}

/** The newest `most` corrections that stand, with their posts, the oldest first: what a workspace learns from. */
export const findStanding = async (ctx: Ctx, most: number): Promise<StandingRow[]> => {
  const { rows } = await sql<StandingRow>`
    with standing as (
      select item_id, sentiment, at from ${standing(ctx)} as last
      where sentiment is not null order by at desc, item_id desc limit ${most}
    )
    select standing.item_id as "itemId", standing.sentiment as label, standing.at, item.title, item.text
    from standing join channels.items as item
      on item.workspace_id = ${ctx.workspaceId} and item.id = standing.item_id
    order by standing.at, standing.item_id`.execute(tables(ctx))
  return rows
}

export interface OffRow {
  word: string
  by: string
  at: Date
}

export const findOff = async (ctx: Ctx): Promise<OffRow[]> =>
  await tables<UnderstandingTables>(ctx)
    .selectFrom('understanding.lessons_off')
    .select(['word', 'by', 'at'])
    .where('workspace_id', '=', ctx.workspaceId)
    .orderBy('at', 'desc')
    .orderBy('word')
    .execute()

/** @returns whether it was otherwise before. */
export const switchOff = async (ctx: Ctx, word: string, by: string): Promise<boolean> => {
  const added = await tables<UnderstandingTables>(ctx)
    .insertInto('understanding.lessons_off')
    .values({ workspace_id: ctx.workspaceId, word, by, at: ctx.now })
    .onConflict(conflict => conflict.doNothing())
    .returning('word')
    .execute()
  return added.length > 0
}

/** @returns whether it was otherwise before. */
export const switchOn = async (ctx: Ctx, word: string): Promise<boolean> => {
  const gone = await tables<UnderstandingTables>(ctx)
    .deleteFrom('understanding.lessons_off')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('word', '=', word)
    .returning('word')
    .execute()
  return gone.length > 0
}

export interface CorrectedRow {
  itemId: string
  title: string | null
  text: string
  channel: string
  read: SentimentLabel | null
  into: SentimentLabel
  by: string
  at: Date
}

export interface CorrectedFilter {
  readonly from?: SentimentLabel | undefined
  readonly into?: SentimentLabel | undefined
  /** Only these items. */
  readonly itemIds?: readonly string[] | undefined
}

/** Corrections that stand, the newest first, from after `after` (instant and item id). */
export const findCorrectedPosts = async (
  ctx: Ctx,
  filter: CorrectedFilter,
  after: { at: string; itemId: string } | null,
  most: number,
): Promise<CorrectedRow[]> => {
  const { from, into, itemIds } = filter
  const { rows } = await sql<CorrectedRow>`
    select standing.item_id as "itemId", item.title, item.text, item.channel, reading.sentiment as read,
      standing.sentiment as "into", standing.by, standing.at
    from ${standing(ctx)} as standing
    join understanding.readings as reading
      on reading.workspace_id = ${ctx.workspaceId} and reading.item_id = standing.item_id
    join channels.items as item on item.workspace_id = ${ctx.workspaceId} and item.id = standing.item_id
    where standing.sentiment is not null
      and ${from === undefined ? sql`true` : sql`reading.sentiment = ${from}`}
      and ${into === undefined ? sql`true` : sql`standing.sentiment = ${into}`}
      and ${itemIds === undefined ? sql`true` : sql`standing.item_id = any(${itemIds}::uuid[])`}
      and ${after === null ? sql`true` : sql`(standing.at, standing.item_id) < (${after.at}::timestamptz, ${after.itemId}::uuid)`}
    order by standing.at desc, standing.item_id desc limit ${most}`.execute(tables(ctx))
  return rows
}

export const countStanding = async (ctx: Ctx): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${standing(ctx)} as standing where sentiment is not null`.execute(tables(ctx))
  return rows[0]!.count
}

/** Readings of which a lesson changed the label. */
export const countByLessons = async (ctx: Ctx): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from understanding.readings
    where workspace_id = ${ctx.workspaceId} and reading -> 'lessons' is not null`.execute(tables(ctx))
  return rows[0]!.count
}
