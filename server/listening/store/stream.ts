/** SQL of the stream: keyset pages under filters, counts up to a cap, and the silence ledger. */
import { type RawBuilder, sql } from 'kysely'
import type { MentionState } from '../../../contract/listening.ts'
import type { SentimentLabel } from '../../../contract/understanding.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

/** A filter of the stream; `search` is a tsquery literal of understanding. */
export interface StreamFilter {
  topicId?: string | undefined
  channel?: readonly string[] | undefined
  sentiment?: readonly SentimentLabel[] | undefined
  language?: readonly string[] | undefined
  state?: readonly MentionState[] | undefined
  from?: Date | undefined
  to?: Date | undefined
  search?: string | undefined
}

export interface Place {
  occurredAt: Date
  id: string
}

/** Where mentions are found and by which columns they are ordered: through the topic's own index where there is one. */
const listOf = (ctx: Ctx, filter: StreamFilter) =>
  filter.topicId === undefined
    ? {
        from: sql`listening.mentions as mention`,
        at: sql`mention.occurred_at`,
        id: sql`mention.id`,
        where: [sql`mention.workspace_id = ${ctx.workspaceId}`],
      }
    : {
        from: sql`listening.mention_topics as link join listening.mentions as mention
          on mention.workspace_id = link.workspace_id and mention.id = link.mention_id`,
        at: sql`link.occurred_at`,
        id: sql`link.mention_id`,
        where: [
          sql`mention.workspace_id = ${ctx.workspaceId}`,
          sql`link.workspace_id = ${ctx.workspaceId}`,
          sql`link.topic_id = ${filter.topicId}::uuid`,
        ],
      }

const conditions = (filter: StreamFilter, at: RawBuilder<unknown>): RawBuilder<unknown>[] => {
  const found: RawBuilder<unknown>[] = []
  if (filter.channel) found.push(sql`mention.channel = any(${filter.channel}::text[])`)
  if (filter.sentiment) found.push(sql`mention.sentiment = any(${filter.sentiment}::text[])`)
  if (filter.language) found.push(sql`mention.language = any(${filter.language}::text[])`)
  if (filter.state) found.push(sql`mention.state = any(${filter.state}::text[])`)
  if (filter.from) found.push(sql`${at} >= ${filter.from}::timestamptz`)
  if (filter.to) found.push(sql`${at} < ${filter.to}::timestamptz`)
  if (filter.search !== undefined) found.push(sql`mention.words @@ ${filter.search}::tsquery`)
  return found
}

/** The statement of a page: newest first, one row more than `limit`, after `after`. */
export const pageStatement = (ctx: Ctx, filter: StreamFilter, after: Place | null, limit: number) => {
  const list = listOf(ctx, filter)
  const where = [...list.where, ...conditions(filter, list.at)]
  if (after !== null) where.push(sql`(${list.at}, ${list.id}) < (${after.occurredAt}::timestamptz, ${after.id}::uuid)`)
  return sql<{ id: string; occurred_at: Date }>`
    select ${list.id} as id, ${list.at} as occurred_at from ${list.from}
    where ${sql.join(where, sql` and `)}
    order by ${list.at} desc, ${list.id} desc limit ${limit + 1}`
}

export const findPage = async (
  ctx: Ctx,
  filter: StreamFilter,
  after: Place | null,
  limit: number,
): Promise<Place[]> => {
  const { rows } = await pageStatement(ctx, filter, after, limit).execute(tables(ctx))
  return rows.map(row => ({ occurredAt: row.occurred_at, id: row.id }))
}

/** Counts by state, no further than `cap` + 1 mentions in all. */
export const countStates = async (
  ctx: Ctx,
  filter: StreamFilter,
  cap: number,
): Promise<{ state: MentionState; count: number }[]> => {
  const list = listOf(ctx, filter)
  const { rows } = await sql<{ state: MentionState; count: number }>`
    select state, count(*)::int as count from (
      select mention.state from ${list.from}
      where ${sql.join([...list.where, ...conditions(filter, list.at)], sql` and `)}
      limit ${cap + 1}
    ) as found group by state`.execute(tables(ctx))
  return rows
}

/** How the mentions of a period ended, and how many of each were negative. */
export const countEndings = async (
  ctx: Ctx,
  from: Date,
  to: Date,
): Promise<{ state: MentionState; count: number; negative: number }[]> => {
  const { rows } = await sql<{ state: MentionState; count: number; negative: number }>`
    select state, count(*)::int as count, (count(*) filter (where sentiment = 'negative'))::int as negative
    from listening.mentions
    where workspace_id = ${ctx.workspaceId} and occurred_at >= ${from}::timestamptz and occurred_at < ${to}::timestamptz
    group by state`.execute(tables(ctx))
  return rows
}
