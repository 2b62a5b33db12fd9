/** What is asked of the provider: a summary of a thread, and labels of a sample that stand beside the reader's own. */

import type * as contract from '../../../contract/deep-reading.ts'
import type { Input, Output } from '../../../contract/endpoint.ts'
import type { SentimentLabel } from '../../../contract/understanding.ts'
import { memberAddresses } from '../../access/index.ts'
import { itemsByIds, threadOf } from '../../channels/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { conflict } from '../../platform/errors.ts'
import { parseLabels, sampleInstruction, sampleText, summaryInstruction, threadText } from '../deep-reading.ts'
import * as store from '../store/providers.ts'
import { findReadings } from '../store/readings.ts'
import { askProvider, isProviderOn, shownAsk } from './providers.ts'

/** Items of a thread that are handed over at most, the last ones. */
const mostOfThread = 60
const summaryTokens = 500
const sampleSpanMs = 90 * 86_400_000

export const getThreadSummary = async (
  ctx: Ctx,
  { itemId }: Input<typeof contract.getThreadSummary>,
): Promise<Output<typeof contract.getThreadSummary>> => {
  const [ask] = await store.findAsks(ctx, { purpose: 'summary', itemId }, 1)
  return { isOn: await isProviderOn(ctx), ask: ask === undefined ? null : shownAsk(ask) }
}

/** Asks for a summary; of a thread that said nothing new since, the one that stands or is on its way is given. */
export const summariseThread = async (
  ctx: Ctx,
  { itemId }: Input<typeof contract.summariseThread>,
): Promise<contract.ProviderAsk> => {
  const thread = await threadOf(ctx, itemId)
  const items = thread.filter(item => item.removedAt === null).slice(-mostOfThread)
  const names = items.flatMap(({ author }) => [author.displayName, author.handle])
  return await askProvider(ctx, {
    purpose: 'summary',
    instruction: summaryInstruction,
    text: threadText(
      items.map(({ author, text, title }) => ({ by: author.displayName, text: title ? `${title}\n${text}` : text })),
    ),
    names: [...names, ...(await teamNames(ctx))],
    itemIds: [itemId, ...items.map(item => item.id).filter(id => id !== itemId)],
    mostTokens: summaryTokens,
    isOnce: true,
  })
}

export const askTeacher = async (
  ctx: Ctx,
  { posts }: Input<typeof contract.askTeacher>,
): Promise<contract.ProviderAsk> => {
  // Held, two who ask at once are given one sample.
  await store.findProvider(ctx, { isHeld: true })
  const [last] = await store.findAsks(ctx, { purpose: 'sample' }, 1)
  if (last?.state === 'waiting') return shownAsk(last)
  const drawn = await store.samplePosts(ctx, new Date(ctx.now.getTime() - sampleSpanMs), posts)
  if (drawn.length === 0) throw conflict('understanding.nothing_to_draw')
  const items = await itemsByIds(
    ctx,
    drawn.map(post => post.itemId),
  )
  const authors = [...items.values()].flatMap(({ author }) => [author.displayName, author.handle])
  return await askProvider(ctx, {
    purpose: 'sample',
    instruction: sampleInstruction,
    text: sampleText(drawn.map(({ title, text }) => (title ? `${title}\n${text}` : text))),
    names: [...authors, ...(await teamNames(ctx))],
    itemIds: drawn.map(post => post.itemId),
    mostTokens: 20 * drawn.length + 50,
  })
}

/** The last sample with both opinions side by side. Nothing of it touches a reading: a person may correct by it, one by one. */
export const getTeacher = async (ctx: Ctx): Promise<Output<typeof contract.getTeacher>> => {
  const isOn = await isProviderOn(ctx)
  const [ask] = await store.findAsks(ctx, { purpose: 'sample' }, 1)
  if (ask === undefined) return { isOn, ask: null, rows: [] }
  const said = parseLabels(ask.answer ?? '', ask.item_ids.length)
  const items = await itemsByIds(ctx, ask.item_ids)
  const readings = await findReadings(ctx, ask.item_ids, false)
  const rows = ask.item_ids.flatMap((itemId, n) => {
    const item = items.get(itemId)
    const reading = readings.get(itemId)
    if (item === undefined || reading === undefined) return []
    const teacher: SentimentLabel | null = said[n] ?? null
    return [
      {
        itemId,
        text: item.title ? `${item.title}\n${item.text}` : item.text,
        read: reading.sentiment?.label ?? null,
        corrected: reading.correction?.sentiment ?? null,
        teacher,
      },
    ]
  })
  return { isOn, ask: shownAsk(ask), rows: ask.state === 'answered' ? rows : [] }
}

const teamNames = async (ctx: Ctx): Promise<string[]> => (await memberAddresses(ctx)).map(member => member.name)
