/** What people do with a file: bring it, say what its tables and columns mean, run it, take it back, throw it away. */
import type * as contract from '../../../../contract/channels.ts'
import type { FileImport } from '../../../../contract/channels.ts'
import type { Input } from '../../../../contract/endpoint.ts'
import type { Locale } from '../../../../contract/scalars.ts'
import { workspaceSettings } from '../../../access/index.ts'
import { announce, startJob } from '../../../platform/announce.ts'
import { actorName, type Ctx, type SystemCtx, within } from '../../../platform/ctx.ts'
import { conflict, forbidden, invalid, notFound } from '../../../platform/errors.ts'
import { makeId } from '../../../platform/ids.ts'
import type { Piece } from '../../../platform/route.ts'
import { importsChanged } from '../../events.ts'
import { isDayFirstOf } from '../../imports/columns.ts'
import { asksAddresses, type ImportLook, importLook, type LookTable, rowsToBring } from '../../imports/look.ts'
import { storableText } from '../../storable.ts'
import * as store from '../../store/imports.ts'
import type { ImportRow } from '../../tables.ts'
import { allowedKinds, importNoun, type Kinds } from './nouns.ts'
import { openQueue, stepQueue, undoQueue } from './queues.ts'

export const createImport = async (
  ctx: Ctx,
  input: Input<typeof contract.createImport>,
  locale: Locale,
  kinds: Kinds,
): Promise<FileImport> => {
  const allowed = allowedKinds(ctx, kinds)
  if (allowed.length === 0) throw forbidden(kinds[0]!.permission)
  for (const kind of allowed) await kind.check?.(ctx, input)
  const { timeZone } = await workspaceSettings(ctx)
  const id = makeId(ctx.now)
  const fileName = storableText(input.fileName.split(/[\\/]/).at(-1)!)
  await store.insertImport(ctx, {
    id,
    fileName,
    zone: timeZone,
    topicId: input.topicId,
    home: input.of,
    allowed: allowed.map(kind => kind.name),
    by: actorName(ctx.actor),
  })
  return told(ctx, id, locale, kinds)
}

/** Keeps a piece of the file while it arrives. An upload that begins anew overwrites what came before. */
export const takePiece = async (ctx: Ctx, input: { importId: string }, piece: Piece): Promise<void> => {
  const row = await inState(ctx, input.importId, ['receiving'], null)
  if (piece.number === 0) await store.dropPieces(ctx, row.id)
  await store.putPiece(ctx, row.id, piece.number, piece.bytes)
}

/** The file is here: it is read through by a job. */
export const finishFile = async (
  ctx: Ctx,
  input: { importId: string },
  locale: Locale,
  kinds: Kinds,
): Promise<FileImport> => {
  await receiveWhole(ctx, input.importId)
  await startJob(ctx, openQueue, { importId: input.importId })
  return told(ctx, input.importId, locale, kinds)
}

/** The file is here, and the caller opens it. */
export const receiveWhole = async (ctx: Ctx, importId: string): Promise<void> => {
  const row = await inState(ctx, importId, ['receiving'], null)
  await store.changeImportRow(ctx, row.id, { state: 'opening', byte_size: await store.sumPieces(ctx, row.id) })
}

export const changeImport = async (
  ctx: Ctx,
  input: Input<typeof contract.changeImport>,
  locale: Locale,
  kinds: Kinds,
): Promise<FileImport> => {
  const row = await inState(ctx, input.importId, ['ready'], kinds)
  if (input.zone !== undefined && !isZone(input.zone)) throw invalid('zone', 'channels.import.unknown_zone')
  const allowed = allowedKinds(ctx, kinds)
  for (const kind of allowed) await kind.check?.(ctx, input)
  const look = changeLook(importLook.parse(row.look), input, allowed)
  await store.changeImportRow(ctx, row.id, {
    look,
    total_rows: rowsToBring(look),
    kinds: kindsOf(look),
    ...(input.zone === undefined ? {} : { zone: input.zone }),
    ...(input.topicId === undefined ? {} : { topic_id: input.topicId }),
    ...(input.channel === undefined ? {} : { channel: input.channel }),
    ...(input.system === undefined ? {} : { system: input.system }),
    ...(input.keepsAddresses === undefined ? {} : { keeps_addresses: input.keepsAddresses }),
    ...(input.ownNames === undefined ? {} : { own_names: input.ownNames.map(storableText) }),
  })
  return told(ctx, row.id, locale, kinds)
}

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

export const kindsOf = (look: ImportLook): string[] => [...new Set(look.tables.flatMap(table => table.kind ?? []))]

