/** What is known of a file once it was opened, as it is kept beside the import. */
import { z } from 'zod'
import { type ImportTable, importColumn, importKind } from '../../../contract/channels.ts'
import { maskNumbers } from '../files/personal.ts'
import type { ColumnEvidence } from './columns.ts'

/** A row of a file: the table that it is of, its line, its cells as they may be kept. */
export type TableRow = readonly [table: number, line: number, cells: readonly string[]]

const evidence = z.object({
  filled: z.number(),
  samples: z.array(z.string()),
  moments: z.object({ dayFirst: z.number(), dayLast: z.number(), zoned: z.number(), local: z.number() }),
  numbers: z.object({
    decimalPoints: z.number(),
    thousandPoints: z.number(),
    decimalCommas: z.number(),
    thousandCommas: z.number(),
  }),
}) satisfies z.ZodType<ColumnEvidence>

const lookTable = z.object({
  name: z.string(),
  rows: z.number(),
  headers: z.array(z.string()),
  format: z.string().nullable(),
  columns: z.array(importColumn),
  evidence: z.array(evidence),
  kind: importKind.nullable(),
  isDayFirst: z.boolean().nullable(),
})
export type LookTable = z.infer<typeof lookTable>

export const importLook = z.object({
  reading: z.object({
    kind: z.string(),
    charset: z.string().nullable(),
    delimiter: z.string().nullable(),
    sheets: z.array(z.string()),
  }),
  tables: z.array(lookTable),
  /** Numbers of persons were hidden when it was opened; files that were opened by an older program hide them when they are read. */
  isMasked: z.boolean().default(false),
})
export type ImportLook = z.infer<typeof importLook>

export const shownTable = ({ name, rows, columns, format, kind, isDayFirst }: LookTable): ImportTable => ({
  name,
  rows,
  columns,
  format,
  kind,
  isDayFirst,
})

/** Rows that may become something. */
export const rowsToBring = (look: ImportLook): number =>
  look.tables.reduce((sum, table) => sum + (table.kind === null ? 0 : table.rows), 0)

/** Streets and post codes that hold something: they are asked about before they are kept. */
export const asksAddresses = (look: ImportLook): boolean =>
  look.tables.some(
    table =>
      table.kind !== null &&
      table.kind !== 'mentions' &&
      table.columns.some(
        column => (column.field === 'address' || column.field === 'postCode') && table.evidence[column.at]!.filled > 0,
      ),
  )

/** The rows of a chunk as it is kept. */
export const chunkRows = (look: ImportLook, text: string): TableRow[] => {
  const rows = JSON.parse(text) as TableRow[]
  return look.isMasked
    ? rows
    : rows.map(([table, line, cells]) => [table, line, cells.map(cell => maskNumbers(cell).text)])
}
