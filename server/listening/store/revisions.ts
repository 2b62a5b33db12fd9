/** SQL of edited posts: the mention of an earlier revision, and how it is moved to the newer one. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { Noted } from '../noted.ts'
import { arrayLiteral, countedColumns, type LockedMention } from './mentions.ts'

export interface EarlierMention extends LockedMention {
  /** The newer item, which has no mention yet. */
  newItemId: string
}

/** Mentions of earlier revisions of the same posts, locked in the order of their ids; the newest one of each post. */
export const lockEarlier = async (ctx: Ctx, newItemIds: readonly string[]): Promise<EarlierMention[]> => {
  const { rows } = await sql<EarlierMention>`
    select ${countedColumns}, newer.id as "newItemId"
    from channels.items as newer
    join channels.items as earlier on earlier.workspace_id = newer.workspace_id and earlier.channel = newer.channel
      and earlier.remote_id = newer.remote_id and earlier.id <> newer.id
    join listening.mentions as mention on mention.workspace_id = earlier.workspace_id and mention.item_id = earlier.id
    where newer.workspace_id = ${ctx.workspaceId} and newer.id = any(${newItemIds}::uuid[])
    order by mention.id
    for no key update of mention`.execute(tables(ctx))
  return [...new Map(rows.map(row => [row.newItemId, row])).values()]
}

export interface Revision extends Omit<Noted, 'authorId' | 'kind' | 'site'> {
  id: string
  itemId: string
  /** A tsvector literal. */
  words: string
  print: string | null
}

/** Moves mentions to the newer revisions of their posts; when they occurred and how they ended stays. */
export const reviseMentions = async (ctx: Ctx, rows: readonly Revision[]): Promise<void> => {
  await sql`
    update listening.mentions as mention
    set item_id = batch.item_id, language = batch.language, sentiment = batch.sentiment, words = batch.words::tsvector,
      intents = batch.intents::text[], urgency = batch.urgency, is_crisis = batch.is_crisis, is_spam = batch.is_spam,
      is_answerable = batch.is_answerable, followers = batch.followers, is_tagged = batch.is_tagged,
      print = batch.print
    from unnest(
      ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.itemId)}::uuid[], ${rows.map(row => row.language)}::text[],
      ${rows.map(row => row.sentiment)}::text[], ${rows.map(row => row.words)}::text[],
      ${rows.map(row => arrayLiteral(row.intents))}::text[], ${rows.map(row => row.urgency)}::text[],
      ${rows.map(row => row.isCrisis)}::boolean[], ${rows.map(row => row.isSpam)}::boolean[],
      ${rows.map(row => row.isAnswerable)}::boolean[], ${rows.map(row => row.followers)}::int[],
      ${rows.map(row => row.isTagged)}::boolean[], ${rows.map(row => row.print)}::uuid[]
    ) as batch (id, item_id, language, sentiment, words, intents, urgency, is_crisis, is_spam, is_answerable, followers,
      is_tagged, print)
    where mention.workspace_id = ${ctx.workspaceId} and mention.id = batch.id`.execute(tables(ctx))
}

/** Takes mentions off topics, each off its own. */
export const unlinkTopics = async (
  ctx: Ctx,
  links: readonly { mentionId: string; topicId: string }[],
): Promise<void> => {
  if (links.length === 0) return
  await sql`
    delete from listening.mention_topics as link
    using unnest(${links.map(link => link.mentionId)}::uuid[], ${links.map(link => link.topicId)}::uuid[])
      as batch (mention_id, topic_id)
    where link.workspace_id = ${ctx.workspaceId}
      and link.mention_id = batch.mention_id and link.topic_id = batch.topic_id`.execute(tables(ctx))
}

/** Takes the search words off the mentions of these items. @returns their ids. */
export const blankMentionWords = async (ctx: Ctx, itemIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    update listening.mentions set words = ''::tsvector
    where workspace_id = ${ctx.workspaceId} and item_id = any(${itemIds}::uuid[])
    returning id`.execute(tables(ctx))
  return rows.map(row => row.id)
}
