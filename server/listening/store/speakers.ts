/** SQL of authors: who spoke of us in a period, and how their posts travelled. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { ChannelTravel } from '../spread.ts'
import { type Ends, spokenIn } from './spoken.ts'

export interface SpeakerRow {
  authorId: string
  mentions: number
  positive: number
  negative: number
  pending: number
  answered: number
  followers: number | null
  lastAt: Date
}

/**
 * Those who spoke in a period, `most` of them at most: the ones with most followers and mentions, both by their logarithms,
 * as `influenceOf` weighs them. `total` counts all.
 */
export const findSpeakers = async (
  ctx: Ctx,
  topicId: string | undefined,
  period: Ends,
  most: number,
): Promise<{ rows: SpeakerRow[]; total: number }> => {
  const { rows } = await sql<SpeakerRow & { total: number }>`
    select mention.author_id as "authorId", count(*)::int as mentions,
      count(*) filter (where mention.sentiment = 'positive')::int as positive,
      count(*) filter (where mention.sentiment = 'negative')::int as negative,
      count(*) filter (where mention.state = 'pending')::int as pending,
      count(*) filter (where mention.state = 'answered')::int as answered,
      max(mention.followers) as followers, max(mention.occurred_at) as "lastAt",
      count(*) over ()::int as total
    from ${spokenIn(ctx, topicId, period)}
    group by mention.author_id
    order by 10 * log(1 + coalesce(max(mention.followers), 0)) + 5 * log(2.0, 1 + count(*)) desc, mention.author_id
    limit ${most}`.execute(tables(ctx))
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** Posts of others in threads that these authors began in the period, by author. */
export const countDrawn = async (
  ctx: Ctx,
  authorIds: readonly string[],
  period: Ends,
): Promise<Map<string, number>> => {
  const { rows } = await sql<{ authorId: string; drawn: number }>`
    select begun.author_id as "authorId", count(*)::int as drawn
    from listening.mentions as mention
    join channels.items as begun
      on begun.workspace_id = mention.workspace_id and begun.id = mention.item_id and begun.root_remote_id is null
    join channels.items as answer
      on answer.workspace_id = begun.workspace_id and answer.channel = begun.channel
        and answer.root_remote_id = begun.remote_id and answer.author_id <> begun.author_id and not answer.is_own
    where mention.workspace_id = ${ctx.workspaceId} and mention.author_id = any(${authorIds}::uuid[])
      and mention.occurred_at >= ${period.from}::timestamptz and mention.occurred_at < ${period.to}::timestamptz
    group by begun.author_id`.execute(tables(ctx))
  return new Map(rows.map(row => [row.authorId, row.drawn]))
}

export interface MentionReach {
  channel: string
  followers: number | null
  carriers: number
  carriersFollowers: number
}

/** Who carries a mention on so far; carriers whose followers are unknown count as `middle`. Undefined where there is none. */
export const findReach = async (
  ctx: Ctx,
  mentionId: string,
): Promise<(MentionReach & { carriersUnknown: number }) | undefined> => {
  const { rows } = await sql<MentionReach & { carriersUnknown: number }>`
    with said as (
      select item.workspace_id, item.channel, item.remote_id, item.root_remote_id, item.author_id,
        coalesce(author.followers, mention.followers) as followers
      from listening.mentions as mention
      join channels.items as item on item.workspace_id = mention.workspace_id and item.id = mention.item_id
      join channels.authors as author on author.workspace_id = item.workspace_id and author.id = item.author_id
      where mention.workspace_id = ${ctx.workspaceId}
        and (mention.id = ${mentionId}::uuid or mention.item_id = ${mentionId}::uuid)
    ), carriers as (
      select distinct answer.author_id, carrier.followers
      from said
      join channels.items as answer
        on answer.workspace_id = said.workspace_id and answer.channel = said.channel
          and answer.root_remote_id = coalesce(said.root_remote_id, said.remote_id)
          and answer.in_reply_to_remote_id = said.remote_id
          and answer.author_id <> said.author_id and not answer.is_own
      join channels.authors as carrier on carrier.workspace_id = answer.workspace_id and carrier.id = answer.author_id
      where answer.workspace_id = ${ctx.workspaceId}
    )
    select said.channel, said.followers,
      (select count(*)::int from carriers) as carriers,
      (select coalesce(sum(followers), 0)::float8 from carriers) as "carriersFollowers",
      (select count(*)::int from carriers where followers is null) as "carriersUnknown"
    from said`.execute(tables(ctx))
  return rows[0]
}

/** Posts that the travel of a channel is taken from, the newest. */
const sampled = 2000

/** How posts travelled on a channel since an instant: of the newest that began a thread. */
export const findTravel = async (ctx: Ctx, channel: string, since: Date): Promise<ChannelTravel> => {
  const { rows } = await sql<ChannelTravel>`
    with begun as (
      select item.workspace_id, item.channel, item.remote_id, item.author_id, mention.followers
      from listening.mentions as mention
      join channels.items as item
        on item.workspace_id = mention.workspace_id and item.id = mention.item_id and item.root_remote_id is null
      where mention.workspace_id = ${ctx.workspaceId} and mention.channel = ${channel}
        and mention.occurred_at >= ${since}::timestamptz
      order by mention.occurred_at desc, mention.id desc
      limit ${sampled}
    ), travelled as (
      select begun.remote_id, begun.followers, count(distinct answer.author_id)::int as carriers
      from begun
      left join channels.items as answer
        on answer.workspace_id = begun.workspace_id and answer.channel = begun.channel
          and answer.root_remote_id = begun.remote_id and answer.author_id <> begun.author_id and not answer.is_own
      group by begun.remote_id, begun.followers
    )
    select count(*)::int as posts, coalesce(avg(carriers), 0)::float8 as "carriersMean",
      coalesce(percentile_disc(0.9) within group (order by carriers), 0)::float8 as "carriersHigh",
      percentile_disc(0.5) within group (order by followers)::float8 as "followersMiddle",
      percentile_disc(0.9) within group (order by followers)::float8 as "followersHigh"
    from travelled`.execute(tables(ctx))
  return rows[0]!
}
