/** SQL of understanding: readings written in batches, corrections kept as a history. */
import { sql } from 'kysely'
import type { Reading, SentimentLabel, ShownReading } from '../../../contract/understanding.ts'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { UnderstandingTables } from '../tables.ts'
import { moveVersion } from './learning.ts'

export interface NewReading {
  itemId: string
  reading: Reading
}

/** Writes readings of one batch in one statement; an item that has one already keeps it. */
export const insertReadings = async (ctx: Ctx, rows: readonly NewReading[]): Promise<void> => {
  await sql`
    insert into understanding.readings (workspace_id, item_id, language, sentiment, confidence, reading, model, at)
    select ${ctx.workspaceId}::int, item_id, language, sentiment, confidence, reading, model, ${ctx.now}::timestamptz
    from ${batchOf(rows)}
    on conflict do nothing`.execute(tables(ctx))
}

const batchOf = (rows: readonly NewReading[]) => sql`
  unnest(
    ${rows.map(row => row.itemId)}::uuid[],
    ${rows.map(row => row.reading.language)}::text[],
    ${rows.map(row => row.reading.sentiment?.label ?? null)}::text[],
    ${rows.map(row => row.reading.sentiment?.confidence ?? null)}::real[],
    ${rows.map(row => JSON.stringify(row.reading))}::jsonb[],
    ${rows.map(row => row.reading.model)}::text[]
  ) as batch (item_id, language, sentiment, confidence, reading, model)`

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

/** Workspaces that have readings of which fields are missing. */
export const findUnreadWorkspaces = async (ctx: SystemCtx): Promise<number[]> => {
  const { rows } = await sql<{ workspace_id: number }>`
    with recursive found as (
      (select workspace_id from understanding.readings where reading ->> 'intents' is null order by workspace_id limit 1)
      union all
      select (select later.workspace_id from understanding.readings as later
        where later.reading ->> 'intents' is null and later.workspace_id > found.workspace_id
        order by later.workspace_id limit 1)
      from found where found.workspace_id is not null
    )
    select workspace_id from found where workspace_id is not null`.execute(tables(ctx))
  return rows.map(row => row.workspace_id)
}

/** Items whose reading misses fields, in order, `limit` at most. */
export const findUnread = async (ctx: Ctx, limit: number): Promise<string[]> => {
  const { rows } = await sql<{ item_id: string }>`
    select item_id from understanding.readings
    where workspace_id = ${ctx.workspaceId} and reading ->> 'intents' is null
    order by item_id limit ${limit}`.execute(tables(ctx))
  return rows.map(row => row.item_id)
}

/** Puts whole readings in the place of those that miss fields. @returns the items whose reading it was. */
export const renewReadings = async (ctx: Ctx, rows: readonly NewReading[]): Promise<string[]> => {
  const held = await sql<{ item_id: string }>`
    select item_id from understanding.readings
    where workspace_id = ${ctx.workspaceId} and item_id = any(${rows.map(row => row.itemId)}::uuid[])
      and reading ->> 'intents' is null
    order by item_id for no key update`.execute(tables(ctx))
  const isHeld = new Set(held.rows.map(row => row.item_id))
  const renewed = rows.filter(row => isHeld.has(row.itemId))
  await sql`
    update understanding.readings as old
    set language = batch.language, sentiment = batch.sentiment, confidence = batch.confidence, reading = batch.reading,
      model = batch.model, at = ${ctx.now}::timestamptz
    from ${batchOf(renewed)}
    where old.workspace_id = ${ctx.workspaceId} and old.item_id = batch.item_id`.execute(tables(ctx))
  return renewed.map(row => row.itemId)
}

/** Forgets what was read of items, and what people corrected, before the items go. */
export const deleteReadings = async (ctx: Ctx, itemIds: readonly string[]): Promise<void> => {
  const at = sql`workspace_id = ${ctx.workspaceId} and item_id = any(${itemIds}::uuid[])`
  await sql`delete from understanding.quality_posts where ${at}`.execute(tables(ctx))
  await sql`delete from understanding.corrections where ${at}`.execute(tables(ctx))
  await sql`delete from understanding.readings where ${at}`.execute(tables(ctx))
  await moveVersion(ctx)
}

/** Those of the items of which a person corrected the reading. */
export const findCorrected = async (ctx: Ctx, itemIds: readonly string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ item_id: string }>`
    select distinct item_id from understanding.corrections
    where workspace_id = ${ctx.workspaceId} and item_id = any(${itemIds}::uuid[])`.execute(tables(ctx))
  return new Set(rows.map(row => row.item_id))
}

/** What was read of items, as plain rows. */
export const plainReadings = async (ctx: Ctx, itemIds: readonly string[]): Promise<Record<string, unknown>[]> => {
  const { rows } = await sql<Record<string, unknown>>`
    select item_id as "itemId", language, sentiment, confidence, reading, model, at from understanding.readings
    where workspace_id = ${ctx.workspaceId} and item_id = any(${itemIds}::uuid[]) order by item_id`.execute(tables(ctx))
  return rows
}

/** Takes the quoted words out of readings: what was felt stays for the sums, why is forgotten. */
export const blankReadings = async (ctx: Ctx, itemIds: readonly string[]): Promise<void> => {
  await sql`
    update understanding.readings set reading = jsonb_set(reading, '{why}', '[]') - 'lessons'
    where workspace_id = ${ctx.workspaceId} and item_id = any(${itemIds}::uuid[])`.execute(tables(ctx))
}
