/** What the words of a text leave behind, so that copies, quotes and slightly changed texts are known as the same. */
import { printBits } from '../../contract/listening.ts'
import { handleKind, makeWordRoom, readWords, urlKind, type WordRoom } from '../understanding/index.ts'

/** Fewer words than these, and two people may just have said the same. */
const wordsAtLeast = 8
/** What an article says is clear from its beginning. */
const wordsAtMost = 400

/**
 * The print of a text as a uuid of 128 bits, to be compared by `areSimilar`: one bit each of 128 MinHashes over its words
 * and pairs of words, without links, handles and the RT of retweets. Null where the words are too few.
 * Source: Broder, On the Resemblance and Containment of Documents (1997); Li and König, b-Bit Minwise Hashing (2010).
 */
export const printOf = (text: string): string | null => {
  const words = hashWords(text)
  if (words.length < wordsAtLeast) return null
  const features = new Int32Array([...new Set([...words, ...pairsOf(words)])])
  const hex: string[] = []
  for (let from = 0; from < printBits; from += 32) hex.push(bitsFrom(features, from).toString(16).padStart(8, '0'))
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const hashWords = (text: string): number[] => {
  const room = makeWordRoom(text.length)
  readWords(text, room)
  const hashes: number[] = []
  for (let n = 0; n < room.count && hashes.length < wordsAtMost; n++) {
    if (room.kinds[n] !== urlKind && room.kinds[n] !== handleKind && !isRetweet(room, n)) hashes.push(hashWord(room, n))
  }
  return hashes
}

const isRetweet = ({ folded, starts, ends }: WordRoom, n: number): boolean => {
  const start = starts[n]!
  return ends[n]! - start === 2 && folded.codes[start] === 114 && folded.codes[start + 1] === 116
}

/** FNV-1a over the folded units of a word. */
const hashWord = ({ folded, starts, ends }: WordRoom, n: number): number => {
  let hash = 0x811c9dc5
  for (let at = starts[n]!; at < ends[n]!; at++) hash = Math.imul(hash ^ folded.codes[at]!, 0x01000193)
  return hash
}

const pairsOf = (words: readonly number[]): number[] =>
  words.slice(1).map((word, n) => mix(Math.imul(words[n]!, 0x9e3779b1) ^ word))

/** 32 bits of the print: of each hash function the lowest bit of its least value. */
const bitsFrom = (features: Int32Array, from: number): number => {
  let bits = 0
  for (let n = 0; n < 32; n++) {
    const seed = mix(from + n + 1)
    let least = 0xffffffff
    for (const feature of features) {
      const value = mix(feature ^ seed) >>> 0
      if (value < least) least = value
    }
    bits = (bits << 1) | (least & 1)
  }
  return bits >>> 0
}

/** Spreads the bits of a number over all of it. Source: Appleby, MurmurHash3's finalizer. */
const mix = (value: number): number => {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
