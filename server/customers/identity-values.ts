/** Values of identities in the one form in which they are compared, and covered so that they give nothing away. */
import type { IdentityKind } from '../../contract/customers.ts'
import { normalPhone, showPhone } from './phone.ts'

/** Characters of a value that are compared and kept: more than any address or id of a channel has. */
const longest = 500

/** Case and spaces make no difference to an address (RFC 5321 leaves the local part to its server; none that we met minds). */
export const normalEmail = (typed: string): string | null => {
  const folded = typed
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replace(/^mailto:/i, '')
    .toLowerCase()
  return /^[^@]+@[^@]+\.[^@.]+$/.test(folded) && folded.length <= 254 ? folded : null
}

/** The form in which an identity is kept and looked for; null for what cannot be one. Ids of others are never parsed. */
export const normalValue = (kind: IdentityKind, value: string): string | null => {
  if (kind === 'email') return normalEmail(value)
  if (kind === 'phone') return normalPhone(value)
  const trimmed = value.toWellFormed().replaceAll('\0', '').trim()
  return trimmed === '' || trimmed.length > longest ? null : trimmed
}

/** The form of an attribute that look-ups and matching compare. */
export const foldedAttribute = (name: string, value: string): string => {
  if (name === 'email') return normalEmail(value) ?? value.toLowerCase().slice(0, longest)
  if (name === 'phone') return normalPhone(value) ?? value.replaceAll(/\D/g, '')
  return value.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim().slice(0, longest)
}

/** `ji***@example.com`, `010-****-5678`, `kim***`: enough to recognise what one knows, too little to learn it. */
export const covered = (kind: string, value: string): string => {
  const email = /^([^@]{0,2})[^@]*(@.+)$/.exec(value)
  if (kind === 'email' && email) return `${email[1]}***${email[2]}`
  if (kind === 'phone') {
    const written = showPhone(normalPhone(value) ?? value)
    const parts = /^(.*?)-?\d{3,4}-?(\d{4})$/.exec(written)
    return parts ? `${parts[1]}-****-${parts[2]}` : `****${written.slice(-4)}`
  }
  return `${[...value].slice(0, 2).join('')}***`
}

/** What somebody is called of whom only a key is known; it shows to everybody, so it is covered. */
export const nameOfKey = (kind: IdentityKind, value: string): string =>
  kind === 'email' || kind === 'phone' ? covered(kind, value) : `#${[...value].slice(-6).join('')}`
