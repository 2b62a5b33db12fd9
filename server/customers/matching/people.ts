/** People made comparable: each field in one form, each different value once, with how many rows hold it. */
import type { FieldKind, ValueKind } from './columns.ts'
import { parseNameParts } from './person-name.ts'
import type { RawColumn, RawTable } from './table.ts'
import {
  comparedPhone,
  isRoleMailbox,
  readBirth,
  readEmail,
  readGender,
  readHandle,
  readId,
  readPlace,
  readPostcode,
  readWords,
} from './values.ts'

/** Values of one field; number 0 is "not known". */
export interface Values {
  readonly texts: string[]
  /** How many rows hold each. */
  readonly counts: number[]
}

export interface Field {
  readonly kind: ValueKind
  readonly header: string
  readonly values: Values
  /** The value of each row. */
  readonly ids: Int32Array
  /** Of handles: the mail address of a row, and the name before its @ as a value of this field. */
  readonly mail: { readonly ids: Int32Array; readonly names: Int32Array } | null
  /** Further values of a row where several columns hold the same: home phone, work phone. */
  readonly others: readonly Int32Array[]
}

export interface Names {
  readonly values: Values
  readonly given: Int32Array
  readonly family: Int32Array
  /** Further names of a row; only rows that have some. */
  readonly more: ReadonlyMap<number, readonly number[]>
}

export interface People {
  readonly size: number
  readonly names: Names | null
  readonly fields: readonly Field[]
  /** Longitude and latitude in degrees; NaN where unknown. */
  readonly points: { readonly latitude: Float64Array; readonly longitude: Float64Array } | null
}

interface Numbering extends Values {
  readonly numbers: Map<string, number>
}

const numbering = (): Numbering => ({ texts: [''], counts: [0], numbers: new Map() })

const numberOf = (all: Numbering, text: string): number => {
  if (text === '') return 0
  let id = all.numbers.get(text)
  if (id === undefined) {
    id = all.texts.length
    all.numbers.set(text, id)
    all.texts.push(text)
    all.counts.push(0)
  }
  return id
}

const readers: Readonly<Record<ValueKind, (text: string) => string>> = {
  birth: readBirth,
  email: readEmail,
  phone: comparedPhone,
  id: readId,
  handle: readHandle,
  account: text => text,
  place: readPlace,
  postcode: readPostcode,
  street: readWords,
  houseNumber: readId,
  address: readPlace,
  state: readWords,
  country: readWords,
  occupation: readWords,
  company: readWords,
  gender: readGender,
}

const isValue = (kind: FieldKind): kind is ValueKind => Object.hasOwn(readers, kind)

/** Kinds of which several columns are one field with several values; of others each column is a field of its own. */
const isGathered = (kind: FieldKind): boolean => kind === 'phone' || kind === 'email' || kind === 'account'

export const makePeople = (table: RawTable): People => {
  const of = (kind: FieldKind) => table.columns.filter(column => column.kind === kind)
  const fields: Field[] = []
  const done = new Set<FieldKind>()
  for (const column of table.columns) {
    const { kind } = column
    if (!isValue(kind) || done.has(kind)) continue
    const read = readers[kind]
    if (isGathered(kind)) done.add(kind)
    const columns = isGathered(kind) ? of(kind) : [column]
    const field = makeField(kind, columns, read, table.size)
    if (field.values.texts.length > 1) fields.push(field)
  }
  nameMails(fields)
  return { size: table.size, names: makeNames(table, of), fields, points: makePoints(of, table.size) }
}

const makeField = (
  kind: ValueKind,
  columns: readonly RawColumn[],
  read: (text: string) => string,
  size: number,
): Field => {
  const values = numbering()
  const slots = columns.map(column => {
    const map = Int32Array.from(column.texts, text => numberOf(values, read(text)))
    return Int32Array.from(column.ids, id => map[id]!)
  })
  const [ids, ...others] = slots as [Int32Array, ...Int32Array[]]
  for (let row = 0; row < size; row++) {
    const seen: number[] = []
    for (const slot of slots) {
      const id = slot[row]!
      if (id === 0) continue
      if (seen.includes(id)) slot[row] = 0
      else {
        seen.push(id)
        values.counts[id]!++
      }
    }
  }
  return { kind, mail: null, header: columns.map(one => one.header).join(' · '), values, ids, others }
}

/** Many take the name of their mailbox for a handle elsewhere. */
const nameMails = (fields: Field[]): void => {
  const mail = fields.find(field => field.kind === 'email')
  if (!mail) return
  for (const [at, field] of fields.entries()) {
    if (field.kind !== 'handle') continue
    const numbers = new Map(field.values.texts.map((text, id) => [text, id]))
    const map = Int32Array.from(mail.values.texts, text => {
      const name = text.slice(0, text.indexOf('@'))
      return name.length < 5 || isRoleMailbox(text) ? 0 : (numbers.get(readHandle(name)) ?? 0)
    })
    fields[at] = { ...field, mail: { ids: mail.ids, names: Int32Array.from(mail.ids, id => map[id]!) } }
  }
}

const makeNames = (table: RawTable, of: (kind: FieldKind) => RawColumn[]): Names | null => {
  const parts = { full: of('fullName'), given: of('givenName'), family: of('familyName'), middle: of('middleName') }
  const columns = [...parts.full, ...parts.given, ...parts.family, ...parts.middle]
  if (columns.length === 0) return null
  const values = numbering()
  const given = new Int32Array(table.size)
  const family = new Int32Array(table.size)
  const more = new Map<number, readonly number[]>()
  const seen = new Map<string, readonly [number, number, readonly number[]]>()
  const textOf = (list: readonly RawColumn[], row: number): string => {
    let longest = ''
    for (const { ids, texts } of list) {
      const text = texts[ids[row]!]!
      if (text.length > longest.length) longest = text
    }
    return longest
  }
  for (let row = 0; row < table.size; row++) {
    let key = ''
    for (const { ids } of columns) key += `${ids[row]},`
    let name = seen.get(key)
    if (!name) {
      const read = parseNameParts({
        full: textOf(parts.full, row),
        given: textOf(parts.given, row),
        family: textOf(parts.family, row),
        middle: textOf(parts.middle, row),
      })
      name = [
        numberOf(values, read.given),
        numberOf(values, read.family),
        [...new Set(read.more.filter(word => word.length > 1))].slice(0, 8).map(word => numberOf(values, word)),
      ]
      seen.set(key, name)
    }
    given[row] = name[0]
    family[row] = name[1]
    if (name[2].length > 0) more.set(row, name[2])
    values.counts[name[0]]!++
    values.counts[name[1]]!++
  }
  return { values, given, family, more }
}

const makePoints = (of: (kind: FieldKind) => RawColumn[], size: number): People['points'] => {
  const [north] = of('latitude')
  const [east] = of('longitude')
  if (!north || !east) return null
  const read = ({ ids, texts }: RawColumn, most: number) => {
    const numbers = Float64Array.from(texts, text =>
      text !== '' && Math.abs(Number(text)) <= most ? Number(text) : Number.NaN,
    )
    return Float64Array.from({ length: size }, (_, row) => numbers[ids[row]!]!)
  }
  return { latitude: read(north, 90), longitude: read(east, 180) }
}
