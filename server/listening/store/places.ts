/** SQL of places: where people talk about us, and the texts whose links point elsewhere. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
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
