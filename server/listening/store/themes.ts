/** SQL of themes: the posts that they are read from, what was found, and what people made of it. */
import { sql } from 'kysely'
import type { ThemeSpan } from '../../../contract/listening.ts'
import type { SentimentLabel } from '../../../contract/understanding.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { ListeningTables, ThemeRow } from '../tables.ts'
import { type Ends, spokenIn } from './spoken.ts'

export interface PostOfWindow {
  id: string
  authorId: string
  print: string | null
  title: string | null
  text: string
}

/** The newest posts of a window that hold any of what `query` asks (a tsquery literal), `most` at most; no spam. */
export const findPosts = async (
  ctx: Ctx,
  query: string,
  window: { from: Date; to: Date },
  most: number,
): Promise<PostOfWindow[]> => {
  const { rows } = await sql<PostOfWindow>`
    select mention.id, mention.author_id as "authorId", mention.print, item.title, item.text
    from listening.mentions as mention
    join channels.items as item on item.workspace_id = mention.workspace_id and item.id = mention.item_id
    where mention.workspace_id = ${ctx.workspaceId} and mention.words @@ ${query}::tsquery and not mention.is_spam
      and mention.occurred_at >= ${window.from}::timestamptz and mention.occurred_at < ${window.to}::timestamptz
    order by mention.occurred_at desc, mention.id desc limit ${most}`.execute(tables(ctx))
  return rows
}

export interface SpokenPost extends PostOfWindow {
  followers: number | null
  sentiment: SentimentLabel | null
}

/** The newest posts of a period, of one topic or of all, `most` at most; no spam. */
export const findSpoken = async (
  ctx: Ctx,
  topicId: string | undefined,
  period: Ends,
  most: number,
): Promise<SpokenPost[]> => {
  const { rows } = await sql<SpokenPost>`
    with spoken as (
      select mention.id, mention.item_id, mention.author_id, mention.print, mention.followers, mention.sentiment,
        mention.occurred_at
      from ${spokenIn(ctx, topicId, period)} and not mention.is_spam
      order by mention.occurred_at desc, mention.id desc limit ${most}
    )
    select spoken.id, spoken.author_id as "authorId", spoken.print, spoken.followers, spoken.sentiment, item.title, item.text
    from spoken join channels.items as item on item.workspace_id = ${ctx.workspaceId} and item.id = spoken.item_id
    order by spoken.occurred_at desc, spoken.id desc`.execute(tables(ctx))
  return rows
}

export interface ThemeCount {
  mentions: number
  positive: number
  negative: number
  authors: number
}

/**
 * The rows behind each theme (tsquery literals), counted as the stream counts them, in the order of the queries. The index is asked
 * once for all of them: right after many posts came it is slow to answer.
 */
export const countPosts = async (
  ctx: Ctx,
  queries: readonly string[],
  window: { from: Date; to: Date },
): Promise<ThemeCount[]> => {
  if (queries.length === 0) return []
  const { rows } = await sql<ThemeCount>`
    with said as materialized (
      select words, sentiment, author_id from listening.mentions
      where workspace_id = ${ctx.workspaceId} and words @@ ${queries.map(query => `(${query})`).join(' | ')}::tsquery
        and not is_spam and occurred_at >= ${window.from}::timestamptz and occurred_at < ${window.to}::timestamptz
    )
    select count(said.author_id)::int as mentions, count(*) filter (where said.sentiment = 'positive')::int as positive,
      count(*) filter (where said.sentiment = 'negative')::int as negative, count(distinct said.author_id)::int as authors
    from unnest(${queries}::text[]) with ordinality as theme (query, place)
    left join said on said.words @@ theme.query::tsquery
    group by theme.place order by theme.place`.execute(tables(ctx))
  return rows
}

/** Themes of a span that rose since `since`, hidden ones too, the newest look first. */
export const findThemesSince = async (ctx: Ctx, span: ThemeSpan, since: Date): Promise<ThemeRow[]> =>
  await tables<ListeningTables>(ctx)
    .selectFrom('listening.themes')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('span', '=', span)
    .where('last_at', '>=', since)
    .orderBy('last_at', 'desc')
    .orderBy('id')
    .limit(500)
    .execute()

/** What is shown: rising themes first, the surest first. */
export const findShown = async (ctx: Ctx, span: ThemeSpan, since: Date, isHidden: boolean): Promise<ThemeRow[]> =>
  await tables<ListeningTables>(ctx)
    .selectFrom('listening.themes')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('span', '=', span)
    .where('last_at', '>=', since)
    .where('hidden_at', isHidden ? 'is not' : 'is', null)
    .orderBy('is_rising', 'desc')
    .orderBy('score', 'desc')
    .orderBy('id')
    .limit(50)
    .execute()

export const findTheme = async (ctx: Ctx, id: string): Promise<ThemeRow | undefined> =>
  await tables<ListeningTables>(ctx)
    .selectFrom('listening.themes')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()

export const lockTheme = async (ctx: Ctx, id: string): Promise<ThemeRow | undefined> =>
  await tables<ListeningTables>(ctx)
    .selectFrom('listening.themes')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const insertTheme = async (ctx: Ctx, row: Omit<ThemeRow, 'workspace_id'>): Promise<void> => {
  await tables<ListeningTables>(ctx)
    .insertInto('listening.themes')
    .values({ ...row, workspace_id: ctx.workspaceId })
    .execute()
}

export const changeTheme = async (
  ctx: Ctx,
  id: string,
  change: Partial<Omit<ThemeRow, 'workspace_id' | 'id'>>,
): Promise<void> => {
  await tables<ListeningTables>(ctx)
    .updateTable('listening.themes')
    .set(change)
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Themes of a span that rise no more. @returns the ids of those that did until now. */
export const settleOthers = async (ctx: Ctx, span: ThemeSpan, rising: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    update listening.themes set is_rising = false
    where workspace_id = ${ctx.workspaceId} and span = ${span} and is_rising and not (id = any(${rising}::uuid[]))
    returning id`.execute(tables(ctx))
  return rows.map(row => row.id)
}

export interface QuoteRow {
  mentionId: string
  title: string | null
  text: string
  author: string
  channel: string
  occurredAt: Date
  sentiment: SentimentLabel | null
}

/** Posts by the ids of their mentions; those that are gone are left out. */
export const findQuotes = async (ctx: Ctx, mentionIds: readonly string[]): Promise<Map<string, QuoteRow>> => {
  const { rows } = await sql<QuoteRow>`
    select mention.id as "mentionId", item.title, item.text, coalesce(nullif(author.display_name, ''), author.handle) as author,
      mention.channel, mention.occurred_at as "occurredAt", mention.sentiment
    from listening.mentions as mention
    join channels.items as item on item.workspace_id = mention.workspace_id and item.id = mention.item_id
    join channels.authors as author on author.workspace_id = mention.workspace_id and author.id = mention.author_id
    where mention.workspace_id = ${ctx.workspaceId} and mention.id = any(${mentionIds}::uuid[])`.execute(tables(ctx))
  return new Map(rows.map(row => [row.mentionId, row]))
}
