/**
 * Trains the polarity table: a logistic regression over hashed features scaled by their Naive-Bayes log ratios
 * (Wang & Manning 2012, "Baselines and Bigrams"), by AdaGrad, then rounded to int8.
 */
import { makeChance, type Rows, shuffled } from './rows.ts'

export interface PolarityPlan {
  readonly bits: number
  readonly epochs: number
  readonly rate: number
  /** Counts added to each feature on either side: what keeps rare features quiet. */
  readonly smoothing: number
  readonly start: number
  readonly drop: number
  readonly seed: number
}

export interface Polarity {
  readonly weights: Int8Array
  readonly bits: number
  readonly scale: number
  readonly bias: number
}

/** `isPositive[i]` is 1 or 0, `weight[i]` how much row i counts. Classes are balanced before. */
export function trainPolarity(rows: Rows, isPositive: Uint8Array, weight: Float32Array, plan: PolarityPlan): Polarity {
  const size = 1 << plan.bits
  const mask = size - 1
  const { hash, at } = rows
  let heavy = 0
  let total = 0
  for (let i = 0; i < rows.size; i++) {
    total += weight[i]!
    if (isPositive[i]) heavy += weight[i]!
  }
  const balance = [(0.5 * total) / (total - heavy), (0.5 * total) / heavy]
  const ratio = new Float32Array(size).fill(plan.smoothing)
  const against = new Float32Array(size).fill(plan.smoothing)
  for (let i = 0; i < rows.size; i++) {
    const side = isPositive[i] ? ratio : against
    const w = weight[i]! * balance[isPositive[i]!]!
    for (let k = at[i]!; k < at[i + 1]!; k++) side[hash[k]! & mask]! += w
  }
  for (let j = 0; j < size; j++) ratio[j] = Math.log(ratio[j]! / against[j]!)
  const weights = new Float32Array(size).fill(plan.start)
  const seen = against.fill(0.01)
  const chance = makeChance(plan.seed)
  const order = shuffled(rows.size, chance)
  const kept = new Uint32Array(1 << 16)
  let bias = 0
  for (let epoch = 0; epoch < plan.epochs; epoch++) {
    for (let o = 0; o < order.length; o++) {
      const i = order[o]!
      const rate = plan.rate * (1 - (epoch + o / order.length) / plan.epochs)
      let n = 0
      let sum = 0
      for (let k = at[i]!; k < at[i + 1]!; k++) {
        if (plan.drop > 0 && chance() < plan.drop) continue
        const j = hash[k]! & mask
        kept[n++] = j
        sum += weights[j]! * ratio[j]!
      }
      if (n === 0) continue
      const share = 1 / Math.sqrt(n)
      const p = 1 / (1 + Math.exp(-(bias + sum * share)))
      const d = (p - isPositive[i]!) * weight[i]! * balance[isPositive[i]!]!
      bias -= 0.01 * d
      for (let k = 0; k < n; k++) {
        const j = kept[k]!
        const slope = d * ratio[j]! * share
        seen[j]! += slope * slope
        weights[j]! -= (rate * slope) / Math.sqrt(seen[j]!)
      }
    }
  }
  for (let j = 0; j < size; j++) weights[j]! *= ratio[j]!
  return { ...round(weights, 1, 0), bits: plan.bits, bias }
}

/** Rounds one of `columns` interleaved columns to int8 by a step of its own; the largest two in 10,000 are cut to ±127. */
export function round(weights: Float32Array, columns: number, column: number): { weights: Int8Array; scale: number } {
  const rows = weights.length / columns
  let n = 0
  for (let j = 0; j < rows; j++) if (Math.abs(weights[j * columns + column]!) > 1e-6) n++
  const sizes = new Float32Array(n)
  n = 0
  for (let j = 0; j < rows; j++) {
    const w = Math.abs(weights[j * columns + column]!)
    if (w > 1e-6) sizes[n++] = w
  }
  const top = sizes.sort()[Math.max(0, Math.floor(n * 0.9998) - 1)] ?? 1
  const scale = top / 127
  const rounded = new Int8Array(rows)
  for (let j = 0; j < rows; j++) {
    rounded[j] = Math.max(-127, Math.min(127, Math.round(weights[j * columns + column]! / scale)))
  }
  return { weights: rounded, scale }
}

/** The polarity of each row, positive above zero. */
export function scorePolarity(rows: Rows, { weights, bits, scale, bias }: Polarity): Float32Array {
  const mask = (1 << bits) - 1
  const scores = new Float32Array(rows.size)
  for (let i = 0; i < rows.size; i++) {
    let sum = 0
    for (let k = rows.at[i]!; k < rows.at[i + 1]!; k++) sum += weights[rows.hash[k]! & mask]!
    scores[i] = bias + (sum * scale) / Math.sqrt(Math.max(1, rows.at[i + 1]! - rows.at[i]!))
  }
  return scores
}
