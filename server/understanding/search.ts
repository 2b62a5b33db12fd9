/** Makes the words that full-text search finds a text by, and the query that finds them, in PostgreSQL's own notation. */
import { isAction } from './particles.ts'
import { closesHearsay, nounOfVerb, stemOfVerb } from './predicates.ts'
import { type Token, tokenise } from './words.ts'

/** A word and where it stands; positions count 어절 from 1. `isPart` marks a piece of a longer noun (배송 of 무료배송). */
export type SearchWord = { readonly word: string; readonly positions: readonly number[]; readonly isPart: boolean }

/** PostgreSQL keeps positions up to 16383, 255 of them a word, words under 2047 bytes and vectors under 1 MB. */
const lastPosition = 16383
const positionsKept = 255
const bytesOfWord = 2046
const bytesOfVector = 900_000

/** Every word a text is found by: its 어절, their nouns without particles, nouns before 하다, parts of compounds, #tags and @handles. */
export function searchWords(text: string): SearchWord[] {
  const found = new Map<string, { positions: number[]; isPart: boolean }>()
  const add = (word: string, position: number, isPart: boolean) => {
    const known = found.get(word)
    if (known === undefined) found.set(word, { positions: [position], isPart })
    else {
      if (known.positions.at(-1) !== position && known.positions.length < positionsKept) known.positions.push(position)
      if (!isPart) known.isPart = false
    }
  }
  for (const [index, token] of tokenise(text).entries()) {
    const position = Math.min(index + 1, lastPosition)
    if (token.kind === 'tag') add(`#${token.exact}`, position, false)
    if (token.kind === 'handle') add(`@${token.exact}`, position, false)
    for (const stem of token.stems) add(stem, position, false)
    if (token.kind === 'url') continue
    const { stem, parts } = shapeOf(token)
    add(stem, position, false)
    for (const part of parts) add(part, position, true)
  }
  return Array.from(found, ([word, { positions, isPart }]) => ({ word, positions, isPart }))
}

/** What an 어절 is found by besides itself. Words repeat: what was made of one is kept while there is room. */
interface Shape {
  readonly stem: string
  readonly parts: readonly string[]
}

const shapes = new Map<string, Shape>()
const shapesKept = 50_000
const longestKept = 24

function shapeOf(token: Token): Shape {
  const { surface, kind } = token
  const isKept = kind === 'word' && surface.length <= longestKept
  const known = isKept ? shapes.get(surface) : undefined
  if (known !== undefined) return known
  const stem = stemOf(token)
  const made = { stem, parts: partsOf(stem) }
  if (!isKept) return made
  if (shapes.size >= shapesKept) shapes.clear()
  shapes.set(surface, made)
  return made
}

/** The likeliest single stem of an 어절: the noun before 하다 or a chain of particles, or the rough stem of a verb. */
export function stemOf(token: Pick<Token, 'surface' | 'stems'>): string {
  return nounInside(token) ?? stemOfVerb(token.surface) ?? token.surface
}

/**
 * The noun that an 어절 is or holds: without particles, or before 하다; a word of other letters as it stands. Null for verbs,
 * adjectives and what looks like them (a bare 가게 looks like a verb, 가게에서 does not).
 */
export function nounOf(token: Token): string | null {
  if (token.kind === 'tag') return token.exact
  const noun = nounInside(token)
  if (noun === undefined) return stemOfVerb(token.surface) === undefined ? token.surface : null
  return looksHonoured(noun, token.surface) || /[려해어아여와져]야(지|죠|만|하|되)?/.test(token.surface) ? null : noun
}

/** The noun before 하다, 받다 or a chain of particles; undefined for a bare word and for verbs. */
function nounInside({ surface, stems }: Pick<Token, 'surface' | 'stems'>): string | undefined {
  const noun = nounOfVerb(surface) ?? receivedNoun(surface)
  const shortest = shortestNoun(stems)
  if (noun !== undefined && (shortest === undefined || noun.length <= shortest.length)) return noun
  return shortest !== undefined && !looksLikeVerb(surface, shortest) ? shortest : undefined
}

/** 주시면 is polite for 주면; 택시면 is not. */
function looksHonoured(noun: string, surface: string): boolean {
  const tail = surface.slice(noun.length)
  if (/[주하오보드계되사쓰]시$/.test(noun) && /^[면니고는던]/.test(tail)) return true
  return noun.length === 1 && /^[셨셔시]/.test(tail)
}

/** The noun of 교환받았어요: an action before 받다. */
function receivedNoun(surface: string): string | undefined {
  const at = surface.indexOf('받')
  return at >= 2 && isAction(surface.slice(0, at)) ? surface.slice(0, at) : undefined
}

/** The `tsvector` literal of a text: `'배송':1A '환불':2A`; whole words weigh A, parts of compounds weigh nothing. */
export function toTsvector(text: string): string {
  const parts: string[] = []
  let bytes = 0
  for (const { word, positions, isPart } of searchWords(text)) {
    const size = Buffer.byteLength(word)
    if (size > bytesOfWord) continue
    bytes += size + positions.length * 2 + 8
    if (bytes > bytesOfVector) break
    const weight = isPart ? '' : 'A'
    parts.push(`${quoted(word)}:${positions.map(position => position + weight).join(',')}`)
  }
  return parts.join(' ')
}

/**
 * The `tsquery` literal of what a person typed: words side by side must all be there, "a phrase" stands together,
 * `or` or | takes either, -word must not be there, word* is a beginning. Empty where nothing can be looked for.
 */
