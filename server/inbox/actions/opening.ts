/** Opening: what is said to us becomes a conversation with a ticket; later words of the thread join it. */
import { ensureCustomers, type NewActivity, recordActivities } from '../../customers/index.ts'
import { announce } from '../../platform/announce.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { conversationsChanged } from '../events.ts'
import * as store from '../store/conversations.ts'
import * as messages from '../store/messages.ts'
import { joinAsides } from './asides.ts'
import { refreshTickets } from './clocks/refreshing.ts'

/**
 * Hears that mentions were found. What is said to an own account opens one conversation for each customer and thread;
 * words of a customer in a thread that has a conversation join it, and open its ticket again. A replay changes nothing.
 */
export const openForMentions = async (ctx: Ctx, input: { ids: readonly string[] }): Promise<void> => {
  await store.lockOpening(ctx)
  await join(ctx, await store.findWords(ctx, input.ids), word => word.isAddressed)
}

/** The conversation of a mention, made where there is none, whether it was said to us or not. @throws 404 for own words. */
export const openForMention = async (ctx: Ctx, mentionId: string): Promise<string> => {
  await store.lockOpening(ctx)
  const [word] = await store.findWords(ctx, [mentionId])
  if (word === undefined) throw notFound('mention')
  const conversations = await openWords(ctx, [word])
  return conversations.get(word.mentionId)!
}

/** Opens a conversation for each of these words; the caller holds the opening. @returns mention id → conversation id */
export const openWords = (ctx: Ctx, words: readonly store.Word[]): Promise<Map<string, string>> =>
  join(ctx, words, () => true)

type ThreadWord = store.Word & { customerId: string }

const keyOf = (key: store.ThreadKey): string => JSON.stringify([key.customerId, key.channel, key.thread])

/**
 * @param isAsking whether a word opens a conversation.
 * @returns mention id → conversation id, for words that have one.
 */
const join = async (
  ctx: Ctx,
  words: readonly store.Word[],
  isAsking: (word: store.Word) => boolean,
): Promise<Map<string, string>> => {
  if (words.length === 0) return new Map()
  const customers = await ensureCustomers(
    ctx,
    words.map(word => word.authorId),
  )
  const said: ThreadWord[] = words.map(word => ({ ...word, customerId: customers.get(word.authorId)! }))
  const known = new Map((await store.lockThreads(ctx, said)).map(row => [keyOf(row), row.id]))
  const opened = openings(ctx, said.filter(isAsking), known)
  if (opened.length > 0) await store.insertConversations(ctx, opened)

  const asking = new Set(said.filter(isAsking).map(word => word.mentionId))
  const joining = said.flatMap(word => {
    const conversationId = known.get(keyOf(word))
    return conversationId === undefined ? [] : [{ conversationId, itemId: word.itemId, mentionId: word.mentionId }]
  })
  const newIds = opened.map(row => row.id)
  for (const earlier of newIds.length === 0 ? [] : await store.findEarlierWords(ctx, newIds)) {
    if (earlier.isAddressed) asking.add(earlier.mentionId)
    joining.push(earlier)
  }
  for (const { id, ...key } of opened) known.set(keyOf(key), id)
  await joinWords(ctx, newIds, joining, asking, new Map(said.map(word => [known.get(keyOf(word)) ?? '', word])))
  return new Map(
    said.flatMap(word => {
      const conversationId = known.get(keyOf(word))
      return conversationId === undefined ? [] : [[word.mentionId, conversationId] as const]
    }),
  )
}

/** One opening for each thread that has no conversation, by its first asking word. Words come oldest first. */
const openings = (
  ctx: Ctx,
  asking: readonly ThreadWord[],
  known: ReadonlyMap<string, string>,
): store.NewConversation[] => {
  const first = new Map<string, store.NewConversation>()
  for (const word of asking) {
    const key = keyOf(word)
    if (known.has(key) || first.has(key)) continue
    first.set(key, {
      id: makeId(ctx.now),
      ticketId: makeId(ctx.now),
      customerId: word.customerId,
      channel: word.channel,
      thread: word.thread,
      isPublic: !word.isPrivate,
      itemId: word.itemId,
      at: word.at,
    })
  }
  return [...first.values()]
}

const joinWords = async (
  ctx: Ctx,
  newIds: readonly string[],
  joining: readonly { conversationId: string; itemId: string; mentionId: string }[],
  asking: ReadonlySet<string>,
  threads: ReadonlyMap<string, ThreadWord>,
): Promise<void> => {
  const unique = new Map(joining.map(one => [one.itemId, one]))
  const joined = await messages.insertInbound(
    ctx,
    [...unique.values()].map(({ mentionId, ...one }) => ({
      ...one,
      id: makeId(ctx.now),
      isAsking: asking.has(mentionId),
    })),
  )
  const changed = [...new Set([...newIds, ...joined.map(one => one.conversationId)])]
  if (changed.length === 0) return
  await messages.countMessages(ctx, changed)
  await refreshTickets(ctx, changed)
  await recordActivities(
    ctx,
    joined.flatMap(({ conversationId, itemId, at }): NewActivity[] => {
      const { customerId, channel } = threads.get(conversationId)!
      return [{ customerId, kind: 'said', sourceId: itemId, channel, at, what: { itemId }, conversationId }]
    }),
  )
  if (newIds.length > 0) await joinAsides(ctx, { conversationIds: newIds })
  await announce(ctx, conversationsChanged, { ids: changed })
}
