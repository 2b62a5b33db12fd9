/**
 * Trains all heads of a layer at once over hashed features, signs and dense features: softmax or logistic loss, AdaGrad,
 * dropout of features. A feature counts where it stands in enough rows (vocabulary.ts).
 */
import type { Group, Layout } from '../../server/understanding/heads.ts'
import { findRow } from '../../server/understanding/keyed.ts'
import { makeChance, type Rows, shuffled } from './rows.ts'
import type { Post } from './sources.ts'
import { countFeatures, type Vocabulary } from './vocabulary.ts'

/**
 * Rows with what is known of them: `target[i * columns + c]` is 1 or 0, or −1 where nobody said: a softmax is then taken over
 * the columns that are known. `part[i]` of an epoch's turns a row takes; `isTypical` says that its mix of labels is that of
 * posts, so that it may move the biases; only rows that are `counted` make the vocabulary.
 */
export interface Labelled {
  readonly rows: Rows
  readonly dense: Float32Array
  readonly target: Int8Array
  readonly weight: number
  readonly part: (row: number) => number
  readonly isTypical: boolean
  readonly isCounted: boolean
}

export interface HeadsPlan {
  readonly layout: Layout
  /** Rows that a feature must stand in to be looked at, and the most features that are kept. */
  readonly least: number
  readonly most: number
  readonly epochs: number
  /** Steps of the weights of features, of signs and of dense features. */
  readonly rate: number
  readonly saidRate: number
  readonly denseRate: number
  readonly decay: number
  /** Parts of the features and of the signs that a turn leaves out. */
  readonly drop: number
  readonly saidDrop: number
  /** Each seed trains heads of its own, and their mean is kept: chance in the order and in what is left out evens out. */
  readonly seeds: readonly number[]
}

export interface Heads {
  readonly layout: Layout
  readonly vocabulary: Vocabulary
  /** `columns` a row: of the vocabulary, of signs. */
  readonly keyed: Float32Array
  readonly said: Float32Array
  /** `2 * layout.dense` a column: for Korean, then for all else. */
  readonly dense: Float32Array
  readonly bias: Float32Array
}

interface TrainingSet {
  readonly data: Labelled
  readonly keep: (row: number) => boolean
}

/** The mean of the heads that each seed gives. */
export function trainHeads(sets: readonly TrainingSet[], signRows: number, plan: HeadsPlan): Heads {
  const vocabulary = countFeatures(
    sets.filter(({ data }) => data.isCounted).map(({ data, keep }) => ({ rows: data.rows, keep })),
    plan.least,
    plan.most,
  )
  const known = sets.map(({ data }) => knownFeatures(data.rows, vocabulary))
  const [first, ...others] = plan.seeds.map(seed => trainOnce(sets, known, vocabulary, signRows, plan, seed))
  for (const part of ['keyed', 'said', 'dense', 'bias'] as const) {
    for (const other of others) for (let j = 0; j < other[part].length; j++) first![part][j]! += other[part][j]!
    for (let j = 0; j < first![part].length; j++) first![part][j]! /= plan.seeds.length
  }
  return first!
}

/** Each set is gone through `epochs` times in one shuffled order. */
function trainOnce(
  sets: readonly TrainingSet[],
  known: readonly { row: Uint32Array; at: Uint32Array }[],
  vocabulary: Vocabulary,
  signRows: number,
  plan: HeadsPlan,
  seed: number,
): Heads {
  const { columns, dense: width, groups } = plan.layout
  const keyed = new Float32Array(columns * vocabulary.hashes.length)
  const keyedSeen = new Float32Array(keyed.length).fill(0.1)
  const said = new Float32Array(columns * signRows)
  const saidSeen = new Float32Array(said.length).fill(0.1)
  const dense = new Float32Array(columns * width * 2)
  const denseSeen = new Float32Array(dense.length).fill(1)
  const bias = new Float32Array(columns)
  const chance = makeChance(seed)
  const logit = new Float64Array(columns)
  const slope = new Float64Array(columns)
  const kept = new Uint32Array(1 << 16)
  const heard = new Uint32Array(1 << 16)
  for (let epoch = 0; epoch < plan.epochs; epoch++) {
    const turns: [number, number][] = sets.flatMap(({ data, keep }, set) =>
      Array.from({ length: data.rows.size }, (_, row): [number, number] => [set, row]).filter(
        ([, row]) => keep(row) && (data.part(row) >= 1 || chance() < data.part(row)),
      ),
    )
    const order = shuffled(turns.length, chance)
    for (let o = 0; o < order.length; o++) {
      const [set, i] = turns[order[o]!]!
      const { rows, target, weight, dense: values, isTypical } = sets[set]!.data
      const { row, at } = known[set]!
      const left = 1 - (epoch + o / order.length) / plan.epochs
      let n = 0
      for (let k = at[i]!; k < at[i + 1]!; k++) if (chance() >= plan.drop) kept[n++] = row[k]! * columns
      let m = 0
      for (let k = rows.saidAt[i]!; k < rows.saidAt[i + 1]!; k++)
        if (chance() >= plan.saidDrop) heard[m++] = rows.said[k]! * columns
      const share = 1 / Math.sqrt(Math.max(1, n))
      const language = rows.isKorean[i] === 1 ? 0 : width
      for (const group of groups) {
        if (!isKnown(group, target, i * columns)) continue
        for (let c = group.at; c < group.at + group.labels.length; c++) {
          let sum = 0
          for (let k = 0; k < n; k++) sum += keyed[kept[k]! + c]!
          sum = sum * share + bias[c]!
          for (let k = 0; k < m; k++) sum += said[heard[k]! + c]!
          const first = c * width * 2 + language
          for (let d = 0; d < width; d++) sum += dense[first + d]! * values[i * width + d]!
          logit[c] = sum
        }
        setSlopes(group, logit, target, i * columns, slope, weight)
        for (let c = group.at; c < group.at + group.labels.length; c++) {
          const d = slope[c]!
          if (d === 0) continue
          if (isTypical) bias[c]! -= 0.03 * left * d
          const first = c * width * 2 + language
          for (let v = 0; v < width; v++) {
            const g = d * values[i * width + v]! + plan.decay * dense[first + v]!
            denseSeen[first + v]! += g * g
            dense[first + v]! -= (plan.denseRate * left * g) / Math.sqrt(denseSeen[first + v]!)
          }
          for (let k = 0; k < m; k++) {
            const j = heard[k]! + c
            const g = d + plan.decay * said[j]!
            saidSeen[j]! += g * g
            said[j]! -= (plan.saidRate * left * g) / Math.sqrt(saidSeen[j]!)
          }
          for (let k = 0; k < n; k++) {
            const j = kept[k]! + c
            const g = d * share
            keyedSeen[j]! += g * g
            keyed[j]! -= (plan.rate * left * g) / Math.sqrt(keyedSeen[j]!)
          }
        }
      }
    }
  }
  for (let j = 0; j < keyed.length; j++) keyed[j]! *= Math.sqrt(1 - plan.drop)
  for (let j = 0; j < said.length; j++) said[j]! *= 1 - plan.saidDrop
  return { layout: plan.layout, vocabulary, keyed, said, dense, bias }
}

