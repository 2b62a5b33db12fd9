/** Rows of a file as the tables of one kind read them. */
import type { ImportKind, PreviewRow } from '../../../../contract/channels.ts'
import type { Locale } from '../../../../contract/scalars.ts'
import type { ImportLook, ImportRow, Refusal, TableRow } from '../../../channels/index.ts'
import { sentence } from '../../../platform/sentences.ts'
import type { PeoplePlan, RowRead } from '../../imports/contact-rows.ts'
import { importSentences } from '../../imports/sentences.ts'

export interface Line<T> {
  line: number
  cells: readonly string[]
  read: RowRead<T>
}

type Make<T> = (plan: PeoplePlan) => (cells: readonly string[]) => RowRead<T>

/** Each table gets its reader once. */
export const readLines = <T>(row: ImportRow, look: ImportLook, rows: readonly TableRow[], make: Make<T>): Line<T>[] => {
  const readers = new Map<number, ReturnType<Make<T>>>()
  return rows.map(([at, line, cells]) => {
    const reader =
      readers.get(at) ??
      make({ table: look.tables[at]!, zone: row.zone, keepsAddresses: row.keeps_addresses === true, row })
    readers.set(at, reader)
    return { line, cells, read: reader(cells) }
  })
}

export const refusalsOf = <T>(lines: readonly Line<T>[]): Refusal[] =>
  lines.flatMap(({ line, read, cells }) =>
    read.ok ? [] : [{ row: line, code: read.code, params: read.params, cells }],
  )

type Shown = Pick<PreviewRow, 'outcome' | 'author' | 'text'> & Partial<PreviewRow>

export const previewRow = <T>(kind: ImportKind, one: Line<T>, locale: Locale, shown: Shown | null): PreviewRow => ({
  row: one.line,
  kind,
  problem: one.read.ok
    ? null
    : { code: one.read.code, message: sentence(importSentences, one.read.code, locale, one.read.params) },
  channel: null,
  title: null,
  url: null,
  followers: null,
  publishedAt: null,
  topicIds: [],
  changes: [],
  ...(shown ?? {
    outcome: 'refused',
    author: null,
    text: one.cells
      .filter(cell => cell !== '')
      .join(' · ')
      .slice(0, 400)
      .toWellFormed(),
  }),
})
