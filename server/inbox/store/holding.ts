/** SQL of what the inbox holds on to: items that are part of a conversation. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

/** Those of the items that stand in a conversation. */
export const itemsInConversations = async (ctx: Ctx, itemIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ item_id: string }>`
    select item_id from inbox.messages
    where workspace_id = ${ctx.workspaceId} and item_id = any(${itemIds}::uuid[])
    union
    select last_item_id from inbox.conversations
    where workspace_id = ${ctx.workspaceId} and last_item_id = any(${itemIds}::uuid[])`.execute(tables(ctx))
  return rows.map(row => row.item_id)
}
