/** Training rows as hashed features in one flat array, and the one source of chance that a run has. */
import { type Clauses, createClauses, DENSE, readClauses } from '../../server/understanding/dense.ts'
import { createExtractor, LONGEST_READ } from '../../server/understanding/features.ts'
import { foldInto, makeFolded } from '../../server/understanding/normalise.ts'

/** `hash[at[i]]` up to `hash[at[i + 1]]` are the features of row i. */
export interface Rows {
  readonly hash: Uint32Array
  readonly at: Uint32Array
  readonly size: number
}

export function readRows(texts: readonly string[]): Rows {
  const extract = createExtractor()
  const folded = makeFolded()
  let hash = new Uint32Array(1 << 20)
  const at = new Uint32Array(texts.length + 1)
  let n = 0
  for (let i = 0; i < texts.length; i++) {
    foldInto(texts[i]!, folded)
    const features = extract(folded)
    while (n + features.count > hash.length) {
      const grown = new Uint32Array(hash.length * 2)
      grown.set(hash)
      hash = grown
    }
    hash.set(features.hash.subarray(0, features.count), n)
    n += features.count
    at[i + 1] = n
  }
  return { hash: hash.subarray(0, n), at, size: texts.length }
}

/** The dense features of each text, `DENSE` a row, made from the polarity table just as the reader makes them. */
export function readDense(
  texts: readonly string[],
  polarity: { weights: Int8Array; bits: number; scale: number },
): Float32Array {
  const extract = createExtractor()
  const folded = makeFolded()
  const clauses: Clauses = createClauses(LONGEST_READ)
  const dense = new Float32Array(texts.length * DENSE)
  texts.forEach((text, i) => {
    foldInto(text, folded)
    readClauses(extract(folded), polarity.weights, (1 << polarity.bits) - 1, polarity.scale, clauses)
    dense.set(clauses.values, i * DENSE)
  })
  return dense
}

/** A small generator with a seed (mulberry32): the same seed gives the same run to the bit. */
export function makeChance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** The numbers below `size` in an order that `chance` picks. */
export function shuffled(size: number, chance: () => number): Uint32Array {
  const order = Uint32Array.from({ length: size }, (_, i) => i)
  for (let i = size - 1; i > 0; i--) {
    const j = Math.floor(chance() * (i + 1))
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  return order
}

/** A stable number in [0, parts) for a row's id: which fold it belongs to, whatever else is in the file. */
export function partOf(id: string, parts: number): number {
  let h = 0x811c9dc5
  for (let i = 0; i < id.length; i++) h = Math.imul(h ^ id.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
  return ((h ^ (h >>> 13)) >>> 0) % parts
}