/** The rows of the vocabulary that each text's features have. */
function knownFeatures(rows: Rows, { index }: Vocabulary): { row: Uint32Array; at: Uint32Array } {
  const row = new Uint32Array(rows.hash.length)
  const at = new Uint32Array(rows.size + 1)
  let n = 0
  for (let i = 0; i < rows.size; i++) {
    for (let k = rows.at[i]!; k < rows.at[i + 1]!; k++) {
      const found = findRow(index, rows.hash[k]!)
      if (found >= 0) row[n++] = found
    }
    at[i + 1] = n
  }
  return { row: row.slice(0, n), at }
}

function isKnown({ at, labels }: Group, target: Int8Array, row: number): boolean {
  for (let c = at; c < at + labels.length; c++) if (target[row + c]! >= 0) return true
  return false
}

function setSlopes(
  group: Group,
  logit: Float64Array,
  target: Int8Array,
  row: number,
  slope: Float64Array,
  weight: number,
): void {
  const { at, labels, isExclusive } = group
  const to = at + labels.length
  if (!isExclusive) {
    for (let c = at; c < to; c++) {
      const isSaid = target[row + c]! >= 0
      slope[c] = isSaid ? weight * (1 / (1 + Math.exp(-logit[c]!)) - target[row + c]!) : 0
    }
    return
  }
  let most = Number.NEGATIVE_INFINITY
  for (let c = at; c < to; c++) if (target[row + c]! >= 0 && logit[c]! > most) most = logit[c]!
  let sum = 0
  for (let c = at; c < to; c++) if (target[row + c]! >= 0) sum += Math.exp(logit[c]! - most)
  for (let c = at; c < to; c++) {
    const isSaid = target[row + c]! >= 0
    slope[c] = isSaid ? weight * (Math.exp(logit[c]! - most) / sum - target[row + c]!) : 0
  }
}

/** The logits of every row, one a column, as the reader makes them but for rounding. */
export function scoreHeads({ rows, dense }: Pick<Labelled, 'rows' | 'dense'>, heads: Heads): Float32Array {
  const { columns, dense: width } = heads.layout
  const { row, at } = knownFeatures(rows, heads.vocabulary)
  const logits = new Float32Array(rows.size * columns)
  for (let i = 0; i < rows.size; i++) {
    const share = 1 / Math.sqrt(Math.max(1, at[i + 1]! - at[i]!))
    const language = rows.isKorean[i] === 1 ? 0 : width
    for (let c = 0; c < columns; c++) {
      let sum = 0
      for (let k = at[i]!; k < at[i + 1]!; k++) sum += heads.keyed[row[k]! * columns + c]!
      sum = sum * share + heads.bias[c]!
      for (let k = rows.saidAt[i]!; k < rows.saidAt[i + 1]!; k++) sum += heads.said[rows.said[k]! * columns + c]!
      const first = c * width * 2 + language
      for (let d = 0; d < width; d++) sum += heads.dense[first + d]! * dense[i * width + d]!
      logits[i * columns + c] = sum
    }
  }
  return logits
}

/** What the project's own posts say of every column of the scheme. */
export function ownTargets(posts: readonly Post[], { groups, columns }: Layout): Int8Array {
  const target = new Int8Array(posts.length * columns)
  posts.forEach((post, i) => {
    for (const { field, labels, at } of groups) {
      const value = post[field as keyof Post]
      labels.forEach((label, k) => {
        const isSo = Array.isArray(value) ? value.includes(label) : String(value) === label
        target[i * columns + at + k] = isSo ? 1 : 0
      })
    }
  })
  return target
}
