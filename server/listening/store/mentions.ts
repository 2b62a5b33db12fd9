/** SQL of mentions: written in batches, linked to topics, moved by corrections, ended by people. */
import { sql } from 'kysely'
import type { MentionState } from '../../../contract/listening.ts'
import type { SentimentLabel } from '../../../contract/understanding.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { Noted, NotedReading } from '../noted.ts'
import type { ListeningTables } from '../tables.ts'
import type { Counted } from '../tally.ts'

export interface NewMention extends Noted {
  id: string
  itemId: string
  occurredAt: Date
  channel: string
  isAddressed: boolean
  /** A tsvector literal. */
  words: string
  print: string | null
}

/** Writes mentions of one batch in one statement. @returns the item ids that were no mentions before. */
export const insertMentions = async (ctx: Ctx, rows: readonly NewMention[]): Promise<Set<string>> => {
  if (rows.length === 0) return new Set()
  const inserted = await sql<{ item_id: string }>`
    insert into listening.mentions
      (workspace_id, id, item_id, occurred_at, found_at, channel, language, sentiment, state, state_at, is_addressed, words,
        intents, urgency, is_crisis, is_spam, is_answerable, author_id, followers, kind, is_tagged, site, print)
    select ${ctx.workspaceId}::int, id, item_id, occurred_at, ${ctx.now}::timestamptz, channel, language, sentiment,
      'pending', ${ctx.now}::timestamptz, is_addressed, words::tsvector,
      intents::text[], urgency, is_crisis, is_spam, is_answerable, author_id, followers, kind, is_tagged, site, print
    from unnest(
      ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.itemId)}::uuid[],
      ${rows.map(row => row.occurredAt)}::timestamptz[], ${rows.map(row => row.channel)}::text[],
      ${rows.map(row => row.language)}::text[], ${rows.map(row => row.sentiment)}::text[],
      ${rows.map(row => row.isAddressed)}::boolean[], ${rows.map(row => row.words)}::text[],
      ${rows.map(row => arrayLiteral(row.intents))}::text[], ${rows.map(row => row.urgency)}::text[],
      ${rows.map(row => row.isCrisis)}::boolean[], ${rows.map(row => row.isSpam)}::boolean[],
      ${rows.map(row => row.isAnswerable)}::boolean[], ${rows.map(row => row.authorId)}::uuid[],
      ${rows.map(row => row.followers)}::int[], ${rows.map(row => row.kind)}::text[],
      ${rows.map(row => row.isTagged)}::boolean[], ${rows.map(row => row.site)}::text[],
      ${rows.map(row => row.print)}::uuid[]
    ) as batch (id, item_id, occurred_at, channel, language, sentiment, is_addressed, words,
      intents, urgency, is_crisis, is_spam, is_answerable, author_id, followers, kind, is_tagged, site, print)
    on conflict (workspace_id, item_id) do nothing
    returning item_id`.execute(tables(ctx))
  return new Set(inserted.rows.map(row => row.item_id))
}

/** Labels as an array of one row: `unnest` would take an array of arrays apart. */
export const arrayLiteral = (labels: readonly string[] | null): string | null =>
  labels === null ? null : `{${labels.join(',')}}`

export interface TopicLink {
  mentionId: string
  topicId: string
  occurredAt: Date
}

/** Links mentions to topics. @returns the links that were not there before. */
export const linkTopics = async (
  ctx: Ctx,
  links: readonly TopicLink[],
): Promise<{ mentionId: string; topicId: string }[]> => {
  if (links.length === 0) return []
  const { rows } = await sql<{ mentionId: string; topicId: string }>`
    insert into listening.mention_topics (workspace_id, mention_id, topic_id, occurred_at)
    select ${ctx.workspaceId}::int, mention_id, topic_id, occurred_at
    from unnest(
      ${links.map(link => link.mentionId)}::uuid[], ${links.map(link => link.topicId)}::uuid[],
      ${links.map(link => link.occurredAt)}::timestamptz[]
    ) as batch (mention_id, topic_id, occurred_at)
    on conflict do nothing
    returning mention_id as "mentionId", topic_id as "topicId"`.execute(tables(ctx))
  return rows
}

