/** How like two questions are, by the words that they share: a heuristic of our own, after weights by rarity (Spärck Jones 1972). */
import { dullWords, stemOf, tokenise } from '../../understanding/index.ts'

/** So many words of a question are looked for, the longest: they tell more. */
const most = 6
/** Less alike than this is another question. */
export const leastLikeness = 0.4

/** The words that a question is about, in the stems that messages are found by; the longest first. */
export const tellingWords = (question: string): string[] => {
  const stems = tokenise(question).flatMap(token => {
    if (token.kind !== 'word' && token.kind !== 'tag') return []
    const stem = token.kind === 'tag' ? token.exact : stemOf(token)
    const isTelling = stem.length > 1 && !dullWords.has(stem) && !dullWords.has(token.surface) && !/\d/.test(stem)
    return isTelling ? [stem] : []
  })
  return [...new Set(stems)].sort((a, b) => b.length - a.length).slice(0, most)
}

/** A tsquery for whatever holds at least so many of the words; null where there are fewer. */
export const atLeast = (words: readonly string[], count: number): string | null => {
  if (words.length < count || count < 1) return null
  return combinations(words, count)
    .map(some => `(${some.map(quoted).join(' & ')})`)
    .join(' | ')
}

export const quoted = (word: string): string => `'${word.replace(/[\\']/g, '$&$&')}'`

const combinations = (words: readonly string[], count: number): string[][] =>
  count === 0
    ? [[]]
    : words.flatMap((word, n) => combinations(words.slice(n + 1), count - 1).map(rest => [word, ...rest]))

export interface Compared {
  /** Of the words of our question those that the other one holds. */
  readonly shared: readonly string[]
  /** How many words the other one is found by. */
  readonly size: number
}

/**
 * For each of the others in [0, 1]: the weight of what is shared by the weight of all our words, a little less for a question that
 * speaks of much else. A word weighs by how few of the others hold it; one that none holds may be a turn of speech, and weighs half.
 */
export const likenesses = (words: readonly string[], others: readonly Compared[]): number[] => {
  const holding = new Map(words.map(word => [word, 0]))
  for (const { shared } of others) for (const word of shared) holding.set(word, (holding.get(word) ?? 0) + 1)
  const weight = (word: string) => {
    const held = holding.get(word) ?? 0
    return Math.log(1 + (others.length + 1) / (held + 0.5)) * (held === 0 ? 0.5 : 1)
  }
  const all = words.reduce((sum, word) => sum + weight(word), 0)
  return others.map(({ shared, size }) => {
    const covered = all === 0 ? 0 : shared.reduce((sum, word) => sum + weight(word), 0) / all
    return covered * (0.75 + 0.25 * Math.min(1, (3 * shared.length) / Math.max(1, size)))
  })
}
