/**
 * Weights that a workspace's own customers teach: estimated on a sample without labels (`model.ts`), held within reason of
 * those that ship, and believed only as far as they judge what people decided at least as well.
 */
import { planPasses } from './blocks.ts'
import type { FeatureKind } from './columns.ts'
import { makeComparer } from './compare.ts'
import { tableOfFacts } from './facts-table.ts'
import type { Facts } from './keys.ts'
import { believedModel, estimate, type Model } from './model.ts'
import { makePeople } from './people.ts'

/** What was learned of one kind of field: for each level the chance among pairs of one person, of strangers, of a household. */
export interface FieldWeights {
  readonly kind: FeatureKind
  readonly m: readonly number[]
  readonly u: readonly number[]
  readonly h: readonly number[]
}

/** Fewer people teach nothing: what ships stands. */
export const fewestToLearn = 500

/** Pairs looked at: half a second of one core at most. */
const effort = { randomPairs: 100_000, pairsOfPass: 4000 }

/** Levels of people who sign nothing alike move no further than this from what ships, in bits. */
const mostMoved = 4

/** @returns what the sample teaches; empty where it is too small. */
export const learnWeights = (sample: readonly Facts[]): FieldWeights[] => {
  if (sample.length < fewestToLearn) return []
  const people = makePeople(tableOfFacts(sample))
  const comparer = makeComparer(people)
  const learned = estimate(people, planPasses(people).passes, comparer, effort)
  const shipped = believedModel(comparer.features)
  return comparer.features.map(({ kind }, at) => {
    const u = learned.u[at]!
    return {
      kind,
      m: [...withinReason(learned.m[at]!, u, shipped, at)],
      u: [...u],
      h: [...learned.h[at]!],
    }
  })
}

/** The chances among pairs of one person, so that no level weighs more than `mostMoved` bits other than it ships. */
const withinReason = (m: Float64Array, u: Float64Array, shipped: Model, at: number): Float64Array =>
  m.map((chance, level) => {
    if (level === 0) return 0
    const ships = Math.log2(shipped.m[at]![level]! / shipped.u[at]![level]!)
    const bits = Math.log2(chance / u[level]!)
    return u[level]! * 2 ** Math.max(ships - mostMoved, Math.min(ships + mostMoved, bits))
  })

/** The weights that ship, with what was learned in their place where the kind and its levels are the same. */
export const modelWith = (shipped: Model, learned: readonly FieldWeights[]): Model => {
  const byKind = new Map(learned.map(one => [one.kind, one]))
  const chosen = shipped.features.map(({ kind, top }) => {
    const one = byKind.get(kind)
    return one && one.m.length === top + 1 ? one : null
  })
  const of = (name: 'm' | 'u' | 'h') =>
    chosen.map((one, at) => (one === null ? shipped[name][at]! : Float64Array.from(one[name])))
  return { ...shipped, m: of('m'), u: of('u'), h: of('h') }
}

/** What equal and differing values of a kind weigh, in bits. */
export interface Weighed {
  readonly kind: FeatureKind
  readonly same: number
  readonly differs: number
}

const bitsOf = (m: ArrayLike<number>, u: ArrayLike<number>, level: number): number =>
  Math.round(Math.log2(m[level]! / u[level]!) * 10) / 10

export const weighed = (fields: readonly FieldWeights[]): Weighed[] =>
  fields.map(({ kind, m, u }) => ({ kind, same: bitsOf(m, u, m.length - 1), differs: bitsOf(m, u, 1) }))

/** What ships, for the kinds of these fields. */
export const shippedOf = (fields: readonly FieldWeights[]): FieldWeights[] => {
  const features = fields.map(({ kind, m }) => ({ kind, header: '', top: m.length - 1, values: null }))
  const { m, u, h } = believedModel(features)
  return features.map(({ kind }, at) => ({ kind, m: [...m[at]!], u: [...u[at]!], h: [...h[at]!] }))
}

/** Mean surprise, in bits, of chances at what people decided: 0 is never wrong, 1 is a coin. Chances of 0 and 1 are bounded. */
export const surpriseOf = (judged: readonly { chance: number; isOne: boolean }[]): number =>
  judged.reduce((sum, { chance, isOne }) => {
    const right = Math.min(0.999, Math.max(0.001, isOne ? chance : 1 - chance))
    return sum - Math.log2(right)
  }, 0) / Math.max(1, judged.length)
