/** What is known of a file once it was opened, as it is kept beside the import. */
import { z } from 'zod'
import { type ImportTable, importColumn } from '../../contract/listening.ts'
import type { ColumnEvidence } from './import-columns.ts'

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
  isMentions: z.boolean(),
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
})
export type ImportLook = z.infer<typeof importLook>

/** A row of a chunk: its table, its line in the file, its cells. */
export type ChunkRow = readonly [table: number, line: number, cells: readonly string[]]

export const shownTable = ({ name, rows, columns, format, isMentions, isDayFirst }: LookTable): ImportTable => ({
  name,
  rows,
  columns,
  format,
  isMentions,
  isDayFirst,
})

/** Rows that may become mentions. */
export const mentionRows = (look: ImportLook): number =>
  look.tables.reduce((sum, table) => sum + (table.isMentions ? table.rows : 0), 0)