export function toTsquery(typed: string): string {
  const either: string[] = []
  let all: string[] = []
  const close = () => {
    if (all.length > 0) either.push(all.join(' & '))
    all = []
  }
  for (const piece of piecesOf(typed.slice(0, typedLimit))) {
    if (piece.kind === 'or') close()
    else {
      const term = termOf(piece.text, piece.kind)
      if (term !== '') all.push(piece.isNot ? `!${bracketed(term)}` : bracketed(term))
    }
  }
  close()
  return either.length < 2 ? (either[0] ?? '') : either.map(bracketed).join(' | ')
}

const typedLimit = 1000

type Piece = { readonly kind: 'words' | 'phrase' | 'start' | 'or'; readonly text: string; readonly isNot: boolean }

function piecesOf(typed: string): Piece[] {
  const pieces: Piece[] = []
  let i = 0
  while (i < typed.length) {
    const char = typed[i] as string
    if (/\s/.test(char)) {
      i++
      continue
    }
    const isNot = char === '-' && i + 1 < typed.length && !/\s/.test(typed[i + 1] as string)
    if (isNot) i++
    if (isMark(typed[i] as string)) {
      const close = nextMark(typed, i + 1)
      pieces.push({ kind: 'phrase', text: typed.slice(i + 1, close), isNot })
      i = close + 1
      continue
    }
    let end = i
    while (end < typed.length && !/\s/.test(typed[end] as string) && !isMark(typed[end] as string)) end++
    const text = typed.slice(i, end)
    if (text === '|' || text.toLowerCase() === 'or') pieces.push({ kind: 'or', text, isNot: false })
    else if (text.endsWith('*')) pieces.push({ kind: 'start', text: text.slice(0, -1), isNot })
    else pieces.push({ kind: 'words', text, isNot })
    i = end
  }
  return pieces
}

function isMark(char: string): boolean {
  return char === '"' || char === '“' || char === '”'
}

function nextMark(typed: string, from: number): number {
  for (let i = from; i < typed.length; i++) if (isMark(typed[i] as string)) return i
  return typed.length
}

function termOf(text: string, kind: Piece['kind']): string {
  const tokens = tokenise(text)
  const lexemes = tokens.map((token, n) => alternativesOf(token, kind, n === tokens.length - 1))
  return lexemes.join(' <-> ')
}

/** What one typed 어절 is looked for as: itself, and the stem that the index keeps for its other forms. */
function alternativesOf(token: Token, kind: Piece['kind'], isLast: boolean): string {
  if (token.kind === 'tag') return quoted(`#${token.exact}`)
  if (token.kind === 'handle') return quoted(`@${token.exact}`)
  if (kind === 'start' && isLast) return `${quoted(token.surface)}:*`
  if (kind === 'phrase') return quoted(token.surface)
  const stem = stemOf(token)
  if (stem === token.surface || (stem.length < 2 && token.surface.length < 3)) return quoted(token.surface)
  return `(${quoted(token.surface)} | ${quoted(stem)})`
}

function bracketed(term: string): string {
  return / (<->|&|\|) /.test(term) && !(term.startsWith('(') && term.indexOf(')') === term.length - 1)
    ? `(${term})`
    : term
}

function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

function shortestNoun(stems: readonly string[]): string | undefined {
  let shortest: string | undefined
  for (const stem of stems.slice(1)) {
    if (stem.length >= 2 || shortest === undefined || shortest.endsWith('으')) shortest = stem
  }
  return shortest
}

/** 좋아요 and 좋네요 end like nouns with 요; an open 아 or 어, or an ending, before it says that they are verbs. */
function looksLikeVerb(surface: string, noun: string): boolean {
  const tail = surface.slice(noun.length)
  if (
    noun.length > 1 &&
    /^(네|세)[요여염욤용]$|^니다$|^지(만|요)$|^더(니|라|라고|라고요|라구요)$|^려(고|면)$|^[려져켜쳐](도|서|야|요)$/.test(
      noun.slice(-1) + tail,
    )
  ) {
    return true
  }
  if (noun.length === 1 && /^[꺼써커떠봐와줘둬춰해돼](도|서|야|요|라)$/.test(noun + tail)) return true
  if (hasPast(noun) || /[려어아여해워와춰]주$/.test(noun)) return true
  if (noun.length > 2 && noun.endsWith('대') && tail === '요' && closesHearsay(noun[noun.length - 2] as string))
    return true
  const order = noun.charCodeAt(noun.length - 1) - 0xac00
  if (order < 0 || order >= 11172 || order % 28 !== 0) return false
  const vowel = Math.floor((order % 588) / 28)
  const isVerbal =
    vowel === 0 || vowel === 1 || vowel === 4 || vowel === 6 || vowel === 9 || vowel === 10 || vowel === 14
  return isVerbal && /^[요여염욤용]$/.test(tail)
}

/** No noun has a syllable that closes with ㅆ, as 했, 썼 and 있 do. */
function hasPast(noun: string): boolean {
  for (let i = 0; i < noun.length; i++) {
    const order = noun.charCodeAt(i) - 0xac00
    if (order >= 0 && order < 11172 && order % 28 === 20) return true
  }
  return false
}

/** The beginnings and ends of a long noun, so that 배송 finds 무료배송 and 배송비. */
function partsOf(stem: string): string[] {
  if (stem.length < 3 || stem.length > 8) return []
  for (let i = 0; i < stem.length; i++) {
    const code = stem.charCodeAt(i)
    if (code < 0xac00 || code > 0xd7a3) return []
  }
  const parts = [stem.slice(0, 2), stem.slice(-2)]
  if (stem.length > 4) parts.push(stem.slice(0, 3), stem.slice(-3))
  return parts
}
