/** Opening a file that was brought: its bytes become rows, and what its columns hold becomes known. */
import { announce } from '../../../platform/announce.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { importsChanged } from '../../events.ts'
import { type FileBytes, type FileRefusal, isFileFault } from '../../files/bytes.ts'
import { type FileReading, openFile } from '../../files/open.ts'
import { maskNumbers, type PersonalColumn, personalColumn } from '../../files/personal.ts'
import type { TableEvent } from '../../files/tables.ts'
import { rearm } from '../../files/write-tables.ts'
import { lookAt, type TableDraft } from '../../imports/choosing.ts'
import { noEvidence, noteCell } from '../../imports/columns.ts'
import { type ImportLook, rowsToBring, type TableRow } from '../../imports/look.ts'
import { storableText } from '../../storable.ts'
import * as store from '../../store/imports.ts'
import type { ImportRow } from '../../tables.ts'
import { kindsOf } from './bringing.ts'
import type { Kinds } from './nouns.ts'

/** Rows of a chunk: what one transaction brings in. */
const chunkRows = 1000
/** A chunk of long rows ends earlier, in UTF-16 units. */
const chunkLength = 2_000_000
const pieceBytes = 1_048_576
const longestCell = 200_000
const mostTables = 100

/** Reads the file through: its rows are kept in chunks, its bytes are forgotten. Run again, it does nothing. */
export const openImport = async (ctx: Ctx, input: { importId: string }, kinds: Kinds): Promise<void> => {
  const row = await store.lockImport(ctx, input.importId)
  if (row?.state !== 'opening') return
  const allowed = kinds.filter(kind => row.allowed.includes(kind.name))
  const read = await readFile(ctx, row, piecesOf(ctx, row.id, row.byte_size), inOrder(allowed, row.home))
  await store.dropPieces(ctx, row.id)
  if (read.ok) {
    await store.changeImportRow(ctx, row.id, {
      state: 'ready',
      look: read.look,
      total_rows: rowsToBring(read.look),
      kinds: kindsOf(read.look),
      masked: read.masked,
    })
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

/** Rows that may be either are read as what the place holds to which the file was brought. */
const inOrder = (kinds: Kinds, home: ImportRow['home']): Kinds =>
  kinds.toSorted((a, b) => Number(isElsewhere(a.name, home)) - Number(isElsewhere(b.name, home)))

const isElsewhere = (kind: string, home: ImportRow['home']): boolean => (kind === 'mentions') !== (home === 'mentions')

type Read = { ok: true; look: ImportLook; masked: number } | FileRefusal

const readFile = async (ctx: Ctx, row: ImportRow, file: FileBytes, kinds: Kinds): Promise<Read> => {
  const opened = await openFile(file, header => kinds.some(kind => kind.mapping.knows(header)))
  if (!opened.ok) return opened
  try {
    const { drafts, masked } = await keepRows(ctx, row.id, opened.reading, opened.events())
    if (!drafts.some(draft => draft.rows > 0)) return { ok: false, code: 'channels.file.no_table', params: {} }
    const { kind, charset, delimiter, sheets } = opened.reading
    const tables = drafts.map(draft => lookAt(draft, kinds))
    return {
      ok: true,
      masked,
      look: { reading: { kind, charset, delimiter, sheets: [...sheets] }, tables, isMasked: true },
    }
  } catch (error) {
    if (isFileFault(error)) return error.refusal
    throw error
  }
}

interface Draft extends TableDraft {
  personal: PersonalColumn[]
}

const keepRows = async (
  ctx: Ctx,
  importId: string,
  reading: FileReading,
  events: AsyncIterable<TableEvent>,
): Promise<{ drafts: Draft[]; masked: number }> => {
  // Objects tell their columns as they come: a new header is the same table with more of them.
  const isGrowing = reading.kind === 'json' || reading.kind === 'jsonl'
  const drafts: Draft[] = []
  let chunk: TableRow[] = []
  let length = 0
  let number = 0
  let masked = 0
  const flush = async () => {
    if (chunk.length > 0) await store.putChunk(ctx, importId, number++, JSON.stringify(chunk))
    chunk = []
    length = 0
  }
  for await (const event of events) {
    if (event.kind === 'aside') continue
    if (event.kind === 'table') {
      const headers = event.headers.map(storableText)
      const personal = headers.map(personalColumn)
      const growing = isGrowing ? drafts[0] : undefined
      if (growing) Object.assign(growing, { headers, personal })
      else if (drafts.length < mostTables)
        drafts.push({ name: storableText(event.name), headers, personal, evidence: [], rows: 0 })
      continue
    }
    const draft = drafts.at(-1)
    if (!draft) continue
    const cells = event.cells.map((cell, at) => {
      const kept = keptCell(cell, draft.personal[at] ?? null)
      masked += kept.masked
      return kept.text
    })
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
  return { drafts, masked }
}

/** A cell without what must not be kept, and without the apostrophe that kept formulas from running. */
const keptCell = (cell: string, personal: PersonalColumn): { text: string; masked: number } =>
  maskNumbers(rearm(storableText(cell.length > longestCell ? cell.slice(0, longestCell) : cell)), personal)
