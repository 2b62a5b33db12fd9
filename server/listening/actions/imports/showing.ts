/** Imports as people see them: the list, one, what would come of it, and the rows that were refused. */
import type { Input, Output } from '../../../../contract/endpoint.ts'
import type * as contract from '../../../../contract/listening.ts'
import type { FileImport, PreviewRow } from '../../../../contract/listening.ts'
import type { Locale } from '../../../../contract/scalars.ts'
import { contentTypes, type Met, meetKnown, type WrittenCell, writeTable } from '../../../channels/index.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { invalid, notFound } from '../../../platform/errors.ts'
import { cutPage, readCursor } from '../../../platform/keyset.ts'
import type { Download, InTransaction } from '../../../platform/route.ts'
import { readTexts } from '../../../understanding/index.ts'
import { type ChunkRow, importLook } from '../../import-look.ts'
import * as store from '../../store/imports.ts'
import { currentStanding, postOf, wholeText } from '../standing.ts'
import { importNoun, problemOf } from './nouns.ts'
import { type LineRead, readersOf, readLines } from './running.ts'

export const getImport = async (ctx: Ctx, input: { importId: string }, locale: Locale): Promise<FileImport> => {
  const row = await store.findImport(ctx, input.importId)
  if (row === undefined) throw notFound('import')
  return importNoun(row, locale)
}

export const listImports = async (
  ctx: Ctx,
  input: Input<typeof contract.listImports>,
  locale: Locale,
): Promise<Output<typeof contract.listImports>> => {
  const values = readCursor(input.cursor, 2)
  const after = values === null ? null : { createdAt: new Date(String(values[0])), id: String(values[1]) }
  if (after && (Number.isNaN(after.createdAt.getTime()) || !/^[0-9a-f-]{36}$/i.test(after.id)))
    throw invalid('cursor', 'bad_cursor')
  const rows = await store.importPage(ctx, after, input.limit)
  const page = cutPage(rows, input.limit, row => [row.created_at.toISOString(), row.id])
  return { items: page.items.map(row => importNoun(row, locale)), next: page.next }
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
  options: { most: number } = { most: triedRows },
): Promise<Output<typeof contract.previewImport>> => {
  const row = await store.findImport(ctx, input.importId)
  if (row === undefined) throw notFound('import')
  const counts = { rows: 0, added: 0, known: 0, refused: 0, mentions: 0, masked: 0 }
  if (row.look === null) return { rows: [], counts, isWhole: true }
  const readers = readersOf(ctx, row, importLook.parse(row.look))
  const lines: LineRead[] = []
  for (let number = 0; lines.length < options.most; number++) {
    const text = await store.readChunk(ctx, row.id, number)
    if (text === undefined) break
    lines.push(...readLines(readers, JSON.parse(text) as ChunkRow[]))
  }
  const isWhole = lines.length >= row.total_rows && lines.length <= options.most
  const tried = lines.slice(0, options.most)
  const met = await meetKnown(
    ctx,
    tried.flatMap(({ read }) => (read.ok ? [read] : [])),
  )
  const topics = await wantedTopics(ctx, met, row.topic_id)
  const rows: PreviewRow[] = []
  const seen = new Set<string>()
  let n = 0
  for (const line of tried) {
    counts.rows += 1
    counts.masked += line.read.masked
    if (!line.read.ok) {
      counts.refused += 1
      if (rows.length < shownRows || options.most > triedRows) rows.push(refusedRow(line, locale))
      continue
    }
    const one = met[n]!
    const topicIds = topics[n]!
    n += 1
    const key = `${one.channel} ${one.incoming.remoteId}`
    const isKnown = one.itemId !== null || seen.has(key)
    seen.add(key)
    if (isKnown) counts.known += 1
    else counts.added += 1
    if (!isKnown && topicIds.length > 0) counts.mentions += 1
    if (rows.length < shownRows) rows.push(shownRow(line.line, one, isKnown, topicIds))
  }
  return { rows, counts, isWhole }
}

const wantedTopics = async (ctx: Ctx, met: readonly Met[], chosen: string | null): Promise<string[][]> => {
  const readings = await readTexts(
    ctx.world,
    met.map(one => wholeText(one.incoming)),
  )
  const { matcher } = await currentStanding(ctx, { isHeld: false })
  const wanted = matcher.match(met.map((one, n) => postOf({ ...one.incoming, channel: one.channel }, readings[n]!)))
  return wanted.map(ids => [...new Set(chosen === null ? ids : [...ids, chosen])])
}

const shownLength = 400

const shownRow = (line: number, { channel, incoming }: Met, isKnown: boolean, topicIds: string[]): PreviewRow => ({
  row: line,
  outcome: isKnown ? 'known' : 'new',
  problem: null,
  channel,
  title: incoming.title,
  text: incoming.text.slice(0, shownLength).toWellFormed(),
  url: incoming.url,
  author: incoming.author.displayName ?? incoming.author.handle,
  followers: incoming.author.followers,
  publishedAt: incoming.publishedAt?.toISOString() ?? null,
  topicIds,
})

const refusedRow = ({ line, read, cells }: LineRead, locale: Locale): PreviewRow => ({
  row: line,
  outcome: 'refused',
  problem: read.ok ? null : problemOf(read.code, read.params, locale),
  channel: null,
  title: null,
  text:
    read.masked > 0
      ? ''
      : cells
          .filter(cell => cell !== '')
          .join(' · ')
          .slice(0, shownLength)
          .toWellFormed(),
  url: null,
  author: null,
  followers: null,
  publishedAt: null,
  topicIds: [],
})

export const listImportRefusals = async (
  ctx: Ctx,
  input: Input<typeof contract.listImportRefusals>,
  locale: Locale,
): Promise<Output<typeof contract.listImportRefusals>> => {
  const after = Number(readCursor(input.cursor, 1)?.[0] ?? -1)
  if (!Number.isInteger(after)) throw invalid('cursor', 'bad_cursor')
  const rows = await store.refusalPage(ctx, input.importId, after, input.limit)
  const page = cutPage(rows, input.limit, row => [row.row])
  return {
    items: page.items.map(({ row, code, params, cells }) => ({
      row,
      problem: problemOf(code, params, locale),
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
): Promise<Download> => {
  const row = await store.findImport(ctx, input.importId)
  if (row === undefined) throw notFound('import')
  const tables = row.look === null ? [] : importLook.parse(row.look).tables
  const headers = tables.toSorted((a, b) => b.rows - a.rows)[0]?.headers ?? []
  const words = locale === 'ko' ? ['줄', '까닭'] : ['Line', 'Reason']
  return {
    fileName: `${row.file_name.replace(/\.[^.]*$/, '')}-refused.csv`,
    contentType: contentTypes.csv,
    bytes: inTransaction =>
      writeTable('csv', [...words, ...headers], refusedRows(input.importId, locale, inTransaction)),
  }
}

async function* refusedRows(
  importId: string,
  locale: Locale,
  inTransaction: InTransaction,
): AsyncGenerator<WrittenCell[][]> {
  for (let after = -1; ; ) {
    const from = after
    const rows = await inTransaction(ctx => store.refusalPage(ctx, importId, from, 500))
    if (rows.length === 0) return
    yield rows.map(one => [one.row, problemOf(one.code, one.params, locale).message, ...one.cells])
    after = rows.at(-1)!.row
  }
}
