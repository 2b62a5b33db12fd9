/** Makes the logits of all heads of a layer at once: from hashed features, from signs, and from dense features. */
import { type Features, MOST_FEATURES } from './features.ts'
import type { Layout } from './heads.ts'
import { findRow } from './keyed.ts'
import type { Table } from './model.ts'
import type { Said } from './signs.ts'

/** Most rows whose bytes can be summed in 16 bits. */
const MOST_ROWS = 257

/** A table keyed by hashes, a table of the rows of signs, and the layout that both share. */
export interface Layer {
  readonly keyed: Table
  readonly said: Table
  readonly layout: Layout
}

/** Makes logits; `found[i]` is then the row that the keyed table has for feature i, or −1. */
export interface Logits {
  readonly found: Int32Array
  of(features: Features, signs: Said, dense: Float32Array): Float64Array
}

/**
 * Makes the logits of a layer: `bias + scale · Σ keyed / √found + scale · Σ said + Σ dense`, `found` being the features that
 * the table knows. The array belongs to the maker and is overwritten by the next call.
 */
export function createLogits({ keyed, said, layout }: Layer): Logits {
  const { columns, dense: width } = layout
  const index = keyed.index!
  const size = keyed.stride / 4
  const keyedSums = createSums(keyed)
  const saidSums = createSums(said)
  // Value by value, so that the sums of all columns grow side by side and none waits for its last addition.
  const denseWeights = [0, 1].map(language =>
    Float64Array.from({ length: width * columns }, (_, at) => {
      const d = Math.floor(at / columns)
      return keyed.heads[at - d * columns]!.dense[language * width + d] ?? 0
    }),
  )
  const keyedScales = Float64Array.from(keyed.heads, head => head.scale)
  const saidScales = Float64Array.from(said.heads, head => head.scale)
  const biases = Float64Array.from(keyed.heads, head => head.bias)
  const logits = new Float64Array(columns)
  const rows = new Int32Array(MOST_ROWS)
  const found = new Int32Array(MOST_FEATURES)

  const of: Logits['of'] = ({ hash, count, isKorean }, { row, count: signs }, dense) => {
    keyedSums.totals.fill(0)
    saidSums.totals.fill(0)
    let known = 0
    let n = 0
    for (let i = 0; i < count; i++) {
      const at = findRow(index, hash[i]!)
      found[i] = at
      if (at < 0) continue
      known++
      rows[n++] = at * size
      if (n < MOST_ROWS) continue
      keyedSums.add(rows, n)
      n = 0
    }
    keyedSums.add(rows, n)
    for (let i = 0; i < signs; i += MOST_ROWS) {
      const most = Math.min(MOST_ROWS, signs - i)
      for (let k = 0; k < most; k++) rows[k] = row[i + k]! * size
      saidSums.add(rows, most)
    }
    const share = 1 / Math.sqrt(Math.max(1, known))
    const weights = denseWeights[isKorean ? 0 : 1]!
    for (let c = 0; c < columns; c++) {
      logits[c] = biases[c]! + keyedSums.totals[c]! * keyedScales[c]! * share + saidSums.totals[c]! * saidScales[c]!
    }
    for (let d = 0, at = 0; d < width; d++) {
      const value = dense[d]!
      for (let c = 0; c < columns; c++) logits[c]! += weights[at++]! * value
    }
    return logits
  }
  return { found, of }
}

/**
 * Sums rows of int8: four weights are read as one word, made positive by their high bits and summed in two lanes of 16 bits,
 * a word of all rows before the next word.
 */
function createSums({ weights, stride }: Table) {
  const size = stride / 4
  const words = new Int32Array(weights.buffer, weights.byteOffset, weights.length / 4)
  const totals = new Int32Array(stride)
  const add = (rows: Int32Array, n: number) => {
    for (let w = 0; w < size; w++) {
      let even = 0
      let odd = 0
      for (let i = 0; i < n; i++) {
        const four = words[rows[i]! + w]! ^ 0x80808080
        even = (even + (four & 0x00ff00ff)) | 0
        odd = (odd + ((four >>> 8) & 0x00ff00ff)) | 0
      }
      const less = 128 * n
      totals[w * 4]! += (even & 0xffff) - less
      totals[w * 4 + 1]! += (odd & 0xffff) - less
      totals[w * 4 + 2]! += (even >>> 16) - less
      totals[w * 4 + 3]! += (odd >>> 16) - less
    }
  }
  return { totals, add }
}
