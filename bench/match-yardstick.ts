/**
 * The yardstick of `match`: the fastest multi-pattern package of npm over the same words, with all that must be done around it
 * to find the same matches. Every query waits at the longest words that it cannot do without; the package finds which of
 * them a post holds, and the queries that wait there are asked of the post's 어절.
 */
import { AhoCorasick } from '@monyone/aho-corasick/fast'
import { filterHolds, type Post, type Span, spansOf } from '../server/listening/meaning.ts'
import type { Place, Query } from '../server/listening/query.ts'
import { type Token, tokenise } from '../server/understanding/index.ts'

export interface Yardstick {
  readonly match: (posts: readonly Post[]) => string[][]
}

interface Asked {
  readonly id: string
  readonly query: Query
}

export function makeYardstick(queries: readonly Asked[]): Yardstick {
  const waiting = new Map<string, number[]>()
  const always: number[] = []
  for (const [n, { query }] of queries.entries()) {
    const words = neededWords(query)
    if (words === undefined) always.push(n)
    for (const word of new Set(words)) {
      const known = waiting.get(word)
      if (known === undefined) waiting.set(word, [n])
      else known.push(n)
    }
  }
  const automaton = new AhoCorasick([...waiting.keys()])
  const one = (post: Post): string[] => {
    const tokens = tokenise(post.text)
    const candidates = new Set(always)
    // 어절 are looked through in one go; a line break keeps words from reaching over into the next.
    for (const { keyword } of automaton.matchInText(tokens.map(token => token.surface).join('\n'))) {
      for (const n of waiting.get(keyword) ?? []) candidates.add(n)
    }
    return [...candidates]
      .filter(n => holds((queries[n] as Asked).query, post, tokens))
      .sort((a, b) => a - b)
      .map(n => (queries[n] as Asked).id)
  }
  return { match: posts => posts.map(one) }
}

/** Words of which one must be in a post that the query wants; undefined where it can do without any. */
function neededWords(query: Query): readonly string[] | undefined {
  switch (query.kind) {
    case 'and':
      return query.of.map(neededWords).reduce(better, undefined)
    case 'or': {
      const members = query.of.map(neededWords)
      return members.includes(undefined) ? undefined : members.flatMap(words => words ?? [])
    }
    case 'near':
      return better(query.left.map(longestWord), query.right.map(longestWord))
    case 'word':
    case 'prefix':
    case 'tag':
    case 'handle':
    case 'phrase':
      return [longestWord(query)]
    default:
      return undefined
  }
}

/** The longer a word the rarer; of alternatives the shortest counts. */
function better(
  one: readonly string[] | undefined,
  other: readonly string[] | undefined,
): readonly string[] | undefined {
  if (one === undefined || other === undefined) return one ?? other
  const shortest = (words: readonly string[]) => Math.min(...words.map(word => word.length))
  return shortest(other) > shortest(one) ? other : one
}

function longestWord(place: Place): string {
  if (place.kind !== 'phrase') return place.text
  const [longest = ''] = place.words.map(word => word.replace(/^[#@]/, '')).sort((a, b) => b.length - a.length)
  return longest
}

function holds(query: Query, post: Post, tokens: readonly Token[]): boolean {
  switch (query.kind) {
    case 'and':
      return query.of.every(member => holds(member, post, tokens))
    case 'or':
      return query.of.some(member => holds(member, post, tokens))
    case 'not':
      return !holds(query.of, post, tokens)
    case 'near': {
      const lefts = query.left.flatMap(place => spansOf(place, tokens))
      const rights = lefts.length === 0 ? [] : query.right.flatMap(place => spansOf(place, tokens))
      return lefts.some(left => rights.some(right => isWithin(left, right, query.distance)))
    }
    case 'word':
    case 'prefix':
    case 'tag':
    case 'handle':
    case 'phrase':
      return spansOf(query, tokens).length > 0
    default:
      return filterHolds(query, post)
  }
}

function isWithin(one: Span, other: Span, distance: number): boolean {
  const apart = Math.max(other.first - one.last, one.first - other.last)
  return apart >= 1 && apart <= distance
}
