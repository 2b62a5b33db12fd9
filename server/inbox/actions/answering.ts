/** Answering: replies on their way out and how they ended, notes. */

import type { Input } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox.ts'
import type { Message } from '../../../contract/inbox.ts'
import type { Locale } from '../../../contract/scalars.ts'
import { planDelivery, retryDelivery, withdrawDelivery } from '../../channels/index.ts'
import { recordActivities } from '../../customers/index.ts'
import { endMentions } from '../../listening/index.ts'
import { announce } from '../../platform/announce.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { toTsvector } from '../../understanding/index.ts'
import { applyPolicy } from '../../voice/index.ts'
import { conversationsChanged } from '../events.ts'
import * as conversations from '../store/conversations.ts'
import * as store from '../store/messages.ts'
import type { ConversationRow } from '../tables.ts'
import { stepByAnswer } from './apologies.ts'
import { refreshTickets } from './clocks/refreshing.ts'
import { refuseUnseen } from './collision.ts'
import { refuseAlone } from './drafting.ts'
import { guardBrand } from './modes.ts'
import { matterOfItem, showMessage } from './queues.ts'

/** Pictures and further parts may be left out. */
type Answer = { conversationId: string; text: string } & Partial<Input<typeof contract.reply>>

/** Answers, as `sendReply`. @throws 409 too for a risky public answer that a second person has to see first */
export const reply = async (ctx: Ctx, input: Answer, locale: Locale): Promise<Message> => {
  const conversation = await lock(ctx, input.conversationId)
  await refuseUnseen(ctx, conversation, input.seenMessageId)
  await refuseAlone(ctx, conversation, [input.text, ...(input.continued ?? [])].join('\n\n'))
  return sendReply(ctx, input, locale)
}

/**
 * Answers the customer's last words through the network that they came from: the message and its delivery in one
 * transaction, the sending after it. @throws 409 when nobody can answer there, 422 when the text is too long for it.
 */
export const sendReply = async (ctx: Ctx, input: Answer, locale: Locale): Promise<Message> => {
  const conversation = await lock(ctx, input.conversationId)
  const inReplyToItemId = conversation.last_item_id
  await guardBrand(ctx, { id: conversation.id, itemId: inReplyToItemId })
  const matter = await matterOfItem(ctx, inReplyToItemId)
  const { text, media, files } = input
  let deliveryId = await planDelivery(ctx, { inReplyToItemId, text, media, files, matter })
  const first = await write(ctx, conversation, { direction: 'outbound', text, deliveryId }, locale)
  if (input.policyVersionId !== undefined) await applyPolicy(ctx, first.id, input.policyVersionId)
  await stepByAnswer(ctx, conversation.id, first.id)
  let message = first
  for (const [n, part] of (input.continued ?? []).entries()) {
    deliveryId = await planDelivery(ctx, { inReplyToItemId, text: part, afterDeliveryId: deliveryId })
    const counted = { ...conversation, message_count: conversation.message_count + n + 1 }
    message = await write(ctx, counted, { direction: 'outbound', text: part, deliveryId }, locale)
    if (input.policyVersionId !== undefined) await applyPolicy(ctx, message.id, input.policyVersionId)
  }
  return input.policyVersionId === undefined ? message : showMessage(ctx, conversation.id, message.id, locale)
}

/** Deletes an answer on its network; the words stay here, with who deleted it and why. */
export const withdrawReply = async (
  ctx: Ctx,
  input: Input<typeof contract.withdrawReply>,
  locale: Locale,
): Promise<Message> => {
  const conversation = await lock(ctx, input.conversationId)
  const message = await store.messageById(ctx, conversation.id, input.messageId)
  if (message?.delivery_id == null) throw notFound('message')
  await withdrawDelivery(ctx, { deliveryId: message.delivery_id, reason: input.reason })
  await announce(ctx, conversationsChanged, { ids: [conversation.id] })
  return showMessage(ctx, conversation.id, message.id, locale)
}

/** Sends a failed answer again, or asks anew about one whose outcome is unknown. */
export const retryReply = async (
  ctx: Ctx,
  input: Input<typeof contract.retryReply>,
  locale: Locale,
): Promise<Message> => {
  const conversation = await lock(ctx, input.conversationId)
  const message = await store.messageById(ctx, conversation.id, input.messageId)
  if (message?.delivery_id == null) throw notFound('message')
  await retryDelivery(ctx, message.delivery_id)
  await announce(ctx, conversationsChanged, { ids: [conversation.id] })
  return showMessage(ctx, conversation.id, message.id, locale)
}

