/** Where in a text the words of a search stand, so that a reader sees why it was found. */
import { stemOf, type Token, tokenise } from '../understanding/index.ts'

type Span = [from: number, to: number]

/** One word as it is looked for: itself or its stem, or anything that begins with it. */
interface Wanted {
  words: readonly string[]
  isStart: boolean
  /** A tag or a handle, which is found as it is and nowhere else. */
  only: 'tag' | 'handle' | null
}

/**
 * Reads a search once. @returns for a text, the spans in UTF-16 units that the search's words and phrases found, in order
 * and not overlapping. What must not be there (-word) is not marked.
 */
export const findWords = (q: string): ((text: string) => Span[]) => {
  const wanted = readWanted(q)
  return text => {
    if (wanted.length === 0) return []
    const tokens = tokenise(text)
    const spans = wanted.flatMap(phrase => tokens.flatMap((_, at) => spansAt(text, tokens, at, phrase)))
    return joined(spans)
  }
}

/** Each phrase a row of words; a word alone is a row of one. The notation is that of understanding's `toTsquery`. */
const readWanted = (q: string): Wanted[][] => {
  const pieces = q.matchAll(/(-?)(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))/g)
  const wanted: Wanted[][] = []
  for (const [, minus, quoted, plain] of pieces) {
    if (minus || plain === '|' || plain?.toLowerCase() === 'or') continue
    const isPhrase = quoted !== undefined
    const isStart = plain?.endsWith('*') ?? false
    const tokens = tokenise(quoted ?? plain ?? '')
    const words = tokens.map((token, n) => ({
      words: isPhrase || token.kind !== 'word' ? [token.exact] : [token.surface, stemOf(token)],
      isStart: isStart && n === tokens.length - 1,
      only: token.kind === 'tag' || token.kind === 'handle' ? token.kind : null,
    }))
    if (words.length > 0) wanted.push(words)
  }
  return wanted
}

const spansAt = (text: string, tokens: readonly Token[], at: number, phrase: readonly Wanted[]): Span[] => {
  if (at + phrase.length > tokens.length) return []
  const spans: Span[] = []
  for (const [n, wanted] of phrase.entries()) {
    const span = spanOf(text, tokens[at + n]!, wanted)
    if (span === null) return []
    spans.push(span)
  }
  const [first] = spans
  const last = spans.at(-1)
  return first && last ? [[first[0], last[1]]] : []
}

/** What of an 어절 was found: the word without its particles where it stands in the text as it was typed. */
const spanOf = (text: string, token: Token, { words, isStart, only }: Wanted): Span | null => {
  if (only !== null) return token.kind === only && words.includes(token.exact) ? [token.from, token.to] : null
  const stem = stemOf(token)
  for (const word of words) {
    const isFound = isStart
      ? token.surface.startsWith(word)
      : token.surface === word || token.exact === word || token.stems.includes(word) || stem === word
    const isPart = !isStart && isHangul(stem) && word.length >= 2 && (stem.startsWith(word) || stem.endsWith(word))
    if (!isFound && !isPart) continue
    const within = text.slice(token.from, token.to).toLowerCase().indexOf(word)
    return within < 0 ? [token.from, token.to] : [token.from + within, token.from + within + word.length]
  }
  return null
}

/** Only nouns of Hangul are found by their parts: 배송 in 무료배송. */
const isHangul = (stem: string): boolean => stem.length >= 3 && stem.length <= 8 && /^[가-힣]+$/.test(stem)

const joined = (spans: readonly Span[]): Span[] => {
  const found: Span[] = []
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = found.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else found.push([from, to])
  }
  return found
}
