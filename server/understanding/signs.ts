/**
 * Signs: kinds of words that the project knows of (breakage, thanks, a wish, a contrast …), found in a post by the
 * hashes of its features, and what they say together: which stand there, in pairs, as neighbours, first, last and often.
 */
import type { Features } from './features.ts'
import { findRow } from './keyed.ts'

/** Signs on one hash at most, and signs of one post that are looked at. */
export const SIGNS_A_ROW = 4
const MOST_HITS = 256
/** Set on a sign that counts only where a word begins. */
export const BEGINS = 128

/** Which hash stands for which signs: `codes[row * 4 + k]` is a sign's number from 1, with `BEGINS` or without; 0 is none. */
export interface SignTable {
  readonly names: readonly string[]
  readonly index: Uint32Array
  readonly codes: Uint8Array
}

/** The signs of one post; overwritten by the next call of the finder. */
export interface Said {
  /** Rows that stand for the signs and their company, each once. */
  count: number
  readonly row: Uint16Array
  /** Where each sign stands, in the order of the text: its number from 0, and its code points `[from, to)`. */
  hits: number
  readonly sign: Uint8Array
  readonly from: Uint16Array
  readonly to: Uint16Array
}

/** Rows that `size` signs and their company take: each sign for Korean and for all else, pairs, neighbours, first, last, often. */
export function rowsOfSigns(size: number): number {
  return size * 2 + 2 * size * size + 3 * size
}

/** Makes a finder with its own scratch. */
export function createSigns({ names, index, codes }: SignTable): (features: Features) => Said {
  const size = names.length
  const pairsAt = size * 2
  const neighboursAt = pairsAt + size * size
  const firstAt = neighboursAt + size * size
  const often = new Uint8Array(size)
  const here = new Uint8Array(size)
  const seen = new Uint32Array(rowsOfSigns(size))
  let turn = 0
  const said: Said = {
    count: 0,
    row: new Uint16Array(size * size + 4 * MOST_HITS),
    hits: 0,
    sign: new Uint8Array(MOST_HITS),
    from: new Uint16Array(MOST_HITS),
    to: new Uint16Array(MOST_HITS),
  }

  const add = (row: number) => {
    if (seen[row] === turn) return
    seen[row] = turn
    said.row[said.count++] = row
  }

  return features => {
    collect(features, index, codes, said)
    turn++
    said.count = 0
    if (said.hits === 0) return said
    const { sign, hits } = said
    often.fill(0)
    let kinds = 0
    for (let i = 0; i < hits; i++) {
      const one = sign[i]!
      if (often[one] === 0) here[kinds++] = one
      if (often[one]! < 2) often[one]!++
      if (i > 0 && sign[i - 1] !== one) add(neighboursAt + sign[i - 1]! * size + one)
    }
    const language = features.isKorean ? 0 : 1
    const present = here.subarray(0, kinds).sort()
    for (let a = 0; a < kinds; a++) {
      const one = present[a]!
      add(one * 2 + language)
      if (often[one] === 2) add(firstAt + 2 * size + one)
      for (let b = a + 1; b < kinds; b++) add(pairsAt + one * size + present[b]!)
    }
    add(firstAt + sign[0]!)
    add(firstAt + size + sign[hits - 1]!)
    return said
  }
}

/** Finds what stands in the post, and puts it in the order of the text. */
function collect(features: Features, index: Uint32Array, codes: Uint8Array, said: Said): void {
  const { count, hash, from, to, gap } = features
  const { sign } = said
  let n = 0
  for (let i = 0; i < count && n < MOST_HITS; i++) {
    const row = findRow(index, hash[i]!)
    if (row < 0 || to[i] === 0) continue
    for (let k = row * SIGNS_A_ROW; k < (row + 1) * SIGNS_A_ROW && n < MOST_HITS; k++) {
      const code = codes[k]!
      if (code === 0) break
      if (code > BEGINS && gap[from[i]!] !== 1) continue
      let at = n++
      const one = (code & 127) - 1
      while (at > 0 && isBehind(said, at - 1, from[i]!, to[i]!)) {
        sign[at] = sign[at - 1]!
        said.from[at] = said.from[at - 1]!
        said.to[at] = said.to[at - 1]!
        at--
      }
      sign[at] = one
      said.from[at] = from[i]!
      said.to[at] = to[i]!
    }
  }
  said.hits = n
}

function isBehind(said: Said, at: number, from: number, to: number): boolean {
  return said.from[at]! > from || (said.from[at] === from && said.to[at]! > to)
}
