/** What the polarity of a post looks like clause by clause: few dense numbers that tell a mixed post from a plain one. */
import type { Features } from './features.ts'

/** Number of dense features; a head that looks at them has this many dense weights. */
export const DENSE = 12

/** Where the dense features say whether the post is Korean. */
export const IS_KOREAN = 9

const DOT = 46
const COMMA = 44
const MOST_CLAUSES = 64

export interface Clauses {
  /** Share of each code point in the polarity of the post. */
  readonly share: Float32Array
  readonly values: Float32Array
}

export function createClauses(longest: number): Clauses {
  return { share: new Float32Array(longest + 2), values: new Float32Array(DENSE) }
}

/**
 * Fills `values` from the polarity weights of a post's features: [whole, strongest clause, weakest clause, first, last,
 * their product's sign where the poles differ, contrast stated, contrast × spread, number of clauses, is Korean, tanh of the whole,
 * spread]. `weights` holds one int8 a hashed row, `mask` the table's rows − 1, `scale` the worth of a step.
 */
export function readClauses(features: Features, weights: Int8Array, mask: number, scale: number, into: Clauses): void {
  const { count, hash, from, to, length } = features
  const { share, values } = into
  share.fill(0, 0, length + 2)
  let whole = 0
  for (let i = 0; i < count; i++) {
    const w = weights[hash[i]! & mask]!
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
  const z = (whole * scale) / Math.sqrt(n)
  const opposed = Math.sqrt(Math.max(0, most) * Math.max(0, -least))
  values[0] = Math.max(-5, Math.min(5, z))
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

/**
 * Lays the values and the logits of the social table into the dense features of the scheme: one half for Korean, one for
 * all else, the other half zero, so that each language has weights of its own.
 */
export function spreadDense(
  values: Float32Array,
  social: ArrayLike<number>,
  isKorean: boolean,
  into: Float32Array,
  at = 0,
): void {
  const width = DENSE + social.length
  into.fill(0, at, at + 2 * width)
  const from = isKorean ? at : at + width
  for (let d = 0; d < DENSE; d++) into[from + d] = values[d]!
  for (let d = 0; d < social.length; d++) into[from + DENSE + d] = Math.max(-6, Math.min(6, social[d]!))
}
