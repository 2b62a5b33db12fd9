/** SQL of automatic acknowledgements: one a conversation. */
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { tables } from '../../../platform/db.ts'

export interface Acknowledging {
  conversationId: string
  itemId: string
  messageCount: number
  policyId: string | null
}

/** Conversations that a customer began since then, on a road where it is allowed, in which nobody of us has said a word. */
export const findUnacknowledged = async (
  ctx: Ctx,
  conversationIds: readonly string[],
  since: Date,
  publicChannels: readonly string[],
): Promise<Acknowledging[]> => {
  const { rows } = await sql<Acknowledging>`
    select conversation.id as "conversationId", conversation.last_item_id as "itemId",
      conversation.message_count as "messageCount", ticket.policy_id as "policyId"
    from inbox.conversations as conversation
    join inbox.tickets as ticket
      on ticket.workspace_id = conversation.workspace_id and ticket.conversation_id = conversation.id
    where conversation.workspace_id = ${ctx.workspaceId} and conversation.id = any(${conversationIds}::uuid[])
      and conversation.opened_at > ${since}::timestamptz and ticket.opened_at > ${since}::timestamptz
      and ticket.state = 'open' and ticket.waiting_since is not null and ticket.first_answered_at is null
      and (not conversation.is_public or conversation.channel = any(${publicChannels}::text[]))
      and not exists (select from inbox.acknowledgements as known
        where known.workspace_id = conversation.workspace_id and known.conversation_id = conversation.id)
      and not exists (select from inbox.messages as message
        where message.workspace_id = conversation.workspace_id and message.conversation_id = conversation.id
          and message.direction = 'outbound')
    order by conversation.id`.execute(tables(ctx))
  return rows
}

/** @param messageId null where it could not be said there. */
export const noteAcknowledged = async (ctx: Ctx, conversationId: string, messageId: string | null): Promise<void> => {
  await sql`
    insert into inbox.acknowledgements (workspace_id, conversation_id, message_id, at)
    values (${ctx.workspaceId}, ${conversationId}, ${messageId}, ${ctx.now})
    on conflict do nothing`.execute(tables(ctx))
}