/** Writes a note that only members see; it stands on the customer's timeline too. */
export const addNote = async (ctx: Ctx, input: Input<typeof contract.addNote>, locale: Locale): Promise<Message> => {
  const conversation = await lock(ctx, input.conversationId)
  const note = await write(ctx, conversation, { direction: 'note', text: input.text, deliveryId: null }, locale)
  await recordActivities(ctx, [
    {
      customerId: conversation.customer_id,
      kind: 'note',
      sourceId: note.id,
      channel: conversation.channel,
      at: ctx.now,
      what: { text: input.text, url: null },
      conversationId: conversation.id,
    },
  ])
  return note
}

const lock = async (ctx: Ctx, conversationId: string): Promise<ConversationRow> => {
  const conversation = await conversations.lockConversation(ctx, conversationId)
  if (conversation === undefined) throw notFound('conversation')
  return conversation
}

const write = async (
  ctx: Ctx,
  conversation: ConversationRow,
  message: { direction: 'outbound' | 'note'; text: string; deliveryId: string | null },
  locale: Locale,
): Promise<Message> => {
  const id = makeId(ctx.now)
  await store.insertOwn(ctx, {
    id,
    conversation_id: conversation.id,
    number: conversation.message_count + 1,
    direction: message.direction,
    delivery_id: message.deliveryId,
    member_id: ctx.actor.kind === 'member' ? ctx.actor.memberId : null,
    written_by: actorName(ctx.actor),
    text: message.text,
    words: toTsvector(message.text),
  })
  await store.countMessages(ctx, [conversation.id])
  await announce(ctx, conversationsChanged, { ids: [conversation.id] })
  return showMessage(ctx, conversation.id, id, locale)
}

/**
 * Hears how deliveries ended. Sent: what the customer had said until the answer was written counts as answered, the clock
 * stops, and the timeline has it. Failed: a ticket that was resolved meanwhile is open again, so that nobody believes
 * that the customer was answered; one that had counted as sent and came back asks for its answer again.
 * The same outcome again changes nothing.
 */
export const settleReplies = async (ctx: Ctx, input: { ids: readonly string[] }): Promise<void> => {
  const changed = await store.conversationsOf(ctx, input.ids)
  if (changed.length === 0) return
  await conversations.lockConversations(ctx, changed)
  const outcomes = await store.newOutcomes(ctx, input.ids)
  if (outcomes.length > 0) await store.writeOutcomes(ctx, outcomes)
  const sent = outcomes.filter(outcome => outcome.state === 'sent' && !outcome.isAutomatic)
  for (const { messageId, writtenBy } of sent) {
    const mentionIds = await store.answeredMentions(ctx, messageId)
    if (mentionIds.length > 0) await endMentions(ctx, { mentionIds, state: 'answered', by: writtenBy })
  }
  const failed = outcomes.filter(outcome => outcome.state === 'failed' && !outcome.isAutomatic)
  if (failed.length > 0)
    await conversations.reopenTickets(
      ctx,
      failed.map(outcome => outcome.conversationId),
    )
  for (const { messageId, writtenBy } of failed.filter(outcome => outcome.wasSent)) {
    const mentionIds = await store.unansweredMentions(ctx, messageId)
    if (mentionIds.length > 0) await endMentions(ctx, { mentionIds, state: 'pending', by: writtenBy })
  }
  const turned = outcomes.filter(outcome => outcome.state === 'sent' || outcome.wasSent)
  if (turned.length > 0) {
    const answered = [...new Set(turned.map(outcome => outcome.conversationId))]
    await refreshTickets(ctx, answered)
  }
  await recordActivities(
    ctx,
    sent.map(outcome => ({
      customerId: outcome.customerId,
      kind: 'answered',
      sourceId: outcome.messageId,
      channel: outcome.channel,
      at: outcome.settledAt,
      what: { text: outcome.text, url: outcome.url },
      conversationId: outcome.conversationId,
    })),
  )
  await announce(ctx, conversationsChanged, { ids: changed })
}

/** Hears that networks took posts back: their words are searched for no more; that they were said stays. */
export const forgetRemoved = async (ctx: Ctx, input: { ids: readonly string[] }): Promise<void> => {
  const changed = await store.blankWords(ctx, input.ids)
  if (changed.length > 0) await announce(ctx, conversationsChanged, { ids: changed })
}
