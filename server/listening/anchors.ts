/** What of a query can be searched for in words elsewhere. Pure. */
import type { Query } from './query.ts'

/**
 * Searches that together find all that the query can want: of what must all be there the rarest looking part is enough, of
 * alternatives each is needed. Empty for a query that words do not find, such as one that only names an author.
 */
export const anchorsOf = (query: Query): string[] => {
  switch (query.kind) {
    case 'word':
    case 'prefix':
      return [query.text]
    case 'tag':
      return [`#${query.text}`]
    case 'handle':
      return [`@${query.text}`]
    case 'phrase':
      return [query.words.join(' ')]
    case 'near':
      return best([query.left.flatMap(anchorsOf), query.right.flatMap(anchorsOf)])
    case 'and':
      return best(query.of.map(anchorsOf).filter(found => found.length > 0))
    case 'or': {
      const found = query.of.map(anchorsOf)
      return found.some(one => one.length === 0) ? [] : found.flat()
    }
    default:
      return []
  }
}

/** The fewest searches, and of as many the longest words: those find the least that is not wanted. */
const best = (choices: readonly string[][]): string[] =>
  choices.toSorted((a, b) => a.length - b.length || shortest(b) - shortest(a))[0] ?? []

const shortest = (terms: readonly string[]): number => Math.min(...terms.map(term => term.length))
