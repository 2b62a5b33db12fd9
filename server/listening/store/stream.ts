/** SQL of the stream: what a filter means, keyset pages under it and counts up to a cap. */
import { type RawBuilder, sql } from 'kysely'
import type { MentionFilter, MentionState } from '../../../contract/listening.ts'
import { type FieldCondition, fieldConditions } from '../../access/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

/** A filter of the stream as SQL takes it: instants read, `me` resolved, `search` a tsquery literal of understanding. */
export interface StreamFilter extends Omit<MentionFilter, 'from' | 'to' | 'q' | 'field'> {
  fields?: readonly FieldCondition[] | undefined
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
  const link = linkOf(ctx, filter)
  if (link === null)
    return {
      from: sql`listening.mentions as mention`,
      at: sql`mention.occurred_at`,
      id: sql`mention.id`,
      where: [ofWorkspace],
      isOfTag: false,
    }
  return {
    from: sql`${link.table} as link join listening.mentions as mention
      on mention.workspace_id = link.workspace_id and mention.id = link.mention_id`,
    at: sql`link.occurred_at`,
    id: sql`link.mention_id`,
    where: [ofWorkspace, link.where],
    isOfTag: link.isOfTag,
  }
}

/** The list that leads: of the topic, else of a single tag; null where none does. */
const linkOf = (ctx: Ctx, filter: StreamFilter) => {
  const [tagId, ...otherTags] = filter.tag ?? []
  const isOfTag = filter.topicId === undefined && tagId !== undefined && otherTags.length === 0
  if (filter.topicId === undefined && !isOfTag) return null
  const one = isOfTag ? sql`link.tag_id = ${tagId}::uuid` : sql`link.topic_id = ${filter.topicId}::uuid`
  return {
    table: isOfTag ? sql`listening.mention_tags` : sql`listening.mention_topics`,
    where: sql`link.workspace_id = ${ctx.workspaceId} and ${one}`,
    isOfTag,
  }
}

const conditions = (
  ctx: Ctx,
  filter: StreamFilter,
  { at, isOfTag }: Pick<List, 'at' | 'isOfTag'>,
): RawBuilder<unknown>[] => {
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
  if (filter.fields) found.push(...fieldConditions(sql`mention.fields`, filter.fields))
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

/** How many rows of a list are looked through for words at first, and at most at once. */
interface Windows {
  readonly first: number
  readonly most: number
}

const usualWindows: Windows = { first: 5000, most: 20_000 }

/**
 * A page, newest first, one row more than `limit`. Words in a list are looked for window by window: rows that are asked for together, by
 * their ids, cost a fifth of rows that a join looks up one by one, and what is often said is found in the first of them. What is said
 * so seldom that windows would be many is left to the planner, who knows it by its index.
 * @param windows tests make them small.
 */
export const findPage = async (
  ctx: Ctx,
  filter: StreamFilter,
  after: Place | null,
  limit: number,
  windows = usualWindows,
): Promise<Place[]> => {
  const found: Place[] = []
  let from = after
  let size = filter.search === undefined || linkOf(ctx, filter) === null ? 0 : windows.first
  while (size > 0 && size <= windows.most) {
    const window = windowStatements(ctx, filter, from, size)
    const { rows } = await window.found(limit + 1 - found.length).execute(tables(ctx))
    found.push(...rows.map(asPlace))
    if (found.length > limit) return found
    const end = (await window.end.execute(tables(ctx))).rows[0]
    if (end === undefined) return found
    from = asPlace(end)
    // As many as the rest of the page takes where it is said as often as here, and half as many again.
    size = rows.length === 0 ? 0 : Math.ceil((1.5 * size * (limit + 1 - found.length)) / rows.length)
  }
  const { rows } = await pageStatement(ctx, filter, from, limit - found.length).execute(tables(ctx))
  return [...found, ...rows.map(asPlace)]
}

const asPlace = (row: { id: string; occurred_at: Date }): Place => ({ occurredAt: row.occurred_at, id: row.id })

/** What a filter takes among the next `size` rows of the list that leads, and the last of them, where there are as many. */
const windowStatements = (ctx: Ctx, filter: StreamFilter, after: Place | null, size: number) => {
  const link = linkOf(ctx, filter)!
  const bounds = [link.where]
  if (filter.from) bounds.push(sql`link.occurred_at >= ${filter.from}::timestamptz`)
  if (filter.to) bounds.push(sql`link.occurred_at < ${filter.to}::timestamptz`)
  if (after)
    bounds.push(sql`(link.occurred_at, link.mention_id) < (${after.occurredAt}::timestamptz, ${after.id}::uuid)`)
  const list = sql`from ${link.table} as link where ${sql.join(bounds, sql` and `)}
    order by link.occurred_at desc, link.mention_id desc`
  const at = { at: sql`mention.occurred_at`, isOfTag: link.isOfTag }
  const wanted = sql.join(conditions(ctx, filter, at), sql` and `)
  return {
    found: (most: number) => sql<{ id: string; occurred_at: Date }>`
      select mention.id, mention.occurred_at from listening.mentions as mention
      where mention.workspace_id = ${ctx.workspaceId}
        and mention.id = any(array(select link.mention_id ${list} limit ${size})) and ${wanted}
      order by mention.occurred_at desc, mention.id desc limit ${most}`,
    end: sql<{ id: string; occurred_at: Date }>`
      select link.mention_id as id, link.occurred_at ${list} offset ${size - 1} limit 1`,
  }
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
