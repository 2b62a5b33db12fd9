/**
 * Numbers that must not be kept: Korean resident registration numbers (of foreigners too), personal customs codes and
 * card numbers, found by form and check digit, or because their column says so.
 */

const resident = /(?<![\d-])(\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([- ]?)([1-8])(\d{6})(?![\d-])/g
const customs = /(?<![\p{L}\p{N}])([Pp])\d{12}(?!\d)/gu
/** Sixteen digits in fours, an American Express in 4-6-5, or all of them together. */
const card = /(?<![\w./=+-])(?:\d{4}([ -])\d{4}\1\d{4}\1\d{4}|\d{4}([ -])\d{6}\2\d{5}|\d{15,16})(?![\w-])/g

/** What the name of a column says of the numbers in it. */
export type PersonalColumn = 'resident' | 'customs' | 'card' | 'id' | null

export const personalColumn = (header: string): PersonalColumn => {
  const plain = header.toLowerCase().replace(/[\s_·()]/g, '')
  if (/주민(등록)?번호|외국인등록번호|residentregistration|^rrn$|^ssn$/.test(plain)) return 'resident'
  if (/통관(고유)?(부호|번호)|customscode|^pccc$/.test(plain)) return 'customs'
  if (/카드번호|cardn(o|umber)\.?$|^pan$/.test(plain)) return 'card'
  return /번호|코드|id$|no\.?$|number|code|key$|url|링크|주소$/.test(plain) ? 'id' : null
}

export interface Masked {
  text: string
  masked: number
}

/**
 * Hides the last six digits of a resident number: `900101-1******`. With a dash or a space the form alone is enough,
 * because numbers given since October 2020 have no check digit any more; without one the check digit must fit, so that an
 * order number stays. A customs code is `P` and twelve digits. A card number must satisfy Luhn and begin as cards do; one
 * that fills a cell of a column of ids is taken for an id.
 * Source: 주민등록법 시행규칙 별표, check digit (11 - Σ mod 11) mod 10, for foreigners (13 - Σ mod 11) mod 10; ISO/IEC 7812-1.
 */
export const maskNumbers = (text: string, column: PersonalColumn = null): Masked => {
  if (text.length < 13 || !/\d{4}/.test(text)) return { text, masked: 0 }
  const told = byColumn(text, column)
  if (told !== null) return told
  let masked = 0
  let clean = text
  if (/\d{6}[- ]?[1-8]\d{6}/.test(text))
    clean = clean.replace(resident, (whole, year, month, day, mark, sex, rest) => {
      if (mark === '' && !hasCheckDigit(`${year}${month}${day}${sex}${rest}`)) return whole
      masked += 1
      return `${year}${month}${day}${mark}${sex}******`
    })
  if (/[Pp]\d{12}/.test(clean))
    clean = clean.replace(customs, (_, letter: string) => {
      masked += 1
      return `${letter}************`
    })
  if (/\d{4}[ -]?\d{4}/.test(clean))
    clean = clean.replace(card, whole => {
      const digits = whole.replace(/\D/g, '')
      if (!isCard(digits) || (column === 'id' && whole === digits && whole === text.trim())) return whole
      masked += 1
      return hideCard(digits)
    })
  return { text: clean, masked }
}

/** A column that says what it holds needs no proof. */
const byColumn = (text: string, column: PersonalColumn): Masked | null => {
  const digits = text.replace(/\D/g, '')
  if (column === 'resident' && digits.length === 13)
    return { text: `${digits.slice(0, 6)}-${digits[6]}******`, masked: 1 }
  if (column === 'customs' && digits.length === 12) return { text: 'P************', masked: 1 }
  if (column === 'card' && digits.length >= 13 && digits.length <= 19) return { text: hideCard(digits), masked: 1 }
  return null
}

const hideCard = (digits: string): string => `****-****-****-${digits.slice(-4)}`

const weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]

const hasCheckDigit = (digits: string): boolean => {
  const sum = weights.reduce((total, weight, n) => total + weight * Number(digits[n]), 0)
  const base = Number(digits[6]) >= 5 ? 13 : 11
  return (base - (sum % 11)) % 10 === Number(digits[12])
}

/** Begins as the large networks do (9 for cards of Korea alone), and satisfies Luhn. */
const isCard = (digits: string): boolean => {
  const begins = digits.length === 15 ? /^3[47]/ : /^(4|5[1-5]|2(22[1-9]|2[3-9]|[3-6]|7[01]|720)|35|62|6011|65|9)/
  if (!begins.test(digits)) return false
  let sum = 0
  for (let at = digits.length - 1, isDoubled = false; at >= 0; at--, isDoubled = !isDoubled) {
    const digit = Number(digits[at]) * (isDoubled ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}
