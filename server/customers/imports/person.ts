/** Who a row is about: the key by which the same person is met again, and what the row says of them. */
import { isRuinedId } from '../../channels/index.ts'
import { normalEmail } from '../identity-values.ts'
import { normalPhone } from '../phone.ts'
import { type Cells, fingerprint, foldPerson, isCovered, said } from './cells.ts'

export interface ReadPerson {
  /** An id in the file's system, its own or made from what identifies the row. */
  key: { system: string; value: string }
  /** What they are called; empty where the row does not say. */
  name: string
  emails: string[]
  phones: string[]
  facts: { name: string; value: string }[]
}

/**
 * @param ids the fields that hold ids of the person, the best first
 * @returns null where nothing says who it is.
 */
export const readPerson = (cells: Cells, system: string, keepsAddresses: boolean): ReadPerson | null => {
  const name = nameOf(cells)
  const emails = unique([...cells.all('email'), ...cells.all('otherEmail')].flatMap(splitMany), normalEmail)
  const phones = unique([...cells.all('phone'), ...cells.all('otherPhone')].flatMap(splitMany), normalPhone)
  const facts = factsOf(cells, keepsAddresses)
  const id = said(cells.one('externalId'))
  const value = isUsableId(id) ? id : madeKey({ name, emails, phones, facts })
  if (value === null) return null
  return { key: { system, value }, name, emails, phones, facts }
}

const isUsableId = (id: string): boolean => id !== '' && id !== '0' && !isCovered(id) && !isRuinedId(id)

/**
 * A row without an id is known by its address and name together, or its number and name: shared mailboxes and family
 * phones must not make one person of two. One with a name alone is known by all that it says.
 */
const madeKey = (person: Omit<ReadPerson, 'key'>): string | null => {
  const name = foldPerson(person.name)
  const [email, phone] = [person.emails[0], person.phones[0]]
  if (email !== undefined) return fingerprint('row', ['email', email, name])
  if (phone !== undefined) return fingerprint('row', ['phone', phone, name])
  if (name === '') return null
  return fingerprint('row', ['name', name, ...person.facts.map(fact => `${fact.name}=${fact.value}`)])
}

const nameOf = (cells: Cells): string => {
  const whole = said(cells.one('name'))
  if (whole !== '') return whole
  const [family, given] = [said(cells.one('familyName')), said(cells.one('givenName'))]
  // 김 and 지우 are 김지우; Jane and Doe are Jane Doe.
  const isHangul = /[가-힣]/.test(`${family}${given}`)
  return (isHangul ? `${family}${given}` : `${given} ${family}`).trim()
}

/** Lists of addresses in one cell are parted; a number with its own signs is not. */
const splitMany = (cell: string): string[] => cell.split(/[;|\n]|,\s/)

const unique = (values: readonly string[], normal: (value: string) => string | null): string[] => [
  ...new Set(values.flatMap(value => (isCovered(value) ? [] : (normal(value) ?? [])))),
]

const plainFacts = [
  ['company', 'company'],
  ['jobTitle', 'occupation'],
  ['department', 'department'],
  ['sex', 'sex'],
  ['language', 'language'],
  ['timeZone', 'time_zone'],
  ['website', 'website'],
  ['handle', 'handle'],
  ['origin', 'origin'],
  ['country', 'country'],
  ['birthDate', 'birth_date'],
] as const

const factsOf = (cells: Cells, keepsAddresses: boolean): { name: string; value: string }[] => {
  const facts = plainFacts.flatMap(([field, name]) => cells.all(field).flatMap(value => toldAs(name, value)))
  facts.push(...toldAs('place', joined([cells.one('region'), cells.one('city')])))
  if (keepsAddresses) {
    facts.push(...toldAs('address', joined(cells.all('address'))))
    facts.push(...toldAs('post_code', cells.one('postCode')))
  }
  return facts.map(one => (one.name === 'birth_date' ? { ...one, value: birthDateOf(one.value) } : one))
}

/** Parts of one thing in several columns; what another part holds already is left out. */
const joined = (parts: readonly string[]): string => {
  const kept: string[] = []
  for (const part of parts.map(said)) if (part !== '' && !kept.some(one => one.includes(part))) kept.push(part)
  return kept.filter(part => !kept.some(one => one !== part && one.includes(part))).join(' ')
}

export const toldAs = (name: string, value: string): { name: string; value: string }[] => {
  const told = said(value)
  return told === '' || isCovered(told) ? [] : [{ name, value: told.slice(0, 1000) }]
}

/** `1990. 3. 1`, `19900301`, `90-03-01` as 1990-03-01; what is written otherwise stays as it is. */
export const birthDateOf = (written: string): string => {
  const found = /^(\d{4}|\d{2})\D{0,3}(\d{1,2})\D{1,3}(\d{1,2})\D*$|^(\d{4})(\d{2})(\d{2})$/.exec(
    written.trim().replace(/[ T]\d{1,2}:.*$/, ''),
  )
  if (!found) return written
  const [year, month, day] = [found[1] ?? found[4]!, found[2] ?? found[5]!, found[3] ?? found[6]!]
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return written
  // Two digits mean the last hundred years before those who are not born yet.
  const full = year.length === 4 ? year : Number(year) > 26 ? `19${year}` : `20${year}`
  return `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
