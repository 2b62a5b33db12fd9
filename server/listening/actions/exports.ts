/** Taking mentions out: the stream under a filter as a file, made page by page while it is sent. */

import type { Field } from '../../../contract/access.ts'
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import { filterInJson, type MentionFilter, type StreamExport } from '../../../contract/listening.ts'
import { fieldsOf } from '../../access/index.ts'
import { contentTypes, itemsByIds, type WrittenCell, writeTable } from '../../channels/index.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { cutPage, readCursor } from '../../platform/keyset.ts'
import type { Download, InTransaction } from '../../platform/route.ts'
import { readingsOf } from '../../understanding/index.ts'
import { type ExportedMention, exportCells, exportHeaders } from '../export-columns.ts'
import * as store from '../store/exports.ts'
import { findMentions } from '../store/shown.ts'
import { countStates, findPage, type Place } from '../store/stream.ts'
import type { ExportRow } from '../tables.ts'
import { readStreamFilter } from './filters.ts'

const countCap = 10_000
const rowsOfPage = 1000

export const createExport = async (ctx: Ctx, input: Input<typeof contract.createExport>): Promise<StreamExport> => {
  const filter = await readStreamFilter(ctx, input.filter)
  const states = filter === null ? [] : await countStates(ctx, filter, countCap)
  const counted = states.reduce((sum, row) => sum + row.count, 0)
  const id = makeId(ctx.now)
  await store.insertExport(ctx, {
    id,
    format: input.format,
    filter: input.filter,
    by: actorName(ctx.actor),
    total: Math.min(counted, countCap),
    isMore: counted > countCap,
  })
  return getExport(ctx, { exportId: id })
}

export const getExport = async (ctx: Ctx, input: { exportId: string }): Promise<StreamExport> =>
  exportNoun(await needExport(ctx, input.exportId))

const needExport = async (ctx: Ctx, id: string): Promise<ExportRow> => {
  const row = await store.findExport(ctx, id)
  if (row === undefined) throw notFound('export')
  return row
}

const exportNoun = (row: ExportRow): StreamExport => ({
  id: row.id,
  format: row.format,
  filter: row.filter as Record<string, unknown>,
  askedBy: row.asked_by,
  askedAt: row.asked_at.toISOString(),
  total: row.total,
  isMore: row.is_more,
  rows: row.rows,
  beganAt: row.began_at?.toISOString() ?? null,
  finishedAt: row.finished_at?.toISOString() ?? null,
})

export const listExports = async (
  ctx: Ctx,
  input: Input<typeof contract.listExports>,
): Promise<Output<typeof contract.listExports>> => {
  const values = readCursor(input.cursor, 2)
  const after = values === null ? null : { askedAt: new Date(String(values[0])), id: String(values[1]) }
  if (after && (Number.isNaN(after.askedAt.getTime()) || !/^[0-9a-f-]{36}$/i.test(after.id)))
    throw invalid('cursor', 'bad_cursor')
  const rows = await store.exportPage(ctx, after, input.limit)
  const page = cutPage(rows, input.limit, row => [row.asked_at.toISOString(), row.id])
  return { items: page.items.map(exportNoun), next: page.next }
}

/** Sends the file. Each page is read in a transaction of its own, so that a million rows hold nothing open. */
export const downloadExport = async (ctx: Ctx, input: { exportId: string }): Promise<Download> => {
  const row = await needExport(ctx, input.exportId)
  await store.moveExport(ctx, row.id, { rows: 0, began_at: ctx.now, finished_at: null })
  const fields = await fieldsOf(ctx, 'mention')
  const day = row.asked_at.toISOString().slice(0, 10)
  return {
    fileName: `maeari-mentions-${day}.${row.format}`,
    contentType: contentTypes[row.format],
    bytes: inTransaction => writeTable(row.format, exportHeaders(fields), pagesOf(row, fields, inTransaction)),
  }
}

async function* pagesOf(
  row: ExportRow,
  fields: readonly Field[],
  inTransaction: InTransaction,
): AsyncGenerator<WrittenCell[][]> {
  const asked = filterInJson.parse(row.filter)
  let place: Place | null = null
  for (let sent = 0; ; ) {
    const after: Place | null = place
    const before = sent
    const page: { rows: WrittenCell[][]; last: Place | null } = await inTransaction(async ctx => {
      const found = await readPage(ctx, asked, fields, after)
      const isOver = found.last === null
      await store.moveExport(ctx, row.id, {
        rows: before + found.rows.length,
        ...(isOver ? { finished_at: ctx.now } : {}),
      })
      return found
    })
    yield page.rows
    if (page.last === null) return
    sent += page.rows.length
    place = page.last
  }
}

const readPage = async (
  ctx: Ctx,
  asked: MentionFilter,
  fields: readonly Field[],
  after: Place | null,
): Promise<{ rows: WrittenCell[][]; last: Place | null }> => {
  const filter = await readStreamFilter(ctx, asked)
  if (filter === null) return { rows: [], last: null }
  const found = await findPage(ctx, filter, after, rowsOfPage)
  const places = found.slice(0, rowsOfPage)
  const mentions = await exportedMentions(
    ctx,
    places.map(place => place.id),
  )
  return {
    rows: mentions.map(mention => exportCells(mention, fields)),
    last: found.length > rowsOfPage ? places.at(-1)! : null,
  }
}

const exportedMentions = async (ctx: Ctx, mentionIds: readonly string[]): Promise<ExportedMention[]> => {
  const rows = new Map((await findMentions(ctx, mentionIds)).map(row => [row.id, row]))
  const itemIds = [...rows.values()].map(row => row.item_id)
  const items = await itemsByIds(ctx, itemIds)
  const readings = await readingsOf(ctx, itemIds)
  const names = await store.remoteNames(ctx, itemIds)
  return mentionIds.flatMap(id => {
    const row = rows.get(id)
    const item = row && items.get(row.item_id)
    const reading = row && readings.get(row.item_id)
    const remote = row && names.get(row.item_id)
    if (!row || !item || !reading || !remote) return []
    const ending = {
      state: row.state,
      by: row.state_by,
      reason: row.state_reason,
      at: row.state_at.toISOString(),
    }
    return [
      { id, item, reading, remote, ending, topics: row.topics, tags: row.tags, owner: row.owner, fields: row.fields },
    ]
  })
}
