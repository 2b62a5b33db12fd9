/** What a value of a workspace's own field may be, how one is read from what people and files write, and how filters say it. */
import type { Field, FieldValue } from '../../contract/access.ts'

type Shape = Pick<Field, 'kind' | 'choices'>

/** Characters of a text; what files bring can be longer and is cut nowhere else. */
const longest = 1000

const yes = /^(true|yes|y|1|o|예|네|있음)$/i
const no = /^(false|no|n|0|x|아니요|아니오|없음)$/i

/**
 * A value in the one form in which it is kept, compared and shown; null for what the field cannot hold. Texts are read as people
 * and spreadsheets write them: `1,200`, `2026. 11. 3.`, `예`, a choice by its name.
 */
export const readFieldValue = (field: Shape, given: FieldValue): FieldValue | null => {
  const text = String(given).toWellFormed().replaceAll('\0', '').normalize('NFC').trim()
  if (text === '' || text.length > longest) return null
  if (field.kind === 'text') return typeof given === 'boolean' ? null : text
  if (field.kind === 'number') return readNumber(given, text)
  if (field.kind === 'date') return readDay(text)
  if (field.kind === 'yes_no') return yes.test(text) ? true : no.test(text) ? false : null
  if (field.kind === 'link') return readLink(text)
  return choiceOf(field, text)?.id ?? null
}

const readNumber = (given: FieldValue, text: string): number | null => {
  if (typeof given === 'boolean') return null
  const bare = text.replace(/(?<=\d),(?=\d{3}\b)/g, '')
  if (!/^[+-]?\d+(\.\d+)?(e[+-]?\d{1,2})?$/i.test(bare)) return null
  const value = Number(bare)
  // Beyond this a number no longer keeps its ones.
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : null
}

const readDay = (text: string): string | null => {
  const parts = /^(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?$/.exec(text)
  if (!parts) return null
  const [year, month, day] = [parts[1]!, parts[2]!.padStart(2, '0'), parts[3]!.padStart(2, '0')]
  const at = Date.parse(`${year}-${month}-${day}T00:00:00Z`)
  // 31 February is a day of March to some readers.
  return Number.isNaN(at) || new Date(at).getUTCDate() !== Number(day) ? null : `${year}-${month}-${day}`
}

/** Only what a browser may open when somebody presses it: a `javascript:` address is text, not a link. */
const readLink = (text: string): string | null => {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== ''
    ? url.href
    : null
}

const same = (a: string, b: string): boolean => a.normalize('NFKC').toLowerCase() === b.normalize('NFKC').toLowerCase()

/** By its id, its name, or a name that it had; those that stand come first. */
const choiceOf = (field: Shape, text: string) =>
  field.choices.find(one => one.id === text) ??
  field.choices.find(one => !one.isRemoved && same(one.name, text)) ??
  field.choices.find(one => same(one.name, text) || one.formerNames.some(name => same(name, text)))

/** A value as an export writes it: a choice by its name. */
export const writtenFieldValue = (field: Shape, value: FieldValue | undefined): string | number | null => {
  if (value === undefined) return null
  if (field.kind === 'choice') return field.choices.find(one => one.id === value)?.name ?? String(value)
  return typeof value === 'boolean' ? String(value) : value
}

/** What a filter says of one field. Within one any of `any` will do. */
export interface FieldCondition {
  key: string
  any: readonly FieldTest[]
}

export type FieldTest =
  | { is: 'set' }
  | { is: 'empty' }
  /** Holds the text, whatever its case. */
  | { is: 'holding'; text: string }
  | { is: 'equal'; value: FieldValue }
  /** Both ends belong to it; of numbers, or of days as text. */
  | { is: 'between'; from: number | string | null; to: number | string | null }

/** `key:value` as the contract says it. @returns the text that cannot be read where there is one */
export const readFieldFilter = (
  fields: readonly (Shape & { key: string })[],
  asked: readonly string[],
): { conditions: FieldCondition[] } | { unread: string } => {
  const byKey = new Map<string, FieldTest[]>()
  for (const text of asked) {
    const at = text.indexOf(':')
    const key = text.slice(0, at)
    const field = fields.find(one => one.key === key)
    const test = field && readTest(field, text.slice(at + 1).trim())
    if (!test) return { unread: text }
    byKey.set(key, [...(byKey.get(key) ?? []), test])
  }
  return { conditions: [...byKey].map(([key, any]) => ({ key, any })) }
}

const readTest = (field: Shape, text: string): FieldTest | null => {
  if (text === '*') return { is: 'set' }
  if (text === '-') return { is: 'empty' }
  if (text === '') return null
  if (field.kind === 'text' || field.kind === 'link') return { is: 'holding', text }
  const range = field.kind === 'number' || field.kind === 'date' ? readRange(field, text) : undefined
  if (range !== undefined) return range
  const value = readFieldValue(field, text)
  return value === null ? null : { is: 'equal', value }
}

/** @returns undefined for what is no range, null for one that cannot be read. */
const readRange = (field: Shape, text: string): FieldTest | null | undefined => {
  const parts = /^(>=|<=)(.+)$/.exec(text)
  const [from, to] = parts ? (parts[1] === '>=' ? [parts[2], ''] : ['', parts[2]]) : text.split('..')
  if (from === undefined || to === undefined) return undefined
  const read = (end: string) => (end === '' ? null : (readFieldValue(field, end) as number | string | null))
  const ends = { from: read(from), to: read(to) }
  const isUnread = (from !== '' && ends.from === null) || (to !== '' && ends.to === null)
  return isUnread || (from === '' && to === '') ? null : { is: 'between', ...ends }
}

/** A key for a name: what of it the API can say, else a number that is free. */
export const keyForName = (name: string, taken: ReadonlySet<string>): string => {
  const latin = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_0-9]+|_+$/g, '')
    .slice(0, 30)
  const stem = latin === '' ? 'field' : latin
  if (latin !== '' && !taken.has(stem)) return stem
  for (let n = latin === '' ? 1 : 2; ; n++) if (!taken.has(`${stem}_${n}`)) return `${stem}_${n}`
}
