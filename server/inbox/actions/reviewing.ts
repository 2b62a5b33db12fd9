/** A second person: an answer waits, somebody else approves or returns it, and it goes out once. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox/reviews.ts'
import type { ReplyReview } from '../../../contract/inbox/reviews.ts'
import type { Permission } from '../../../contract/permissions.ts'
import type { Locale } from '../../../contract/scalars.ts'
import { announce } from '../../platform/announce.ts'
import { type Actor, actorName, type Ctx } from '../../platform/ctx.ts'
import { conflict, forbidden, invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { conversationsChanged } from '../events.ts'
import { lockConversation } from '../store/conversations.ts'
import { conversationById } from '../store/queues.ts'
import * as store from '../store/reviews.ts'
import { sendReply } from './answering.ts'

export const listReplyReviews = async (
  ctx: Ctx,
  input: Input<typeof contract.listReplyReviews>,
): Promise<Output<typeof contract.listReplyReviews>> => {
  if ((await conversationById(ctx, input.conversationId)) === undefined) throw notFound('conversation')
  return { items: (await store.findReviews(ctx, input.conversationId)).map(row => reviewNoun(ctx, row)) }
}

/** Lets an answer wait. @throws 409 where another one of the conversation waits. */
export const askReview = async (ctx: Ctx, input: Input<typeof contract.askReview>): Promise<ReplyReview> => {
  await lock(ctx, input.conversationId)
  const memberId = memberOf(ctx)
  const row = await store.insertReview(ctx, {
    id: makeId(ctx.now),
    conversation_id: input.conversationId,
    text: input.text,
    policy_version_id: input.policyVersionId ?? null,
    faults: input.faults,
    asked_by_id: memberId,
    asked_by: actorName(ctx.actor),
  })
  if (row === undefined) throw conflict('inbox.review_waits')
  await announce(ctx, conversationsChanged, { ids: [input.conversationId] })
  return reviewNoun(ctx, row)
}

/**
 * Approves, which sends the answer in the name of its writer in the same transaction, or returns it with a reason.
 * The same decision again changes nothing. @throws 409 where another decision stands, 403 for the writer.
 */
export const decideReview = async (
  ctx: Ctx,
  input: Input<typeof contract.decideReview>,
  locale: Locale,
): Promise<ReplyReview> => {
  await lock(ctx, input.conversationId)
  const row = await found(ctx, input)
  if (row.state === input.decision) return reviewNoun(ctx, row)
  if (row.state !== 'waiting') throw conflict('inbox.review_decided')
  const byId = memberOf(ctx)
  if (row.asked_by_id === byId) throw conflict('inbox.review_own')
  const isApproved = input.decision === 'approved'
  if (!isApproved && input.reason === undefined) throw invalid('reason', 'inbox.review_reason')
  const messageId = isApproved ? await sendFor(ctx, row, locale) : null
  const reason = isApproved ? null : (input.reason ?? null)
  const decided = await store.decide(ctx, row.id, {
    state: input.decision,
    byId,
    by: actorName(ctx.actor),
    reason,
    messageId,
  })
  await announce(ctx, conversationsChanged, { ids: [input.conversationId] })
  return reviewNoun(ctx, decided ?? row)
}

export const withdrawReview = async (ctx: Ctx, input: Input<typeof contract.withdrawReview>): Promise<ReplyReview> => {
  await lock(ctx, input.conversationId)
  const row = await found(ctx, input)
  if (row.asked_by_id !== memberOf(ctx)) throw forbidden('inbox.approve')
  if (row.state === 'withdrawn') return reviewNoun(ctx, row)
  if (row.state !== 'waiting') throw conflict('inbox.review_decided')
  const taken = { state: 'withdrawn' as const, byId: row.asked_by_id, by: row.asked_by, reason: null, messageId: null }
  const decided = await store.decide(ctx, row.id, taken)
  await announce(ctx, conversationsChanged, { ids: [input.conversationId] })
  return reviewNoun(ctx, decided ?? row)
}

/** Sends as the one who wrote it: who approved stands on the review. */
const sendFor = async (ctx: Ctx, row: store.ReviewRow, locale: Locale): Promise<string> => {
  const writer: Actor = {
    kind: 'member',
    memberId: row.asked_by_id,
    userId: '',
    name: row.asked_by,
    permissions: new Set<Permission>(['inbox.all']),
  }
  const { conversation_id: conversationId, text, policy_version_id: policyVersionId } = row
  const given = { conversationId, text, ...(policyVersionId ? { policyVersionId } : {}) }
  return (await sendReply({ ...ctx, actor: writer }, given, locale)).id
}

const lock = async (ctx: Ctx, conversationId: string): Promise<void> => {
  if ((await lockConversation(ctx, conversationId)) === undefined) throw notFound('conversation')
}

const found = async (ctx: Ctx, input: { conversationId: string; reviewId: string }): Promise<store.ReviewRow> => {
  const row = await store.findReview(ctx, input.conversationId, input.reviewId)
  if (row === undefined) throw notFound('review')
  return row
}

/** A second person is a person: keys neither ask nor decide. */
const memberOf = (ctx: Ctx): string => {
  if (ctx.actor.kind !== 'member') throw forbidden('inbox.approve')
  return ctx.actor.memberId
}

const reviewNoun = (ctx: Ctx, row: store.ReviewRow): ReplyReview => {
  const isOwn = ctx.actor.kind === 'member' && ctx.actor.memberId === row.asked_by_id
  const may = ctx.actor.kind === 'member' && ctx.actor.permissions.has('inbox.approve')
  return {
    id: row.id,
    state: row.state,
    text: row.text,
    askedBy: row.asked_by,
    askedAt: row.asked_at.toISOString(),
    faults: row.faults,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    reason: row.reason,
    isOwn,
    mayDecide: row.state === 'waiting' && may && !isOwn,
  }
}
