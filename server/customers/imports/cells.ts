/** The cells of a row by what their columns hold, and its moments and amounts as the whole column says they are written. */
import { createHash } from 'node:crypto'
import type { ImportField } from '../../../contract/channels.ts'
import {
  currencyIn,
  type LookTable,
  momentRules,
  noMoments,
  noNumbers,
  readAmount,
  readMoment,
  zoneOfName,
} from '../../channels/index.ts'

export interface Cells {
  /** The first that is filled; empty where none is. */
  one(field: ImportField): string
  all(field: ImportField): string[]
  /** Those that are filled, with what their columns are called. */
  named(field: ImportField | null): { header: string; value: string }[]
  moment(field: ImportField): Date | null
  amount(field: ImportField): { amount: number; currency: string | null } | null
}

export interface ReadingOf {
  readonly table: LookTable
  /** IANA zone of times that say none. */
  readonly zone: string
}

/** Made once for a table. */
export const cellsOf = ({ table, zone }: ReadingOf): ((cells: readonly string[]) => Cells) => {
  const places = new Map<ImportField | null, number[]>()
  for (const { field, at } of table.columns) places.set(field, [...(places.get(field) ?? []), at])
  const rules = table.headers.map((header, at) => ({
    ...momentRules(table.evidence[at]?.moments ?? noMoments(), zoneOfName(header) ?? zone),
    ...(table.isDayFirst === null ? {} : { isDayFirst: table.isDayFirst }),
  }))
  return cells => {
    const filled = (field: ImportField | null) =>
      (places.get(field) ?? []).filter(at => (cells[at] ?? '').trim() !== '')
    const at = (place: number) => cells[place]!.trim()
    return {
      one: field => {
        const place = filled(field)[0]
        return place === undefined ? '' : at(place)
      },
      all: field => filled(field).map(at),
      named: field => filled(field).map(place => ({ header: table.headers[place]!, value: at(place) })),
      moment: field => {
        for (const place of filled(field)) {
          const found = readMoment(at(place), rules[place]!)
          if (found !== null) return found
        }
        return null
      },
      amount: field => {
        for (const place of filled(field)) {
          const found = readAmount(at(place), table.evidence[place]?.numbers ?? noNumbers())
          if (found !== null) return { ...found, currency: found.currency ?? currencyIn(table.headers[place]!) }
        }
        return null
      },
    }
  }
}

/** Cells that are no answer. */
const nothing = /^(-|–|—|\.|n\/?a|null|none|nan|undefined|없음|해당\s?없음|미입력|미상)$/i

export const said = (value: string): string => (nothing.test(value.trim()) ? '' : value.trim())

/** Hidden by whoever exported it: `홍*동`, `010-****-5678`. */
export const isCovered = (value: string): boolean => value.includes('*')

/** A name as it is compared: without spaces, signs and case. */
export const foldPerson = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** An id of a row that has none: the same parts make the same one, and it gives nothing away. */
export const fingerprint = (kind: string, parts: readonly string[]): string =>
  `${kind}:${createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32)}`

/** An id made of a text, in the form of a UUID of version 8 (RFC 9562): the same whenever the same is told. */
export const stableId = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * The system that ids belong to: as a person says, by the format, else the table's own, known by the file's name without
 * what changes from export to export: `회원목록_20261001 (2).csv` and `회원목록_20261101.csv` are the same table.
 */
export const systemOf = (row: { system: string | null; file_name: string }, table: LookTable): string => {
  const told = row.system ?? table.format
  if (told !== null) return told
  const stem = row.file_name
    .replace(/\.[a-z]{2,5}$/i, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\d+/g, '')
    .replace(/[^\p{L}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
  return `table:${stem.slice(0, 60) || 'file'}`
}
