/** What people see: queues, single conversations with their messages, and what waits. */

import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox.ts'
import type { Conversation, ConversationDetail, Message } from '../../../contract/inbox.ts'
import type { Locale } from '../../../contract/scalars.ts'
import { memberNames } from '../../access/index.ts'
import { answeringAccount, deliveriesByIds, partsByIds } from '../../channels/index.ts'
import { nameQuery } from '../../customers/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { cutPage, readCursor } from '../../platform/keyset.ts'
import { readingsOf, toTsquery } from '../../understanding/index.ts'
import { measuredDays, shareOf, targetMinutes } from '../clock.ts'
import { matterOf } from '../matter.ts'
import { conversationNoun, messageNoun } from '../nouns.ts'
import { placeAt, placeOf } from '../places.ts'
import { messageById, newestMessages, type ShownMessage } from '../store/messages.ts'
import * as store from '../store/queues.ts'
import { openForMention } from './opening.ts'

/** Messages that a conversation shows. */
const shownMessages = 200
const msOfDay = 86_400_000

const memberOf = (ctx: Ctx): string | null => (ctx.actor.kind === 'member' ? ctx.actor.memberId : null)

export const listConversations = async (
  ctx: Ctx,
  input: Input<typeof contract.listConversations>,
): Promise<Output<typeof contract.listConversations>> => {
  const after = placeOf(readCursor(input.cursor, 2))
  const search = input.q ? { words: toTsquery(input.q) || null, name: nameQuery(input.q) } : null
  const { queue, customerId, limit } = input
  const rows = await store.queuePage(ctx, { queue, memberId: memberOf(ctx), customerId, search, after, limit })
  const page = cutPage(rows, limit, row => placeAt(queue === 'resolved' ? row.resolved_at : row.due_at, row.ticket_id))
  const names = await memberNames(ctx, assigneesOf(page.items))
  return { items: page.items.map(row => conversationNoun(row, names)), next: page.next }
}

const assigneesOf = (rows: readonly { assignee_id: string | null }[]): string[] => [
  ...new Set(rows.flatMap(row => row.assignee_id ?? [])),
]

/** One conversation as lists show it. @throws notFound */
export const showConversation = async (ctx: Ctx, conversationId: string): Promise<Conversation> => {
  const row = await store.conversationById(ctx, conversationId)
  if (row === undefined) throw notFound('conversation')
  return conversationNoun(row, await memberNames(ctx, assigneesOf([row])))
}

/** One message as a conversation shows it. @throws notFound */
export const showMessage = async (ctx: Ctx, conversationId: string, id: string, locale: Locale): Promise<Message> => {
  const conversation = await store.conversationById(ctx, conversationId)
  const row = await messageById(ctx, conversationId, id)
  if (conversation === undefined || row === undefined) throw notFound('message')
  const [message] = await showMessages(ctx, [row], conversation.customer_name, locale)
  return message!
}

const showMessages = async (
  ctx: Ctx,
  rows: readonly ShownMessage[],
  customer: string,
  locale: Locale,
): Promise<Message[]> => {
  const memberIds = new Set(rows.flatMap(row => row.member_id ?? []))
  const members = await memberNames(ctx, [...memberIds])
  const deliveryIds = rows.flatMap(row => row.delivery_id ?? [])
  const deliveries = await deliveriesByIds(ctx, deliveryIds, locale)
  const parts = await partsByIds(
    ctx,
    rows.flatMap(row => row.item_id ?? []),
    locale,
  )
  return rows.map(row => messageNoun(row, { customer, members, deliveries, parts }))
}

export const getConversation = async (
  ctx: Ctx,
  input: { conversationId: string },
  locale: Locale,
): Promise<ConversationDetail> => {
  const row = await store.conversationById(ctx, input.conversationId)
  if (row === undefined) throw notFound('conversation')
  const messages = await newestMessages(ctx, row.id, shownMessages)
  const answering = await answeringAccount(ctx, row.last_item_id, await matterOfItem(ctx, row.last_item_id))
  return {
    ...conversationNoun(row, await memberNames(ctx, assigneesOf([row]))),
    messages: await showMessages(ctx, messages, row.customer_name, locale),
    answersFrom: answering && { accountId: answering.id, handle: answering.handle },
    textLimit: answering?.textLimit ?? null,
    media: answering?.media ?? null,
    canWithdraw: answering?.canWithdraw ?? false,
  }
}

/** What the last words are about: a complaint is answered from the account for care. */
export const matterOfItem = async (ctx: Ctx, itemId: string): Promise<'care' | 'marketing'> =>
  matterOf((await readingsOf(ctx, [itemId])).get(itemId))

/** Opens the conversation of a mention, or shows the one that it has. */
export const openConversation = async (
  ctx: Ctx,
  input: { mentionId: string },
  locale: Locale,
): Promise<ConversationDetail> =>
  getConversation(ctx, { conversationId: await openForMention(ctx, input.mentionId) }, locale)

export const getInboxSummary = async (ctx: Ctx): Promise<Output<typeof contract.getInboxSummary>> => {
  const daysAgo = (days: number) => new Date(ctx.now.getTime() - days * msOfDay)
  const start = daysAgo(measuredDays)
  const lately = await store.measureAnswers(ctx, { from: start, to: ctx.now }, targetMinutes)
  const before = await store.measureAnswers(ctx, { from: daysAgo(2 * measuredDays), to: start }, targetMinutes)
  return {
    ...(await store.countWaiting(ctx, memberOf(ctx))),
    withinTarget: shareOf(lately.within, lately.answered),
    withinTargetBefore: shareOf(before.within, before.answered),
    targetMinutes,
    medianMinutes: lately.medianMinutes,
  }
}