const changeLook = (look: ImportLook, input: Input<typeof contract.changeImport>, kinds: Kinds): ImportLook => {
  for (const { table, at } of input.columns ?? [])
    if (look.tables[table]?.columns[at] === undefined) throw invalid('columns', 'channels.import.unknown_column')
  for (const { table } of input.kinds ?? [])
    if (look.tables[table] === undefined) throw invalid('kinds', 'channels.import.unknown_table')
  const chosen = new Map(input.columns?.map(one => [`${one.table} ${one.at}`, one.field]))
  const chosenKinds = new Map(input.kinds?.map(one => [one.table, one.kind]))
  const tables = look.tables.map((before, n): LookTable => {
    const table = chosenKinds.has(n) ? readAs(before, chosenKinds.get(n) ?? null, kinds) : before
    const columns = table.columns.map(column => {
      const field = chosen.get(`${n} ${column.at}`)
      return field === undefined ? column : { ...column, field, confidence: field === null ? 0 : 1 }
    })
    const isChosen = input.columns?.some(one => one.table === n) ?? false
    return {
      ...table,
      columns,
      kind: isChosen ? kindAfter(table, columns, kinds) : table.kind,
      isDayFirst: input.isDayFirst ?? table.isDayFirst,
    }
  })
  return { ...look, tables }
}

/** The same table as rows of another kind: its columns mean something else then. */
const readAs = (table: LookTable, name: LookTable['kind'], kinds: Kinds): LookTable => {
  const kind = kinds.find(one => one.name === name)
  if (!kind) return { ...table, kind: null }
  const { format, columns } = kind.mapping.map(table.headers, table.evidence)
  const isDayFirst = isDayFirstOf(columns, table.evidence, kind.dates)
  return { ...table, kind: kind.name, format, columns, isDayFirst }
}

/** What a table of which nobody could make anything becomes once a person said what its columns hold. */
const kindAfter = (table: LookTable, columns: LookTable['columns'], kinds: Kinds): LookTable['kind'] => {
  if (table.rows === 0) return null
  const kind = kinds.find(one => one.name === table.kind)
  if (kind) return kind.suits(columns) ? kind.name : null
  return kinds.find(one => one.suits(columns))?.name ?? null
}

/** Begins to bring the rows in. @throws 409 while something must be said first. */
export const runImport = async (
  ctx: Ctx,
  input: { importId: string },
  locale: Locale,
  kinds: Kinds,
): Promise<FileImport> => {
  await beginRows(ctx, input.importId, kinds)
  await startJob(ctx, stepQueue, { importId: input.importId, chunk: 0 })
  return told(ctx, input.importId, locale, kinds)
}

/** The import runs from here on, and the caller brings its rows in. */
export const beginRows = async (ctx: Ctx, importId: string, kinds: Kinds): Promise<void> => {
  const row = await inState(ctx, importId, ['ready'], kinds)
  const look = importLook.parse(row.look)
  const told = look.tables.filter(table => table.kind !== null)
  for (const kind of kinds) {
    const own = told.filter(table => table.kind === kind.name)
    const missing = told.length === 0 || own.length > 0 ? kind.missing?.({ ...look, tables: own }, row) : null
    if (missing) throw conflict(missing)
  }
  if (told.length === 0) throw conflict('channels.import.nothing')
  if (asksAddresses(look) && row.keeps_addresses === null) throw conflict('channels.import.asks_addresses')
  await store.changeImportRow(ctx, row.id, { state: 'running' })
}

export const undoImport = async (
  ctx: Ctx,
  input: { importId: string },
  locale: Locale,
  kinds: Kinds,
): Promise<FileImport> => {
  const row = await inState(ctx, input.importId, ['done', 'running'], kinds)
  await store.dropChunks(ctx, row.id)
  await store.changeImportRow(ctx, row.id, { state: 'undoing', undone_by: actorName(ctx.actor) })
  await startJob(ctx, undoQueue, { importId: row.id })
  return told(ctx, row.id, locale, kinds)
}

/** Throws away a file that never ran. */
export const dropImport = async (ctx: Ctx, input: { importId: string }, kinds: Kinds): Promise<{ ok: true }> => {
  const row = await inState(ctx, input.importId, ['receiving', 'opening', 'ready', 'refused'], kinds)
  await store.deleteImport(ctx, row.id)
  await announce(ctx, importsChanged, { ids: [row.id] })
  return { ok: true }
}

/** @param kinds null where nothing of the file is known yet. @throws 404 for what the actor may not see. */
const inState = async (
  ctx: Ctx,
  id: string,
  states: readonly ImportRow['state'][],
  kinds: Kinds | null,
): Promise<ImportRow> => {
  const row = await store.lockImport(ctx, id)
  if (row === undefined || (kinds !== null && !maySee(ctx, row, kinds))) throw notFound('import')
  if (!states.includes(row.state)) throw conflict('channels.import.wrong_state')
  return row
}

/** A file is seen by whoever may see rows of every kind that it holds. */
export const maySee = (ctx: Ctx, row: ImportRow, kinds: Kinds): boolean => {
  const allowed = new Set<string>(allowedKinds(ctx, kinds).map(kind => kind.name))
  return row.kinds.every(kind => allowed.has(kind))
}

const told = async (ctx: Ctx, id: string, locale: Locale, kinds: Kinds): Promise<FileImport> => {
  await announce(ctx, importsChanged, { ids: [id] })
  return importNoun((await store.findImport(ctx, id))!, locale, kinds)
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
