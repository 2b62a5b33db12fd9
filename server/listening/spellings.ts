/** All the ways in which a name is written: spaced, joined, in the other script, glued to what follows, mistyped, tagged. */
import { normalise } from '../understanding/index.ts'
import { knownBrand } from './brands.ts'
import { isHangul } from './hangul.ts'
import { cutLatin, toHangul, toLatin } from './loanwords.ts'
import { otherMeaning } from './meanings.ts'
import { typosOf, wrongKeyboard } from './typos.ts'

/** `sure` spellings are the name itself; `slips` are mistypings. Both are terms of the query language. */
export type Spellings = {
  readonly sure: readonly string[]
  readonly slips: readonly string[]
  /** Nicknames that may be something else too: terms to be offered, not in `sure`. */
  readonly short: readonly string[]
}

const slipsKept = 60

/** The spellings of a name, and of the names that mean the same; the name's own come first. */
export function spellingsOf(names: readonly string[]): Spellings {
  const given = unique(names.flatMap(givenForms))
  const known = unique(given.flatMap(one => knownBrand(one)?.spellings ?? []).flatMap(givenForms))
  const nicknames = unique(given.flatMap(one => knownBrand(one)?.nicknames ?? []))
  const bases = unique([...given, ...known, ...nicknames])
  const joined = unique(bases.map(one => one.replaceAll(' ', '')))
  const other = known.length > 0 ? [] : unique(joined.flatMap(otherScript)).filter(one => !bases.includes(one))
  const sure = unique([
    ...bases.flatMap(beginnings),
    ...bases.filter(one => !one.includes(' ')).flatMap(signs),
    ...other.flatMap(beginnings),
    ...joined.flatMap(gaps),
    ...joined.flatMap(gapsOfLatin),
    ...[...joined, ...other].flatMap(glued),
  ])
  const wholes = joined.filter(one => isHangul(one) || /^[a-z]+$/.test(one)).slice(0, 4)
  const slips = unique([
    ...wholes.map(wrongKeyboard),
    ...wholes.flatMap((one, n) => typosOf(one).slice(0, n === 0 ? slipsKept : slipsKept / 2)),
  ])
  return {
    sure,
    slips: slips.map(termOf).filter(term => term !== '' && !sure.includes(term)),
    short: shortOf(names, joined).filter(term => !sure.includes(term)),
  }
}

/** The term that finds exactly what was typed: a word or a phrase; '' where nothing of it can be looked for. */
export function termOf(typed: string): string {
  const text = fold(typed)
  if (text === '') return ''
  return /^[\p{L}\p{N}\p{M}]+$/u.test(text) && !/^(and|or|not)$/i.test(text) ? text : `"${text}"`
}

/** Folded, without quotation marks, one space between words. */
function fold(typed: string): string {
  return normalise(typed)
    .text.replace(/[^\p{L}\p{N}\p{M}+ .'&-]/gu, ' ')
    .replace(/['’]/g, '')
    .replace(/[.&-]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
}

/** A name as it was given: as it is, in one word, and cut where its capitals or digits begin (AirPods, 29CM). */
function givenForms(name: string): string[] {
  const folded = fold(name)
  const cut = fold(name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
  const numbered = folded.replace(/(\p{L}{2,})(\d)/gu, '$1 $2')
  const scripts = folded.replace(/([a-z0-9])([가-힣])/g, '$1 $2')
  return [folded, folded.replaceAll(' ', ''), cut, numbered, scripts]
}

function otherScript(joined: string): string[] {
  const hangul = toHangul(joined).filter(one => one.length > 1)
  const short = hangul.filter(one => one.length === 2).slice(0, 2)
  const latin = toLatin(joined).filter(one => one.length > 3)
  return [...short, ...hangul.filter(one => one.length > 2).slice(0, 8), ...latin]
}

/** Words of English that brands bear too: what begins with one is often another word. */
const ordinary = new Set(
  'square stripe block monday origin unity chrome safari opera united spirit frontier sprint champion fossil express diesel mercury saturn beetle twitch bumble discover signal pocket linear figure framer canvas vision planet market summit legend record family garden global office studio system'.split(
    ' ',
  ),
)

/** True for names so long and so much their own that whatever begins with them is about them. */
function isDistinct(spelling: string): boolean {
  if (otherMeaning(spelling) !== undefined || ordinary.has(spelling)) return false
  if (isHangul(spelling)) return spelling.length > 2 || (spelling.length === 2 && knownBrand(spelling) !== undefined)
  return /^[\p{L}\p{N}]+$/u.test(spelling) && spelling.length > 5
}

/** A distinct name with anything after it (스타벅스커피, 나이키코리아); other names as they are. */
function beginnings(spelling: string): string[] {
  const term = termOf(spelling)
  if (term === '') return []
  return !spelling.includes(' ') && isDistinct(spelling) ? [term, `${spelling}*`] : [term]
}

const handleEnds = [
  'kr',
  '_kr',
  'korea',
  '_korea',
  '.kr',
  '_official',
  'official',
  '.com',
  '.co.kr',
  '.bsky.social',
  'hq',
  'app',
]

/** The tag and the account of a name. */
function signs(spelling: string): string[] {
  if (!/^[\p{L}\p{N}]+$/u.test(spelling)) return []
  const ends = /^[a-z0-9]{2,}$/.test(spelling) && !isDistinct(spelling) ? handleEnds : []
  return [`#${spelling}`, `@${spelling}`, ...ends.map(end => `@${spelling}${end}`)]
}

/** A long Hangul name is often written with a space somewhere: 하늘 상점, 배달의 민족. */
function gaps(joined: string): string[] {
  if (!isHangul(joined) || joined.length < 4 || joined.length > 10 || otherMeaning(joined) !== undefined) return []
  return Array.from({ length: joined.length - 2 }, (_, n) => `"${joined.slice(0, n + 2)} ${joined.slice(n + 2)}"`)
}

const followers =
  '앱 어플 측 코리아 매장 지점 본사 본점 고객센터 고객 공식 공홈 몰 샵 직원 알바 주문 배송 제품 상품 신상 신메뉴 페이 카드 쿠폰 세일 할인 광고 이벤트 후기 리뷰 추천 추천템 폰 스토어 뱅크 마켓 라이더 서비스 사이트 홈페이지 포인트 멤버십 기프티콘 주가 주식 덕후 불매'.split(
    ' ',
  )

function gapsOfLatin(joined: string): string[] {
  return /^[a-z]{6,20}$/.test(joined) ? cutLatin(joined).map(termOf) : []
}

/** A short name cannot stand for all that begins with it, but for what people glue to names of shops. */
function glued(joined: string): string[] {
  return isHangul(joined) && joined.length > 1 && !isDistinct(joined) ? followers.map(end => joined + end) : []
}

/** The first syllables of a name's two halves (스타벅스 → 스벅), its first two, and what people are known to say. */
function shortOf(names: readonly string[], joined: readonly string[]): string[] {
  const hangul = joined.find(isHangul)
  const words = names
    .map(fold)
    .find(name => name.includes(' ') && isHangul(name.replaceAll(' ', '')))
    ?.split(' ')
  const made =
    words !== undefined
      ? [words.map(word => word[0]).join('')]
      : hangul !== undefined && hangul.length > 3
        ? [`${hangul[0]}${hangul[Math.ceil(hangul.length / 2)]}`, hangul.slice(0, 2)]
        : []
  const known = [...names, ...joined].flatMap(one => knownBrand(one)?.short ?? [])
  return unique([...known, ...made]).filter(one => one.length > 1)
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)].filter(one => one !== '')
}
