/** What the columns of a table hold: by a known format, by their names, and where names say nothing by what is in them. */
import type { ImportColumn, ImportField } from '../../../contract/channels.ts'
import type { ColumnEvidence } from './columns.ts'
import { foldName } from './names.ts'

/** An export of a known product, told by its header. */
export interface FileFormat {
  readonly name: string
  /** Columns that no other product has together, as `foldName` makes them. */
  readonly has: readonly string[]
  /** Names as they are written, where folded ones would be anybody's. */
  readonly says?: readonly string[]
  /** Only where there is no other column. */
  readonly isAll?: boolean
  /** By folded name, over what names usually mean. */
  readonly fields: Readonly<Record<string, ImportField>>
}

/** What a kind of table calls its columns. */
export interface ColumnWords {
  readonly formats: readonly FileFormat[]
  /** A line a field, the likeliest name first, parted by commas. */
  readonly names: Readonly<Partial<Record<ImportField, string>>>
  /** Names of what is kept as a detail. */
  readonly details: string
  readonly patterns: readonly (readonly [RegExp, ImportField])[]
  /** A name that its values disprove counts for less: a date that is none, a link that is none. */
  readonly proofs: Readonly<Partial<Record<ImportField, (value: string) => boolean>>>
  /** Guesses what no name told, from columns that nobody knows. */
  guess?(columns: readonly ImportColumn[], evidence: readonly ColumnEvidence[]): ImportColumn[]
}

export interface Mapped {
  format: string | null
  columns: ImportColumn[]
}

export interface Mapping {
  /** Whether a header may be of such a table: what finds the header line. */
  knows(header: string): boolean
  map(headers: readonly string[], evidence: readonly ColumnEvidence[]): Mapped
}

/** The first values that are shown. */
const shown = 3

export const makeMapping = (words: ColumnWords): Mapping => {
  const byName = readNames(words)
  const fieldOfName = (header: string): { field: ImportField; rank: number } | null => {
    const known = byName.get(foldName(header))
    if (known) return known
    const plain = header.trim().replaceAll(/[._]/g, ' ')
    const pattern = words.patterns.find(([form]) => form.test(plain))
    return pattern ? { field: pattern[1], rank: 50 } : null
  }
  const doubt = (column: ImportColumn, samples: readonly string[]): ImportColumn => {
    if (column.field === null || samples.length === 0 || column.confidence === 1) return column
    const proof = words.proofs[column.field]
    if (!proof || samples.filter(proof).length / samples.length >= 0.5) return column
    return { ...column, field: 'detail', confidence: 0.5 }
  }
  return {
    knows: header => header.length <= 80 && fieldOfName(header) !== null,
    map(headers, evidence) {
      const format = formatOf(words.formats, headers)
      const columns = headers.map((header, at): ImportColumn => {
        const told = format?.fields[foldName(header)]
        const byHeader = told === undefined ? fieldOfName(header) : null
        const samples = evidence[at]?.samples ?? []
        const column: ImportColumn = {
          at,
          header,
          field: told ?? byHeader?.field ?? null,
          confidence: told ? 1 : byHeader ? Math.max(0.6, 0.95 - byHeader.rank * 0.01) : 0,
          samples: samples.slice(0, shown),
        }
        return doubt(column, samples)
      })
      return { format: format?.name ?? null, columns: words.guess?.(columns, evidence) ?? columns }
    },
  }
}

/** The product that wrote a table with these headers; null for any other. */
const formatOf = (formats: readonly FileFormat[], headers: readonly string[]): FileFormat | null => {
  const folded = new Set(headers.map(foldName))
  return (
    formats.find(
      format =>
        format.has.every(name => folded.has(name)) &&
        (format.says ?? []).every(name => headers.includes(name)) &&
        (!format.isAll || headers.length === format.has.length),
    ) ?? null
  )
}

const readNames = ({ names, details }: ColumnWords): ReadonlyMap<string, { field: ImportField; rank: number }> => {
  const found = new Map<string, { field: ImportField; rank: number }>()
  const add = (field: ImportField, list: string) => {
    for (const [rank, name] of list.split(',').entries()) {
      const folded = foldName(name)
      if (folded !== '' && !found.has(folded)) found.set(folded, { field, rank })
    }
  }
  for (const [field, list] of Object.entries(names)) add(field as ImportField, list)
  add('detail', details)
  return found
}

/** What is missing is guessed from columns that nobody knows, each field once. */
export const guessField = (
  columns: readonly ImportColumn[],
  evidence: readonly ColumnEvidence[],
  field: ImportField,
  fits: (samples: readonly string[]) => number,
): ImportColumn[] => {
  if (columns.some(column => column.field === field)) return [...columns]
  let best: { at: number; share: number } | null = null
  for (const column of columns) {
    const samples = evidence[column.at]?.samples ?? []
    if (column.field !== null || samples.length === 0) continue
    const share = fits(samples)
    if (share > (best?.share ?? 0.7)) best = { at: column.at, share }
  }
  const at = best?.at
  return columns.map(column => (column.at === at ? { ...column, field, confidence: 0.4 } : column))
}

/** The share of samples that fit. */
export const shareOf =
  (fits: (value: string) => boolean) =>
  (samples: readonly string[]): number =>
    samples.filter(fits).length / samples.length
