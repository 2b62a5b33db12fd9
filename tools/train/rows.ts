/** Training rows as hashed features and signs in flat arrays, and the one source of chance that a run has. */
import { createClauses, DENSE, type PolarityRows, readClauses } from '../../server/understanding/dense.ts'
import { createExtractor, type Features, LONGEST_READ } from '../../server/understanding/features.ts'
import { foldInto, makeFolded } from '../../server/understanding/normalise.ts'
import { createSigns, type SignTable } from '../../server/understanding/signs.ts'

/**
 * `hash[at[i]]` up to `hash[at[i + 1]]` are the features of row i, `said[saidAt[i]]` up to `said[saidAt[i + 1]]` the rows of its
 * signs, where signs were asked for.
 */
export interface Rows {
  readonly hash: Uint32Array
  readonly at: Uint32Array
  readonly said: Uint16Array
  readonly saidAt: Uint32Array
  readonly isKorean: Uint8Array
  readonly size: number
}

export function readRows(texts: readonly string[], signs?: SignTable): Rows {
  const findSigns = signs === undefined ? undefined : createSigns(signs)
  const at = new Uint32Array(texts.length + 1)
  const saidAt = new Uint32Array(texts.length + 1)
  const isKorean = new Uint8Array(texts.length)
  let hash = new Uint32Array(1 << 20)
  let said = new Uint16Array(1 << 16)
  eachText(texts, (features, i) => {
    const found = findSigns?.(features)
    at[i + 1] = at[i]! + features.count
    saidAt[i + 1] = saidAt[i]! + (found?.count ?? 0)
    hash = roomFor(hash, at[i + 1]!, size => new Uint32Array(size))
    said = roomFor(said, saidAt[i + 1]!, size => new Uint16Array(size))
    hash.set(features.hash.subarray(0, features.count), at[i]!)
    if (found !== undefined) said.set(found.row.subarray(0, found.count), saidAt[i]!)
    isKorean[i] = features.isKorean ? 1 : 0
  })
  return {
    hash: hash.subarray(0, at[texts.length]),
    at,
    said: said.subarray(0, saidAt[texts.length]),
    saidAt,
    isKorean,
    size: texts.length,
  }
}

/** The values of the clauses of each text, `DENSE` a row, made from the polarity table just as the reader makes them. */
export function readDense(texts: readonly string[], polarity: PolarityRows): Float32Array {
  const clauses = createClauses(LONGEST_READ)
  const dense = new Float32Array(texts.length * DENSE)
  eachText(texts, (features, i) => {
    readClauses(features, polarity, clauses)
    dense.set(clauses.values, i * DENSE)
  })
  return dense
}

function eachText(texts: readonly string[], visit: (features: Features, i: number) => void): void {
  const extract = createExtractor()
  const folded = makeFolded()
  texts.forEach((text, i) => {
    foldInto(text, folded)
    visit(extract(folded), i)
  })
}

function roomFor<T extends Uint32Array | Uint16Array>(array: T, size: number, make: (size: number) => T): T {
  if (size <= array.length) return array
  const grown = make(Math.max(size, array.length * 2))
  grown.set(array)
  return grown
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
