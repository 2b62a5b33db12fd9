/** Birth dates, phones, mail addresses, post codes and places brought into one form each; '' is what cannot be read. */
import { nationalPhone, readPhone } from '../phone.ts'
import { fold, squash } from './letters.ts'

/** Eight digits, year first; 0000 and 00 are not known. Impossible months and days stay, they are slips of the pen. */
export const readBirth = (text: string): string => {
  const plain = text.normalize('NFKC').trim().slice(0, 40)
  const eight = /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (eight) return join(eight[1]!, eight[2]!, eight[3]!)
  const yearFirst = /^(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(\D|$)/.exec(plain)
  if (yearFirst) return join(yearFirst[1]!, yearFirst[2]!, yearFirst[3]!)
  const yearLast = /^(\d{1,2})[./\-\s](\d{1,2})[./\-\s](\d{4})\b/.exec(plain)
  if (yearLast) {
    const [, one, two, year] = yearLast as unknown as [string, string, string, string]
    // 31/12/1980 is day first; where both could be months, the order of day and month is left to the comparison.
    return Number(one) > 12 ? join(year, two, one) : join(year, one, two)
  }
  const named = /^(?:(\d{1,2})\s+)?([a-z]{3})[a-z]*\.?\s+(?:(\d{1,2}),?\s+)?(\d{4})$/i.exec(plain)
  const month = named ? months.indexOf(named[2]!.toLowerCase()) + 1 : 0
  if (named && month > 0) return join(named[4]!, String(month), named[1] ?? named[3] ?? '00')
  const six = /^(\d{2})[.\-/]?(\d{2})[.\-/]?(\d{2})$/.exec(plain)
  if (six) return join(`${Number(six[1]) <= 26 ? '20' : '19'}${six[1]}`, six[2]!, six[3]!)
  const year = /^(1[5-9]\d\d|20\d\d)년?$/.exec(plain)
  if (year) return `${year[1]}0000`
  return ''
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const join = (year: string, month: string, day: string): string => {
  const digits = year + month.padStart(2, '0') + day.padStart(2, '0')
  return digits === '00000000' || /^(1900|9999)(0101|1231)$/.test(digits) ? '' : digits
}

/**
 * The first number of a cell, as it is dialled inside Korea; foreign ones with their country behind a plus, numbers of other
 * countries' plans that say no country as their digits. A number that is lent for one delivery is nobody's.
 */
export const comparedPhone = (text: string): string => {
  const first = text.normalize('NFKC').trim().slice(0, 60).split(/[,;/]/)[0]!
  const read = readPhone(first)
  if (read) return read.kind === 'lent' ? '' : nationalPhone(read.e164)
  const digits = first.replace(/\D/g, '')
  return digits.length < 7 || digits.length > 15 || /^(\d)\1+$/.test(digits) || /^0?1?0?0000/.test(digits) ? '' : digits
}

/** Whether a number rings one pocket: Korean mobile prefixes. Others may be a desk, a family or a company. */
export const isMobile = (phone: string): boolean => /^01[016789]\d{7,8}$/.test(phone)

/** Small letters, without a tag behind a plus; dots of Gmail say nothing. */
export const readEmail = (text: string): string => {
  const plain = text.normalize('NFKC').trim().toLowerCase().slice(0, 200)
  const found = /^(?:mailto:|.*<)?([^\s@<>]+)@([^\s@<>]+?)>?$/.exec(plain)
  if (!found) return ''
  const host = found[2]!.replace(/^googlemail\.com$/, 'gmail.com')
  const tagless = found[1]!.replace(/\+.*$/, '') || found[1]!
  return `${host === 'gmail.com' ? tagless.replaceAll('.', '') : tagless}@${host}`
}

const roles =
  /^(info|contact|hello|help|support|sales|admin|office|service|cs|webmaster|postmaster|no-?reply|marketing|billing|account(s|ing)?|hr|jobs|press|mail|team|shop|order(s)?|manager|master|ceo|biz|company|reception|enquir(y|ies)|inquiry)\d*@/

/** A mailbox of a role, behind which several people may sit. */
export const isRoleMailbox = (email: string): boolean => roles.test(email)

export const readPostcode = (text: string): string => squash(fold(text.slice(0, 30)))

/** The coarser part of a post code: 06236 → 062, SW1A 1AA → sw1a, 4223 → 42. */
export const postDistrict = (code: string): string => {
  if (/^\d+$/.test(code)) return code.slice(0, code.length > 4 ? 3 : 2)
  return /^[a-z]{1,2}\d[a-z\d]?(?=\d[a-z]{2}$)/.exec(code)?.[0] ?? code.slice(0, Math.max(2, code.length - 3))
}

/** The coarsest part: the letters of a British area, the first digits of others. */
export const postArea = (code: string): string => /^[a-z]+/.exec(code)?.[0] ?? code.slice(0, code.length > 4 ? 2 : 1)

const provinces: readonly (readonly [RegExp, string])[] = [
  [/서울특별시|서울시/g, '서울'],
  [/(부산|대구|인천|광주|대전|울산)(광역시|시)/g, '$1'],
  [/세종특별자치시|세종시/g, '세종'],
  [/제주특별자치도|제주도/g, '제주'],
  [/강원특별자치도|강원도/g, '강원'],
  [/전북특별자치도|전라북도/g, '전북'],
  [/전라남도/g, '전남'],
  [/경상북도/g, '경북'],
  [/경상남도/g, '경남'],
  [/충청북도/g, '충북'],
  [/충청남도/g, '충남'],
  [/경기도/g, '경기'],
]

export const readPlace = (text: string): string => {
  let plain = fold(text.slice(0, 120))
    .replace(/[,()·]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  for (const [long, short] of provinces) plain = plain.replace(long, short)
  return /^(unknown|none|null|n\/a|-+|없음|미상)$/.test(plain) ? '' : plain
}

export const readGender = (text: string): string => {
  const plain = fold(text.slice(0, 20))
  if (/^(m|male|man|남|남자|남성|1|3)$/.test(plain)) return 'm'
  if (/^(f|female|woman|여|여자|여성|2|4)$/.test(plain)) return 'f'
  return ''
}

/** Digits and letters of a document's number. */
export const readId = (text: string): string => {
  const plain = squash(fold(text.slice(0, 80)))
  return /^0*$|^(null|none|na|없음)$/.test(plain) ? '' : plain
}

/** A name on a network, without its address or @; dots and dashes tell people apart. */
export const readHandle = (text: string): string =>
  fold(text.slice(0, 120))
    .replace(/^https?:\/\/[^/]+\//, '')
    .replace(/^@|\/+$/g, '')
    .replace(/[^\p{L}\p{N}._-]+/gu, '')

export const readWords = (text: string): string => {
  const plain = fold(text.slice(0, 160))
    .replace(/[.,;:·]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return /^(unknown|none|null|n\/a|-+|없음|미상)$/.test(plain) ? '' : plain
}
