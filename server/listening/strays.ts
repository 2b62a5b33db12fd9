/** Words of found posts that speak of something else: a name's other meanings, posts set aside by people, talk that stands apart. */
import type { Token } from '../understanding/index.ts'

/** A found post: its words, and whether people have said that it is not ours. */
export type Caught = { readonly words: ReadonlySet<string>; readonly isSetAside: boolean }

/** `posts` are the places in the list of those that have the word. */
export type Stray = { readonly term: string; readonly why: 'not_ours' | 'apart'; readonly posts: readonly number[] }

const straysKept = 6
const wordsLooked = 80
const fewest = 3

/** The words of a post that may tell what it is about: two letters or more, particles taken off. */
export function tellingWords(tokens: readonly Token[], asked: ReadonlySet<string>): Set<string> {
  const words = new Set<string>()
  for (const token of tokens) {
    if (token.kind !== 'word') continue
    const word = token.stems.findLast(stem => stem.length > 1) ?? ''
    if (word !== '' && !token.stems.some(stem => asked.has(stem)) && !/^\d+$/.test(word)) words.add(word)
  }
  return words
}

/**
 * Finds words that split from the rest. First those that posts set aside have far more often than the others. Then talk
 * of its own: words are joined where half of
 * the rarer one's posts have the other too, and a group of words beside the largest speaks of something else, when its
 * posts are few against that one's.
 */
export function findStrays(caught: readonly Caught[]): Stray[] {
  const posts = new Map<string, number[]>()
  for (const [n, { words }] of caught.entries()) {
    for (const word of words) {
      const kept = posts.get(word)
      if (kept === undefined) posts.set(word, [n])
      else kept.push(n)
    }
  }
  const aside = setAside(caught, posts)
  const taken = new Set(aside.map(stray => stray.term))
  return [...aside, ...apart(posts).filter(stray => !taken.has(stray.term))].slice(0, straysKept)
}

function setAside(caught: readonly Caught[], posts: ReadonlyMap<string, readonly number[]>): Stray[] {
  const all = caught.filter(one => one.isSetAside).length
  if (all === 0) return []
  const found: Stray[] = []
  for (const [term, having] of posts) {
    const count = having.filter(n => caught[n]?.isSetAside).length
    // Nearly all who have the word are set aside, and it is no word that everybody has.
    if (count >= 2 && count / having.length >= 0.75 && count / all >= 0.1)
      found.push({ term, why: 'not_ours', posts: having })
  }
  return found.sort((a, b) => b.posts.length - a.posts.length).slice(0, straysKept / 2)
}

function apart(posts: ReadonlyMap<string, readonly number[]>): Stray[] {
  const looked = [...posts]
    .filter(([, having]) => having.length >= fewest)
    .sort((a, b) => b[1].length - a[1].length)
    .slice(0, wordsLooked)
  const group = looked.map((_, n) => n)
  const headOf = (n: number): number => (group[n] === n ? n : headOf(group[n] as number))
  for (const [n, [, one]] of looked.entries()) {
    const having = new Set(one)
    for (let m = 0; m < n; m++) {
      const other = looked[m]?.[1] ?? []
      const shared = other.filter(post => having.has(post)).length
      const isJoined = shared >= 2 && shared >= Math.min(one.length, other.length) / 2
      if (isJoined) group[headOf(n)] = headOf(m)
    }
  }
  const groups = new Map<number, { words: [string, readonly number[]][]; posts: Set<number> }>()
  for (const [n, word] of looked.entries()) {
    const kept = groups.get(headOf(n)) ?? { words: [], posts: new Set<number>() }
    kept.words.push(word as [string, readonly number[]])
    for (const post of word[1]) kept.posts.add(post)
    groups.set(headOf(n), kept)
  }
  const [largest, ...others] = [...groups.values()].sort((a, b) => b.posts.size - a.posts.size)
  if (largest === undefined) return []
  return others
    .filter(({ words, posts: having }) => words.length > 1 && having.size <= largest.posts.size / 2)
    .flatMap(({ words }) => words.slice(0, 2))
    .map(([term, having]) => ({ term, why: 'apart', posts: having }))
}
