/** Finds the row of a hashed feature by its whole hash: open addressing, so that a feature that nobody counted finds nothing. */

/** A slot holds a row's number, counted from 1, in its low bits and the hash's high bits above them; 0 is empty. */
const ROW_BITS = 18
const ROW = (1 << ROW_BITS) - 1

/** Most rows that an index can name. */
export const MOST_KEYED = ROW - 1

/** The row that `index` (a power of two of slots) keeps for `hash`, or −1. */
export function findRow(index: Uint32Array, hash: number): number {
  const mask = index.length - 1
  let at = hash & mask
  let slot = index[at]!
  while (slot !== 0) {
    if (slot >>> ROW_BITS === hash >>> ROW_BITS) return (slot & ROW) - 1
    at = (at + 1) & mask
    slot = index[at]!
  }
  return -1
}

/** The index of rows by their hashes, in order; at most half of its slots are taken. Hashes that cannot be told apart share the first row.. */
export function indexOf(hashes: ArrayLike<number>): Uint32Array {
  if (hashes.length > MOST_KEYED) throw new Error(`An index names at most ${MOST_KEYED} rows.`)
  let size = 16
  while (size < hashes.length * 2) size *= 2
  const index = new Uint32Array(size)
  for (let row = 0; row < hashes.length; row++) {
    const hash = hashes[row]!
    if (findRow(index, hash) >= 0) continue
    let at = hash & (size - 1)
    while (index[at] !== 0) at = (at + 1) & (size - 1)
    index[at] = (((hash >>> ROW_BITS) << ROW_BITS) | (row + 1)) >>> 0
  }
  return index
}
