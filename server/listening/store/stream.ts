/** SQL of the stream: what a filter means, keyset pages under it, counts up to a cap, and the silence ledger. */
import { type RawBuilder, sql } from 'kysely'
import type { MentionFilter, MentionState } from '../../../contract/listening.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

/** A filter of the stream as SQL takes it: instants read, `me` resolved, `search` a tsquery literal of understanding. */
export interface StreamFilter extends Omit<MentionFilter, 'from' | 'to' | 'q'> {
  from?: Date | undefined
  to?: Date | undefined
  search?: string | undefined
}

export interface Place {
  occurredAt: Date
  id: string
}

/** The rows of a filter: what a statement selects from, the two columns that order it, and its conditions. */
export interface StreamRows {
  /** Names the mention `mention`, whatever list leads to it. */
  from: RawBuilder<unknown>
  at: RawBuilder<unknown>
  id: RawBuilder<unknown>
  where: RawBuilder<unknown>
}

/**
 * What a filter means, the one place for pages, counts, bulk verbs and exports. A topic, or else a single tag, leads through
 * its own list, which stands in the order of the stream, so that no page sorts.
 */
export const streamRows = (ctx: Ctx, filter: StreamFilter): StreamRows => {
  const list = listOf(ctx, filter)
  return { ...list, where: sql.join([...list.where, ...conditions(ctx, filter, list)], sql` and `) }
}

interface List {
  from: RawBuilder<unknown>
  at: RawBuilder<unknown>
  id: RawBuilder<unknown>
  where: RawBuilder<unknown>[]
  /** The tags are said by the list already. */
  isOfTag: boolean
}

const listOf = (ctx: Ctx, filter: StreamFilter): List => {
  const ofWorkspace = sql`mention.workspace_id = ${ctx.workspaceId}`
  const [tagId, ...otherTags] = filter.tag ?? []
  const isOfTag = filter.topicId === undefined && tagId !== undefined && otherTags.length === 0
  if (filter.topicId === undefined && !isOfTag)
    return {
      from: sql`listening.mentions as mention`,
      at: sql`mention.occurred_at`,
      id: sql`mention.id`,
      where: [ofWorkspace],
      isOfTag,
    }
  const links = isOfTag ? sql`listening.mention_tags` : sql`listening.mention_topics`
  return {
    from: sql`${links} as link join listening.mentions as mention
      on mention.workspace_id = link.workspace_id and mention.id = link.mention_id`,
    at: sql`link.occurred_at`,
    id: sql`link.mention_id`,
    where: [
      ofWorkspace,
      sql`link.workspace_id = ${ctx.workspaceId}`,
      isOfTag ? sql`link.tag_id = ${tagId}::uuid` : sql`link.topic_id = ${filter.topicId}::uuid`,
    ],
    isOfTag,
  }
}

const conditions = (ctx: Ctx, filter: StreamFilter, { at, isOfTag }: List): RawBuilder<unknown>[] => {
  const found: RawBuilder<unknown>[] = []
  if (filter.channel) found.push(sql`mention.channel = any(${filter.channel}::text[])`)
  if (filter.sentiment) found.push(sql`mention.sentiment = any(${filter.sentiment}::text[])`)
  if (filter.language) found.push(sql`mention.language = any(${filter.language}::text[])`)
  if (filter.state) found.push(sql`mention.state = any(${filter.state}::text[])`)
  if (filter.site !== undefined) found.push(sql`mention.site = ${filter.site}`)
  if (filter.from) found.push(sql`${at} >= ${filter.from}::timestamptz`)
  if (filter.to) found.push(sql`${at} < ${filter.to}::timestamptz`)
  if (filter.search !== undefined) found.push(sql`mention.words @@ ${filter.search}::tsquery`)
  return [...found, ...conditionsOfReading(filter), ...conditionsOfWork(ctx, filter, isOfTag)]
}

/** What was read of it, and who said it. A sign is asked as it stands, so that its own index serves. */
const conditionsOfReading = (filter: StreamFilter): RawBuilder<unknown>[] => {
  const found: RawBuilder<unknown>[] = []
  if (filter.intent) found.push(sql`mention.intents && ${filter.intent}::text[]`)
  if (filter.urgency?.length === 1 && filter.urgency[0] === 'high') found.push(sql`mention.urgency = 'high'`)
  else if (filter.urgency) found.push(sql`mention.urgency = any(${filter.urgency}::text[])`)
  if (filter.crisis !== undefined) found.push(filter.crisis ? sql`mention.is_crisis` : sql`not mention.is_crisis`)
  if (filter.spam !== undefined) found.push(filter.spam ? sql`mention.is_spam` : sql`not mention.is_spam`)
  if (filter.authorId) found.push(sql`mention.author_id = ${filter.authorId}::uuid`)
  if (filter.minFollowers !== undefined) found.push(sql`mention.followers >= ${sql.lit(filter.minFollowers)}`)
  if (filter.kind) found.push(sql`mention.kind = any(${filter.kind}::text[])`)
  if (filter.untagged !== undefined) found.push(filter.untagged ? sql`not mention.is_tagged` : sql`mention.is_tagged`)
  return found
}

/** What people made of it: whose it is, its tags, whether its author is followed. */
const conditionsOfWork = (ctx: Ctx, filter: StreamFilter, isOfTag: boolean): RawBuilder<unknown>[] => {
  const found: RawBuilder<unknown>[] = []
  if (filter.owner === 'none') found.push(sql`mention.owner_id is null`)
  else if (filter.owner !== undefined) found.push(sql`mention.owner_id = ${filter.owner}::uuid`)
  if (filter.tag && !isOfTag)
    found.push(sql`exists (select from listening.mention_tags as tagged
      where tagged.workspace_id = ${ctx.workspaceId} and tagged.mention_id = mention.id
        and tagged.tag_id = any(${filter.tag}::uuid[]))`)
  if (filter.followed !== undefined) {
    const isFollowed = sql`exists (select from listening.followed_authors as followed
      where followed.workspace_id = ${ctx.workspaceId} and followed.author_id = mention.author_id)`
    found.push(filter.followed ? isFollowed : sql`not ${isFollowed}`)
  }
  return found
}

/** The statement of a page: newest first, one row more than `limit`, after `after`. */
export const pageStatement = (ctx: Ctx, filter: StreamFilter, after: Place | null, limit: number) => {
  const rows = streamRows(ctx, filter)
  const beyond =
    after === null ? sql`` : sql`and (${rows.at}, ${rows.id}) < (${after.occurredAt}::timestamptz, ${after.id}::uuid)`
  return sql<{ id: string; occurred_at: Date }>`
    select ${rows.id} as id, ${rows.at} as occurred_at from ${rows.from}
    where ${rows.where} ${beyond}
    order by ${rows.at} desc, ${rows.id} desc limit ${limit + 1}`
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
  const list = streamRows(ctx, filter)
  const { rows } = await sql<{ state: MentionState; count: number }>`
    select state, count(*)::int as count from (
      select mention.state from ${list.from} where ${list.where} limit ${cap + 1}
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
