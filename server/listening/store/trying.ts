/** SQL of trying a query on the past: mentions through their words, and the kept items that are no mentions. */
import { type RawBuilder, sql } from 'kysely'
import type { SentimentLabel } from '../../../contract/understanding.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { PastItem } from './past.ts'
import type { Place } from './stream.ts'

export interface TriedItem extends PastItem {
  language: string
  sentiment: SentimentLabel | null
  intents: { label: string; confidence: number }[] | null
  /** How the mention ended; null for an item that is none. */
  state: string | null
}

const shown = sql`
  item.id, item.occurred_at as "occurredAt", item.channel, item.title, item.text,
  item.addressed_account_id is not null as "isAddressed",
  json_build_object('handle', author.handle, 'displayName', author.display_name, 'followers', author.followers) as author,
  reading.language, reading.reading -> 'intents' as intents`

/** Joined by key to a page that is small already. */
const joins = sql`
  join channels.authors as author on author.workspace_id = item.workspace_id and author.id = item.author_id
  join understanding.readings as reading on reading.workspace_id = item.workspace_id and reading.item_id = item.id`

const older = (at: RawBuilder<unknown>, id: RawBuilder<unknown>, after: Place | null): RawBuilder<unknown> =>
  after === null ? sql`true` : sql`(${at}, ${id}) < (${after.occurredAt}::timestamptz, ${after.id}::uuid)`

/** The statement of `findMentionsByWords`. @param lexemes a tsquery literal; null takes all mentions. */
export const mentionsByWords = (ctx: Ctx, lexemes: string | null, since: Date, after: Place | null, limit: number) => {
  const words = lexemes === null ? sql`true` : sql`mention.words @@ ${lexemes}::tsquery`
  return sql<TriedItem>`
    with page as materialized (
      select item_id, sentiment, state from listening.mentions as mention
      where workspace_id = ${ctx.workspaceId} and occurred_at >= ${since}::timestamptz and ${words}
        and ${older(sql`occurred_at`, sql`item_id`, after)}
      order by occurred_at desc, item_id desc limit ${limit}
    )
    select ${shown}, page.sentiment, page.state from page
    join channels.items as item on item.workspace_id = ${ctx.workspaceId} and item.id = page.item_id
    ${joins}
    order by item.occurred_at desc, item.id desc`
}

/** Mentions since `since` whose words may satisfy the query, the newest first. */
export const findMentionsByWords = async (
  ctx: Ctx,
  lexemes: string | null,
  since: Date,
  after: Place | null,
  limit: number,
): Promise<TriedItem[]> => (await mentionsByWords(ctx, lexemes, since, after, limit).execute(tables(ctx))).rows

/** Kept items since `since` that are no mentions, the newest first, each in its newest revision. */
export const findUnwanted = async (ctx: Ctx, since: Date, after: Place | null, limit: number): Promise<TriedItem[]> => {
  const { rows } = await sql<TriedItem>`
    with page as materialized (
      select item.id from channels.items as item
      where item.workspace_id = ${ctx.workspaceId} and item.occurred_at >= ${since}::timestamptz and not item.is_own
        and ${older(sql`item.occurred_at`, sql`item.id`, after)}
        and not exists (select from listening.mentions as mention
          where mention.workspace_id = item.workspace_id and mention.item_id = item.id)
        and not exists (select from channels.items as newer where newer.workspace_id = item.workspace_id
          and newer.channel = item.channel and newer.remote_id = item.remote_id
          and (newer.received_at, newer.id) > (item.received_at, item.id))
      order by item.occurred_at desc, item.id desc limit ${limit}
    )
    select ${shown}, reading.sentiment, null as state from page
    join channels.items as item on item.workspace_id = ${ctx.workspaceId} and item.id = page.id
    ${joins}
    order by item.occurred_at desc, item.id desc`.execute(tables(ctx))
  return rows
}
