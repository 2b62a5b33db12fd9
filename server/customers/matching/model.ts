/**
 * The weights of agreements, estimated from the table itself without labels (Fellegi and Sunter 1969; m by expectation
 * maximisation within blocks and u from random pairs as in Winkler 1988 and the practice of Splink; term frequencies after
 * Winkler 1989). Beside "one person" and "strangers" stands a third class: people who share a household, and with it a
 * family name, a phone and an address, but neither a given name nor a birth date.
 */
import { featureName, type Pass, runsOf } from './blocks.ts'
import type { FeatureKind } from './columns.ts'
import type { Comparer, Feature } from './compare.ts'
import type { People } from './people.ts'

export interface Model {
  readonly features: readonly Feature[]
  /** For each feature and level the chance among pairs of one person, and among strangers; place 0 is unused. */
  readonly m: readonly Float64Array[]
  readonly u: readonly Float64Array[]
  /** The chance among pairs of one household; for what a household does not share, that among strangers. */
  readonly h: readonly Float64Array[]
  /** Nothing was learned of how common values are: of names only that they are names. */
  readonly isBelieved: boolean
}

/** What a household, a company or a handed-on number shares. */
const household: ReadonlySet<FeatureKind> = new Set<FeatureKind>([
  'family',
  'phone',
  'email',
  'place',
  'postcode',
  'street',
  'houseNumber',
  'address',
  'state',
  'country',
  'company',
  'point',
])
/** Whether a table could show that two people live or work together. */
export const showsHouseholds = ({ features }: Model): boolean =>
  features.some(({ kind }) => kind === 'phone' || kind === 'email' || kind === 'street' || kind === 'address')

/** Whether a household, a company or a number that was handed on may share it. */
export const isShared = (kind: FeatureKind): boolean => household.has(kind)

/** Mulberry32: the same numbers on every machine. */
const dice = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** How often strangers agree by chance, before the table was seen: what small tables lean on. */
export const chances: Readonly<Record<FeatureKind, number>> = {
  given: 0.01,
  family: 0.02,
  birth: 2e-4,
  email: 1e-5,
  phone: 1e-5,
  id: 1e-6,
  handle: 1e-5,
  account: 1e-6,
  place: 0.05,
  postcode: 5e-3,
  street: 5e-3,
  houseNumber: 0.02,
  address: 1e-3,
  state: 0.15,
  country: 0.5,
  occupation: 0.05,
  company: 0.01,
  gender: 0.5,
  point: 1e-3,
}
/** For how many pairs and rows of the table that belief stands. */
const believedPairs = 200
export const believedRows = 50

/** How many pairs are looked at: of the table at random, and of each key. */
export interface Effort {
  readonly randomPairs: number
  readonly pairsOfPass: number
}
const wholeEffort: Effort = { randomPairs: 500_000, pairsOfPass: 20_000 }
const rounds = 30

/** What is believed before a pair was seen: equal mostly, the lower the level the rarer, and a share that differs. */
const priorOf = (feature: Feature): Float64Array => {
  const prior = new Float64Array(feature.top + 1)
  const isLoose = feature.kind === 'place' || feature.kind === 'occupation' || feature.kind === 'company'
  prior[feature.top] = isLoose ? 0.6 : 0.75
  prior[1] = isLoose ? 0.25 : 0.07
  const between = feature.top - 2
  for (let level = 2; level < feature.top; level++) prior[level] = (1 - prior[feature.top]! - prior[1]!) / between
  if (between === 0) prior[1] = 1 - prior[feature.top]!
  return prior
}
const priorPairs = 20

