/** Bringing rows in, a chunk a transaction: the place in the file moves with what came of it. */
import { findItemIds, type Met, meetKnown, openFileSource, type Placed } from '../../../channels/index.ts'
import { announce, startJob } from '../../../platform/announce.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { readingsOf, readTexts } from '../../../understanding/index.ts'
import { importsChanged, mentionsChanged } from '../../events.ts'
import { type ChunkRow, type ImportLook, importLook } from '../../import-look.ts'
import { type ReadRow, type RowReader, readRows } from '../../import-rows.ts'
import { findPut, noteItems, noteLinks } from '../../store/imported.ts'
import * as store from '../../store/imports.ts'
import { linkTopics, lockMentions } from '../../store/mentions.ts'
import { findPastItemsById } from '../../store/past.ts'
import { mentionIdsOfItems } from '../../store/rehearsals.ts'
import { changeVolumes } from '../../store/volumes.ts'
import { everything, type ImportRow } from '../../tables.ts'
import { makeTally } from '../../tally.ts'
import { type Heard, keepHeard, keepMentions, readHandles } from '../keeping.ts'
import { mentionOfPast } from '../past.ts'
import { currentStanding, postOf, wholeText } from '../standing.ts'

export const stepQueue = 'listening.bring_rows'

export interface Step {
  importId: string
  chunk: number
}

/** Brings the next chunk in and starts the job for the one after it. */
export const bringRows = async (ctx: Ctx, step: Step): Promise<void> => {
  const next = await bringChunk(ctx, step)
  if (next !== null) await startJob(ctx, stepQueue, { importId: step.importId, chunk: next })
}

/**
 * Brings one chunk in. A chunk that was brought in before, and an import that does not run, change nothing.
 * @returns the number of the next chunk; null when there is none.
 */
export const bringChunk = async (ctx: Ctx, step: Step): Promise<number | null> => {
  const row = await store.lockImport(ctx, step.importId)
  if (row?.state !== 'running' || row.next_chunk !== step.chunk) return null
  const text = await store.readChunk(ctx, row.id, step.chunk)
  if (text === undefined) {
    await store.dropChunks(ctx, row.id)
    await store.changeImportRow(ctx, row.id, { state: 'done', finished_at: ctx.now })
    await announce(ctx, importsChanged, { ids: [row.id] })
    return null
  }
  const brought = await bring(ctx, row, readChunkRows(ctx, row, JSON.parse(text) as ChunkRow[]))
  await store.changeImportRow(ctx, row.id, {
    next_chunk: step.chunk + 1,
    rows: row.rows + brought.rows,
    added: row.added + brought.added,
    known: row.known + brought.known,
    refused: row.refused + brought.refused,
    mentions: row.mentions + brought.mentions,
    masked: row.masked + brought.masked,
  })
  await announce(ctx, importsChanged, { ids: [row.id] })
  return step.chunk + 1
}

export interface LineRead {
  line: number
  read: ReadRow
  cells: readonly string[]
}

/** The readers of an import's tables; null for tables that hold no mentions. */
export const readersOf = (ctx: Pick<Ctx, 'now'>, row: ImportRow, look: ImportLook): (RowReader | null)[] =>
  look.tables.map(table =>
    table.isMentions ? readRows({ ...table, zone: row.zone, channel: row.channel, now: ctx.now }) : null,
  )

export const readLines = (readers: readonly (RowReader | null)[], rows: readonly ChunkRow[]): LineRead[] =>
  rows.flatMap(([table, line, cells]) => {
    const read = readers[table]?.(cells)
    return read ? [{ line, read, cells }] : []
  })

const readChunkRows = (ctx: Ctx, row: ImportRow, rows: readonly ChunkRow[]): LineRead[] =>
  readLines(readersOf(ctx, row, importLook.parse(row.look)), rows)

interface Brought {
  rows: number
  added: number
  known: number
  refused: number
  mentions: number
  masked: number
}

const bring = async (ctx: Ctx, row: ImportRow, lines: readonly LineRead[]): Promise<Brought> => {
  const refusals = lines.flatMap(({ line, read, cells }) =>
    read.ok ? [] : [{ row: line, code: read.code, params: read.params, cells: hideMasked(read, cells) }],
  )
  const placed = lines.flatMap(({ read }): Placed[] => (read.ok ? [read] : []))
  const met = await meetKnown(ctx, placed)
  const kept = await keepRows(ctx, row, met)
  await store.putRefusals(ctx, row.id, refusals)
  return {
    rows: lines.length,
    added: kept.added,
    known: placed.length - kept.added,
    refused: refusals.length,
    mentions: kept.mentions,
    masked: lines.reduce((sum, { read }) => sum + read.masked, 0),
  }
}

