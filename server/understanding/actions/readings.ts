/** Verbs of readings: read texts, keep what was read, correct it, read again what an older model read in part. */

import type { Input } from '../../../contract/endpoint.ts'
import type { correctReading as endpoint, SentimentLabel, ShownReading } from '../../../contract/understanding.ts'
import { itemsByIds } from '../../channels/index.ts'
import { announce, startJob } from '../../platform/announce.ts'
import { actorName, type Ctx, type SystemCtx, type World, within } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { readingsCorrected, readingsRenewed } from '../events.ts'
import * as learning from '../store/learning.ts'
import * as providers from '../store/providers.ts'
import * as store from '../store/readings.ts'
import { readTexts } from './reading.ts'

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
  await learning.moveVersion(ctx)
  await announce(ctx, readingsCorrected, { ids: changed.map(one => one.itemId) })
  return changed.map(({ itemId }) => ({ itemId, before: beforeOf(itemId) }))
}

const shownReading = async (ctx: Ctx, itemId: string): Promise<ShownReading> => {
  const reading = (await store.findReadings(ctx, [itemId], false)).get(itemId)
  if (reading === undefined) throw notFound('item')
  return reading
}

export const renewalQueue = 'understanding.renew_readings'

/** Readings that are read again at once. */
const renewalBatch = 500

interface Renewal {
  readonly itemIds: readonly string[]
  readonly texts: readonly string[]
}

/** Starts reading again wherever readings of older models miss fields. */
export const startRenewals = async (ctx: SystemCtx): Promise<void> => {
  for (const workspaceId of await store.findUnreadWorkspaces(ctx)) {
    await startJob(within(ctx, workspaceId), renewalQueue, {}, { key: 'renewal' })
  }
}

/** The next readings that miss fields, with the texts of their items. */
export const planRenewal = async (ctx: Ctx): Promise<Renewal | null> => {
  const itemIds = await store.findUnread(ctx, renewalBatch)
  if (itemIds.length === 0) return null
  const items = await itemsByIds(ctx, itemIds)
  const texts = itemIds.map(id => {
    const item = items.get(id)
    return [item?.title ?? '', item?.text ?? ''].filter(part => part !== '').join('\n')
  })
  return { itemIds, texts }
}

/** Reads them as the shared model does: a corrected post must not be read by what it taught itself. Touches no database. */
export const readAgain = async (world: World, { itemIds, texts }: Renewal): Promise<store.NewReading[]> => {
  const readings = await readTexts(world, texts)
  return itemIds.map((itemId, n) => ({ itemId, reading: readings[n]! }))
}

/** Keeps what was read again, tells it, and goes on while there is more. A reading that was renewed meanwhile stays. */
export const settleRenewal = async (ctx: Ctx, _plan: Renewal, rows: readonly store.NewReading[]): Promise<void> => {
  const ids = await store.renewReadings(ctx, rows)
  if (ids.length > 0) await announce(ctx, readingsRenewed, { ids })
  if (rows.length === renewalBatch) await startJob(ctx, renewalQueue, {}, { key: 'renewal' })
}

/** One person's data in this room: what a machine read in their posts. */
export const holdOfPerson = async (ctx: Ctx, { itemIds }: { itemIds: readonly string[] }) => [
  { kind: 'readings', rows: await store.plainReadings(ctx, itemIds) },
]

export const erasePerson = async (ctx: Ctx, { itemIds }: { itemIds: readonly string[] }) => {
  await store.blankReadings(ctx, itemIds)
  await providers.blankAsks(ctx, itemIds)
  await learning.moveVersion(ctx)
  return { itemIds: [] }
}
