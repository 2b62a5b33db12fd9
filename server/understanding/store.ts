/** SQL of understanding: readings written in batches, corrections kept as a history. */
import { sql } from 'kysely'
import type { Reading, SentimentLabel, ShownReading } from '../../contract/understanding.ts'
import type { Ctx } from '../platform/ctx.ts'
import { tables } from '../platform/db.ts'
import type { UnderstandingTables } from './tables.ts'

export interface NewReading {
  itemId: string
  reading: Reading
}

/** Writes readings of one batch in one statement; an item that has one already keeps it. */
export const insertReadings = async (ctx: Ctx, rows: readonly NewReading[]): Promise<void> => {
  await sql`
    insert into understanding.readings (workspace_id, item_id, language, sentiment, confidence, reading, model, at)
    select ${ctx.workspaceId}::int, item_id, language, sentiment, confidence, reading, model, ${ctx.now}::timestamptz
    from unnest(
      ${rows.map(row => row.itemId)}::uuid[],
      ${rows.map(row => row.reading.language)}::text[],
      ${rows.map(row => row.reading.sentiment?.label ?? null)}::text[],
      ${rows.map(row => row.reading.sentiment?.confidence ?? null)}::real[],
      ${rows.map(row => JSON.stringify(row.reading))}::jsonb[],
      ${rows.map(row => row.reading.model)}::text[]
    ) as batch (item_id, language, sentiment, confidence, reading, model)
    on conflict do nothing`.execute(tables(ctx))
}

/**
 * Readings with the correction that counts, if any.
 * `isHeld` locks the readings against a correction until the transaction ends; the corrections are read after the lock.
 */
export const findReadings = async (
  ctx: Ctx,
  itemIds: readonly string[],
  isHeld: boolean,
): Promise<Map<string, ShownReading>> => {
  const db = tables<UnderstandingTables>(ctx)
  const chosen = db
    .selectFrom('understanding.readings')
    .select(['item_id', 'reading'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('item_id', '=', sql<string>`any(${itemIds}::uuid[])`)
    .orderBy('item_id')
  const readings = await (isHeld ? chosen.forShare() : chosen).execute()
  const corrections = await db
    .selectFrom('understanding.corrections')
    .distinctOn('item_id')
    .select(['item_id', 'sentiment', 'by', 'at'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('item_id', '=', sql<string>`any(${itemIds}::uuid[])`)
    .orderBy('item_id')
    .orderBy('number', 'desc')
    .execute()
  const corrected = new Map(corrections.map(row => [row.item_id, row]))
  return new Map(readings.map(row => [row.item_id, shown(row.reading, corrected.get(row.item_id))]))
}

const shown = (
  reading: Reading,
  correction: { sentiment: SentimentLabel | null; by: string; at: Date } | undefined,
): ShownReading => ({
  ...reading,
  correction:
    correction === undefined || correction.sentiment === null
      ? null
      : { sentiment: correction.sentiment, by: correction.by, at: correction.at.toISOString() },
})

/** Locks the readings of items for corrections, in the order of the items. @returns the items that were read, of this workspace. */
export const lockReadings = async (ctx: Ctx, itemIds: readonly string[]): Promise<Set<string>> => {
  const rows = await tables<UnderstandingTables>(ctx)
    .selectFrom('understanding.readings')
    .select('item_id')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('item_id', '=', sql<string>`any(${itemIds}::uuid[])`)
    .orderBy('item_id')
    .forNoKeyUpdate()
    .execute()
  return new Set(rows.map(row => row.item_id))
}

/** Adds corrections after the last one of each item; the readings are locked by the caller. */
export const insertCorrections = async (
  ctx: Ctx,
  rows: readonly { itemId: string; sentiment: SentimentLabel | null }[],
  by: string,
): Promise<void> => {
  await sql`
    insert into understanding.corrections (workspace_id, item_id, number, sentiment, by, at)
    select ${ctx.workspaceId}::int, batch.item_id, coalesce(max(earlier.number), 0) + 1, batch.sentiment, ${by}::text,
      ${ctx.now}::timestamptz
    from unnest(${rows.map(row => row.itemId)}::uuid[], ${rows.map(row => row.sentiment)}::text[]) as batch (item_id, sentiment)
    left join understanding.corrections as earlier
      on earlier.workspace_id = ${ctx.workspaceId} and earlier.item_id = batch.item_id
    group by batch.item_id, batch.sentiment`.execute(tables(ctx))
}

/** Forgets what was read of items, and what people corrected, before the items go. */
export const deleteReadings = async (ctx: Ctx, itemIds: readonly string[]): Promise<void> => {
  const at = sql`workspace_id = ${ctx.workspaceId} and item_id = any(${itemIds}::uuid[])`
  await sql`delete from understanding.corrections where ${at}`.execute(tables(ctx))
  await sql`delete from understanding.readings where ${at}`.execute(tables(ctx))
}

/** Those of the items of which a person corrected the reading. */
export const findCorrected = async (ctx: Ctx, itemIds: readonly string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ item_id: string }>`
    select distinct item_id from understanding.corrections
    where workspace_id = ${ctx.workspaceId} and item_id = any(${itemIds}::uuid[])`.execute(tables(ctx))
  return new Set(rows.map(row => row.item_id))
}
