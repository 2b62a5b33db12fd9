/** SQL of places: where people talk about us, and the texts whose links point elsewhere. */
import { sql } from 'kysely'
import type { PlaceMark } from '../../../contract/listening.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { ListeningTables, MarkedPlaceRow } from '../tables.ts'
import { type Ends, spokenIn } from './spoken.ts'

export interface PlaceRow {
  channel: string
  site: string | null
  mentions: number
  negative: number
  pending: number
  authors: number
}

/** The loudest places of a period, `most` at most. */
export const findPlaces = async (
  ctx: Ctx,
  topicId: string | undefined,
  period: Ends,
  most: number,
): Promise<PlaceRow[]> => {
  const { rows } = await sql<PlaceRow>`
    select mention.channel, mention.site, count(*)::int as mentions,
      count(*) filter (where mention.sentiment = 'negative')::int as negative,
      count(*) filter (where mention.state = 'pending')::int as pending,
      count(distinct mention.author_id)::int as authors
    from ${spokenIn(ctx, topicId, period)}
    group by mention.channel, mention.site
    order by mentions desc, mention.channel, mention.site nulls first
    limit ${most}`.execute(tables(ctx))
  return rows
}

export interface PlaceWeeks {
  /** Null: all of them together. */
  channel: string | null
  site: string | null
  weeks: number[]
  authors: number
  mentionId: string
}

/**
 * Mentions by week from `period.from` on (the number of `weeks`), for everything together and for each place where somebody spoke in the
 * last `recent` weeks; the loudest then, `most` at most.
 */
export const findPlaceWeeks = async (
  ctx: Ctx,
  topicId: string | undefined,
  period: Ends,
  { weeks, recent, most }: { weeks: number; recent: number; most: number },
): Promise<PlaceWeeks[]> => {
  const byWeek = sql.join(
    Array.from({ length: weeks }, (_, n) => sql`count(*) filter (where week = ${sql.lit(n)})`),
    sql`, `,
  )
  const isRecent = sql`week >= ${sql.lit(weeks - recent)}`
  const { rows } = await sql<PlaceWeeks>`
    select channel, site, array[${byWeek}]::int[] as weeks,
      count(distinct author_id) filter (where ${isRecent})::int as authors,
      max(id::text) filter (where ${isRecent}) as "mentionId"
    from (
      select mention.channel, mention.site, mention.author_id, mention.id,
        floor(extract(epoch from mention.occurred_at - ${period.from}::timestamptz) / 604800)::int as week
      from ${spokenIn(ctx, topicId, period)}
    ) as spoken
    group by grouping sets ((channel, site), ())
    having grouping(channel) = 1 or count(*) filter (where ${isRecent}) > 0
    order by grouping(channel) desc, count(*) filter (where ${isRecent}) desc, channel, site nulls first
    limit ${most + 1}`.execute(tables(ctx))
  return rows
}

export interface Linking {
  mentionId: string
  authorId: string
  text: string
}

/** The newest mentions of a period whose texts hold a link, of the `most` newest at all; texts are cut at 4,000 characters. */
export const findLinking = async (
  ctx: Ctx,
  topicId: string | undefined,
  period: Ends,
  most: number,
): Promise<Linking[]> => {
  const { rows } = await sql<Linking>`
    with newest as (
      select mention.id, mention.item_id, mention.author_id, mention.occurred_at
      from ${spokenIn(ctx, topicId, period)}
      order by mention.occurred_at desc, mention.id desc
      limit ${most}
    )
    select newest.id as "mentionId", newest.author_id as "authorId", left(item.text, 4000) as text
    from newest join channels.items as item on item.workspace_id = ${ctx.workspaceId} and item.id = newest.item_id
    where item.text like '%://%'
    order by newest.occurred_at desc, newest.id desc`.execute(tables(ctx))
  return rows
}

/** The places of which somebody said that they are watched on or passed over. */
export const markedPlaces = (ctx: Ctx): Promise<Pick<MarkedPlaceRow, 'place' | 'channel' | 'site' | 'mark'>[]> =>
  tables<ListeningTables>(ctx)
    .selectFrom('listening.marked_places')
    .select(['place', 'channel', 'site', 'mark'])
    .where('workspace_id', '=', ctx.workspaceId)
    .orderBy('place')
    .execute()

export const setPlaceMark = async (
  ctx: Ctx,
  row: { place: string; channel: string | null; site: string | null; mark: PlaceMark; by: string },
): Promise<void> => {
  await tables<ListeningTables>(ctx)
    .insertInto('listening.marked_places')
    .values({ ...row, workspace_id: ctx.workspaceId, at: ctx.now })
    .onConflict(on => on.columns(['workspace_id', 'place']).doUpdateSet({ mark: row.mark, at: ctx.now, by: row.by }))
    .execute()
}

export const clearPlaceMark = async (ctx: Ctx, place: string): Promise<void> => {
  await tables<ListeningTables>(ctx)
    .deleteFrom('listening.marked_places')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('place', '=', place)
    .execute()
}