/** The reader has masked what it read; the line as it came is kept only where there was nothing to mask. */
const hideMasked = (read: ReadRow, cells: readonly string[]): readonly string[] => (read.masked > 0 ? [] : cells)

/** Only what is new is handed on: a row of what is here already leaves nothing behind but the note that it was in the file. */
const keepRows = async (
  ctx: Ctx,
  row: ImportRow,
  all: readonly Met[],
): Promise<{ added: number; mentions: number }> => {
  const met = all.filter(one => one.itemId === null)
  const readings = await readTexts(
    ctx.world,
    met.map(one => wholeText(one.incoming)),
  )
  const { matcher } = await currentStanding(ctx, { isHeld: true })
  const wanted = matcher.match(met.map((one, n) => postOf({ ...one.incoming, channel: one.channel }, readings[n]!)))
  const heard = met.map((one, n) => ({
    met: one,
    isPut: row.topic_id !== null && !wanted[n]!.includes(row.topic_id),
    heard: {
      incoming: one.incoming,
      reading: readings[n]!,
      topicIds: withTopic(wanted[n]!, row.topic_id),
    } satisfies Heard,
  }))
  let added: string[] = []
  const put: string[] = []
  // In one order, so that two imports that bring authors of the same channels never wait for each other in a circle.
  const byChannel = [...Map.groupBy(heard, one => one.met.channel)].sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [channel, rows] of byChannel) {
    const sourceId = await openFileSource(ctx, channel)
    added = added.concat(
      await keepHeard(
        ctx,
        sourceId,
        rows.map(one => one.heard),
        { isPast: true },
      ),
    )
    put.push(...(await putHere(ctx, row.topic_id, channel, rows)))
  }
  const known = [...new Set(all.flatMap(one => one.itemId ?? []))]
  await noteItems(ctx, row.id, [...added.map(id => ({ id, isNew: true })), ...known.map(id => ({ id, isNew: false }))])
  const mentions = await mentionIdsOfItems(ctx, added)
  if (row.topic_id === null) return { added: added.length, mentions: mentions.size }
  await noteLinks(
    ctx,
    row.id,
    row.topic_id,
    put.filter(id => mentions.has(id)),
  )
  const joined = await joinKnown(ctx, row.id, row.topic_id, known)
  return { added: added.length, mentions: mentions.size + joined }
}

/** The items that stand under the chosen topic because a person said so, not because its query wants them. */
const putHere = async (
  ctx: Ctx,
  topicId: string | null,
  channel: string,
  rows: readonly { isPut: boolean; met: Met }[],
): Promise<string[]> => {
  const remoteIds = rows.filter(one => one.isPut).map(one => one.met.incoming.remoteId)
  if (topicId === null || remoteIds.length === 0) return []
  return [...(await findItemIds(ctx, channel, remoteIds)).values()]
}

const withTopic = (topicIds: readonly string[], chosen: string | null): readonly string[] =>
  chosen === null || topicIds.includes(chosen) ? topicIds : [...topicIds, chosen]

/** What was here already comes under the chosen topic too, and the import remembers that it was the one. */
const joinKnown = async (ctx: Ctx, importId: string, topicId: string, itemIds: readonly string[]): Promise<number> => {
  if (itemIds.length === 0) return 0
  // Readings are held before mentions, always in this order.
  const readings = await readingsOf(ctx, itemIds, { isHeld: true })
  const locked = await lockMentions(ctx, { itemIds })
  const before = await findPut(ctx, topicId, itemIds)
  const mentioned = new Set(locked.map(mention => mention.itemId))
  const bare = itemIds.filter(id => !mentioned.has(id))
  const handles = bare.length === 0 ? new Map() : await readHandles(ctx)
  const made = await keepMentions(
    ctx,
    (await findPastItemsById(ctx, bare)).flatMap(item => {
      const reading = readings.get(item.id)
      return reading === undefined ? [] : [mentionOfPast(ctx, item, reading, handles, topicId)]
    }),
    { isPast: true },
  )
  const linked = await linkTopics(
    ctx,
    locked.map(mention => ({ mentionId: mention.id, topicId, occurredAt: mention.occurredAt })),
  )
  const ids = new Set(linked.map(link => link.mentionId))
  const joined = locked.filter(mention => ids.has(mention.id))
  const tally = makeTally()
  for (const mention of joined) tally.count([topicId], mention, 1)
  for (const mention of made) tally.count([everything, topicId], { ...mention, state: 'pending' }, 1)
  await changeVolumes(ctx, tally.changes())
  await noteLinks(ctx, importId, topicId, [
    ...new Set([...before, ...[...joined, ...made].map(mention => mention.itemId)]),
  ])
  if (joined.length > 0) await announce(ctx, mentionsChanged, { ids: joined.map(mention => mention.id) })
  return made.length
}
