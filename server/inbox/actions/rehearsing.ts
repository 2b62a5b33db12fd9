/** Bringing in a past: answers that had been given, with their conversations, clocks and timelines. */
import { recordSentDeliveries } from '../../channels/index.ts'
import { type NewActivity, recordActivities } from '../../customers/index.ts'
import { findMentionIds, recordEndings } from '../../listening/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { makeId } from '../../platform/ids.ts'
import { toTsvector } from '../../understanding/index.ts'
import * as conversations from '../store/conversations.ts'
import { countMessages } from '../store/messages.ts'
import { assignNewest, findAnswered, insertAnswers, resolveTickets } from '../store/rehearsals.ts'
import { refreshTickets } from './clocks/refreshing.ts'
import { openWords } from './opening.ts'

export interface PastReply {
  itemId: string
  accountId: string
  text: string
  by: string
  at: Date
  /** When the ticket was resolved; null leaves it open. */
  resolvedAt: Date | null
}

/**
 * Records answers of the past as sent; at most one for each conversation, and none where one was answered before, so that
 * the same past again changes nothing. Items that are no mentions are passed over.
 */
export const recordReplies = async (ctx: Ctx, replies: readonly PastReply[]): Promise<void> => {
  const mentionIds = await findMentionIds(
    ctx,
    replies.map(one => one.itemId),
  )
  await conversations.lockOpening(ctx)
  const words = await conversations.findWords(ctx, [...mentionIds.values()])
  const opened = await openWords(ctx, words)
  const wordOf = new Map(words.map(word => [word.itemId, word]))
  const answered = await findAnswered(ctx, [...new Set(opened.values())])
  const answers = replies.flatMap(reply => {
    const conversationId = opened.get(mentionIds.get(reply.itemId) ?? '')
    if (conversationId === undefined || answered.has(conversationId)) return []
    answered.add(conversationId)
    return [{ ...reply, conversationId, id: makeId(ctx.now), deliveryId: makeId(ctx.now) }]
  })
  if (answers.length === 0) return
  const ids = answers.map(one => one.conversationId)
  await recordSentDeliveries(
    ctx,
    answers.map(one => ({
      id: one.deliveryId,
      accountId: one.accountId,
      itemId: one.itemId,
      text: one.text,
      by: one.by,
      at: one.at,
    })),
  )
  await insertAnswers(
    ctx,
    answers.map(one => ({ ...one, words: toTsvector(one.text) })),
  )
  await countMessages(ctx, ids)
  await refreshTickets(ctx, ids)
  await resolveTickets(
    ctx,
    answers.flatMap(one =>
      one.resolvedAt ? [{ conversationId: one.conversationId, by: one.by, at: one.resolvedAt }] : [],
    ),
  )
  await recordEndings(
    ctx,
    answers.map(one => ({ itemId: one.itemId, state: 'answered', by: one.by, reason: null, at: one.at })),
  )
  const people = await conversations.customersOf(ctx, ids)
  await recordActivities(
    ctx,
    answers.map(
      (one): NewActivity => ({
        customerId: people.get(one.conversationId)!,
        kind: 'answered',
        sourceId: one.id,
        channel: wordOf.get(one.itemId)!.channel,
        at: one.at,
        what: { text: one.text, url: null },
        conversationId: one.conversationId,
      }),
    ),
  )
}

/** A word that nobody answered, and whose ticket was closed all the same. */
export interface PastSilence {
  itemId: string
  by: string
  at: Date
}

/** Closes tickets of the past that were never answered; their mentions stay pending, for nobody spoke. */
export const recordSilences = async (ctx: Ctx, silences: readonly PastSilence[]): Promise<void> => {
  const mentionIds = await findMentionIds(
    ctx,
    silences.map(one => one.itemId),
  )
  await conversations.lockOpening(ctx)
  const opened = await openWords(ctx, await conversations.findWords(ctx, [...mentionIds.values()]))
  const closed = silences.flatMap(one => {
    const conversationId = opened.get(mentionIds.get(one.itemId) ?? '')
    return conversationId === undefined ? [] : [{ conversationId, by: one.by, at: one.at }]
  })
  await resolveTickets(ctx, closed)
}

/** Gives the open tickets that are due last to a member, so that a rehearsal has work of one's own. */
export const takeNewest = (ctx: Ctx, input: { memberId: string; count: number }): Promise<void> =>
  assignNewest(ctx, input.memberId, input.count)
