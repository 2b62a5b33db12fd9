/** SQL of conversations and their tickets: opened once each, locked, clocked, closed. */
import { sql } from 'kysely'
import type { ChannelsTables } from '../../channels/index.ts'
import type { CustomersTables } from '../../customers/index.ts'
import type { ListeningTables } from '../../listening/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { ConversationRow, InboxTables } from '../tables.ts'
import { inSight, seesAll } from './sight.ts'

const db = (ctx: Ctx) => tables<InboxTables & CustomersTables & ListeningTables & ChannelsTables>(ctx)

/**
 * One opener of conversations at a time in a workspace, until the transaction ends: two facts that tell of one thread
 * open it once, and no word of it falls between them.
 */
export const lockOpening = async (ctx: Ctx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('inbox.opening'), ${ctx.workspaceId}::int)`.execute(ctx.tx)
}

export interface Word {
  mentionId: string
  itemId: string
  authorId: string
  channel: string
  /** The remote id of the thread's first item. */
  thread: string
  isAddressed: boolean
  isPrivate: boolean
  at: Date
}

/**
 * What was said in mentions, and in which thread, oldest first; own words are left out, and ids of other workspaces.
 * Two look-ups by key rather than a join: on tables that were filled a moment ago the planner knows nothing yet, and
 * joined a thousand mentions with a thousand items by looking at all of both.
 */
export const findWords = async (ctx: Ctx, mentionIds: readonly string[]): Promise<Word[]> => {
  const mentions = await db(ctx)
    .selectFrom('listening.mentions')
    .select(['id', 'item_id', 'is_addressed'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${mentionIds}::uuid[])`)
    .execute()
  const byItem = new Map(mentions.map(mention => [mention.item_id, mention]))
  const items = await db(ctx)
    .selectFrom('channels.items')
    .select(['id', 'author_id', 'channel', 'kind', 'remote_id', 'root_remote_id', 'occurred_at'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${[...byItem.keys()]}::uuid[])`)
    .where('is_own', '=', false)
    .orderBy('occurred_at')
    .orderBy('id')
    .execute()
  return items.map(item => ({
    mentionId: byItem.get(item.id)!.id,
    itemId: item.id,
    authorId: item.author_id,
    channel: item.channel,
    thread: item.root_remote_id ?? item.remote_id,
    isAddressed: byItem.get(item.id)!.is_addressed,
    isPrivate: item.kind === 'message',
    at: item.occurred_at,
  }))
}

export interface ThreadKey {
  customerId: string
  channel: string
  thread: string
}

/** Conversations of these threads that stand already, locked in the order of their ids until the transaction ends. */
export const lockThreads = async (ctx: Ctx, keys: readonly ThreadKey[]): Promise<(ThreadKey & { id: string })[]> => {
  const { rows } = await sql<ThreadKey & { id: string }>`
    select conversation.id, conversation.customer_id as "customerId", conversation.channel, conversation.thread
    from inbox.conversations as conversation
    where conversation.workspace_id = ${ctx.workspaceId}
      and (conversation.customer_id, conversation.channel, conversation.thread) in (
        select * from unnest(
          ${keys.map(key => key.customerId)}::uuid[], ${keys.map(key => key.channel)}::text[],
          ${keys.map(key => key.thread)}::text[]))
    order by conversation.id for no key update`.execute(ctx.tx)
  return rows
}

export interface NewConversation extends ThreadKey {
  id: string
  ticketId: string
  isPublic: boolean
  /** The word that opens it. */
  itemId: string
  at: Date
}

/** Writes conversations with their tickets. Nobody else opens any at the same time. */
export const insertConversations = async (ctx: Ctx, rows: readonly NewConversation[]): Promise<void> => {
  await sql`
    with given as (
      select * from unnest(
        ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.ticketId)}::uuid[],
        ${rows.map(row => row.customerId)}::uuid[], ${rows.map(row => row.channel)}::text[],
        ${rows.map(row => row.thread)}::text[], ${rows.map(row => row.isPublic)}::boolean[],
        ${rows.map(row => row.itemId)}::uuid[], ${rows.map(row => row.at)}::timestamptz[]
      ) as given (id, ticket_id, customer_id, channel, thread, is_public, item_id, at)
    ), opened as (
      insert into inbox.conversations
        (workspace_id, id, customer_id, channel, thread, is_public, opened_at, last_message_at, last_item_id)
      select ${ctx.workspaceId}::int, id, customer_id, channel, thread, is_public, ${ctx.now}::timestamptz, at, item_id
      from given
      returning id
    )
    insert into inbox.tickets (workspace_id, id, conversation_id, state, opened_at)
    select ${ctx.workspaceId}::int, given.ticket_id, given.id, 'open', given.at
    from given join opened using (id)`.execute(ctx.tx)
}

/** What the customers of new conversations had said in those threads before, as far as it is a mention. */
export const findEarlierWords = async (
  ctx: Ctx,
  conversationIds: readonly string[],
): Promise<{ conversationId: string; itemId: string; mentionId: string; isAddressed: boolean }[]> => {
  const { rows } = await sql<{ conversationId: string; itemId: string; mentionId: string; isAddressed: boolean }>`
    with conversation as (
      select * from inbox.conversations where workspace_id = ${ctx.workspaceId} and id = any(${conversationIds}::uuid[])
    ), said as (
      select conversation.id as conversation_id, conversation.customer_id, item.id as item_id, item.author_id
      from conversation join channels.items as item on item.workspace_id = conversation.workspace_id
        and item.channel = conversation.channel and item.root_remote_id = conversation.thread
      where not item.is_own
      union all
      select conversation.id, conversation.customer_id, item.id, item.author_id
      from conversation join channels.items as item on item.workspace_id = conversation.workspace_id
        and item.channel = conversation.channel and item.remote_id = conversation.thread
      where item.root_remote_id is null and not item.is_own
    )
    select said.conversation_id as "conversationId", said.item_id as "itemId", mention.id as "mentionId",
      mention.is_addressed as "isAddressed"
    from said
    join customers.identities as identity on identity.workspace_id = ${ctx.workspaceId}
      and identity.author_id = said.author_id and identity.customer_id = said.customer_id
    join listening.mentions as mention on mention.workspace_id = ${ctx.workspaceId}
      and mention.item_id = said.item_id`.execute(ctx.tx)
  return rows
}

/** A conversation with its lock, for a change; undefined where there is none here. */
export const lockConversation = (ctx: Ctx, id: string): Promise<ConversationRow | undefined> =>
  db(ctx)
    .selectFrom('inbox.conversations')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .$if(!seesAll(ctx), query => query.where(inSight(ctx, sql.ref('inbox.conversations.id'))))
    .forNoKeyUpdate()
    .executeTakeFirst()

/** Locks conversations in the order of their ids. */
export const lockConversations = async (ctx: Ctx, ids: readonly string[]): Promise<void> => {
  await db(ctx)
    .selectFrom('inbox.conversations')
    .select('id')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

/** @returns whether it was open. `through` is the number of the last message. */
export const resolveTicket = async (
  ctx: Ctx,
  conversationId: string,
  by: string,
  through: number,
): Promise<boolean> => {
  const changed = await db(ctx)
    .updateTable('inbox.tickets')
    .set({ state: 'resolved', resolved_at: ctx.now, resolved_by: by, resolved_through: through })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'open')
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

/** Opens tickets again as if they had not been resolved: their clocks go on. @returns the conversations that were resolved. */
export const reopenTickets = async (ctx: Ctx, conversationIds: readonly string[]): Promise<string[]> => {
  const changed = await db(ctx)
    .updateTable('inbox.tickets')
    .set({ state: 'open', resolved_at: null, resolved_by: null, resolved_through: null })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('conversation_id', '=', sql<string>`any(${conversationIds}::uuid[])`)
    .where('state', '=', 'resolved')
    .returning('conversation_id')
    .execute()
  return changed.map(row => row.conversation_id)
}

/** @returns whether that changed anything. */
export const assign = async (
  ctx: Ctx,
  conversationId: string,
  memberId: string | null,
  by: string,
): Promise<boolean> => {
  const changed = await db(ctx)
    .updateTable('inbox.tickets')
    .set({ assignee_id: memberId, assigned_at: ctx.now, assigned_by: by })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('conversation_id', '=', conversationId)
    .where('assignee_id', 'is distinct from', memberId)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

/** Conversation id → customer id. */
export const customersOf = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await db(ctx)
    .selectFrom('inbox.conversations')
    .select(['id', 'customer_id'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  return new Map(rows.map(row => [row.id, row.customer_id]))
}