/** The weights that are believed before any table was seen. */
export const believedModel = (features: readonly Feature[]): Model => {
  const m = features.map(priorOf)
  const u = features.map(({ kind, top }) => {
    const between = Math.min(chances[kind], (1 - chances[kind]) / (2 * top))
    return Float64Array.from({ length: top + 1 }, (_, level) => believedChance(level, top, chances[kind], between))
  })
  // Of what a household may share, each thing is as often shared as not.
  const h = features.map(({ kind, top }, at) =>
    isShared(kind)
      ? Float64Array.from({ length: top + 1 }, (_, level) => (level === top || level === 1 ? 0.45 : 0.1 / top))
      : u[at]!,
  )
  return { features, m, u, h, isBelieved: true }
}

const believedChance = (level: number, top: number, chance: number, between: number): number =>
  level === 0 ? 0 : level === top ? chance : level > 1 ? between : 1 - chance - between * (top - 2)

export const estimate = (
  people: People,
  passes: readonly Pass[],
  comparer: Comparer,
  { randomPairs, pairsOfPass }: Effort = wholeEffort,
): Model => {
  const { features } = comparer
  const u = estimateU(people, comparer, randomPairs)
  const believed = () => features.map(feature => priorOf(feature).map(share => share * priorPairs))
  const sums = believed()
  const near = believed()
  for (const pass of passes) {
    const patterns = gather(pass, people.size, comparer, pairsOfPass)
    if (patterns.total < 20) continue
    const hidden = new Set(pass.of)
    const open = features.map(({ kind, header }) => !hidden.has(kind) && !hidden.has(featureName(kind, header)))
    const learned = maximise(patterns, features, open, u)
    add(sums, learned.m, open, Math.min(learned.matches, 5000))
    add(near, learned.h, open, Math.min(learned.neighbours, 5000))
  }
  const h = near.map((levels, at) => (isShared(features[at]!.kind) ? shares(levels) : u[at]!))
  return { features, m: sums.map(shares), u, h, isBelieved: false }
}

const add = (sums: Float64Array[], learned: readonly Float64Array[], open: readonly boolean[], trust: number): void => {
  for (const [at, levels] of learned.entries())
    if (open[at]) for (let level = 1; level < levels.length; level++) sums[at]![level]! += trust * levels[level]!
}

/**
 * However many pairs say so, rows of one person do not differ more often than this in what hardly changes: where a table
 * has namesakes and no doubles, they would pass for doubles otherwise.
 */
const mostDiffering: Partial<Record<FeatureKind, number>> = {
  given: 0.3,
  family: 0.3,
  birth: 0.25,
  id: 0.3,
  email: 0.45,
  phone: 0.45,
  handle: 0.45,
  gender: 0.2,
}

const bounded = (m: Float64Array, kind: FeatureKind): Float64Array => {
  const most = mostDiffering[kind] ?? 0.6
  const excess = m[1]! - most
  if (excess <= 0) return m
  const rest = 1 - m[1]!
  return m.map((one, level) => (level === 1 ? most : rest > 0 ? (one / rest) * (1 - most) : one))
}

const shares = (levels: Float64Array): Float64Array => {
  levels[0] = 0
  const total = levels.reduce((sum, one) => sum + one, 0)
  return levels.map(one => one / total)
}

const estimateU = (people: People, comparer: Comparer, randomPairs: number): Float64Array[] => {
  const { features, levels, compare } = comparer
  const counts = features.map(feature => new Float64Array(feature.top + 1))
  const roll = dice(20261128)
  const { size } = people
  const all = (size * (size - 1)) / 2
  const take = (a: number, b: number) => {
    compare(a, b)
    for (let at = 0; at < features.length; at++) counts[at]![levels[at]!]!++
  }
  if (all <= randomPairs) for (let a = 0; a < size; a++) for (let b = a + 1; b < size; b++) take(a, b)
  else
    for (let n = 0; n < randomPairs; n++) {
      const a = Math.floor(roll() * size)
      const b = Math.floor(roll() * size)
      if (a !== b) take(a, b)
    }
  return counts.map((levelCounts, at) => {
    const { top, kind } = features[at]!
    levelCounts[0] = 0
    const known = levelCounts.reduce((sum, one) => sum + one, 0)
    const chance = chances[kind]
    const between = Math.min(chance, (1 - chance) / (2 * top))
    return levelCounts.map((one, level) =>
      level === 0 ? 0 : (one + believedChance(level, top, chance, between) * believedPairs) / (known + believedPairs),
    )
  })
}

