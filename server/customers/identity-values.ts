/** Values of identities in the one form in which they are compared, and covered so that they give nothing away. */
import type { IdentityKind } from '../../contract/customers.ts'

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

/**
 * A telephone number with its country, as E.164 has it: `+821012345678`. What is written without a country is Korean.
 * @returns null for what cannot be a number.
 */
export const normalPhone = (typed: string): string | null => {
  const bare = typed.normalize('NFKC').replace(/\(0\)/, '')
  if (/[^\d\s+().\-/~]/.test(bare.replace(/^tel:/i, ''))) return null
  const isForeign = /^\s*(tel:)?\s*\+/i.test(bare)
  const digits = bare.replaceAll(/\D/g, '')
  if (digits.length < 7 || digits.length > 17) return null
  if (isForeign) return digits.startsWith('820') ? `+82${digits.slice(3)}` : `+${digits}`
  if (digits.startsWith('00')) return `+${digits.slice(2)}`
  if (digits.startsWith('820')) return `+82${digits.slice(3)}`
  if (digits.startsWith('82') && digits.length >= 11) return `+${digits}`
  // Numbers of companies (1588-1234) have no area; mobile numbers lose their zero in spreadsheets.
  if (digits.startsWith('0')) return `+82${digits.slice(1)}`
  return /^1\d{9}$/.test(digits) ? `+82${digits}` : `+82${digits}`
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

/** How a number is written here: `010-1234-5678`, and with its country where it is foreign. */
export const writtenPhone = (value: string): string => {
  const local = value.startsWith('+82') ? `0${value.slice(3)}` : null
  if (local === null) return value
  const mobile = /^(01\d)(\d{3,4})(\d{4})$/.exec(local)
  if (mobile) return `${mobile[1]}-${mobile[2]}-${mobile[3]}`
  const seoul = /^(02)(\d{3,4})(\d{4})$/.exec(local)
  if (seoul) return `${seoul[1]}-${seoul[2]}-${seoul[3]}`
  const area = /^(0[3-9]\d)(\d{3,4})(\d{4})$/.exec(local)
  return area ? `${area[1]}-${area[2]}-${area[3]}` : local
}

/** `ji***@example.com`, `010-****-5678`, `kim***`: enough to recognise what one knows, too little to learn it. */
export const covered = (kind: string, value: string): string => {
  const email = /^([^@]{0,2})[^@]*(@.+)$/.exec(value)
  if (kind === 'email' && email) return `${email[1]}***${email[2]}`
  if (kind === 'phone') {
    const written = writtenPhone(normalPhone(value) ?? value)
    const parts = /^(.*?)-?\d{3,4}-?(\d{4})$/.exec(written)
    return parts ? `${parts[1]}-****-${parts[2]}` : `****${written.slice(-4)}`
  }
  return `${[...value].slice(0, 2).join('')}***`
}

/** What somebody is called of whom only a key is known; it shows to everybody, so it is covered. */
export const nameOfKey = (kind: IdentityKind, value: string): string =>
  kind === 'email' || kind === 'phone' ? covered(kind, value) : `#${[...value].slice(-6).join('')}`
