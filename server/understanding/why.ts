/** Finds the words of a post that weighed most for the label it was given. */
import type { Reading } from '../../contract/understanding.ts'
import { type Features, LONGEST_READ } from './features.ts'
import { groupOf, SCHEME } from './heads.ts'
import type { Table } from './model.ts'

const MOST_SPANS = 3

/**
 * Makes an explainer: every feature's weight for the label against the mean of the others is spread over the code points
 * that the feature spans; the words with the largest sums are the spans, in UTF-16 units of the source text.
 */
export function createWhy(
  polarity: Int8Array,
  polarityMask: number,
  polarityScale: number,
  table: Table,
): (features: Features, label: number) => Reading['why'] {
  const { at, labels } = groupOf(SCHEME, 'sentiment')
  const mask = (1 << table.bits) - 1
  const share = new Float32Array(LONGEST_READ + 2)
  const scales = labels.map((_, k) => table.heads[at + k]!.scale)
  const leans = [0, SCHEME.dense / 2].map(first =>
    labels.map((_, k) => (table.heads[at + k]!.dense[first] ?? 0) * polarityScale),
  )
  return (features, label) => {
    const { count, hash, from, to, length } = features
    share.fill(0, 0, length + 2)
    const others = labels.length - 1
    const lean = leans[features.isKorean ? 0 : 1]!
    const leaning = lean[label]! - (lean.reduce((a, b) => a + b, 0) - lean[label]!) / others
    for (let i = 0; i < count; i++) {
      const start = from[i]!
      const end = to[i]!
      if (end === start) continue
      const row = (hash[i]! & mask) * table.stride + at
      let weight = polarity[hash[i]! & polarityMask]! * leaning
      for (let k = 0; k < labels.length; k++) {
        const w = table.weights[row + k]! * scales[k]!
        weight += k === label ? w : -w / others
      }
      share[start]! += weight / (end - start)
      share[end]! -= weight / (end - start)
    }
    return pickSpans(features, share, labels[label]!)
  }
}

function pickSpans(features: Features, share: Float32Array, label: string): Reading['why'] {
  const { length, gap, origin, count } = features
  const best: { from: number; to: number; sum: number }[] = []
  const perPost = 1 / Math.sqrt(Math.max(1, count))
  let running = 0
  let from = 0
  let sum = 0
  for (let i = 0; i < length; i++) {
    running += share[i]!
    sum += running
    if (i + 1 < length && gap[i + 1] === 0) continue
    if (sum > 0) keepBest(best, { from, to: i + 1, sum })
    from = i + 1
    sum = 0
  }
  return best.map(span => ({
    span: [origin[span.from]!, endOf(features, span.to)] as [number, number],
    weight: Math.round(span.sum * perPost * 1000) / 1000,
    for: label,
  }))
}

/** Where the last code point of a span ends in the source, without the white space behind it. */
function endOf({ after }: Features, to: number): number {
  return after[to - 1]!
}

function keepBest(
  best: { from: number; to: number; sum: number }[],
  span: { from: number; to: number; sum: number },
): void {
  let at = best.length
  while (at > 0 && best[at - 1]!.sum < span.sum) at--
  if (at >= MOST_SPANS) return
  best.splice(at, 0, span)
  if (best.length > MOST_SPANS) best.pop()
}
