/** What a pair weighs: the levels at which two agree, in bits, and more where they agree on what few have. */
import type { FeatureKind } from './columns.ts'
import { type Comparer, type Feature, makeComparer } from './compare.ts'
import { hasHangul, skeletonOf } from './hangul.ts'
import { believedRows, chances, isShared, type Model } from './model.ts'
import type { People, Values } from './people.ts'

/** Turns levels into a weight in bits; adds for a rare value what it is worth more than a usual one. */
export interface Scorer {
  /**
   * Of the last call: the weight of the pair, of what a household shares, of phone and mail alone, of what is a person's own,
   * and of each feature.
   */
  readonly last: { weight: number; shared: number; bridge: number; personal: number; readonly parts: Float64Array }
  score(a: number, b: number): void
}

export const makeScorer = (people: People, model: Model, comparer: Comparer = makeComparer(people)): Scorer => {
  const { features } = model
  const { levels, agreed, compare } = comparer
  const count = features.length
  const bits = new Float64Array(count * 16)
  for (let at = 0; at < count; at++)
    for (let level = 1; level <= features[at]!.top; level++)
      bits[at * 16 + level] = Math.log2(model.m[at]![level]! / model.u[at]![level]!)
  const nearBits = new Float64Array(count * 16)
  for (let at = 0; at < count; at++)
    for (let level = 1; level <= features[at]!.top; level++)
      nearBits[at * 16 + level] = Math.log2(model.h[at]![level]! / model.u[at]![level]!)
  const rarity = features.map((feature, at) => rarityOf(feature, model.u[at]!, people, model.isBelieved))
  const sole = features.map(feature => soleOf(feature, people))
  const shared = Uint8Array.from(features, ({ kind }) => (isShared(kind) ? 1 : 0))
  const tops = Int8Array.from(features, ({ top }) => top)
  const parts = new Float64Array(count)
  const isBridge = Uint8Array.from(features, ({ kind }) => (kind === 'phone' || kind === 'email' ? 1 : 0))
  const last = { weight: 0, shared: 0, bridge: 0, personal: 0, parts }
  return {
    last,
    score(a, b) {
      compare(a, b)
      let weight = 0
      let near = 0
      let bridge = 0
      let personal = 0
      for (let at = 0; at < count; at++) {
        const level = levels[at]!
        if (level === 0) {
          parts[at] = 0
          continue
        }
        const extra = level === tops[at] ? rarity[at]![agreed[at]!]! : 0
        const part = bits[at * 16 + level]! + extra
        parts[at] = part
        weight += part
        if (shared[at] === 1) near += nearBits[at * 16 + level]! + extra
        if (shared[at] === 0 || (level === tops[at] && sole[at]![agreed[at]!] === 1)) personal += part
        if (isBridge[at] === 1) bridge += part
      }
      last.weight = weight
      last.shared = near
      last.bridge = bridge
      last.personal = personal
    },
  }
}

/** Kinds that name one person by themselves, unless people of different names hold them. */
const isIdentifying = (kind: FeatureKind): boolean =>
  kind === 'email' || kind === 'phone' || kind === 'id' || kind === 'handle' || kind === 'account'

/** A value that one name alone holds is taken as one person's, but for so many persons. */
const doubt = 0.05

/** Bits to add to the top level for each value: common ones are worth less, rare ones more, within reason. */
const rarityOf = (feature: Feature, u: Float64Array, people: People, isBelieved: boolean): Float32Array => {
  const { values, top, kind } = feature
  if (!values || kind === 'gender' || (isBelieved && !isIdentifying(kind)))
    return new Float32Array((values?.texts.length ?? 0) + 1)
  const usual = Math.log2(u[top]!)
  const holders = isIdentifying(kind) ? namesHolding(feature, people) : null
  const counts = kind === 'given' || kind === 'family' ? spelledCounts(values) : values.counts
  return Float32Array.from(counts, (held, id) => {
    const others = holders ? Math.max(holders[id]! - 1, doubt) : Math.max(held, 1) + chances[kind] * believedRows
    return Math.max(-8, Math.min(12, usual - Math.log2(others / (people.size + believedRows))))
  })
}

/** Values that name one person: mailboxes and phones that one name alone holds. */
const soleOf = (feature: Feature, people: People): Uint8Array => {
  if (!isShared(feature.kind) || !isIdentifying(feature.kind)) return new Uint8Array(feature.values?.texts.length ?? 1)
  return Uint8Array.from(namesHolding(feature, people), names => (names <= 1 ? 1 : 0))
}

/** A Latin spelling among Korean names is as common as all spellings of its name together. */
const spelledCounts = ({ texts, counts }: Values): readonly number[] => {
  const korean = texts.reduce((sum, text) => sum + (hasHangul(text) ? 1 : 0), 0)
  if (korean * 5 < texts.length) return counts
  const all = new Map<string, number>()
  const codes = texts.map(text => skeletonOf(text))
  for (const [id, code] of codes.entries()) all.set(code, (all.get(code) ?? 0) + counts[id]!)
  return counts.map((count, id) => (hasHangul(texts[id]!) || codes[id] === '' ? count : all.get(codes[id]!)!))
}

/** For each value how many different names hold it: a phone of many names is a desk's, a family's or a company's. */
const namesHolding = ({ kind, header, values }: Feature, { names, fields }: People): Int32Array => {
  const counts = new Int32Array(values!.texts.length)
  const field = fields.find(one => one.kind === kind && one.header === header)
  if (!names || !field) return Int32Array.from(values!.counts)
  const codes = names.values.texts.map(text => (text === '' ? '' : skeletonOf(text) || text))
  const seen = new Set<string>()
  for (const ids of [field.ids, ...field.others])
    for (let row = 0; row < ids.length; row++) {
      const id = ids[row]!
      const code = codes[names.given[row]!]!
      if (id === 0 || code === '') continue
      const key = `${id}:${code}`
      if (seen.has(key)) continue
      seen.add(key)
      counts[id]!++
    }
  return counts
}
