/** Trains all heads of a table at once over hashed features and dense ones: softmax or logistic loss, AdaGrad, feature dropout. */
import type { Group, Layout } from '../../server/understanding/heads.ts'
import { makeChance, type Rows, shuffled } from './rows.ts'
import type { Post } from './sources.ts'

/** Rows with what is known of them: `target[i * columns + c]` is 1 or 0, or −1 where nobody said:
 * a softmax is then taken over the columns that are known. `part` of the rows are
 * drawn anew for each epoch; a set of which only a part is drawn moves no bias, since its mix of labels is not that of posts. */
export interface Labelled {
  readonly rows: Rows
  readonly dense: Float32Array
  readonly target: Int8Array
  readonly weight: Float32Array
  readonly part: number
}

export interface HeadsPlan {
  readonly layout: Layout
  readonly bits: number
  readonly epochs: number
  readonly rate: number
  /** Step of the dense weights, and how many first epochs move them alone. */
  readonly denseRate: number
  readonly denseFirst: number
  readonly decay: number
  readonly drop: number
  readonly seed: number
  /** Counts added to a feature on either side of its log ratio, which scales it as in polarity.ts; 0 leaves features as they are. */
  readonly smoothing: number
  readonly start: number
}

export interface Heads {
  readonly layout: Layout
  readonly bits: number
  readonly weights: Float32Array
  readonly dense: Float32Array
  readonly bias: Float32Array
}

/** Each set is gone through `epochs` times in one shuffled order; rows weigh what their set says. */
export function trainHeads(
  sets: readonly { data: Labelled; keep: (row: number) => boolean }[],
  plan: HeadsPlan,
): Heads {
  const { columns, dense: width, groups } = plan.layout
  const mask = (1 << plan.bits) - 1
  const weights = new Float32Array(columns << plan.bits)
  const seen = new Float32Array(columns << plan.bits).fill(0.1)
  const dense = new Float32Array(columns * width)
  const denseSeen = new Float32Array(columns * width).fill(1)
  const bias = new Float32Array(columns)
  const ratio = ratiosOf(sets, plan)
  if (plan.smoothing > 0) weights.fill(plan.start)
  const chance = makeChance(plan.seed)
  const logit = new Float32Array(columns)
  const slope = new Float32Array(columns)
  const kept = new Uint32Array(1 << 16)
  for (let epoch = 0; epoch < plan.epochs; epoch++) {
    const all: [number, number][] = sets.flatMap(({ data, keep }, set) =>
      Array.from({ length: data.rows.size }, (_, row): [number, number] => [set, row]).filter(
        ([, row]) => keep(row) && (data.part >= 1 || chance() < data.part),
      ),
    )
    const order = shuffled(all.length, chance)
    for (let o = 0; o < order.length; o++) {
      const [set, i] = all[order[o]!]!
      const { rows, target, weight, dense: values, part } = sets[set]!.data
      const left = 1 - (epoch + o / order.length) / plan.epochs
      const rate = epoch < plan.denseFirst ? 0 : plan.rate * left
      const denseRate = plan.denseRate * left
      const known = groups.filter(group => isKnown(group, target, i * columns))
      let n = 0
      for (let k = rows.at[i]!; k < rows.at[i + 1]!; k++)
        if (chance() >= plan.drop) kept[n++] = (rows.hash[k]! & mask) * columns
      const share = 1 / Math.sqrt(Math.max(1, n))
      for (const { at, labels } of known) {
        for (let c = at; c < at + labels.length; c++) {
          let sum = 0
          for (let k = 0; k < n; k++) sum += weights[kept[k]! + c]! * ratio[kept[k]! + c]!
          sum = sum * share + bias[c]!
          for (let d = 0; d < width; d++) sum += dense[c * width + d]! * values[i * width + d]!
          logit[c] = sum
        }
      }
      for (const group of known) setSlopes(group, logit, target, i * columns, slope, weight[i]!)
      for (const { at, labels } of known) {
        for (let c = at; c < at + labels.length; c++) {
          const d = slope[c]!
          if (d === 0) continue
          if (part === 1) bias[c]! -= denseRate * 0.1 * d
          for (let v = 0; v < width; v++) {
            const g = d * values[i * width + v]! + 1e-4 * dense[c * width + v]!
            denseSeen[c * width + v]! += g * g
            dense[c * width + v]! -= (denseRate * g) / Math.sqrt(denseSeen[c * width + v]!)
          }
          if (rate === 0) continue
          for (let k = 0; k < n; k++) {
            const j = kept[k]! + c
            const g = d * share * ratio[j]! + plan.decay * weights[j]!
            seen[j]! += g * g
            weights[j]! -= (rate * g) / Math.sqrt(seen[j]!)
          }
        }
      }
    }
  }
  for (let j = 0; j < weights.length; j++) weights[j]! *= ratio[j]!
  return { layout: plan.layout, bits: plan.bits, weights, dense, bias }
}

