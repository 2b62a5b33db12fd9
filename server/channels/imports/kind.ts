/** What a room must say to have its files brought by the one engine of imports. */
import type {
  ImportCounts,
  ImportField,
  ImportTable,
  ImportKind as KindName,
  PreviewRow,
} from '../../../contract/channels.ts'
import type { Permission } from '../../../contract/permissions.ts'
import type { Locale } from '../../../contract/scalars.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { Sentences } from '../../platform/sentences.ts'
import type { ImportLook, TableRow } from './look.ts'
import type { Mapping } from './mapping.ts'
import type { ImportRow } from './rows.ts'

export interface Refusal {
  row: number
  /** A code of the kind's sentences. */
  code: string
  params: Readonly<Record<string, string>>
  cells: readonly string[]
}

/** What came of rows, added to the counts of the import. */
export interface Brought {
  readonly counts: Partial<ImportCounts>
  readonly refusals: readonly Refusal[]
}

export interface ImportKind {
  readonly name: KindName
  /** What a person must hold to bring and see such rows, beside `channels.import`. */
  readonly permission: Permission
  readonly sentences: Sentences
  readonly mapping: Mapping
  /** Fields that hold the date by which day and month are told apart. */
  readonly dates: readonly ImportField[]
  /** Whether rows of a table with these columns can be brought. */
  suits(columns: ImportTable['columns']): boolean
  /** What stands in the way of running, as a code of the sentences; null for nothing. */
  missing?(look: ImportLook, row: ImportRow): string | null
  /** Options of the command that only this kind has: what stands behind the value, or the names that there are. */
  readonly flags?: readonly ImportFlag[]
  /** Checks what a person says about all rows. @throws invalid */
  check?(ctx: Ctx, settings: { topicId?: string | null | undefined }): Promise<void>
  /** What would come of rows; nothing is stored. A preview row for each of the rows that count, in their order. */
  preview(
    ctx: Ctx,
    row: ImportRow,
    look: ImportLook,
    rows: readonly TableRow[],
    locale: Locale,
  ): Promise<{ rows: PreviewRow[]; counts: Partial<ImportCounts> }>
  /** Brings rows in. Called once a chunk, inside its transaction. */
  bring(ctx: Ctx, row: ImportRow, look: ImportLook, rows: readonly TableRow[]): Promise<Brought>
  /** Takes the next page back of what was made. @returns whether there is more, and how much had to stay. */
  takeBack(ctx: Ctx, row: ImportRow): Promise<{ isOver: boolean; kept: number }>
}

export interface ImportFlag {
  readonly name: string
  readonly help: string
  /** @returns what is set; or what to choose from, where there is no such thing. */
  read(ctx: Ctx, value: string): Promise<{ topicId: string } | { choices: readonly string[] }>
}