interface Patterns {
  readonly list: readonly { readonly levels: Int8Array; readonly count: number }[]
  readonly total: number
}

/** Pairs of a pass by what their levels are; of large blocks a sample. */
const gather = (pass: Pass, size: number, comparer: Comparer, pairsOfPass: number): Patterns => {
  const { features, levels, compare } = comparer
  const found = new Map<number, { levels: Int8Array; count: number }>()
  const runs = runsOf(pass, size)
  const possible = runs.reduce((sum, run) => sum + Math.min((run.length * (run.length - 1)) / 2, 2000), 0)
  const share = Math.min(1, pairsOfPass / Math.max(possible, 1))
  const roll = dice(7)
  let total = 0
  const take = (a: number, b: number) => {
    compare(a, b)
    let key = 0
    for (let at = 0; at < features.length; at++) key = key * 9 + levels[at]!
    const known = found.get(key)
    if (known) known.count++
    else found.set(key, { levels: levels.slice(), count: 1 })
    total++
  }
  for (const run of runs) {
    if (run.length <= 64) {
      for (let i = 0; i < run.length; i++)
        for (let j = i + 1; j < run.length; j++) if (share === 1 || roll() < share) take(run[i]!, run[j]!)
    } else
      for (let n = 0; n < 2000 * share; n++) {
        const a = run[Math.floor(roll() * run.length)]!
        const b = run[Math.floor(roll() * run.length)]!
        if (a !== b) take(a, b)
      }
  }
  return { list: [...found.values()], total }
}

/** Expectation maximisation with u held fast; three classes as the head of the file says. */
const maximise = (
  { list, total }: Patterns,
  features: readonly Feature[],
  open: readonly boolean[],
  u: readonly Float64Array[],
): { m: Float64Array[]; h: Float64Array[]; matches: number; neighbours: number } => {
  const shared = features.map(({ kind }) => isShared(kind))
  let m = features.map(priorOf)
  let h = features.map((feature, at) => (shared[at] ? priorOf(feature) : u[at]!))
  let same = 0.3
  let near = 0.02
  for (let round = 0; round < rounds; round++) {
    const next = features.map(feature => priorOf(feature).map(one => one * 5))
    const nextNear = features.map(feature => priorOf(feature).map(one => one * 5))
    let matches = 0
    let neighbours = 0
    for (const { levels, count } of list) {
      let asOne = same
      let asNear = near
      let asStrangers = 1 - same - near
      for (let at = 0; at < features.length; at++) {
        const level = levels[at]!
        if (level === 0 || !open[at]) continue
        asOne *= m[at]![level]!
        asStrangers *= u[at]![level]!
        asNear *= h[at]![level]!
      }
      const sum = asOne + asNear + asStrangers
      if (sum === 0) continue
      const chance = (asOne / sum) * count
      matches += chance
      const nearby = (asNear / sum) * count
      neighbours += nearby
      for (let at = 0; at < features.length; at++) {
        next[at]![levels[at]!]! += chance
        nextNear[at]![levels[at]!]! += nearby
      }
    }
    m = next.map((levels, at) => bounded(shares(levels), features[at]!.kind))
    h = nextNear.map((levels, at) => (shared[at] ? shares(levels) : u[at]!))
    same = Math.min(0.99, Math.max(1e-7, matches / total))
    near = Math.min(0.5, Math.max(1e-7, neighbours / total))
    if (same + near > 0.999) near = 0.999 - same
  }
  return { m, h, matches: same * total, neighbours: near * total }
}
