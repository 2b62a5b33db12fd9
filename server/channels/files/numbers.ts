/** Numbers as tables write them: which of point and comma parts thousands is told by the whole column. */

/** What the values of a column have shown so far. */
export interface NumberEvidence {
  /** Values that only read one way: a point that must be a decimal point, or one that must part thousands. */
  decimalPoints: number
  thousandPoints: number
  decimalCommas: number
  thousandCommas: number
}

export const noNumbers = (): NumberEvidence => ({
  decimalPoints: 0,
  thousandPoints: 0,
  decimalCommas: 0,
  thousandCommas: 0,
})

/** Adds what one value shows. `1.200` alone shows nothing: it may be either. */
export const noteNumber = (evidence: NumberEvidence, value: string): void => {
  const text = value.trim()
  if (text.length > 30 || !/^[-+]?\d[\d.,]*$/.test(text)) return
  if (/\.\d+,\d|^[-+]?\d{1,3}(\.\d{3}){2,}$/.test(text)) evidence.thousandPoints += 1
  else if (/,\d{3}\.\d|^[-+]?\d{1,3}(,\d{3}){2,}$/.test(text)) evidence.thousandCommas += 1
  else if (/^[-+]?\d+\.(\d{1,2}|\d{4,})$|^[-+]?0\.\d/.test(text)) evidence.decimalPoints += 1
  else if (/^[-+]?\d+,(\d{1,2}|\d{4,})$|^[-+]?0,\d/.test(text)) evidence.decimalCommas += 1
}

const units: Readonly<Record<string, number>> = {
  k: 1e3,
  m: 1e6,
  b: 1e9,
  천: 1e3,
  만: 1e4,
  억: 1e8,
}

/**
 * A count: `1,200`, `1.200` (a thousand, unless the column holds decimals), `1.2만`, `3.4K`, `1 234`. Whole, not below
 * zero; null for what is none.
 */
export const readCount = (value: string, evidence: NumberEvidence): number | null => {
  const text = value
    .trim()
    .replace(/[\s\u00a0\u202f']/g, '')
    .replace(/[명개건회원]$/, '')
  const parts = /^\+?([\d.,]+)([kmb천만억])?$/i.exec(text) ?? /^\+?(\d+(?:\.\d+)?E\+?\d{1,2})$/i.exec(text)
  if (!parts) return null
  const [, digits = '', unit] = parts
  const factor = unit === undefined ? 1 : units[unit.toLowerCase()]!
  const number = unit === undefined ? plainCount(digits, evidence) : Number(digits.replace(',', '.'))
  return Number.isFinite(number) && number >= 0 ? Math.round(number * factor) : null
}

const plainCount = (digits: string, evidence: NumberEvidence): number => {
  if (/e/i.test(digits)) return Number(digits)
  const isPointed = evidence.decimalPoints > evidence.thousandPoints
  const isCommaDecimal = evidence.decimalCommas > evidence.thousandCommas
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(digits) && !isPointed)
    return Number(digits.replaceAll('.', '').replace(',', '.'))
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits) && !isCommaDecimal) return Number(digits.replaceAll(',', ''))
  return Number(digits.replace(',', '.'))
}

/**
 * An amount of money or a number with decimals: `12,900원`, `₩1,200`, `$12.50`, `1.200,50 €`, `(500)`, `-3`. The currency is
 * told by its sign, where there is one.
 */
export const readAmount = (
  value: string,
  evidence: NumberEvidence,
): { amount: number; currency: string | null } | null => {
  const text = value
    .normalize('NFKC')
    .trim()
    .replace(/[\s\u00a0\u202f']/g, '')
  const currency = currencyIn(text)
  const isOwed = /^\(.*\)$|^[^\d]*-/.test(text)
  const digits = text.replace(/[^\d.,]/g, '').replace(/[.,]$/, '')
  if (!/^\d[\d.,]*$/.test(digits) || /[a-z]/i.test(text.replace(/krw|usd|eur|jpy|cny|gbp/i, ''))) return null
  // Nobody writes won with decimals: a point in them parts thousands.
  const number =
    currency === 'KRW' && /^\d{1,3}(\.\d{3})+$/.test(digits)
      ? Number(digits.replaceAll('.', ''))
      : plainCount(digits, evidence)
  if (!Number.isFinite(number)) return null
  return { amount: isOwed ? -number : number, currency }
}

const signs: readonly (readonly [RegExp, string])[] = [
  [/₩|￦|원|krw/i, 'KRW'],
  [/US\$|\$|usd|달러/i, 'USD'],
  [/€|eur|유로/i, 'EUR'],
  [/jpy|円|엔/i, 'JPY'],
  [/cny|元|위안/i, 'CNY'],
  [/£|gbp/i, 'GBP'],
]

/** The currency that a text names: in an amount, in the name of a column. */
export const currencyIn = (text: string): string | null => signs.find(([sign]) => sign.test(text))?.[1] ?? null

/** An id that a spreadsheet took for a number: `1.78E+17`, of which most digits are gone. */
export const isRuinedId = (value: string): boolean =>
  /^\s*\d(\.\d+)?E\+?\d{2}\s*$/i.test(value) || /^\d{15}0{3,}$/.test(value.trim())
