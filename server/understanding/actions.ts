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
  await correctReadings(ctx, [input])
  return shownReading(ctx, input.itemId)
}

export interface Corrected {
  itemId: string
  /** The correction that stood, null for none. */
  before: SentimentLabel | null
}

/** Corrects many readings, each item once, or takes corrections back with null. @returns those that were not so before. */
export const correctReadings = async (
  ctx: Ctx,
  corrections: readonly { itemId: string; sentiment: SentimentLabel | null }[],
): Promise<Corrected[]> => {
  const known = await store.lockReadings(
    ctx,
    corrections.map(one => one.itemId),
  )
  const readings = await readingsOf(ctx, [...known])
  const beforeOf = (itemId: string) => readings.get(itemId)?.correction?.sentiment ?? null
  const changed = corrections.filter(one => known.has(one.itemId) && beforeOf(one.itemId) !== one.sentiment)
  if (changed.length === 0) return []
  await store.insertCorrections(ctx, changed, actorName(ctx.actor))
  await announce(ctx, readingsCorrected, { ids: changed.map(one => one.itemId) })
  return changed.map(({ itemId }) => ({ itemId, before: beforeOf(itemId) }))
}

const shownReading = async (ctx: Ctx, itemId: string): Promise<ShownReading> => {
  const reading = (await store.findReadings(ctx, [itemId], false)).get(itemId)
  if (reading === undefined) throw notFound('item')
  return reading
}
