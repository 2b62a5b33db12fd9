/** SQL of quality: rounds of posts that were drawn, what people said of them, and what was corrected. */
import { sql } from 'kysely'
import type { QualityLabel, QualityPost } from '../../../contract/quality.ts'
import type { Reading, SentimentLabel } from '../../../contract/understanding.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { UnderstandingTables } from '../tables.ts'

/** Draws posts at random, in a random order, of what was read since `since`; own ones and spam of the same text count as any. */
export const drawPosts = async (ctx: Ctx, roundId: string, since: Date, most: number): Promise<number> => {
  const { rows } = await sql`
    insert into understanding.quality_posts (workspace_id, round_id, place, item_id)
    select ${ctx.workspaceId}::int, ${roundId}::uuid, row_number() over (order by random()), id
    from (
      select item.id from understanding.readings as reading
      join channels.items as item on item.workspace_id = reading.workspace_id and item.id = reading.item_id
      where reading.workspace_id = ${ctx.workspaceId} and reading.at >= ${since}::timestamptz
        and not item.is_own and item.text <> ''
      order by random() limit ${most}
    ) as drawn
    returning place`.execute(tables(ctx))
  return rows.length
}

export const insertRound = async (ctx: Ctx, id: string, by: string): Promise<void> => {
  await tables<UnderstandingTables>(ctx)
    .insertInto('understanding.quality_rounds')
    .values({ workspace_id: ctx.workspaceId, id, drawn_at: ctx.now, drawn_by: by })
    .execute()
}

export interface RoundRow {
  id: string
  drawnAt: Date
  drawnBy: string
  posts: number
  labelled: number
}

/** Rounds with how far they are, the newest first; one of them by its id. */
export const findRounds = async (ctx: Ctx, id?: string): Promise<RoundRow[]> => {
  const { rows } = await sql<RoundRow>`
    select round.id, round.drawn_at as "drawnAt", round.drawn_by as "drawnBy", count(post.place)::int as posts,
      count(post.label)::int as labelled
    from understanding.quality_rounds as round
    left join understanding.quality_posts as post
      on post.workspace_id = round.workspace_id and post.round_id = round.id
    where round.workspace_id = ${ctx.workspaceId} and ${id === undefined ? sql`true` : sql`round.id = ${id}::uuid`}
    group by round.id, round.drawn_at, round.drawn_by
    order by round.drawn_at desc, round.id desc limit 20`.execute(tables(ctx))
  return rows
}

/** The posts of a round, or one of them, in their order; those whose text was removed are left out. */
export const findQualityPosts = async (ctx: Ctx, roundId: string, place?: number): Promise<QualityPost[]> => {
  const { rows } = await sql<QualityPost & { title: string | null }>`
    select post.place, item.title, item.text, item.channel, post.label
    from understanding.quality_posts as post
    join channels.items as item on item.workspace_id = post.workspace_id and item.id = post.item_id
    where post.workspace_id = ${ctx.workspaceId} and post.round_id = ${roundId}::uuid
      and ${place === undefined ? sql`true` : sql`post.place = ${place}`}
    order by post.place`.execute(tables(ctx))
  return rows.map(({ title, ...post }) => ({ ...post, text: title ? `${title}\n${post.text}` : post.text }))
}

/** @returns whether there is such a post. */
export const labelPost = async (
  ctx: Ctx,
  at: { roundId: string; place: number },
  label: QualityLabel | null,
  by: string,
): Promise<boolean> => {
  const { rows } = await sql`
    update understanding.quality_posts
    set label = ${label === null ? null : JSON.stringify(label)}::jsonb,
      labelled_at = ${label === null ? null : ctx.now}::timestamptz, labelled_by = ${label === null ? null : by}::text
    where workspace_id = ${ctx.workspaceId} and round_id = ${at.roundId}::uuid and place = ${at.place}
    returning place`.execute(tables(ctx))
  return rows.length > 0
}

/** Labelled posts with what the machine had read; of one that was drawn twice, the last label. */
export const findJudged = async (ctx: Ctx): Promise<{ label: QualityLabel; reading: Reading }[]> => {
  const { rows } = await sql<{ label: QualityLabel; reading: Reading }>`
    select distinct on (post.item_id) post.label, reading.reading
    from understanding.quality_posts as post
    join understanding.readings as reading
      on reading.workspace_id = post.workspace_id and reading.item_id = post.item_id
    where post.workspace_id = ${ctx.workspaceId} and post.label is not null
    order by post.item_id, post.labelled_at desc`.execute(tables(ctx))
  return rows
}

/** Weeks that begin on Mondays of UTC: how many readings there are, and how many a person corrected. */
export const findWeeks = async (ctx: Ctx, since: Date): Promise<{ at: Date; read: number; corrected: number }[]> => {
  const { rows } = await sql<{ at: Date; read: number; corrected: number }>`
    with standing as (
      select distinct on (item_id) item_id, sentiment from understanding.corrections
      where workspace_id = ${ctx.workspaceId} and at >= ${since}::timestamptz order by item_id, number desc
    )
    select date_trunc('week', reading.at, 'UTC') as at, count(*)::int as read, count(standing.sentiment)::int as corrected
    from understanding.readings as reading left join standing on standing.item_id = reading.item_id
    where reading.workspace_id = ${ctx.workspaceId} and reading.at >= ${since}::timestamptz
    group by 1 order by 1`.execute(tables(ctx))
  return rows
}

/** Corrections that stand: what the machine read, what a person made of it, and how often. */
export const countCorrections = async (
  ctx: Ctx,
): Promise<{ from: SentimentLabel; into: SentimentLabel; count: number }[]> => {
  const { rows } = await sql<{ from: SentimentLabel; into: SentimentLabel; count: number }>`
    with standing as (
      select distinct on (item_id) item_id, sentiment from understanding.corrections
      where workspace_id = ${ctx.workspaceId} order by item_id, number desc
    )
    select reading.sentiment as "from", standing.sentiment as "into", count(*)::int as count
    from standing join understanding.readings as reading
      on reading.workspace_id = ${ctx.workspaceId} and reading.item_id = standing.item_id
    where standing.sentiment is not null and reading.sentiment is not null and reading.sentiment <> standing.sentiment
    group by 1, 2 order by 3 desc, 1, 2`.execute(tables(ctx))
  return rows
}
