/** Two who answer at once: the second is told that the first did, and sends again knowing it, or not. */
import type { Ctx } from '../../platform/ctx.ts'
import { conflict } from '../../platform/errors.ts'
import { answerAfter } from '../store/collision.ts'
import type { ConversationRow } from '../tables.ts'

/**
 * The conversation is locked: whoever comes second finds the first one's answer. @param seenMessageId the last message that
 * was on the writer's screen; without it nothing is checked. @throws 409 where somebody else answered after it.
 */
export const refuseUnseen = async (
  ctx: Ctx,
  conversation: ConversationRow,
  seenMessageId: string | undefined,
): Promise<void> => {
  if (seenMessageId === undefined) return
  const memberId = ctx.actor.kind === 'member' ? ctx.actor.memberId : null
  const other = await answerAfter(ctx, conversation.id, seenMessageId, memberId)
  if (other !== undefined) throw conflict('inbox.answered_meanwhile', { name: other.by })
}
