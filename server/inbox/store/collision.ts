/** SQL of the collision guard. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'

/** The newest answer of somebody else that came after a message; where that one is unknown, after nothing. */
export const answerAfter = async (
  ctx: Ctx,
  conversationId: string,
  messageId: string,
  memberId: string | null,
): Promise<{ id: string; by: string } | undefined> => {
  const { rows } = await sql<{ id: string; by: string }>`
    select message.id, coalesce(message.written_by, '—') as by from inbox.messages as message
    where message.workspace_id = ${ctx.workspaceId} and message.conversation_id = ${conversationId}
      and message.direction = 'outbound' and not message.is_automatic and message.member_id is distinct from ${memberId}::uuid
      and message.number > coalesce((select seen.number from inbox.messages as seen
        where seen.workspace_id = ${ctx.workspaceId} and seen.conversation_id = ${conversationId}
          and seen.id = ${messageId}), 0)
    order by message.number desc limit 1`.execute(ctx.tx)
  return rows[0]
}