/** Takes mentions off a topic. @returns those that were on it. */
export const unlinkTopic = async (ctx: Ctx, topicId: string, mentionIds: readonly string[]): Promise<Set<string>> => {
  if (mentionIds.length === 0) return new Set()
  const removed = await tables<ListeningTables>(ctx)
    .deleteFrom('listening.mention_topics')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('topic_id', '=', topicId)
    .where('mention_id', '=', sql<string>`any(${mentionIds}::uuid[])`)
    .returning('mention_id')
    .execute()
  return new Set(removed.map(row => row.mention_id))
}

/**
 * Removes those of the mentions that nothing wants any more: no topic, not said to us, never worked on.
 * @returns their ids.
 */
export const removeUnwanted = async (ctx: Ctx, mentionIds: readonly string[]): Promise<Set<string>> => {
  if (mentionIds.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    delete from listening.mentions as mention
    where mention.workspace_id = ${ctx.workspaceId} and mention.id = any(${mentionIds}::uuid[])
      and mention.state = 'pending' and not mention.is_addressed and mention.owner_id is null
      and not exists (select from listening.mention_topics as link
        where link.workspace_id = mention.workspace_id and link.mention_id = mention.id)
      and not exists (select from listening.endings as ending
        where ending.workspace_id = mention.workspace_id and ending.mention_id = mention.id)
      and not exists (select from listening.mention_tags as tagged
        where tagged.workspace_id = mention.workspace_id and tagged.mention_id = mention.id)
      and not exists (select from listening.changed_mentions as changed
        where changed.workspace_id = mention.workspace_id and changed.mention_id = mention.id)
    returning mention.id`.execute(tables(ctx))
  return new Set(rows.map(row => row.id))
}

/** A mention with what it is counted by. */
export type LockedMention = Counted & { id: string; itemId: string; stateReason: string | null }

/** The columns of a `LockedMention`, of the table or alias `mention`. */
export const countedColumns = sql`
  mention.id, mention.item_id as "itemId", mention.occurred_at as "occurredAt", mention.channel, mention.language,
  mention.sentiment, mention.intents, mention.urgency, mention.is_crisis as "isCrisis", mention.is_spam as "isSpam",
  mention.is_answerable as "isAnswerable", mention.is_tagged as "isTagged", mention.followers, mention.state,
  mention.state_reason as "stateReason"`

/** Mentions by their ids or those of their items, locked in the order of their ids until the transaction ends. */
export const lockMentions = async (
  ctx: Ctx,
  by: { mentionIds: readonly string[] } | { itemIds: readonly string[] },
): Promise<LockedMention[]> => {
  const chosen =
    'mentionIds' in by
      ? sql`mention.id = any(${by.mentionIds}::uuid[])`
      : sql`mention.item_id = any(${by.itemIds}::uuid[])`
  const { rows } = await sql<LockedMention>`
    select ${countedColumns} from listening.mentions as mention
    where mention.workspace_id = ${ctx.workspaceId} and ${chosen}
    order by mention.id for no key update`.execute(tables(ctx))
  return rows
}

/** Mentions of authors whose reach was not known when they were heard, with the followers known now; locked by id. */
export const lockUnreached = async (
  ctx: Ctx,
  authorIds: readonly string[],
): Promise<(LockedMention & { nowFollowers: number })[]> => {
  const { rows } = await sql<LockedMention & { nowFollowers: number }>`
    select ${countedColumns}, author.followers as "nowFollowers"
    from listening.mentions as mention
    join channels.authors as author on author.workspace_id = mention.workspace_id and author.id = mention.author_id
    where mention.workspace_id = ${ctx.workspaceId} and mention.author_id = any(${authorIds}::uuid[])
      and mention.followers is null and author.followers is not null
    order by mention.id for no key update of mention`.execute(tables(ctx))
  return rows
}

export const changeFollowers = async (ctx: Ctx, rows: readonly { id: string; followers: number }[]): Promise<void> => {
  await sql`
    update listening.mentions as mention set followers = batch.followers
    from unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.followers)}::int[]) as batch (id, followers)
    where mention.workspace_id = ${ctx.workspaceId} and mention.id = batch.id`.execute(tables(ctx))
}

/** The topics that mentions are counted under. */
export const findTopicIds = async (ctx: Ctx, mentionIds: readonly string[]): Promise<Map<string, string[]>> => {
  const rows = await tables<ListeningTables>(ctx)
    .selectFrom('listening.mention_topics')
    .select(['mention_id', 'topic_id'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('mention_id', '=', sql<string>`any(${mentionIds}::uuid[])`)
    .execute()
  const found = new Map<string, string[]>()
  for (const row of rows) found.set(row.mention_id, [...(found.get(row.mention_id) ?? []), row.topic_id])
  return found
}

export const changeSentiments = async (
  ctx: Ctx,
  rows: readonly { id: string; sentiment: SentimentLabel | null }[],
): Promise<void> => {
  await sql`
    update listening.mentions as mention set sentiment = batch.sentiment
    from unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.sentiment)}::text[]) as batch (id, sentiment)
    where mention.workspace_id = ${ctx.workspaceId} and mention.id = batch.id`.execute(tables(ctx))
}

/** What was read of items whole stands on their mentions too, besides the sentiment, which is counted. */
export const changeNoted = async (
  ctx: Ctx,
  rows: readonly (Pick<NotedReading, 'intents' | 'urgency' | 'isCrisis' | 'isSpam' | 'isAnswerable'> & {
    id: string
  })[],
): Promise<void> => {
  await sql`
    update listening.mentions as mention
    set intents = array(select jsonb_array_elements_text(batch.intents)), urgency = batch.urgency, is_crisis = batch.crisis,
      is_spam = batch.spam, is_answerable = batch.answerable
    from unnest(
      ${rows.map(row => row.id)}::uuid[],
      ${rows.map(row => JSON.stringify(row.intents ?? []))}::jsonb[],
      ${rows.map(row => row.urgency)}::text[],
      ${rows.map(row => row.isCrisis)}::boolean[],
      ${rows.map(row => row.isSpam)}::boolean[],
      ${rows.map(row => row.isAnswerable)}::boolean[]
    ) as batch (id, intents, urgency, crisis, spam, answerable)
    where mention.workspace_id = ${ctx.workspaceId} and mention.id = batch.id`.execute(tables(ctx))
}

/** Writes an ending over mentions that the caller has locked, and adds it to their history. */
export const writeEnding = async (
  ctx: Ctx,
  mentionIds: readonly string[],
  ending: { state: MentionState; by: string; reason: string | null },
): Promise<void> => {
  await sql`
    update listening.mentions
    set state = ${ending.state}, state_by = ${ending.by}, state_reason = ${ending.reason}, state_at = ${ctx.now}
    where workspace_id = ${ctx.workspaceId} and id = any(${mentionIds}::uuid[])`.execute(tables(ctx))
  await sql`
    insert into listening.endings (workspace_id, mention_id, number, state, by, reason, at)
    select ${ctx.workspaceId}::int, batch.id, coalesce(max(before.number), 0) + 1,
      ${ending.state}::text, ${ending.by}::text, ${ending.reason}::text, ${ctx.now}::timestamptz
    from unnest(${mentionIds}::uuid[]) as batch (id)
    left join listening.endings as before
      on before.workspace_id = ${ctx.workspaceId} and before.mention_id = batch.id
    group by batch.id`.execute(tables(ctx))
}

export interface MentionItem {
  mentionId: string
  itemId: string
  authorId: string
  addressedAccountId: string | null
  isOwn: boolean
}

/** What rooms downstream resolve a mention by. */
export const findMentionItems = async (ctx: Ctx, mentionIds: readonly string[]): Promise<MentionItem[]> => {
  const { rows } = await sql<MentionItem>`
    select mention.id as "mentionId", item.id as "itemId", item.author_id as "authorId",
      item.addressed_account_id as "addressedAccountId", item.is_own as "isOwn"
    from listening.mentions as mention
    join channels.items as item on item.workspace_id = mention.workspace_id and item.id = mention.item_id
    where mention.workspace_id = ${ctx.workspaceId} and mention.id = any(${mentionIds}::uuid[])
    order by mention.occurred_at, mention.id`.execute(tables(ctx))
  return rows
}
