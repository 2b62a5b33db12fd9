/**
 * Phone numbers in every form that people and machines in Korea write them, as one (E.164), with what kind of line it is.
 * Numbering plan: 전기통신번호관리세칙 (geographic codes 02, 031–064; 010; 050; 060; 070; 080; 15xx/16xx/18xx).
 */

export type PhoneKind =
  /** Somebody's own line. */
  | 'mobile'
  | 'landline'
  | 'internet'
  /** 050: lent for one delivery or advertisement, then given to somebody else. Never evidence of a person. */
  | 'lent'
  /** 1588 and its kin, 080, 060: a company's. Never evidence of a person. */
  | 'company'
  | 'foreign'

export interface Phone {
  /** `+821012345678`. */
  readonly e164: string
  readonly kind: PhoneKind
}

const areas = '3[1-3]|4[1-4]|5[1-5]|6[1-4]'
const plan: readonly (readonly [RegExp, PhoneKind])[] = [
  [/^010[1-9]\d{7}$/, 'mobile'],
  [/^01[16789]\d{7,8}$/, 'mobile'],
  [/^02[1-9]\d{6,7}$/, 'landline'],
  [new RegExp(`^0(${areas})[1-9]\\d{6,7}$`), 'landline'],
  [/^070\d{8}$/, 'internet'],
  [/^050\d{8,9}$/, 'lent'],
  [/^0[68]0\d{7,8}$/, 'company'],
  [/^1[568]\d{6}$/, 'company'],
]

/**
 * @param written anything: `010-1234-5678`, `+82 (0)10 1234 5678`, `82-10-…`, `(02) 345-6789`, `０１０…`, `tel:+1…`, or a
 * mobile number whose leading zero a spreadsheet took. An extension (`내선 12`, `ext. 12`, `#12`) is left off.
 * @returns null for what is no number that can be called: too short, ruined (`1.01E+10`), withheld, an inner line.
 */
export const readPhone = (written: string): Phone | null => {
  const plain = written
    .normalize('NFKC')
    .trim()
    .replace(/^(tel|sip|전화|☎|📞)\s*[:.]?\s*/iu, '')
    .replace(/[@;].*$/s, '')
    .replace(/\s*(내선|구내|ext\.?|x|#|~)\s*\d{1,6}\s*$/iu, '')
    .replaceAll(/\p{Pd}|\p{Cf}|[\s().·/]/gu, '')
  const match = /^(\+?)(\d{7,17})$/.exec(plain)
  if (match === null || (match[1] === '' && /\d[.,]\d+e/i.test(written))) return null
  return match[1] === '+' ? abroad(match[2]!) : (atHome(match[2]!) ?? fromKorea(match[2]!))
}

/** The form in which numbers are kept and looked for: `+821012345678`. @returns null for what is no number. */
export const normalPhone = (written: string): string | null => readPhone(written)?.e164 ?? null

/** The digits that are dialled inside Korea: `01012345678`, `15881234`; foreign numbers keep their plus and country. */
export const nationalPhone = (e164: string): string => {
  if (!e164.startsWith('+82')) return e164
  const rest = e164.slice(3)
  return /^1[568]\d{6}$/.test(rest) ? rest : `0${rest}`
}

/** The number as Koreans write it: `010-1234-5678`, `02-345-6789`, `1588-1234`; foreign ones as they are. */
export const showPhone = (e164: string): string => {
  if (!e164.startsWith('+82')) return e164
  const digits = nationalPhone(e164)
  if (!digits.startsWith('0')) return `${digits.slice(0, 4)}-${digits.slice(4)}`
  const head = digits.startsWith('02') ? 2 : /^050\d{9}$/.test(digits) ? 4 : 3
  return `${digits.slice(0, head)}-${digits.slice(head, -4)}-${digits.slice(-4)}`
}

const atHome = (digits: string): Phone | null => {
  for (const [form, kind] of plan) if (form.test(digits)) return { e164: `+82${digits.replace(/^0/, '')}`, kind }
  // 1012345678: a spreadsheet took the zero for arithmetic's.
  return /^10[1-9]\d{7}$/.test(digits) ? { e164: `+82${digits}`, kind: 'mobile' } : null
}

/** `82…` and `0082…` without the plus, with or without the zero that belongs inside the country. */
const fromKorea = (digits: string): Phone | null => {
  const inside = /^(?:00)?82(\d+)$/.exec(digits)?.[1]
  if (inside !== undefined) return korean(inside)
  const foreign = /^00([1-9]\d{7,13})$/.exec(digits)?.[1]
  return foreign === undefined ? null : abroad(foreign)
}

const korean = (inside: string): Phone | null =>
  atHome(inside.startsWith('0') || /^1[568]\d{6}$/.test(inside) ? inside : `0${inside}`)

const abroad = (digits: string): Phone | null => {
  if (digits.startsWith('82')) return korean(digits.slice(2))
  return /^[1-9]\d{7,14}$/.test(digits) ? { e164: `+${digits}`, kind: 'foreign' } : null
}
