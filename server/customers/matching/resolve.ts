/** Who in a table is one person: blocks, weights, odds and clusters, one after the other. Nothing is told it beforehand. */
import { eachPair, makeBlocks, planPasses } from './blocks.ts'
import { cluster, type Linkage } from './clusters.ts'
import { type Comparer, makeComparer } from './compare.ts'
import { estimate, type Model, showsHouseholds } from './model.ts'
import { estimatePriors, oddsOf, type Pairs, type Priors } from './odds.ts'
import type { People } from './people.ts'
import { makeScorer, type Scorer } from './scorer.ts'

export interface Resolution {
  /** For each row the smallest row of its person. */
  readonly clusters: Int32Array
  readonly links: readonly Link[]
  readonly model: Model
  readonly priors: Priors
  readonly comparer: Comparer
  readonly scorer: Scorer
  /** Pairs that were scored. */
  readonly scored: number
}

export interface Link {
  readonly a: number
  readonly b: number
  /** Odds that both are one person, in bits. */
  readonly bits: number
}

/** Tables up to so many rows are compared whole. */
const smallTable = 2000

/** Measured on five populations of four kinds (docs/rooms/customers.md): a person's rows agree on average at least so far. */
const usualLinkage: Linkage = { edge: 2, join: -1, most: 10, least: -8 }

export const resolve = (
  people: People,
  say: (step: 'blocks' | 'weights' | 'pairs' | 'people', count: number) => void = () => undefined,
  linkage: Linkage = usualLinkage,
): Resolution => {
  const { size } = people
  const comparer = makeComparer(people)
  const { passes, dividing } = planPasses(people)
  const model = estimate(people, passes, comparer)
  say('weights', passes.length)
  const scorer = makeScorer(people, model, comparer)
  const kept = keepPairs(size)
  const visit = (a: number, b: number): void => {
    scorer.score(a, b)
    kept.take(a, b, scorer)
  }
  if (size <= smallTable) for (let a = 0; a < size; a++) for (let b = a + 1; b < size; b++) visit(a, b)
  else {
    const blocks = makeBlocks(people, passes, dividing)
    say('blocks', blocks.count)
    eachPair(blocks, size, visit)
  }
  const pairs = kept.pairs()
  say('pairs', kept.scored)
  const priors = estimatePriors(pairs, size, showsHouseholds(model))
  const bits = new Float32Array(pairs.count)
  for (let n = 0; n < pairs.count; n++)
    bits[n] = oddsOf(priors, {
      weight: pairs.weight[n]!,
      shared: pairs.shared[n]!,
      bridge: pairs.bridge[n]!,
      personal: pairs.personal[n]!,
    })
  const bitsOf = (a: number, b: number): number => {
    scorer.score(a, b)
    return oddsOf(priors, scorer.last)
  }
  const clusters = cluster(size, { count: pairs.count, a: pairs.a, b: pairs.b, bits }, bitsOf, linkage)
  say('people', new Set(clusters).size)
  return { clusters, links: linksOf(clusters, pairs, bits), model, priors, comparer, scorer, scored: kept.scored }
}

interface Kept {
  take(a: number, b: number, scorer: Scorer): void
  pairs(): Pairs
  readonly scored: number
}

/** Keeps the pairs that may still be one person. */
const keepPairs = (size: number): Kept => {
  // Strangers of a table of so many rows outnumber pairs of one person by about its size.
  const least = Math.log2(Math.max(size, 2)) - 14
  let room = 1 << 16
  let count = 0
  let scored = 0
  let a = new Int32Array(room)
  let b = new Int32Array(room)
  let weight = new Float32Array(room)
  let shared = new Float32Array(room)
  let bridge = new Float32Array(room)
  let personal = new Float32Array(room)
  const grow = (): void => {
    room *= 2
    const wider = <T extends Int32Array | Float32Array>(array: T, made: T): T => {
      made.set(array)
      return made
    }
    a = wider(a, new Int32Array(room))
    b = wider(b, new Int32Array(room))
    weight = wider(weight, new Float32Array(room))
    shared = wider(shared, new Float32Array(room))
    bridge = wider(bridge, new Float32Array(room))
    personal = wider(personal, new Float32Array(room))
  }
  return {
    take(one, two, { last }) {
      scored++
      if (last.weight <= least) return
      if (count === room) grow()
      a[count] = one
      b[count] = two
      weight[count] = last.weight
      shared[count] = last.shared
      bridge[count] = last.bridge
      personal[count] = last.personal
      count++
    },
    pairs: () => ({ count, a, b, weight, shared, bridge, personal }),
    get scored() {
      return scored
    },
  }
}

/** The likely pairs within a person; whoever has none is shown with the likeliest. */
const linksOf = (clusters: Int32Array, pairs: Pairs, bits: Float32Array): Link[] => {
  const links: Link[] = []
  const isLinked = new Uint8Array(clusters.length)
  const best = new Int32Array(clusters.length).fill(-1)
  for (let n = 0; n < pairs.count; n++) {
    const a = pairs.a[n]!
    const b = pairs.b[n]!
    if (clusters[a] !== clusters[b]) continue
    if (bits[n]! >= 0) {
      links.push({ a, b, bits: bits[n]! })
      isLinked[a] = 1
      isLinked[b] = 1
    } else for (const row of [a, b]) if (best[row] === -1 || bits[n]! > bits[best[row]!]!) best[row] = n
  }
  const shown = new Set<number>()
  for (let row = 0; row < clusters.length; row++) {
    const n = best[row]!
    if (isLinked[row] === 1 || n === -1 || shown.has(n)) continue
    shown.add(n)
    links.push({ a: pairs.a[n]!, b: pairs.b[n]!, bits: bits[n]! })
  }
  return links.sort((one, two) => one.a - two.a || one.b - two.b)
}
