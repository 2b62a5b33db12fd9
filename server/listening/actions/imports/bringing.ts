/** What people do with a file of mentions: bring it, say what its columns mean, run it, take it back, throw it away. */
import type { Input } from '../../../../contract/endpoint.ts'
import type * as contract from '../../../../contract/listening.ts'
import type { FileImport } from '../../../../contract/listening.ts'
import type { Locale } from '../../../../contract/scalars.ts'
import { workspaceSettings } from '../../../access/index.ts'
import { announce, startJob } from '../../../platform/announce.ts'
import { actorName, type Ctx, type SystemCtx, within } from '../../../platform/ctx.ts'
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import { makeId } from '../../../platform/ids.ts'
import type { Piece } from '../../../platform/route.ts'
import { importsChanged } from '../../events.ts'
import { canBeMentions } from '../../import-columns.ts'
import { type ImportLook, importLook, type LookTable, mentionRows } from '../../import-look.ts'
import { storable } from '../../storable.ts'
import * as store from '../../store/imports.ts'
import { findTopic } from '../../store/topics.ts'
import type { ImportRow } from '../../tables.ts'
import { importNoun } from './nouns.ts'
import { stepQueue } from './running.ts'
import { undoQueue } from './undoing.ts'

export const openQueue = 'listening.open_import'

export const createImport = async (
  ctx: Ctx,
  input: Input<typeof contract.createImport>,
  locale: Locale,
): Promise<FileImport> => {
  await checkTopic(ctx, input.topicId)
  const { timeZone } = await workspaceSettings(ctx)
  const id = makeId(ctx.now)
  const fileName = storable(input.fileName.split(/[\\/]/).at(-1)!)
  await store.insertImport(ctx, { id, fileName, zone: timeZone, topicId: input.topicId, by: actorName(ctx.actor) })
  return told(ctx, id, locale)
}

const checkTopic = async (ctx: Ctx, topicId: string | null): Promise<void> => {
  if (topicId !== null && (await findTopic(ctx, topicId)) === undefined) throw invalid('topicId', 'not_found')
}

/** Keeps a piece of the file while it arrives. An upload that begins anew overwrites what came before. */
export const takePiece = async (ctx: Ctx, input: { importId: string }, piece: Piece): Promise<void> => {
  const row = await inState(ctx, input.importId, ['receiving'])
  if (piece.number === 0) await store.dropPieces(ctx, row.id)
  await store.putPiece(ctx, row.id, piece.number, piece.bytes)
}

/** The file is here: it is read through by a job. */
export const finishFile = async (ctx: Ctx, input: { importId: string }, locale: Locale): Promise<FileImport> => {
  await receiveWhole(ctx, input.importId)
  await startJob(ctx, openQueue, { importId: input.importId })
  return told(ctx, input.importId, locale)
}

/** The file is here, and the caller opens it. */
export const receiveWhole = async (ctx: Ctx, importId: string): Promise<void> => {
  const row = await inState(ctx, importId, ['receiving'])
  await store.changeImportRow(ctx, row.id, { state: 'opening', byte_size: await store.sumPieces(ctx, row.id) })
}

export const changeImport = async (
  ctx: Ctx,
  input: Input<typeof contract.changeImport>,
  locale: Locale,
): Promise<FileImport> => {
  const row = await inState(ctx, input.importId, ['ready'])
  if (input.zone !== undefined && !isZone(input.zone)) throw invalid('zone', 'listening.import.unknown_zone')
  if (input.topicId !== undefined) await checkTopic(ctx, input.topicId)
  const look = changeLook(importLook.parse(row.look), input)
  await store.changeImportRow(ctx, row.id, {
    look,
    total_rows: mentionRows(look),
    ...(input.zone === undefined ? {} : { zone: input.zone }),
    ...(input.topicId === undefined ? {} : { topic_id: input.topicId }),
    ...(input.channel === undefined ? {} : { channel: input.channel }),
  })
  return told(ctx, row.id, locale)
}

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

