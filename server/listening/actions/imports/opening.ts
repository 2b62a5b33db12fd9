/** Opening a file that was brought: its bytes become rows, and what its columns hold becomes known. */
import {
  type FileBytes,
  type FileReading,
  type FileRefusal,
  isFileFault,
  openFile,
  type TableEvent,
} from '../../../channels/index.ts'
import { announce } from '../../../platform/announce.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { importsChanged } from '../../events.ts'
import {
  type ColumnEvidence,
  canBeMentions,
  isDayFirstOf,
  mapColumns,
  noEvidence,
  noteCell,
} from '../../import-columns.ts'
import { type ChunkRow, type ImportLook, type LookTable, mentionRows } from '../../import-look.ts'
import { knowsName } from '../../import-names.ts'
import { storable } from '../../storable.ts'
import * as store from '../../store/imports.ts'

/** Rows of a chunk: what one transaction brings in. */
const chunkRows = 1000
/** A chunk of long rows ends earlier, in UTF-16 units. */
const chunkLength = 2_000_000
const pieceBytes = 1_048_576
const longestCell = 200_000
const mostTables = 100

/** Reads the file through: its rows are kept in chunks, its bytes are forgotten. Run again, it does nothing. */
export const openImport = async (ctx: Ctx, input: { importId: string }): Promise<void> => {
  const row = await store.lockImport(ctx, input.importId)
  if (row?.state !== 'opening') return
  const read = await readFile(ctx, row.id, piecesOf(ctx, row.id, row.byte_size))
  await store.dropPieces(ctx, row.id)
  if (read.ok) {
    await store.changeImportRow(ctx, row.id, { state: 'ready', look: read.look, total_rows: mentionRows(read.look) })
  } else {
    await store.dropChunks(ctx, row.id)
    const { code, params } = read
    await store.changeImportRow(ctx, row.id, { state: 'refused', problem_code: code, problem_params: params })
  }
  await announce(ctx, importsChanged, { ids: [row.id] })
}

/** The stored pieces as one file; the last one read is held, since files are read onward. */
const piecesOf = (ctx: Ctx, importId: string, size: number): FileBytes => {
  const held = new Map<number, Uint8Array>()
  const piece = async (number: number): Promise<Uint8Array> => {
    const known = held.get(number)
    if (known) return known
    const bytes = await store.readPiece(ctx, importId, number)
    if (held.size >= 4) held.delete(held.keys().next().value!)
    held.set(number, bytes)
    return bytes
  }
  return {
    size,
    async read(at, length) {
      const parts: Uint8Array[] = []
      const end = Math.min(at + length, size)
      for (let from = at; from < end; ) {
        const bytes = await piece(Math.floor(from / pieceBytes))
        const part = bytes.subarray(from % pieceBytes, Math.min((from % pieceBytes) + end - from, bytes.byteLength))
        if (part.byteLength === 0) break
        parts.push(part)
        from += part.byteLength
      }
      return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
    },
  }
}

type Read = { ok: true; look: ImportLook } | FileRefusal

const readFile = async (ctx: Ctx, importId: string, file: FileBytes): Promise<Read> => {
  const opened = await openFile(file, knowsName)
  if (!opened.ok) return opened
  try {
    const tables = await keepRows(ctx, importId, opened.reading, opened.events())
    if (tables.length === 0) return { ok: false, code: 'channels.file.no_table', params: {} }
    const { kind, charset, delimiter, sheets } = opened.reading
    return { ok: true, look: { reading: { kind, charset, delimiter, sheets: [...sheets] }, tables } }
  } catch (error) {
    if (isFileFault(error)) return error.refusal
    throw error
  }
}

interface Draft {
  name: string
  headers: string[]
  evidence: ColumnEvidence[]
  rows: number
}

const keepRows = async (
  ctx: Ctx,
  importId: string,
  reading: FileReading,
  events: AsyncIterable<TableEvent>,
): Promise<LookTable[]> => {
  // Objects tell their columns as they come: a new header is the same table with more of them.
  const isGrowing = reading.kind === 'json' || reading.kind === 'jsonl'
  const drafts: Draft[] = []
  let chunk: ChunkRow[] = []
  let length = 0
  let number = 0
  const flush = async () => {
    if (chunk.length > 0) await store.putChunk(ctx, importId, number++, JSON.stringify(chunk))
    chunk = []
    length = 0
  }
  for await (const event of events) {
    if (event.kind === 'aside') continue
    if (event.kind === 'table') {
      const headers = event.headers.map(storable)
      const growing = isGrowing ? drafts[0] : undefined
      if (growing) growing.headers = headers
      else if (drafts.length < mostTables) drafts.push({ name: storable(event.name), headers, evidence: [], rows: 0 })
      continue
    }
    const draft = drafts.at(-1)
    if (!draft) continue
    const cells = event.cells.map(cell => storable(cell.length > longestCell ? cell.slice(0, longestCell) : cell))
    for (const [at, cell] of cells.entries()) {
      draft.evidence[at] ??= noEvidence()
      noteCell(draft.evidence[at], cell)
      length += cell.length + 3
    }
    draft.rows += 1
    chunk.push([drafts.length - 1, event.line, cells])
    if (chunk.length >= chunkRows || length >= chunkLength) await flush()
  }
  await flush()
  return drafts.some(draft => draft.rows > 0) ? drafts.map(lookAt) : []
}

const lookAt = (draft: Draft): LookTable => {
  const width = Math.max(draft.headers.length, draft.evidence.length)
  const headers = Array.from({ length: width }, (_, at) => draft.headers[at] ?? `${at + 1}`)
  const evidence = headers.map((_, at) => draft.evidence[at] ?? noEvidence())
  const { format, columns } = mapColumns(headers, evidence)
  return {
    name: draft.name,
    rows: draft.rows,
    headers,
    format,
    columns,
    evidence,
    isMentions: draft.rows > 0 && canBeMentions(columns),
    isDayFirst: isDayFirstOf(columns, evidence),
  }
}