/** Each column's log ratio of how often a feature stands in rows of its label and in others, for labels that exclude
 * each other; 1 for the others and where none is wanted. */
function ratiosOf(sets: readonly { data: Labelled; keep: (row: number) => boolean }[], plan: HeadsPlan): Float32Array {
  const { columns } = plan.layout
  const size = columns << plan.bits
  if (plan.smoothing === 0) return new Float32Array(size).fill(1)
  const mask = (1 << plan.bits) - 1
  const ratio = new Float32Array(size).fill(plan.smoothing)
  const against = new Float32Array(size).fill(plan.smoothing)
  const { data, keep } = sets[0]!
  const rows = Array.from({ length: data.rows.size }, (_, row) => row).filter(keep)
  const isScaled = plan.layout.groups.flatMap(group => group.labels.map(() => group.isExclusive))
  for (let c = 0; c < columns; c++) {
    const said = rows.filter(row => data.target[row * columns + c] === 1).length
    const share = [(0.5 * rows.length) / Math.max(1, rows.length - said), (0.5 * rows.length) / Math.max(1, said)]
    for (const row of rows) {
      const is = data.target[row * columns + c] === 1 ? 1 : 0
      const side = is === 1 ? ratio : against
      for (let k = data.rows.at[row]!; k < data.rows.at[row + 1]!; k++) {
        side[(data.rows.hash[k]! & mask) * columns + c]! += share[is]!
      }
    }
  }
  for (let j = 0; j < size; j++) ratio[j] = isScaled[j % columns] ? Math.log(ratio[j]! / against[j]!) : 1
  return ratio
}

function isKnown({ at, labels }: Group, target: Int8Array, row: number): boolean {
  for (let c = at; c < at + labels.length; c++) if (target[row + c]! >= 0) return true
  return false
}

function setSlopes(
  group: Group,
  logit: Float32Array,
  target: Int8Array,
  row: number,
  slope: Float32Array,
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

/** The logits of every row, one a column. */
export function scoreHeads(data: Pick<Labelled, 'rows' | 'dense'>, heads: Heads): Float32Array {
  const { columns, dense: width } = heads.layout
  const mask = (1 << heads.bits) - 1
  const { rows } = data
  const logits = new Float32Array(rows.size * columns)
  for (let i = 0; i < rows.size; i++) {
    const share = 1 / Math.sqrt(Math.max(1, rows.at[i + 1]! - rows.at[i]!))
    for (let k = rows.at[i]!; k < rows.at[i + 1]!; k++) {
      const j = (rows.hash[k]! & mask) * columns
      for (let c = 0; c < columns; c++) logits[i * columns + c]! += heads.weights[j + c]!
    }
    for (let c = 0; c < columns; c++) {
      let sum = logits[i * columns + c]! * share + heads.bias[c]!
      for (let d = 0; d < width; d++) sum += heads.dense[c * width + d]! * data.dense[i * width + d]!
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