const changeLook = (look: ImportLook, input: Input<typeof contract.changeImport>): ImportLook => {
  const chosen = new Map(input.columns?.map(one => [`${one.table} ${one.at}`, one.field]))
  for (const { table, at } of input.columns ?? [])
    if (look.tables[table]?.columns[at] === undefined) throw invalid('columns', 'listening.import.unknown_column')
  const tables = look.tables.map((table, n): LookTable => {
    const columns = table.columns.map(column => {
      const field = chosen.get(`${n} ${column.at}`)
      return field === undefined ? column : { ...column, field, confidence: field === null ? 0 : 1 }
    })
    return {
      ...table,
      columns,
      isMentions: table.rows > 0 && canBeMentions(columns),
      isDayFirst: input.isDayFirst ?? table.isDayFirst,
    }
  })
  return { ...look, tables }
}

/** Begins to bring the rows in. @throws 409 while nothing says what the text or the date is. */
export const runImport = async (ctx: Ctx, input: { importId: string }, locale: Locale): Promise<FileImport> => {
  await beginRows(ctx, input.importId)
  await startJob(ctx, stepQueue, { importId: input.importId, chunk: 0 })
  return told(ctx, input.importId, locale)
}

/** The import runs from here on, and the caller brings its rows in. */
export const beginRows = async (ctx: Ctx, importId: string): Promise<void> => {
  const row = await inState(ctx, importId, ['ready'])
  const tables = importLook.parse(row.look).tables.filter(table => table.isMentions)
  if (tables.length === 0) throw conflict('listening.import.needs_text')
  if (!tables.some(table => table.columns.some(column => column.field === 'publishedAt')))
    throw conflict('listening.import.needs_date')
  await store.changeImportRow(ctx, row.id, { state: 'running' })
}

export const undoImport = async (ctx: Ctx, input: { importId: string }, locale: Locale): Promise<FileImport> => {
  const row = await inState(ctx, input.importId, ['done', 'running'])
  await store.dropChunks(ctx, row.id)
  await store.changeImportRow(ctx, row.id, { state: 'undoing', undone_by: actorName(ctx.actor) })
  await startJob(ctx, undoQueue, { importId: row.id })
  return told(ctx, row.id, locale)
}

/** Throws away a file that never ran. */
export const dropImport = async (ctx: Ctx, input: { importId: string }): Promise<{ ok: true }> => {
  const row = await inState(ctx, input.importId, ['receiving', 'opening', 'ready', 'refused'])
  await store.deleteImport(ctx, row.id)
  await announce(ctx, importsChanged, { ids: [row.id] })
  return { ok: true }
}

const inState = async (ctx: Ctx, id: string, states: readonly ImportRow['state'][]): Promise<ImportRow> => {
  const row = await store.lockImport(ctx, id)
  if (row === undefined) throw notFound('import')
  if (!states.includes(row.state)) throw conflict('listening.import.wrong_state')
  return row
}

const told = async (ctx: Ctx, id: string, locale: Locale): Promise<FileImport> => {
  await announce(ctx, importsChanged, { ids: [id] })
  return importNoun((await store.findImport(ctx, id))!, locale)
}

const stillMs = 120_000
const givenUpMs = 86_400_000

/** Takes up imports whose job was lost, and throws away uploads that were given up a day ago. */
export const resumeImports = async (ctx: SystemCtx): Promise<void> => {
  const before = new Date(ctx.now.getTime() - stillMs)
  const givenUp = new Date(ctx.now.getTime() - givenUpMs)
  for (const one of await store.stalledImports(ctx, before, givenUp)) {
    const inside = within(ctx, one.workspaceId)
    if (one.state === 'receiving') {
      await store.deleteImport(inside, one.id)
      continue
    }
    await store.changeImportRow(inside, one.id, {})
    if (one.state === 'opening') await startJob(inside, openQueue, { importId: one.id })
    else if (one.state === 'running') await startJob(inside, stepQueue, { importId: one.id, chunk: one.nextChunk })
    else await startJob(inside, undoQueue, { importId: one.id })
  }
}
