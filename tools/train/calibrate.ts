/** Fits what turns logits into honest confidences, on rows that the heads were not trained on. */
import type { Group, Layout } from '../../server/understanding/heads.ts'

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

/** For every column the confidence from which saying yes gives the best F1, kept between 0.2 and 0.6. */
export function chooseThresholds(
  { columns }: Layout,
  logits: Float32Array,
  target: Int8Array,
  rows: readonly number[],
  calibrationOf: (row: number) => Calibration,
): number[] {
  return Array.from({ length: columns }, (_, c) => {
    const sure = rows.map(i => {
      const [a, b] = calibrationOf(i)[c]!
      return 1 / (1 + Math.exp(-(a * logits[i * columns + c]! + b)))
    })
    let best = 0.5
    let bestF1 = -1
    for (let step = 20; step <= 60; step += 2) {
      let both = 0
      let all = 0
      rows.forEach((i, k) => {
        const isSaid = sure[k]! >= step / 100
        const is = target[i * columns + c] === 1
        if (isSaid) all++
        if (is) all++
        if (is && isSaid) both++
      })
      const f1 = (2 * both) / Math.max(1, all)
      if (f1 > bestF1 + 1e-9) {
        bestF1 = f1
        best = step / 100
      }
    }
    return best
  })
}
