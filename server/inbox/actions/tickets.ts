/** The work: whose it is, and whether it is done. */

import type { Input } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox.ts'
import type { Conversation } from '../../../contract/inbox.ts'
import { isMember } from '../../access/index.ts'
import { recordActivities } from '../../customers/index.ts'
import { announce } from '../../platform/announce.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { conversationsChanged } from '../events.ts'
import * as store from '../store/conversations.ts'
import { refuseMissing } from './marks.ts'
import { showConversation } from './queues.ts'

/** Gives the work to a member, or to nobody. @throws 422 for somebody who is not, or no longer, a member here. */
export const assignTicket = async (ctx: Ctx, input: Input<typeof contract.assignTicket>): Promise<Conversation> => {
  if ((await store.lockConversation(ctx, input.conversationId)) === undefined) throw notFound('conversation')
  if (input.memberId !== null && !(await isMember(ctx, input.memberId))) throw invalid('memberId', 'inbox.not_a_member')
  if (await store.assign(ctx, input.conversationId, input.memberId, actorName(ctx.actor)))
    await announce(ctx, conversationsChanged, { ids: [input.conversationId] })
  return showConversation(ctx, input.conversationId)
}

/**
 * Closes the ticket; the customer's next word opens it again. Resolving twice changes nothing.
 * @throws 422 where a field that the workspace requires is empty
 */
export const resolveConversation = async (ctx: Ctx, input: { conversationId: string }): Promise<Conversation> => {
  const conversation = await store.lockConversation(ctx, input.conversationId)
  if (conversation === undefined) throw notFound('conversation')
  await refuseMissing(ctx, conversation.id)
  if (await store.resolveTicket(ctx, conversation.id, actorName(ctx.actor), conversation.message_count)) {
    await recordActivities(ctx, [
      {
        customerId: conversation.customer_id,
        kind: 'resolved',
        sourceId: makeId(ctx.now),
        channel: conversation.channel,
        at: ctx.now,
        what: { text: '', url: null },
        conversationId: conversation.id,
      },
    ])
    await announce(ctx, conversationsChanged, { ids: [conversation.id] })
  }
  return showConversation(ctx, conversation.id)
}

/** Opens the ticket again as if it had not been resolved: its clock goes on. */
export const reopenConversation = async (ctx: Ctx, input: { conversationId: string }): Promise<Conversation> => {
  if ((await store.lockConversation(ctx, input.conversationId)) === undefined) throw notFound('conversation')
  const reopened = await store.reopenTickets(ctx, [input.conversationId])
  if (reopened.length > 0) await announce(ctx, conversationsChanged, { ids: reopened })
  return showConversation(ctx, input.conversationId)
}
