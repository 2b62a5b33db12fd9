/** Verbs of understanding: read texts, keep readings, correct one. */

import type { Input } from '../../contract/endpoint.ts'
import type { correctReading as endpoint, Reading, SentimentLabel, ShownReading } from '../../contract/understanding.ts'
import { announce } from '../platform/announce.ts'
import { actorName, type Ctx, type World } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { readingsCorrected } from './events.ts'
import * as store from './store.ts'
import { loadModel, type Readers, startReaders } from './worker.ts'

/** Reads texts in order, in a thread of the process that has the model: any string gives a reading, an empty one too. */
export const readTexts = async (world: World, texts: readonly string[]): Promise<Reading[]> =>
  texts.length === 0 ? [] : await readersOf(world).read(texts)

const readersOf = (world: World): Readers => world.memo('understanding.readers', () => startReaders(loadModel(), 1))

/** Keeps what was read of new items; an item that was read before keeps its first reading. */
export const storeReadings = async (ctx: Ctx, rows: readonly store.NewReading[]): Promise<void> => {
  if (rows.length > 0) await store.insertReadings(ctx, rows)
}

/**
 * Readings by item, with the correction that counts.
 * @param options.isHeld no correction can slip in before the transaction of `ctx` ends.
 */
export const readingsOf = async (
  ctx: Ctx,
  itemIds: readonly string[],
  options: { isHeld?: boolean } = {},
): Promise<Map<string, ShownReading>> =>
  itemIds.length === 0 ? new Map() : await store.findReadings(ctx, itemIds, options.isHeld ?? false)

/** The sentiment that counts: a person's correction, else the machine's; null where nobody read it. */
export const shownSentiment = (reading: ShownReading): SentimentLabel | null =>
  reading.correction?.sentiment ?? reading.sentiment?.label ?? null

/** Writes a person's correction over the machine's reading, or takes it back with null. The same again changes nothing. */
export const correctReading = async (ctx: Ctx, input: Input<typeof endpoint>): Promise<ShownReading> => {
  if (!(await store.lockReading(ctx, input.itemId))) throw notFound('item')
  const before = await shownReading(ctx, input.itemId)
  if ((before.correction?.sentiment ?? null) === input.sentiment) return before
  await store.insertCorrection(ctx, input.itemId, input.sentiment, actorName(ctx.actor))
  await announce(ctx, readingsCorrected, { ids: [input.itemId] })
  return shownReading(ctx, input.itemId)
}

const shownReading = async (ctx: Ctx, itemId: string): Promise<ShownReading> => {
  const reading = (await store.findReadings(ctx, [itemId], false)).get(itemId)
  if (reading === undefined) throw notFound('item')
  return reading
}
