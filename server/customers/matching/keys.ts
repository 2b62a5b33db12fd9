/** Keys under which somebody who arrives meets those who may be the same person. */
import { createHash } from 'node:crypto'
import { skeletonOf } from './hangul.ts'
import { parseFullName } from './person-name.ts'
import { comparedPhone, isRoleMailbox, readBirth, readEmail, readHandle } from './values.ts'

/** What is known of a leaf. */
export interface Facts {
  readonly id: string
  readonly name: string
  readonly birth: string
  readonly emails: readonly string[]
  readonly phones: readonly string[]
  readonly handle: string
  /** Accounts of networks that are theirs, and those that they signed a mail with: `bluesky:minji.test`. */
  readonly accounts: readonly string[]
  readonly address: string
  readonly postcode: string
  readonly place: string
  readonly company: string
}

/** Shorter names of mailboxes and handles are many people's. */
const shortestHandle = 5

/** @returns hashes of 63 bits, as text: the same for all spellings of a name and all forms of a number. */
export const keysOf = (facts: Facts): string[] => {
  const name = parseFullName(facts.name)
  const codes = [name.given, name.family].map(part => (part === '' ? '' : skeletonOf(part) || part)).sort()
  const birth = readBirth(facts.birth)
  const emails = facts.emails.map(readEmail).filter(email => email !== '' && !isRoleMailbox(email))
  const handles = [readHandle(facts.handle), ...emails.map(email => email.slice(0, email.indexOf('@')))]
  const keys = new Set<string>()
  if (codes.every(code => code !== '')) keys.add(`name ${codes.join(' ')}`)
  for (const email of emails) keys.add(`email ${email}`)
  for (const handle of handles) if (handle.length >= shortestHandle) keys.add(`handle ${handle.replace(/\..*$/, '')}`)
  for (const account of facts.accounts) keys.add(`account ${account}`)
  for (const phone of facts.phones.map(comparedPhone)) if (phone !== '') keys.add(`phone ${phone.slice(-8)}`)
  if (birth !== '' && !birth.endsWith('0000')) keys.add(`birth ${birth}`)
  return [...keys].map(hashed)
}

const hashed = (key: string): string =>
  (createHash('sha256').update(key).digest().readBigUInt64BE() & 0x7fffffffffffffffn).toString()
