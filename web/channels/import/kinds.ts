/** What the tables of a file hold. */
import type { FileImport, ImportKind } from '../../../contract/channels.ts'

export const kindsOf = (one: FileImport): ImportKind[] => [...new Set(one.tables.flatMap(table => table.kind ?? []))]
