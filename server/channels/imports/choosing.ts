/** What a table is: the kind whose format it has, else the one that understands most of it. */
import { type ColumnEvidence, isDayFirstOf, noEvidence } from './columns.ts'
import type { ImportKind } from './kind.ts'
import type { LookTable } from './look.ts'

/** A table as it was read, before anybody said what it is. */
export interface TableDraft {
  name: string
  headers: string[]
  evidence: ColumnEvidence[]
  rows: number
}

/** What a kind knows of tables. */
export type TableKind = Pick<ImportKind, 'name' | 'mapping' | 'dates' | 'suits'>

/** @param kinds those that may be, the likeliest first. */
export const lookAt = (draft: TableDraft, kinds: readonly TableKind[]): LookTable => {
  const width = Math.max(draft.headers.length, draft.evidence.length)
  const headers = Array.from({ length: width }, (_, at) => draft.headers[at] ?? `${at + 1}`)
  const evidence = headers.map((_, at) => draft.evidence[at] ?? noEvidence())
  const readings = kinds.map(kind => {
    const mapped = kind.mapping.map(headers, evidence)
    return { kind, ...mapped, suits: draft.rows > 0 && kind.suits(mapped.columns), worth: worthOf(mapped.columns) }
  })
  const byWorth = readings.toSorted((a, b) => b.worth - a.worth)
  const suiting = byWorth.filter(one => one.suits)
  const best = suiting.find(one => one.format !== null) ?? suiting[0] ?? byWorth[0]!
  return {
    name: draft.name,
    rows: draft.rows,
    headers,
    format: best.format,
    columns: best.columns,
    evidence,
    kind: best.suits ? best.kind.name : null,
    isDayFirst: isDayFirstOf(best.columns, evidence, best.kind.dates),
  }
}

/** How much of a table a kind understands: each field once, and details for little. */
const worthOf = (columns: LookTable['columns']): number => {
  const fields = new Map<string, number>()
  for (const { field, confidence } of columns)
    if (field !== null) fields.set(field, Math.max(fields.get(field) ?? 0, field === 'detail' ? 0.1 : confidence))
  return [...fields.values()].reduce((sum, one) => sum + one, 0)
}
