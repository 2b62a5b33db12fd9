/** What people see: queues, single conversations with their messages, and what waits. */

import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox.ts'
import type { Conversation, ConversationDetail, Message } from '../../../contract/inbox.ts'
import type { Locale } from '../../../contract/scalars.ts'
import { fieldsOf, memberNames, readFieldConditions, teamsByIds } from '../../access/index.ts'
import { answeringAccount, deliveriesByIds, partsByIds } from '../../channels/index.ts'
import { leavesOf, nameQuery, shownOf } from '../../customers/index.ts'
import { standingTags } from '../../listening/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { cutPage, readCursor } from '../../platform/keyset.ts'
import { readingsOf, toTsquery } from '../../understanding/index.ts'
import { policiesOf } from '../../voice/index.ts'
import { measuredDays, shareOf, targetMinutes } from '../clock.ts'
import { matterOf } from '../matter.ts'
import { type Beside, conversationNoun, messageNoun } from '../nouns.ts'
import { placeAt, placeOf, rankPlaceOf } from '../places.ts'
import { messageById, newestMessages, type ShownMessage } from '../store/messages.ts'
import * as store from '../store/queues.ts'
import { openForMention } from './opening.ts'
import { seenQueue } from './saved-queues.ts'

/** Messages that a conversation shows. */
const shownMessages = 200
const msOfDay = 86_400_000

const memberOf = (ctx: Ctx): string | null => (ctx.actor.kind === 'member' ? ctx.actor.memberId : null)

/** What is not asked for may be left out. */
type Listing = { queue: contract.Queue; limit: number } & Partial<Input<typeof contract.listConversations>>

export const listConversations = async (
  ctx: Ctx,
  input: Listing,
): Promise<Output<typeof contract.listConversations>> => {
  const memberId = memberOf(ctx)
  const filter = input.savedQueueId === undefined ? null : (await seenQueue(ctx, input.savedQueueId)).filter
  const queue = filter ? filter.state : input.queue
  const isResolved = queue === 'resolved'
  const sort = isResolved ? 'clock' : (filter?.sort ?? input.sort ?? 'clock')
  const values = readCursor(input.cursor, 2)
  const after = sort === 'clock' ? placeOf(values) : rankPlaceOf(values)
  const search = input.q ? { words: toTsquery(input.q) || null, name: nameQuery(input.q) } : null
  const { customerId, limit } = input
  const leafIds = customerId && [...(await leavesOf(ctx, [...(await shownOf(ctx, [customerId])).values()])).keys()]
  const rows = await store.queuePage(ctx, {
    queue,
    memberId,
    filter,
    teamId: input.teamId,
    sort,
    leafIds: leafIds || undefined,
    search,
    tagIds: input.tag,
    fields: await readFieldConditions(ctx, 'conversation', input.field),
    after,
    limit,
  })
  const page = cutPage(rows, limit, row =>
    sort === 'clock'
      ? placeAt(isResolved ? row.resolved_at : row.due_at, row.ticket_id)
      : [sort === 'risk' ? row.risk : row.worth, row.ticket_id],
  )
  const beside = await besideOf(ctx, page.items)
  return { items: page.items.map(row => conversationNoun(row, beside)), next: page.next }
}

const besideOf = async (ctx: Ctx, rows: readonly store.ShownConversation[]): Promise<Beside> => ({
  names: await memberNames(ctx, assigneesOf(rows)),
  teams: await teamsByIds(ctx, [...new Set(rows.flatMap(row => row.team_id ?? []))]),
  fields: await fieldsOf(ctx, 'conversation'),
  tags: await standingTags(
    ctx,
    rows.flatMap(row => row.tag_ids),
  ),
})

const assigneesOf = (rows: readonly { assignee_id: string | null }[]): string[] => [
  ...new Set(rows.flatMap(row => row.assignee_id ?? [])),
]

/** One conversation as lists show it. @throws notFound */
export const showConversation = async (ctx: Ctx, conversationId: string): Promise<Conversation> => {
  const row = await store.conversationById(ctx, conversationId)
  if (row === undefined) throw notFound('conversation')
  return conversationNoun(row, await besideOf(ctx, [row]))
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
  const policies = await policiesOf(
    ctx,
    rows.flatMap(row => (row.direction === 'outbound' ? row.id : [])),
  )
  return rows.map(row => messageNoun(row, { customer, members, deliveries, parts, policies }))
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
    ...conversationNoun(row, await besideOf(ctx, [row])),
    messages: await showMessages(ctx, messages, row.customer_name, locale),
    answersFrom: answering && { accountId: answering.id, handle: answering.handle },
    textLimit: answering?.textLimit ?? null,
    media: answering?.media ?? null,
    files: answering?.files ?? null,
    canWithdraw: answering?.canWithdraw ?? false,
    showsTyping: answering?.showsTyping ?? false,
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
