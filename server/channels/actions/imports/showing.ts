/** Imports as people see them: the list, one, what would come of it, and the rows that were refused. */
import type * as contract from '../../../../contract/channels.ts'
import type { FileImport, ImportCounts } from '../../../../contract/channels.ts'
import type { Input, Output } from '../../../../contract/endpoint.ts'
import type { Locale } from '../../../../contract/scalars.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { invalid, notFound } from '../../../platform/errors.ts'
import { cutPage, readCursor } from '../../../platform/keyset.ts'
import type { Download, InTransaction } from '../../../platform/route.ts'
import { contentTypes, type WrittenCell, writeTable } from '../../files/write-tables.ts'
import { chunkRows, importLook, type TableRow } from '../../imports/look.ts'
import * as store from '../../store/imports.ts'
import type { ImportRow } from '../../tables.ts'
import { maySee } from './bringing.ts'
import { allowedKinds, importNoun, type Kinds, problemOf } from './nouns.ts'

export const getImport = async (
  ctx: Ctx,
  input: { importId: string },
  locale: Locale,
  kinds: Kinds,
): Promise<FileImport> => importNoun(await seen(ctx, input.importId, kinds), locale, kinds)

/** @throws 404 for what is not there, and for what the actor may not see. */
const seen = async (ctx: Ctx, importId: string, kinds: Kinds): Promise<ImportRow> => {
  const row = await store.findImport(ctx, importId)
  if (row === undefined || !maySee(ctx, row, kinds)) throw notFound('import')
  return row
}

export const listImports = async (
  ctx: Ctx,
  input: Input<typeof contract.listImports>,
  locale: Locale,
  kinds: Kinds,
): Promise<Output<typeof contract.listImports>> => {
  const values = readCursor(input.cursor, 2)
  const after = values === null ? null : { createdAt: new Date(String(values[0])), id: String(values[1]) }
  if (after && (Number.isNaN(after.createdAt.getTime()) || !/^[0-9a-f-]{36}$/i.test(after.id)))
    throw invalid('cursor', 'bad_cursor')
  const allowed = allowedKinds(ctx, kinds).map(kind => kind.name)
  const rows = await store.importPage(ctx, { after, limit: input.limit, allowed, home: input.of ?? null })
  const page = cutPage(rows, input.limit, row => [row.created_at.toISOString(), row.id])
  return { items: page.items.map(row => importNoun(row, locale, kinds)), next: page.next }
}

/** Rows that are tried before an import runs, and rows of them that are shown. */
const triedRows = 2000
const shownRows = 20

/**
 * What would come of the first rows; nothing is stored.
 * @param options.most rows to try; where it is more than usual, every refused row is shown too.
 */
export const previewImport = async (
  ctx: Ctx,
  input: { importId: string },
  locale: Locale,
  kinds: Kinds,
  options: { most: number } = { most: triedRows },
): Promise<Output<typeof contract.previewImport>> => {
  const row = await seen(ctx, input.importId, kinds)
  const counts: ImportCounts = { ...noCounts, masked: row.masked }
  if (row.look === null) return { rows: [], counts, isWhole: true }
  const look = importLook.parse(row.look)
  const lines: TableRow[] = []
  for (let number = 0; lines.length < options.most; number++) {
    const text = await store.readChunk(ctx, row.id, number)
    if (text === undefined) break
    lines.push(...chunkRows(look, text).filter(([table]) => (look.tables[table]?.kind ?? null) !== null))
  }
  const tried = lines.slice(0, options.most)
  const isWhole = tried.length >= row.total_rows
  const byKind = Map.groupBy(tried, ([table]) => look.tables[table]!.kind!)
  const rows: Output<typeof contract.previewImport>['rows'] = []
  for (const kind of kinds) {
    const own = byKind.get(kind.name)
    if (own === undefined) continue
    const tried = await kind.preview(ctx, row, look, own, locale)
    for (const [name, count] of Object.entries(tried.counts)) counts[name as keyof ImportCounts] += count
    rows.push(...tried.rows)
  }
  rows.sort((a, b) => a.row - b.row)
  const isAll = options.most > triedRows
  return { rows: rows.filter((one, n) => n < shownRows || (isAll && one.outcome === 'refused')), counts, isWhole }
}

const noCounts = { rows: 0, added: 0, updated: 0, known: 0, refused: 0, mentions: 0, customers: 0, masked: 0 }

export const listImportRefusals = async (
  ctx: Ctx,
  input: Input<typeof contract.listImportRefusals>,
  locale: Locale,
  kinds: Kinds,
): Promise<Output<typeof contract.listImportRefusals>> => {
  await seen(ctx, input.importId, kinds)
  const after = Number(readCursor(input.cursor, 1)?.[0] ?? -1)
  if (!Number.isInteger(after)) throw invalid('cursor', 'bad_cursor')
  const rows = await store.refusalPage(ctx, input.importId, after, input.limit)
  const page = cutPage(rows, input.limit, row => [row.row])
  return {
    items: page.items.map(({ row, code, params, cells }) => ({
      row,
      problem: problemOf(kinds, code, params, locale),
      cells: [...cells],
    })),
    next: page.next,
  }
}

/** The refused rows as a file: the line, the reason, then the row as it came. */
export const downloadImportRefusals = async (
  ctx: Ctx,
  input: { importId: string },
  locale: Locale,
  kinds: Kinds,
): Promise<Download> => {
  const row = await seen(ctx, input.importId, kinds)
  const tables = row.look === null ? [] : importLook.parse(row.look).tables
  const headers = tables.toSorted((a, b) => b.rows - a.rows)[0]?.headers ?? []
  const words = locale === 'ko' ? ['줄', '까닭'] : ['Line', 'Reason']
  return {
    fileName: `${row.file_name.replace(/\.[^.]*$/, '')}-refused.csv`,
    contentType: contentTypes.csv,
    bytes: inTransaction =>
      writeTable('csv', [...words, ...headers], refusedRows(input.importId, locale, kinds, inTransaction)),
  }
}

async function* refusedRows(
  importId: string,
  locale: Locale,
  kinds: Kinds,
  inTransaction: InTransaction,
): AsyncGenerator<WrittenCell[][]> {
  for (let after = -1; ; ) {
    const from = after
    const rows = await inTransaction(ctx => store.refusalPage(ctx, importId, from, 500))
    if (rows.length === 0) return
    yield rows.map(one => [one.row, problemOf(kinds, one.code, one.params, locale).message, ...one.cells])
    after = rows.at(-1)!.row
  }
}
