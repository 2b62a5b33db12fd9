/** SQL of words that ask for nothing: ours from another client, and what a machine wrote, in threads that have a conversation. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'

export interface Aside {
  conversationId: string
  itemId: string
  isOwn: boolean
  title: string | null
  text: string
  at: Date
}

/** Asides of these items, or in these conversations' threads, that are no messages yet; oldest first. */
export const findAsides = async (
  ctx: Ctx,
  given: { itemIds: readonly string[] } | { conversationIds: readonly string[] },
): Promise<Aside[]> => {
  const these =
    'itemIds' in given
      ? sql`item.id = any(${given.itemIds}::uuid[])`
      : sql`conversation.id = any(${given.conversationIds}::uuid[])`
  const { rows } = await sql<Aside>`
    select conversation.id as "conversationId", item.id as "itemId", item.is_own as "isOwn", item.title, item.text,
      item.occurred_at as at
    from channels.items as item
    join inbox.conversations as conversation on conversation.workspace_id = item.workspace_id
      and conversation.channel = item.channel and conversation.thread = item.root_remote_id
    left join channels.item_parts as parts on parts.workspace_id = item.workspace_id and parts.item_id = item.id
    where item.workspace_id = ${ctx.workspaceId} and ${these} and item.kind = 'message'
      and (item.is_own or parts.automatic is not null)
      and not exists (
        select from channels.deliveries as delivery
        where delivery.workspace_id = item.workspace_id and delivery.remote_id = item.remote_id)
      and not exists (
        select from inbox.messages as known where known.workspace_id = item.workspace_id and known.item_id = item.id)
    order by item.occurred_at, item.id, conversation.opened_at, conversation.id`.execute(ctx.tx)
  // One item is one message: of several conversations of a thread the first has it.
  return [...new Map(rows.toReversed().map(row => [row.itemId, row])).values()].reverse()
}

/** Joins asides to conversations that the caller has locked. Our own words count as an answer that was sent. */
export const insertAsides = async (
  ctx: Ctx,
  rows: readonly (Aside & { id: string; words: string })[],
): Promise<void> => {
  await sql`
    insert into inbox.messages (workspace_id, id, conversation_id, number, direction, at, item_id, is_asking, is_automatic,
      settled_at, sent_at, words)
    select ${ctx.workspaceId}::int, given.id, given.conversation_id,
      conversation.message_count + row_number() over (partition by given.conversation_id order by given.at, given.item_id),
      case when given.is_own then 'outbound' else 'inbound' end, given.at, given.item_id, false, not given.is_own,
      case when given.is_own then given.at end, case when given.is_own then given.at end, given.words::tsvector
    from json_to_recordset(${JSON.stringify(rows.map(toGiven))}::json)
      as given (id uuid, conversation_id uuid, item_id uuid, is_own boolean, at timestamptz, words text)
    join inbox.conversations as conversation
      on conversation.workspace_id = ${ctx.workspaceId} and conversation.id = given.conversation_id`.execute(ctx.tx)
}

const toGiven = ({ id, conversationId, itemId, isOwn, at, words }: Aside & { id: string; words: string }) => ({
  id,
  conversation_id: conversationId,
  item_id: itemId,
  is_own: isOwn,
  at,
  words,
})
