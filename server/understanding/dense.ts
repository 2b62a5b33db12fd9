/** What the polarity of a post looks like clause by clause: few dense numbers that tell a mixed post from a plain one. */
import { type Features, MOST_FEATURES } from './features.ts'

/** Number of dense features; a head that looks at them has this many dense weights. */
export const DENSE = 12

const DOT = 46
const COMMA = 44
const MOST_CLAUSES = 64

export interface Clauses {
  /** Share of each code point in the polarity of the post. */
  readonly share: Float32Array
  readonly values: Float32Array
  /** What the polarity table says of each feature. */
  readonly weights: Int8Array
}

/** One int8 a hashed row, the worth of a step, and what stands before anything is read. */
export interface PolarityRows {
  readonly weights: Int8Array
  readonly scale: number
  readonly bias: number
}

/** Lets the heads learn quickly to trust polarity in film reviews. */
const FILM_GAIN = 6

export function createClauses(longest: number): Clauses {
  return {
    share: new Float32Array(longest + 2),
    values: new Float32Array(DENSE),
    weights: new Int8Array(MOST_FEATURES),
  }
}

/**
 * Fills `values` from the polarity weights of a post's features: [whole, strongest clause, weakest clause, first, last,
 * their product's sign where the poles differ, contrast stated, contrast × spread, number of clauses, is Korean, tanh of the whole,
 * spread]. The table's rows are a power of two.
 */
export function readClauses(features: Features, { weights, scale, bias }: PolarityRows, into: Clauses): void {
  const mask = weights.length - 1
  const { count, hash, from, to, length } = features
  const { share, values, weights: said } = into
  share.fill(0, 0, length + 2)
  let whole = 0
  for (let i = 0; i < count; i++) {
    const w = weights[hash[i]! & mask]!
    said[i] = w
    if (w === 0) continue
    whole += w
    const start = from[i]!
    const end = to[i]!
    if (end === start) continue
    const part = w / (end - start)
    share[start]! += part
    share[end]! -= part
  }
  const n = Math.max(1, count)
  const perPoint = length === 0 ? 1 : n / length
  let sum = 0
  let running = 0
  let clauseFrom = 0
  let clauses = 0
  let most = Number.NEGATIVE_INFINITY
  let least = Number.POSITIVE_INFINITY
  let first = 0
  let last = 0
  let contrasts = 0
  for (let i = 0; i < length; i++) {
    running += share[i]!
    share[i] = running
    sum += running
    const cut = cutAfter(features, i)
    if (cut === 0 && i + 1 < length) continue
    const size = i + 1 - clauseFrom
    if (size < 3 && i + 1 < length) {
      if (cut === 2) contrasts++
      continue
    }
    const value = (sum * scale) / Math.sqrt(Math.max(8, size * perPoint))
    if (clauses < MOST_CLAUSES) {
      if (value > most) most = value
      if (value < least) least = value
      if (clauses === 0) first = value
    }
    last = value
    clauses++
    if (cut === 2) contrasts++
    clauseFrom = i + 1
    sum = 0
  }
  if (clauses === 0) {
    most = 0
    least = 0
  }
  const z = (whole * scale) / Math.sqrt(n) + bias
  const opposed = Math.sqrt(Math.max(0, most) * Math.max(0, -least))
  values[0] = Math.max(-8, Math.min(8, z))
  values[1] = most
  values[2] = least
  values[3] = first
  values[4] = last
  values[5] = opposed
  values[6] = contrasts > 0 ? 1 : 0
  values[7] = contrasts > 0 ? opposed : 0
  values[8] = Math.min(clauses, 6) / 3
  values[9] = features.isKorean ? 1 : 0
  values[10] = Math.tanh(z)
  values[11] = most - least
}

/** 0 no cut, 1 a clause or sentence ends after code point i, 2 it ends and the next stands against it. */
function cutAfter({ code, gap, kind, length }: Features, i: number): number {
  const c = code[i]!
  if (c === DOT || c === 33 || c === 63 || c === COMMA || c === 126 || c === 0x2026) return 1
  if (c === 0xb9cc && i > 0 && code[i - 1] === 0xc9c0) return 2
  if (c === 0xb370 && i > 0 && kind[i - 1] === 1 && (code[i - 1]! - 0xac00) % 28 === 4) return 2
  if (i + 2 < length && gap[i + 1] === 1) {
    const a = code[i + 1]!
    const b = code[i + 2]!
    if (a === 0xadfc && b === 0xb370) return 2
    if (a === 0xd558 && b === 0xc9c0 && code[i + 3] === 0xb9cc) return 2
    if (a === 0xb2e4 && b === 0xb9cc) return 2
    if (a === 0xadf8 && b === 0xb7f0 && code[i + 3] === 0xb370) return 2
    if (a === 98 && b === 117 && code[i + 3] === 116 && gap[i + 4] === 1) return 2
    if (a === 116 && b === 104 && code[i + 3] === 111 && code[i + 4] === 117) return 2
    if (a === 104 && b === 111 && code[i + 3] === 119 && code[i + 4] === 101) return 2
  }
  return 0
}

/** How many dense features a post has, when the table beneath has `columns` logits. */
export function denseWidth(columns: number): number {
  return DENSE + columns + 2
}

/**
 * Lays the values, the logits of the social table, and the polarity by how much the post is like a film review (`film` is that
 * logit's column: polarity is learnt from film reviews, and to be trusted most there) into the dense features.
 */
export function layDense(
  values: Float32Array,
  social: ArrayLike<number>,
  film: number,
  into: Float32Array,
  at = 0,
): void {
  for (let d = 0; d < DENSE; d++) into[at + d] = values[d]!
  const from = at + DENSE
  for (let d = 0; d < social.length; d++) into[from + d] = Math.max(-6, Math.min(6, social[d]!))
  const share = 1 / (1 + Math.exp(-social[film]!))
  into[from + social.length] = FILM_GAIN * values[0]! * share
  into[from + social.length + 1] = share
}
