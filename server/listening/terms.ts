/** A table of all words that any query names: finds the entry of a stretch of units by a rolling hash, without making strings. */

/** Entry numbers are those of the list given; `codes` holds all words end to end. */
export type Terms = {
  readonly slots: Int32Array
  readonly hashes: Int32Array
  readonly starts: Uint32Array
  readonly codes: Uint16Array
  /** By first unit: 0 no word begins so, 1 some does, 2 a word is that unit alone. */
  readonly firsts: Uint8Array
  /** One bit for each hash of the first two units. */
  readonly pairs: Uint8Array
}

export const hashStart = 0x811c9dc5 | 0

/** One more unit of a rolling FNV-1a hash, over units and not bytes. */
export function hashNext(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193)
}

export function makeTerms(words: readonly string[]): Terms {
  const size = 2 ** Math.ceil(Math.log2(words.length * 2 + 2))
  const slots = new Int32Array(size).fill(-1)
  const hashes = new Int32Array(words.length)
  const starts = new Uint32Array(words.length + 1)
  const codes = new Uint16Array(words.reduce((sum, word) => sum + word.length, 0))
  const firsts = new Uint8Array(65536)
  const pairs = new Uint8Array(65536)
  let at = 0
  for (const [entry, word] of words.entries()) {
    starts[entry] = at
    let hash = hashStart
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i)
      codes[at++] = code
      hash = hashNext(hash, code)
    }
    hashes[entry] = hash
    const first = word.charCodeAt(0)
    firsts[first] = word.length === 1 ? 2 : Math.max(1, firsts[first] as number)
    if (word.length > 1) pairs[pairOf(first, word.charCodeAt(1))] = 1
    let slot = spread(hash) & (size - 1)
    while (slots[slot] !== -1) slot = (slot + 1) & (size - 1)
    slots[slot] = entry
  }
  starts[words.length] = at
  return { slots, hashes, starts, codes, firsts, pairs }
}

/** False where no word can begin at `start`: most 어절 end here, after two look-ups. */
export function mayBegin(terms: Terms, codes: Uint16Array, start: number, end: number): boolean {
  const first = terms.firsts[codes[start] as number] as number
  if (first !== 1) return first === 2
  return end - start > 1 && terms.pairs[pairOf(codes[start] as number, codes[start + 1] as number)] === 1
}

/** The entry that equals the units from `start` to `end`, whose hash is given, or -1. */
export function findTerm(terms: Terms, hash: number, codes: Uint16Array, start: number, end: number): number {
  const { slots, hashes, starts } = terms
  const mask = slots.length - 1
  let slot = spread(hash) & mask
  for (;;) {
    const entry = slots[slot] as number
    if (entry === -1) return -1
    if (
      hashes[entry] === hash &&
      equals(terms, starts[entry] as number, codes, start, end, starts[entry + 1] as number)
    ) {
      return entry
    }
    slot = (slot + 1) & mask
  }
}

function equals(terms: Terms, at: number, codes: Uint16Array, start: number, end: number, atEnd: number): boolean {
  if (atEnd - at !== end - start) return false
  for (let i = start; i < end; i++) if (terms.codes[at + i - start] !== codes[i]) return false
  return true
}

/** Mixes a hash until its low bits are as good as its high ones. */
export function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 13)) >>> 0
}

/** A short hash of two units. */
export function pairOf(first: number, second: number): number {
  return (Math.imul(first, 0x9e3b) ^ Math.imul(second, 0x1f35)) & 0xffff
}
