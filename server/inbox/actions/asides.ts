/** Words said aside: our own answer from another client stops the clock, what a machine wrote is shown and starts none. */
import { endMentions } from '../../listening/index.ts'
import { announce } from '../../platform/announce.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { makeId } from '../../platform/ids.ts'
import { toTsvector } from '../../understanding/index.ts'
import { conversationsChanged } from '../events.ts'
import { findAsides, insertAsides } from '../store/asides.ts'
import { lockConversations, lockOpening } from '../store/conversations.ts'
import { answeredMentions, countMessages } from '../store/messages.ts'
import { refreshTickets } from './clocks/refreshing.ts'

/** Hears that such words came. Threads without a conversation wait: it takes them in when it is opened. */
export const hearAsides = async (ctx: Ctx, input: { ids: readonly string[] }): Promise<void> => {
  await lockOpening(ctx)
  await joinAsides(ctx, { itemIds: input.ids })
}

/** Joins them to the conversations of their threads; the caller holds the opening. What is a message already stays one. */
export const joinAsides = async (
  ctx: Ctx,
  given: { itemIds: readonly string[] } | { conversationIds: readonly string[] },
): Promise<void> => {
  const asides = await findAsides(ctx, given)
  if (asides.length === 0) return
  const conversationIds = [...new Set(asides.map(one => one.conversationId))]
  await lockConversations(ctx, conversationIds)
  const rows = asides.map(one => ({
    ...one,
    id: makeId(ctx.now),
    words: toTsvector(one.title === null ? one.text : `${one.title}\n${one.text}`),
  }))
  await insertAsides(ctx, rows)
  await countMessages(ctx, conversationIds)
  for (const { id } of rows.filter(row => row.isOwn)) {
    const mentionIds = await answeredMentions(ctx, id)
    if (mentionIds.length > 0) await endMentions(ctx, { mentionIds, state: 'answered', by: elsewhere })
  }
  await refreshTickets(ctx, conversationIds)
  await announce(ctx, conversationsChanged, { ids: conversationIds })
}

/** Who of us wrote it, the network does not say. */
const elsewhere = '—'
