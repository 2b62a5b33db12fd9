/** What a query means, written for the eye: slow and plain; the standing matcher must always agree with it. */
import { normalise, type Token, tokenise } from '../understanding/index.ts'
import type { Filter, Near, Place, Query } from './query-tree.ts'

/** What queries ask of a post. A field that is not known satisfies no filter. `author` is the handle without @. */
export type Post = {
  readonly text: string
  readonly author?: string | null
  readonly authorName?: string | null
  readonly channel?: string | null
  readonly language?: string | null
  readonly sentiment?: string | null
  readonly intents?: readonly string[] | null
  readonly followers?: number | null
}

/** Places of a text in 어절, both ends included. */
export type Span = { readonly first: number; readonly last: number }

/** True where the post satisfies the query. */
export function satisfies(query: Query, post: Post): boolean {
  return holds(query, post, tokenise(post.text))
}

/** The source ranges of a text that the query's words stand at, in order and not overlapping; words under NOT count for nothing. */
export function highlights(query: Query, text: string): [from: number, to: number][] {
  const tokens = tokenise(text)
  const isLit = new Uint8Array(tokens.length)
  for (const { first, last } of litSpans(query, tokens)) isLit.fill(1, first, last + 1)
  const ranges: [number, number][] = []
  for (const [n, token] of tokens.entries()) if (isLit[n] === 1) ranges.push([token.from, token.to])
  return ranges
}

/** Every span of the text at which the place stands, in order. */
export function spansOf(place: Place, tokens: readonly Token[]): Span[] {
  const spans: Span[] = []
  const length = place.kind === 'phrase' ? place.words.length : 1
  for (let first = 0; first + length <= tokens.length; first++) {
    const isHere =
      place.kind === 'phrase' ? isPhraseAt(place.words, tokens, first) : isAt(place, tokens[first] as Token)
    if (isHere) spans.push({ first, last: first + length - 1 })
  }
  return spans
}

/** True where a filter holds; names are compared folded. */
export function filterHolds(filter: Filter, post: Post): boolean {
  switch (filter.kind) {
    case 'author':
      return isSame(post.author?.replace(/^@/, ''), filter.text) || isSame(post.authorName, filter.text)
    case 'channel':
      return isSame(post.channel, filter.text)
    case 'lang':
      return isSame(post.language, filter.text)
    case 'sentiment':
      return post.sentiment === filter.is
    case 'intent':
      return post.intents?.includes(filter.is) === true
    case 'followers':
      return typeof post.followers === 'number' && compares(post.followers, filter.compare, filter.count)
  }
}

function holds(query: Query, post: Post, tokens: readonly Token[]): boolean {
  switch (query.kind) {
    case 'and':
      return query.of.every(member => holds(member, post, tokens))
    case 'or':
      return query.of.some(member => holds(member, post, tokens))
    case 'not':
      return !holds(query.of, post, tokens)
    case 'near':
      return isNear(query, tokens)
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

function isNear(near: Near, tokens: readonly Token[]): boolean {
  const lefts = near.left.flatMap(place => spansOf(place, tokens))
  const rights = near.right.flatMap(place => spansOf(place, tokens))
  return lefts.some(left => rights.some(right => apart(left, right) >= 1 && apart(left, right) <= near.distance))
}

/** How many 어절 further the later span begins than the earlier one ends; 0 or less where they overlap. */
function apart(one: Span, other: Span): number {
  return Math.max(other.first - one.last, one.first - other.last)
}

function isAt(place: Exclude<Place, { kind: 'phrase' }>, token: Token): boolean {
  switch (place.kind) {
    case 'word':
      return token.stems.includes(place.text)
    case 'prefix':
      return token.kind !== 'url' && token.surface.startsWith(place.text)
    default:
      return token.kind === place.kind && token.exact === place.text
  }
}

/** Only the last 어절 of a phrase may carry particles. */
function isPhraseAt(words: readonly string[], tokens: readonly Token[], first: number): boolean {
  return words.every((word, n) => {
    const token = tokens[first + n] as Token
    if (word.startsWith('#')) return token.kind === 'tag' && token.exact === word.slice(1)
    if (word.startsWith('@')) return token.kind === 'handle' && token.exact === word.slice(1)
    return n === words.length - 1 ? token.stems.includes(word) : token.surface === word
  })
}

function litSpans(query: Query, tokens: readonly Token[]): Span[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.of.flatMap(member => litSpans(member, tokens))
    case 'near':
      return [...query.left, ...query.right].flatMap(place => spansOf(place, tokens))
    case 'word':
    case 'prefix':
    case 'tag':
    case 'handle':
    case 'phrase':
      return spansOf(query, tokens)
    default:
      return []
  }
}

function isSame(value: string | null | undefined, text: string): boolean {
  return typeof value === 'string' && normalise(value).text === text
}

function compares(followers: number, compare: string, count: number): boolean {
  switch (compare) {
    case '>':
      return followers > count
    case '>=':
      return followers >= count
    case '<':
      return followers < count
    default:
      return followers <= count
  }
}
