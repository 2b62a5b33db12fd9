/** SQL of messages: inbound ones joined in batches, answers and notes one by one, outcomes of answers. */
import { sql } from 'kysely'
import type { SentimentLabel } from '../../../contract/understanding.ts'
import type { ChannelsTables } from '../../channels/index.ts'
import type { ListeningTables } from '../../listening/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { InboxTables, MessageRow } from '../tables.ts'

const db = (ctx: Ctx) => tables<InboxTables & ListeningTables & ChannelsTables>(ctx)

export interface Joining {
  id: string
  conversationId: string
  itemId: string
  isAsking: boolean
}

export interface Joined {
  conversationId: string
  itemId: string
  at: Date
}

/**
 * Joins words to conversations that the caller has locked, oldest first; words that are messages already are passed over.
 * @returns what is new.
 */
export const insertInbound = async (ctx: Ctx, rows: readonly Joining[]): Promise<Joined[]> => {
  const { rows: joined } = await sql<Joined>`
    insert into inbox.messages (workspace_id, id, conversation_id, number, direction, at, item_id, is_asking, words)
    select ${ctx.workspaceId}::int, given.id, given.conversation_id,
      conversation.message_count + row_number() over (
        partition by given.conversation_id order by item.occurred_at, item.id),
      'inbound', item.occurred_at, item.id, given.is_asking, mention.words
    from unnest(
      ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.conversationId)}::uuid[],
      ${rows.map(row => row.itemId)}::uuid[], ${rows.map(row => row.isAsking)}::boolean[]
    ) as given (id, conversation_id, item_id, is_asking)
    join inbox.conversations as conversation
      on conversation.workspace_id = ${ctx.workspaceId} and conversation.id = given.conversation_id
    join channels.items as item on item.workspace_id = ${ctx.workspaceId} and item.id = given.item_id
    join listening.mentions as mention on mention.workspace_id = ${ctx.workspaceId} and mention.item_id = given.item_id
    where not exists (
      select from inbox.messages as known where known.workspace_id = ${ctx.workspaceId} and known.item_id = given.item_id)
    returning conversation_id as "conversationId", item_id as "itemId", at`.execute(ctx.tx)
  return joined
}

export type NewOwnMessage = Pick<
  MessageRow,
  'id' | 'conversation_id' | 'number' | 'delivery_id' | 'member_id' | 'words'
> & {
  direction: 'outbound' | 'note'
  text: string
  written_by: string
  /** A machine of ours says it, and says so: it answers nothing. */
  is_automatic?: boolean
}

export const insertOwn = async (ctx: Ctx, row: NewOwnMessage): Promise<void> => {
  await db(ctx)
    .insertInto('inbox.messages')
    .values({
      ...row,
      words: sql<string>`${row.words}::tsvector`,
      workspace_id: ctx.workspaceId,
      at: ctx.now,
      item_id: null,
      is_asking: false,
      is_automatic: row.is_automatic ?? false,
      settled_at: null,
      sent_at: null,
    })
    .execute()
}

/** Makes locked conversations say how many messages they hold, when the last one was, and what the customer said last. */
export const countMessages = async (ctx: Ctx, conversationIds: readonly string[]): Promise<void> => {
  const ofThis = sql`message.workspace_id = conversation.workspace_id and message.conversation_id = conversation.id`
  await sql`
    update inbox.conversations as conversation set
      message_count = (select max(message.number) from inbox.messages as message where ${ofThis}),
      last_message_at = (select max(message.at) from inbox.messages as message where ${ofThis}),
      last_item_id = (
        select message.item_id from inbox.messages as message where ${ofThis} and message.direction = 'inbound' and not message.is_automatic
        order by message.at desc, message.item_id desc limit 1)
    where conversation.workspace_id = ${ctx.workspaceId}
      and conversation.id = any(${conversationIds}::uuid[])`.execute(ctx.tx)
}

export interface ShownMessage {
  id: string
  direction: MessageRow['direction']
  title: string | null
  text: string
  at: Date
  author: string | null
  member_id: string | null
  written_by: string | null
  item_id: string | null
  url: string | null
  sentiment: SentimentLabel | null
  delivery_id: string | null
  is_automatic: boolean
}

const shownMessages = (ctx: Ctx, conversationId: string) =>
  db(ctx)
    .selectFrom('inbox.messages as message')
    .leftJoin('channels.items as item', join =>
      join.onRef('item.workspace_id', '=', 'message.workspace_id').onRef('item.id', '=', 'message.item_id'),
    )
    .leftJoin('channels.authors as author', join =>
      join.onRef('author.workspace_id', '=', 'item.workspace_id').onRef('author.id', '=', 'item.author_id'),
    )
    .leftJoin('listening.mentions as mention', join =>
      join.onRef('mention.workspace_id', '=', 'message.workspace_id').onRef('mention.item_id', '=', 'message.item_id'),
    )
    .select([
      'message.id',
      'message.direction',
      sql<string | null>`nullif(item.title, '')`.as('title'),
      sql<string>`coalesce(message.text, item.text)`.as('text'),
      sql<string | null>`coalesce(author.display_name, author.handle)`.as('author'),
      'message.at',
      'message.member_id',
      'message.written_by',
      'message.item_id',
      'item.url',
      'mention.sentiment',
      'message.delivery_id',
      'message.is_automatic',
    ])
    .where('message.workspace_id', '=', ctx.workspaceId)
    .where('message.conversation_id', '=', conversationId)

