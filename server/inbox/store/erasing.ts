/** SQL of one person's data: their conversations. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

const ofPerson = (ctx: Ctx, leafIds: readonly string[]) => sql`
  select id from inbox.conversations
  where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[])`

export const messageRows = async (ctx: Ctx, leafIds: readonly string[]): Promise<Record<string, unknown>[]> => {
  const { rows } = await sql<Record<string, unknown>>`
    select message.conversation_id as "conversationId", message.number, message.direction, message.at,
      coalesce(message.text, item.text) as text
    from inbox.messages as message
    left join channels.items as item on item.workspace_id = message.workspace_id and item.id = message.item_id
    where message.workspace_id = ${ctx.workspaceId} and message.conversation_id in (${ofPerson(ctx, leafIds)})
      and message.direction <> 'note'
    order by message.conversation_id, message.number`.execute(tables(ctx))
  return rows
}

/**
 * Conversations keep who worked on them and how fast, without a word. @returns the conversations, and our own words in
 * them that came by way of the channel.
 */
export const blankConversations = async (
  ctx: Ctx,
  leafIds: readonly string[],
): Promise<{ ids: string[]; itemIds: string[] }> => {
  const { rows: items } = await sql<{ item_id: string }>`
    select item_id from inbox.messages
    where workspace_id = ${ctx.workspaceId} and item_id is not null and direction = 'outbound'
      and conversation_id in (${ofPerson(ctx, leafIds)})`.execute(tables(ctx))
  await sql`
    update inbox.messages set text = case when text is null then null else '' end, words = ''::tsvector
    where workspace_id = ${ctx.workspaceId} and conversation_id in (${ofPerson(ctx, leafIds)})`.execute(tables(ctx))
  // What was granted, apologised for and looked at stays, without a word of why.
  await sql`
    update inbox.grants set what = '', reason = '…', decision_reason = case when decision_reason is null then null else '…' end
    where workspace_id = ${ctx.workspaceId} and conversation_id in (${ofPerson(ctx, leafIds)})`.execute(tables(ctx))
  await sql`
    update inbox.apologies set reason = '…'
    where workspace_id = ${ctx.workspaceId} and conversation_id in (${ofPerson(ctx, leafIds)})`.execute(tables(ctx))
  await sql`
    update inbox.reply_reviews set text = ''
    where workspace_id = ${ctx.workspaceId} and conversation_id in (${ofPerson(ctx, leafIds)})`.execute(tables(ctx))
  await sql`
    update inbox.drafts set text = ''
    where workspace_id = ${ctx.workspaceId} and conversation_id in (${ofPerson(ctx, leafIds)})`.execute(tables(ctx))
  const { rows } = await sql<{ id: string }>`
    update inbox.conversations set thread = 'erased:' || id, fields = '{}', tags = '{}'
    where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[]) returning id`.execute(tables(ctx))
  return { ids: rows.map(row => row.id), itemIds: items.map(row => row.item_id) }
}
