/** A query on trial: counts what it finds in posts of the past, what it would miss, and what it would catch wrongly. */
import type { TriedPost } from '../../contract/listening.ts'
import { tokenise } from '../understanding/index.ts'
import { compileQueries } from './match.ts'
import { highlights, type Post } from './meaning.ts'
import { otherMeaning } from './meanings.ts'
import { makeNearMisses } from './near-misses.ts'
import { parseQuery } from './query.ts'
import { printQuery } from './query-text.ts'
import type { Query } from './query-tree.ts'
import { type Caught, findStrays, tellingWords } from './strays.ts'

/** A post of the past; `isSetAside` where people have said that it is not ours. */
export type PastPost = {
  readonly itemId: string
  readonly at: Date
  readonly channel: string
  readonly author: string
  readonly isSetAside: boolean
  readonly post: Post
}

type Nearby = { readonly term: string; readonly count: number; readonly sample: TriedPost }
type StrayFound = Nearby & { readonly why: 'other_meaning' | 'not_ours' | 'apart' }

export type TrialResult = {
  readonly looked: number
  readonly found: number
  readonly days: { day: string; count: number }[]
  readonly channels: { channel: string; count: number }[]
  readonly samples: TriedPost[]
  readonly missed: Nearby[]
  readonly strays: StrayFound[]
  readonly change: {
    readonly added: number
    readonly removed: number
    readonly addedSamples: TriedPost[]
    readonly removedSamples: TriedPost[]
  } | null
}

export type Trial = {
  /** Posts come the newest first. */
  readonly add: (posts: readonly PastPost[]) => void
  readonly result: () => TrialResult
}

const samplesKept = 8
const changesKept = 4
const nearbyKept = 8
/** Posts that are not found cost a closer look each; the newest tell enough. */
const unfoundLooked = 4000

/** @param dayOf the day of an instant in the zone of the workspace. */
export function makeTrial(query: Query, saved: Query | null, dayOf: (at: Date) => string): Trial {
  const asked = namesOf(query)
  const meanings = meaningsOf(asked, query)
  const { match } = compileQueries([
    { id: 'query', query },
    ...(saved === null ? [] : [{ id: 'saved', query: saved }]),
    ...meanings.map((meaning, n) => ({ id: `meaning ${n}`, query: meaning.query })),
  ])
  const nearMisses = makeNearMisses(query)
  const days = new Map<string, number>()
  const channels = new Map<string, number>()
  const samples: TriedPost[] = []
  const missed = new Map<string, Nearby>()
  const others = new Map<string, Nearby>()
  const caught: Caught[] = []
  const caughtPosts: PastPost[] = []
  const added: TriedPost[] = []
  const removed: TriedPost[] = []
  const counts = { looked: 0, found: 0, unfound: 0, added: 0, removed: 0 }

  const take = (one: PastPost) => {
    counts.found++
    count(days, dayOf(one.at))
    count(channels, one.channel)
    if (samples.length < samplesKept) samples.push(sampleOf(one, query))
    caught.push({ words: tellingWords(tokenise(one.post.text), asked), isSetAside: one.isSetAside })
    caughtPosts.push(one)
  }
  const leave = (one: PastPost) => {
    if (++counts.unfound > unfoundLooked) return
    for (const term of nearMisses(tokenise(one.post.text)))
      note(missed, term, () => sampleOf(one, termQuery(term) ?? query))
  }
  const compare = (one: PastPost, isFound: boolean, isSaved: boolean) => {
    if (isFound === isSaved) return
    const [side, kept] = isFound ? (['added', added] as const) : (['removed', removed] as const)
    counts[side]++
    if (kept.length < changesKept) kept.push(sampleOf(one, isFound ? query : (saved ?? query)))
  }

  return {
    add(posts) {
      counts.looked += posts.length
      for (const [n, ids] of match(posts.map(one => one.post)).entries()) {
        const one = posts[n] as PastPost
        const isFound = ids.includes('query')
        if (saved !== null) compare(one, isFound, ids.includes('saved'))
        if (!isFound) {
          leave(one)
          continue
        }
        take(one)
        for (const [m, meaning] of meanings.entries()) {
          if (ids.includes(`meaning ${m}`)) note(others, meaning.term, () => sampleOf(one, meaning.query))
        }
      }
    },
    result: () => ({
      looked: counts.looked,
      found: counts.found,
      days: [...days].map(([day, total]) => ({ day, count: total })).sort((a, b) => (a.day < b.day ? -1 : 1)),
      channels: [...channels].map(([channel, total]) => ({ channel, count: total })).sort((a, b) => b.count - a.count),
      samples,
      missed: most(missed),
      strays: [
        ...most(others).map(one => ({ ...one, why: 'other_meaning' as const })),
        ...findStrays(caught).map(({ term, why, posts }) => ({
          term,
          why,
          count: posts.length,
          sample: sampleOf(caughtPosts[posts[0] as number] as PastPost, termQuery(term) ?? query),
        })),
      ].slice(0, nearbyKept),
      change:
        saved === null
          ? null
          : { added: counts.added, removed: counts.removed, addedSamples: added, removedSamples: removed },
    }),
  }
}

/** What a query wants by name: words, tags and handles; nothing under NOT. */
function namesOf(query: Query): ReadonlySet<string> {
  const words = new Set<string>()
  const visit = (one: Query) => {
    if (one.kind === 'and' || one.kind === 'or') one.of.forEach(visit)
    if (one.kind === 'word' || one.kind === 'tag' || one.kind === 'handle') words.add(one.text)
    if (one.kind === 'phrase') for (const word of one.words) words.add(word)
  }
  visit(query)
  return words
}

/** Other meanings of the words asked for, as terms that the query does not leave out yet. */
function meaningsOf(words: ReadonlySet<string>, query: Query): { term: string; query: Query }[] {
  const text = printQuery(query)
  const terms = [...words].flatMap(word => otherMeaning(word)?.others ?? [])
  return [...new Set(terms)].flatMap(term => {
    const read = termQuery(term)
    return read === undefined || text.includes(`NOT ${printQuery(read)}`) ? [] : [{ term, query: read }]
  })
}

function termQuery(term: string): Query | undefined {
  const parsed = parseQuery(term)
  return parsed.ok ? parsed.query : undefined
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function note(found: Map<string, Nearby>, term: string, sample: () => TriedPost): void {
  const known = found.get(term)
  found.set(term, known === undefined ? { term, count: 1, sample: sample() } : { ...known, count: known.count + 1 })
}

function most(found: ReadonlyMap<string, Nearby>): Nearby[] {
  return [...found.values()].sort((a, b) => b.count - a.count || (a.term < b.term ? -1 : 1)).slice(0, nearbyKept)
}

const before = 60
const pieceLength = 220

/** A piece of the post around what the query stands at. */
function sampleOf({ itemId, at, channel, author, post }: PastPost, query: Query): TriedPost {
  const lit = highlights(query, post.text)
  const first = lit[0]?.[0] ?? 0
  const from = first <= before ? 0 : first - before
  const to = Math.min(post.text.length, from + pieceLength)
  return {
    itemId,
    channel,
    at: at.toISOString(),
    author,
    text: `${from > 0 ? '…' : ''}${post.text.slice(from, to).toWellFormed()}${to < post.text.length ? '…' : ''}`,
    highlights: lit
      .filter(span => span[0] >= from && span[1] <= to)
      .map(([start, end]): [number, number] => [start - from + (from > 0 ? 1 : 0), end - from + (from > 0 ? 1 : 0)]),
  }
}
