/** A person's name taken apart: family and given name, further names, without titles and forms of address. */

import { hasHangul, isKoreanFamily, isLatinKoreanFamily, splitKorean } from './hangul.ts'
import { fold, squash } from './letters.ts'

/** All parts are folded; '' is what is not known. */
export interface PersonName {
  readonly given: string
  readonly family: string
  /** Names between and behind, and what stood behind a comma. */
  readonly more: readonly string[]
}

const titles = new Set(
  (
    'mr mrs ms miss mx dr prof professor sir dame lady lord rev reverend revd hon honourable honorable right very most the of de la le du van von der den ' +
    'baronet bart baron baroness viscount viscountess earl count countess duke duchess marquess marquis marchioness prince princess king queen knight esq esquire ' +
    'jr sr junior senior ii iii iv phd md qc kc mp obe cbe mbe kbe dbe gbe capt captain major colonel col general gen lieutenant lt sergeant sgt admiral commander cdr ' +
    'saint st bishop archbishop father fr sister brother master judge wife daughter son and elder younger 1st 2nd 3rd 4th 5th 6th 7th 8th 9th'
  ).split(' '),
)
const isTitle = (word: string): boolean => titles.has(word) || /^\d+(st|nd|rd|th)$/.test(word)

/** Forms of address and roles behind a Korean name. */
const callings =
  /\s*(선생님|고객님|회원님|사장님|대표님|부장님|과장님|차장님|대리님|팀장님|실장님|이사님|교수님|원장님|기사님|어머니|아버지|사모님|님|씨|군|양|귀하|대표|부장|과장|차장|대리|팀장|실장|이사|교수|사원|선생|박사)$/u

const callNames = /.(맘|마미|엄마|아빠|파파|이네|네집|할머니|할아버지|언니|오빠|누나)\d*$|^(.)\2이$/u

const noName =
  /^(unknown|none|null|n\/?a|test|-+|\.+|없음|미상|이름없음|비공개|무명|고객|구매자|주문자|회원|손님|방문자|관리자)$/

/** @param full a whole name in one field. */
export const parseFullName = (full: string): PersonName => {
  const text = fold(full.slice(0, 200))
  if (text === '' || noName.test(text)) return { given: '', family: '', more: [] }
  if (hasHangul(text)) return parseKorean(text)
  const [head = '', ...behind] = text.split(/[,(|]/)
  const words = wordsOf(head)
  const rest = wordsOf(behind.join(' '))
  // "Kim, Min-su": the family name stands before a comma.
  if (words.length === 1 && rest.length > 0 && !head.includes(' '))
    return { given: rest[0]!, family: words[0]!, more: rest.slice(1) }
  if (words.length === 0) return fromWords(rest)
  const name = fromWords(words)
  return { ...name, more: [...name.more, ...rest] }
}

const fromWords = (words: readonly string[]): PersonName => {
  if (words.length === 0) return { given: '', family: '', more: [] }
  if (words.length === 1) return { given: words[0]!, family: '', more: [] }
  const [first, second] = words as [string, string]
  // Kim Min Su, Kim Minsu: Korean order in Latin letters, where only the first can be a family name.
  const last = words.at(-1)!
  if (isLatinKoreanFamily(first) && !isLatinKoreanFamily(last) && words.length <= 3 && looksKorean(words.slice(1)))
    return { given: words.slice(1).join(''), family: first, more: [] }
  if (words.length === 3 && isLatinKoreanFamily(last) && looksKorean(words.slice(0, 2)) && second.length <= 5)
    return { given: words.slice(0, 2).join(''), family: last, more: [] }
  return { given: first, family: last, more: words.slice(1, -1) }
}

const koreanSyllable =
  /^(?:(?:kk|tt|pp|ss|jj|ch|sh|[kgndtrlmbpsjh])?(?:yeo|yae|wae|yoo|you|eui|eo|eu|ae|oe|ya|ye|yo|yu|wa|wo|we|wi|ui|oo|ee|woo|ou|[aeiou])(?:ng|ck|[kgnlmbptr])?){1,3}$/
const looksKorean = (words: readonly string[]): boolean =>
  words.every(word => koreanSyllable.test(word.replace('-', '')))

const wordsOf = (text: string): string[] =>
  text
    .split(/[\s.]+/)
    .map(word => word.replace(/^['"’`]+|['"’`;:)]+$/g, '').replace(/[’`]/g, "'"))
    .filter(word => word !== '' && !isTitle(word))

const parseKorean = (text: string): PersonName => {
  const bare = text.replace(/\([^)]*\)/g, '').trim()
  const plain = stripCalling(bare === '' ? text : bare)
  const words = plain.split(/[\s,.·]+/).filter(word => word !== '')
  if (words.length === 2 && isKoreanFamily(words[0]!)) return { given: words[1]!, family: words[0]!, more: [] }
  // 민수 김: the family name behind.
  if (words.length === 2 && isKoreanFamily(words[1]!) && words[1]!.length === 1)
    return { given: words[0]!, family: words[1]!, more: [] }
  const joined = words.join('')
  // 지우맘, 철철이, 행복한하루: what somebody is called, which speaks neither for nor against a name.
  if (callNames.test(joined)) return { given: '', family: '', more: [] }
  const split = splitKorean(joined)
  if (split) return { ...split, more: [] }
  // 김*수, 김○○: what was covered stays open.
  if (/[*○oO]/.test(joined) && isKoreanFamily(joined[0]!))
    return { given: joined.slice(1).replace(/[○oO]/g, '*'), family: joined[0]!, more: [] }
  // Given names have one to three syllables; what is longer is made up.
  if (joined.length > 4) return { given: '', family: '', more: [] }
  return { given: words[0] ?? '', family: '', more: words.slice(1) }
}

const stripCalling = (name: string): string => {
  let plain = name
  for (;;) {
    const shorter = plain.replace(callings, '')
    // 김양 and 이사 may be all of the name: something must be left.
    if (shorter === plain || squash(shorter).length < 2) return plain
    plain = shorter
  }
}

/** @param parts a name in several fields, any of which may be empty or hold more than its own part. */
export const parseNameParts = (parts: { given: string; family: string; middle: string; full: string }): PersonName => {
  const full = parseFullName(parts.full)
  const given = partWords(parts.given)
  const family = partWords(parts.family)
  const middle = partWords(parts.middle)
  if (given.length === 0 && family.length === 0) return { ...full, more: [...full.more, ...middle] }
  if (given.length > 0 && family.length === 0 && hasHangul(given[0]!) && parts.full === '') {
    const whole = parseKorean(given.join(' '))
    if (whole.family !== '') return whole
  }
  const known = [...given, ...family, ...middle]
  const fromFull = [full.given, full.family, ...full.more].filter(word => word !== '' && !known.includes(word))
  const isKorean = hasHangul(given[0] ?? '') || isLatinKoreanFamily(family[0] ?? '')
  if (isKorean) return { given: given.join(''), family: family.join(''), more: [...middle, ...fromFull] }
  return {
    given: given[0] ?? '',
    family: family.at(-1) ?? '',
    more: [...given.slice(1), ...family.slice(0, -1), ...middle, ...fromFull],
  }
}

const partWords = (text: string): string[] => {
  const folded = fold(text.slice(0, 100))
  if (folded === '' || noName.test(folded)) return []
  return hasHangul(folded) ? stripCalling(folded).split(/\s+/) : wordsOf(folded.replace(/[,|]/g, ' '))
}
