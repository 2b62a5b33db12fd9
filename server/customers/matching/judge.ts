/** Judges pairs of people one by one, as they arrive: with the weights that ship or those that the workspace's customers taught. */

import type { FeatureKind } from './columns.ts'
import { makeComparer } from './compare.ts'
import { wordsOfFeature, wordsOfLevel } from './evidence.ts'
import { tableOfFacts } from './facts-table.ts'
import type { Facts } from './keys.ts'
import { believedModel } from './model.ts'
import { chanceOf, oddsOf } from './odds.ts'
import { makePeople } from './people.ts'
import { makeScorer } from './scorer.ts'
import { type FieldWeights, modelWith } from './weights.ts'

/** One thing that speaks for (bits above 0) or against two being one. It tells how they agree, never what the values are. */
export interface Evidence {
  readonly kind: FeatureKind
  readonly bits: number
  readonly field: { readonly ko: string; readonly en: string }
  readonly says: { readonly ko: string; readonly en: string }
}

export interface Judgement {
  readonly bits: number
  readonly chance: number
  readonly evidence: readonly Evidence[]
}

/** Kinds of which one must agree before a machine links by itself: a like name and handle alone are a suggestion. */
const decisive: ReadonlySet<FeatureKind> = new Set(['phone', 'email', 'birth', 'id', 'account'])
const mostUndecided = 8

/** A small workspace is judged as if it knew so many: a namesake may come tomorrow. */
const fewestPeople = 1000

/**
 * @param all everybody who has a key in common with somebody asked about: who else holds a phone tells whether it is shared.
 * @param size how many leaves the workspace has.
 * @param learned what the workspace's own customers taught; of kinds that it does not name, what ships stands.
 */
export const makeJudge = (
  all: readonly Facts[],
  size: number,
  learned: readonly FieldWeights[] = [],
): ((left: string, right: string) => Judgement) => {
  const rows = new Map(all.map((facts, row) => [facts.id, row]))
  const people = makePeople(tableOfFacts(all))
  const comparer = makeComparer(people)
  const model = modelWith(believedModel(comparer.features), learned)
  const scorer = makeScorer({ ...people, size: Math.max(size, fewestPeople) }, model, comparer)
  const same = 1 / Math.max(size, fewestPeople)
  const priors = { same, household: same / 10, bridge: same / 50, isWary: true }
  return (left, right) => {
    scorer.score(rows.get(left)!, rows.get(right)!)
    const { parts } = scorer.last
    const evidence: Evidence[] = []
    let isDecided = false
    for (const [at, { kind, top }] of comparer.features.entries()) {
      const level = comparer.levels[at]!
      if (level === 0) continue
      if (decisive.has(kind) && level === top && parts[at]! > 0) isDecided = true
      const bits = Math.round(parts[at]! * 10) / 10
      evidence.push({ kind, bits, field: wordsOfFeature(kind), says: wordsOfLevel(kind, level) })
    }
    const odds = oddsOf(priors, scorer.last)
    const bits = isDecided ? odds : Math.min(odds, mostUndecided)
    return { bits, chance: chanceOf(bits), evidence: evidence.sort((a, b) => b.bits - a.bits) }
  }
}
