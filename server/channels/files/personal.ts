/** Numbers that must not be kept: Korean resident registration numbers, of foreigners too, found by form and check digit. */

const form = /(?<![\d-])(\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([- ]?)([1-8])(\d{6})(?![\d-])/g
const weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]

/**
 * Hides the last six digits: `900101-1******`. With a dash or a space the form alone is enough, because numbers given
 * since October 2020 have no check digit any more; without one the check digit must fit, so that an order number stays.
 * Source: 주민등록법 시행규칙 별표, check digit (11 - Σ mod 11) mod 10, for foreigners (13 - Σ mod 11) mod 10.
 */
export const maskResidentNumbers = (text: string): { text: string; masked: number } => {
  if (!/\d{6}[- ]?[1-8]\d{6}/.test(text)) return { text, masked: 0 }
  let masked = 0
  const clean = text.replace(form, (whole, year, month, day, mark, sex, rest) => {
    if (mark === '' && !hasCheckDigit(`${year}${month}${day}${sex}${rest}`)) return whole
    masked += 1
    return `${year}${month}${day}${mark}${sex}******`
  })
  return { text: clean, masked }
}

const hasCheckDigit = (digits: string): boolean => {
  const sum = weights.reduce((total, weight, n) => total + weight * Number(digits[n]), 0)
  const base = Number(digits[6]) >= 5 ? 13 : 11
  return (base - (sum % 11)) % 10 === Number(digits[12])
}
