/** Fits what turns logits into honest confidences, on rows that the heads were not trained on. */
import { columnNames, type Group, type Layout } from '../../server/understanding/heads.ts'

/** Platt's a and b for every column; a group whose labels exclude each other shares one a. */
export type Calibration = [number, number][]

/** `logits` and `target` hold one a column and row; only `rows` are looked at. Platt 1999; Guo et al. 2017 for softmax. */
export function calibrate(
  { groups, columns }: Layout,
  logits: Float32Array,
  target: Int8Array,
  rows: readonly number[],
): Calibration {
  const found: Calibration = Array.from({ length: columns }, () => [1, 0])
  for (const group of groups) {
    if (group.isExclusive) fitSoftmax(group, columns, logits, target, rows, found)
    else
      for (let c = group.at; c < group.at + group.labels.length; c++)
        found[c] = fitPlatt(c, columns, logits, target, rows)
  }
  return found
}

function fitPlatt(
  column: number,
  columns: number,
  logits: Float32Array,
  target: Int8Array,
  rows: readonly number[],
): [number, number] {
  let a = 1
  let b = 0
  for (let step = 0; step < 2000; step++) {
    let slopeA = 0.02 * (a - 1)
    let slopeB = 0
    for (const i of rows) {
      const x = logits[i * columns + column]!
      const d = 1 / (1 + Math.exp(-(a * x + b))) - target[i * columns + column]!
      slopeA += d * x
      slopeB += d
    }
    a -= (0.5 * slopeA) / rows.length
    b -= (1.5 * slopeB) / rows.length
  }
  return [a, b]
}

function fitSoftmax(
  group: Group,
  columns: number,
  logits: Float32Array,
  target: Int8Array,
  rows: readonly number[],
  found: Calibration,
): void {
  const size = group.labels.length
  const bias = new Float64Array(size)
  const p = new Float64Array(size)
  const slopes = new Float64Array(size)
  let a = 1
  for (let step = 0; step < 2000; step++) {
    let slopeA = 0
    slopes.fill(0)
    for (const i of rows) {
      const first = i * columns + group.at
      let most = Number.NEGATIVE_INFINITY
      for (let k = 0; k < size; k++) {
        p[k] = a * logits[first + k]! + bias[k]!
        if (p[k]! > most) most = p[k]!
      }
      let sum = 0
      for (let k = 0; k < size; k++) {
        p[k] = Math.exp(p[k]! - most)
        sum += p[k]!
      }
      for (let k = 0; k < size; k++) {
        const d = p[k]! / sum - target[first + k]!
        slopeA += d * logits[first + k]!
        slopes[k]! += d
      }
    }
    a -= (0.2 * slopeA) / rows.length
    for (let k = 0; k < size; k++) bias[k]! -= (0.5 * slopes[k]!) / rows.length
  }
  for (let k = 0; k < size; k++) found[group.at + k] = [a, bias[k]!]
}

/** What a threshold must not lose: the least recall of a column, on the rows that choose it. */
const LEAST_RECALL: Readonly<Record<string, number>> = { 'crisis.true': 0.93 }

/**
 * For every column the confidence from which saying yes gives the best F1, kept between 0.15 and 0.6; a column that must not
 * miss takes the best F1 among those that keep its recall.
 */
export function chooseThresholds(
  layout: Layout,
  logits: Float32Array,
  target: Int8Array,
  rows: readonly number[],
  calibration: Calibration,
): number[] {
  const { columns } = layout
  return columnNames(layout).map((name, c) => {
    const [a, b] = calibration[c]!
    const sure = rows.map(i => 1 / (1 + Math.exp(-(a * logits[i * columns + c]! + b))))
    const golds = rows.filter(i => target[i * columns + c] === 1).length
    let best = 0.5
    let bestScore = -1
    for (let step = 15; step <= 60; step++) {
      let both = 0
      let said = 0
      rows.forEach((i, k) => {
        if (sure[k]! < step / 100) return
        said++
        if (target[i * columns + c] === 1) both++
      })
      const isMissing = both < (LEAST_RECALL[name] ?? 0) * golds
      const score = (2 * both) / Math.max(1, said + golds) - (isMissing ? 1 - both / Math.max(1, golds) : 0)
      if (score > bestScore + 1e-9) {
        bestScore = score
        best = step / 100
      }
    }
    return best
  })
}