/** The newest messages of a conversation, the oldest of them first. */
export const newestMessages = async (ctx: Ctx, conversationId: string, limit: number): Promise<ShownMessage[]> => {
  const rows = await shownMessages(ctx, conversationId)
    .orderBy('message.at', 'desc')
    .orderBy('message.number', 'desc')
    .limit(limit)
    .execute()
  return rows.reverse()
}

export const messageById = (ctx: Ctx, conversationId: string, id: string): Promise<ShownMessage | undefined> =>
  shownMessages(ctx, conversationId).where('message.id', '=', id).executeTakeFirst()

/** The conversations whose answers these deliveries are. */
export const conversationsOf = async (ctx: Ctx, deliveryIds: readonly string[]): Promise<string[]> => {
  const rows = await db(ctx)
    .selectFrom('inbox.messages')
    .select('conversation_id')
    .distinct()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('delivery_id', '=', sql<string>`any(${deliveryIds}::uuid[])`)
    .execute()
  return rows.map(row => row.conversation_id)
}

export interface Outcome {
  messageId: string
  conversationId: string
  customerId: string
  channel: string
  text: string
  writtenBy: string
  state: 'sent' | 'failed'
  /** It had counted as sent before. */
  wasSent: boolean
  /** A machine of ours wrote it: it answers nothing. */
  isAutomatic: boolean
  url: string | null
  settledAt: Date
}

/** Answers whose delivery has come to an end that was not taken note of yet; their conversations are locked by the caller. */
export const newOutcomes = async (ctx: Ctx, deliveryIds: readonly string[]): Promise<Outcome[]> => {
  const { rows } = await sql<Outcome>`
    select message.id as "messageId", conversation.id as "conversationId", conversation.customer_id as "customerId",
      conversation.channel, message.text, message.written_by as "writtenBy", delivery.state, delivery.url,
      message.sent_at is not null as "wasSent", message.is_automatic as "isAutomatic",
      delivery.settled_at as "settledAt"
    from inbox.messages as message
    join inbox.conversations as conversation
      on conversation.workspace_id = message.workspace_id and conversation.id = message.conversation_id
    join channels.deliveries as delivery
      on delivery.workspace_id = message.workspace_id and delivery.id = message.delivery_id
    where message.workspace_id = ${ctx.workspaceId} and message.delivery_id = any(${deliveryIds}::uuid[])
      and delivery.state in ('sent', 'failed') and message.settled_at is distinct from delivery.settled_at
    order by message.conversation_id, message.number`.execute(ctx.tx)
  return rows
}

export const writeOutcomes = async (ctx: Ctx, outcomes: readonly Outcome[]): Promise<void> => {
  await sql`
    update inbox.messages as message set settled_at = given.settled_at,
      sent_at = case when given.state = 'sent' then given.settled_at end
    from unnest(
      ${outcomes.map(one => one.messageId)}::uuid[], ${outcomes.map(one => one.state)}::text[],
      ${outcomes.map(one => one.settledAt)}::timestamptz[]
    ) as given (id, state, settled_at)
    where message.workspace_id = ${ctx.workspaceId} and message.id = given.id`.execute(ctx.tx)
}

/** The pending mentions that an answer answers: what the customer had said in the conversation when it was written. */
export const answeredMentions = async (ctx: Ctx, messageId: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select mention.id
    from inbox.messages as answer
    join inbox.messages as word on word.workspace_id = answer.workspace_id
      and word.conversation_id = answer.conversation_id and word.direction = 'inbound' and word.number < answer.number
    join listening.mentions as mention
      on mention.workspace_id = word.workspace_id and mention.item_id = word.item_id and mention.state = 'pending'
    where answer.workspace_id = ${ctx.workspaceId} and answer.id = ${messageId}`.execute(ctx.tx)
  return rows.map(row => row.id)
}

/** Takes the search words of these items off their messages. @returns the conversations that they stand in. */
export const blankWords = async (ctx: Ctx, itemIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    with blanked as (
      update inbox.messages set words = ''::tsvector
      where workspace_id = ${ctx.workspaceId} and item_id = any(${itemIds}::uuid[])
      returning conversation_id
    )
    select distinct conversation_id as id from blanked order by id`.execute(ctx.tx)
  return rows.map(row => row.id)
}

/** The mentions that counted as answered by an answer that never arrived, and that no other answer covers. */
export const unansweredMentions = async (ctx: Ctx, messageId: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select mention.id
    from inbox.messages as answer
    join inbox.messages as word on word.workspace_id = answer.workspace_id
      and word.conversation_id = answer.conversation_id and word.direction = 'inbound' and word.number < answer.number
    join listening.mentions as mention
      on mention.workspace_id = word.workspace_id and mention.item_id = word.item_id and mention.state = 'answered'
    where answer.workspace_id = ${ctx.workspaceId} and answer.id = ${messageId} and not exists (
      select from inbox.messages as other where other.workspace_id = answer.workspace_id
        and other.conversation_id = answer.conversation_id and other.sent_at is not null and not other.is_automatic
        and other.number > word.number)`.execute(ctx.tx)
  return rows.map(row => row.id)
}
