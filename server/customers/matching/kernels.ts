/** Levels of agreement by the numbers of values, fast: what can be told from whole numbers never looks at a letter. */

import type { ValueKind } from './columns.ts'
import { isSpelledKorean } from './hangul.ts'
import { birthLevel, nameLevel, type Prepared, prepare, scales } from './levels.ts'
import { nicknameBits } from './nicknames.ts'
import { isRoleMailbox, postArea, postDistrict } from './values.ts'

/** The level of two values that are known and differ. */
export type LevelOf = (a: number, b: number) => number

const cacheBits = 17

/** Remembers the levels of pairs of values in a table of fixed size; a newer pair takes the place of an older. */
const remembered = (all: readonly Prepared[], level: (a: Prepared, b: Prepared) => number): LevelOf => {
  const mask = (1 << cacheBits) - 1
  const known = new Float64Array(mask + 1)
  return (a, b) => {
    const low = a < b ? a : b
    const high = a < b ? b : a
    const at = ((Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 9) & mask
    const pair = (low * 0x400000 + high) * 8
    const kept = known[at]! - pair
    if (kept > 0 && kept < 8) return kept
    const found = level(all[low]!, all[high]!)
    known[at] = pair + found
    return found
  }
}

/** Ones of a number of 32 bits. */
const ones = (bits: number): number => {
  let left = bits - ((bits >>> 1) & 0x55555555)
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333)
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

const bagsOf = (all: readonly Prepared[]): Int32Array => Int32Array.from(all, one => one.bag)

/** Levels of names. Two Latin names that share few letters differ, unless one may be a nickname or a Korean spelling. */
export const nameKernel = (texts: readonly string[]): LevelOf => {
  const all = texts.map(prepare)
  const bags = bagsOf(all)
  // One bit for each line of the list of nicknames; two names without a bit in common are on no line together.
  const lines = Int32Array.from(all, one => nicknameBits(one.text))
  // 1: a Korean family name in Latin letters, 2: needs a look whatever its letters are.
  const marks = Uint8Array.from(all, one => {
    const needsLook = one.hasHangul || one.text.length === 1 || one.words.length > 0
    return (isSpelledKorean(one.text) ? 1 : 0) | (needsLook ? 2 : 0)
  })
  const look = remembered(all, nameLevel)
  return (a, b) => {
    const one = marks[a]!
    const two = marks[b]!
    const isPlain = (lines[a]! & lines[b]!) === 0 && (one & two & 1) === 0 && ((one | two) & 2) === 0
    return isPlain && ones(bags[a]! ^ bags[b]!) > 5 ? 1 : look(a, b)
  }
}

const wordsKernel = (texts: readonly string[], level: (a: Prepared, b: Prepared) => number): LevelOf => {
  const all = texts.map(prepare)
  const bags = bagsOf(all)
  // One bit for each word; two values without a bit in common share no word.
  const words = Int32Array.from(all, one =>
    (one.words.length === 0 ? [one.text] : one.words).reduce((bits, word) => bits | (1 << (hashOf(word) & 31)), 0),
  )
  const look = remembered(all, level)
  return (a, b) => {
    const [one, two] = [bags[a]!, bags[b]!]
    // No word in common, too many other letters to be close, and neither within the other.
    const isApart = (words[a]! & words[b]!) === 0 && ones(one ^ two) > 6 && (one & ~two) !== 0 && (two & ~one) !== 0
    return isApart ? 1 : look(a, b)
  }
}

const hashOf = (text: string): number => {
  let hash = 0
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash, 31) + text.charCodeAt(at)
  return Math.imul(hash, 0x9e3779b1) >>> 16
}

const codesKernel = (texts: readonly string[]): LevelOf => {
  const packed = pack(texts)
  const bags = Int32Array.from(texts, bagOf)
  // One slip changes two bits at most.
  return (a, b) => {
    if (ones(bags[a]! ^ bags[b]!) > 2) return 1
    return isPackedSlip(packed, a, b) &&
      packed.starts[a + 1]! - packed.starts[a]! >= 2 &&
      packed.starts[b + 1]! - packed.starts[b]! >= 2
      ? 2
      : 1
  }
}

const postKernel = (texts: readonly string[]): LevelOf => {
  const all = texts.map(prepare)
  const bags = bagsOf(all)
  const areas = numbered(texts, postArea)
  const districts = numbered(texts, postDistrict)
  return (a, b) => {
    if (ones(bags[a]! ^ bags[b]!) <= 2) return scales.postcode.level(all[a]!, all[b]!)
    return districts[a] === districts[b] ? 3 : areas[a] === areas[b] ? 2 : 1
  }
}

const birthKernel = (texts: readonly string[]): LevelOf => {
  const all = texts.map(prepare)
  const years = Int32Array.from(texts, text => Number(text.slice(0, 4)))
  const days = Int32Array.from(texts, text => Number(text.slice(4)))
  return (a, b) => {
    const apart = years[a]! - years[b]!
    if (apart !== 0 && days[a] !== days[b] && apart % 10 !== 0 && (apart > 9 || apart < -9)) return 1
    return birthLevel(all[a]!, all[b]!)
  }
}

/** Texts one after the other as numbers of their letters: no string is touched when two are laid side by side. */
interface Packed {
  readonly letters: Uint16Array
  readonly starts: Int32Array
}

const pack = (texts: readonly string[]): Packed => {
  const starts = new Int32Array(texts.length + 1)
  for (let id = 0; id < texts.length; id++) starts[id + 1] = starts[id]! + texts[id]!.length
  const letters = new Uint16Array(starts[texts.length]!)
  for (let id = 0; id < texts.length; id++)
    for (let at = 0; at < texts[id]!.length; at++) letters[starts[id]! + at] = texts[id]!.charCodeAt(at)
  return { letters, starts }
}

/** `isOneSlip` of two packed texts that differ. */
const isPackedSlip = ({ letters, starts }: Packed, a: number, b: number): boolean => {
  let [short, long] = [starts[a]!, starts[b]!]
  let [shortEnd, longEnd] = [starts[a + 1]!, starts[b + 1]!]
  let apart = longEnd - long - (shortEnd - short)
  if (apart < 0) {
    ;[short, long] = [long, short]
    ;[shortEnd, longEnd] = [longEnd, shortEnd]
    apart = -apart
  }
  if (apart > 1) return false
  while (short < shortEnd && letters[short] === letters[long]) {
    short++
    long++
  }
  while (shortEnd > short && letters[shortEnd - 1] === letters[longEnd - 1]) {
    shortEnd--
    longEnd--
  }
  const left = shortEnd - short
  if (apart === 1) return left === 0
  if (left <= 1) return true
  return left === 2 && letters[short] === letters[long + 1] && letters[short + 1] === letters[long]
}

/** The same number for texts whose part is the same; 0 where there is none. */
const numbered = (texts: readonly string[], part: (text: string) => string): Int32Array => {
  const numbers = new Map<string, number>([['', 0]])
  return Int32Array.from(texts, text => {
    const key = part(text)
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  })
}

const phoneKernel = (texts: readonly string[]): LevelOf => {
  const packed = pack(texts)
  const ends = numbered(texts, text => (text.length >= 10 ? text.slice(-8) : ''))
  const lengths = Uint8Array.from(texts, text => Math.min(text.length, 255))
  return (a, b) => {
    if (ends[a] !== 0 && ends[a] === ends[b]) return 2
    return lengths[a < b ? a : b]! >= 9 && isPackedSlip(packed, a, b) ? 2 : 1
  }
}

/** Mailboxes of people whose names and digits differ are told apart by whole numbers; the rest is looked at. */
const emailKernel = (texts: readonly string[]): LevelOf => {
  const packed = pack(texts)
  const bags = Int32Array.from(texts, bagOf)
  const nameOf = (text: string): string => text.slice(0, Math.max(0, text.indexOf('@')))
  const roles = Uint8Array.from(texts, text => (isRoleMailbox(text) ? 1 : 0))
  const names = numbered(texts, nameOf)
  const numbers = numbered(texts, text => nameOf(text).replace(/\D/g, ''))
  const all = texts.map(prepare)
  const look = remembered(all, scales.email.level)
  return (a, b) => {
    if (roles[a]! + roles[b]! > 0) return 1
    const apart = ones(bags[a]! ^ bags[b]!)
    if (apart <= 2 && isPackedSlip(packed, a, b)) return 3
    if (names[a] !== names[b] && numbers[a] !== numbers[b]) return 1
    // A likeness of 0.92 leaves few letters that only one of the two has.
    return names[a] !== names[b] && apart > 12 ? 1 : look(a, b)
  }
}

const bagOf = (text: string): number => {
  let bag = 0
  for (let at = 0; at < text.length; at++) bag |= 1 << (text.charCodeAt(at) & 31)
  return bag
}

/** How many words two addresses share, by the numbers of their words in order. */
const addressKernel = (texts: readonly string[]): LevelOf => {
  const letters = numbered(texts, text => prepare(text).letters)
  const numbers = new Map<string, number>()
  const lists = texts.map(text => {
    const ids = new Set<number>()
    for (const word of text.split(' ')) {
      const id = numbers.get(word) ?? numbers.size
      numbers.set(word, id)
      ids.add(id)
    }
    return Int32Array.from(ids).sort()
  })
  const starts = new Int32Array(texts.length + 1)
  for (const [id, list] of lists.entries()) starts[id + 1] = starts[id]! + list.length
  const words = new Int32Array(starts[texts.length]!)
  for (const [id, list] of lists.entries()) words.set(list, starts[id]!)
  return (a, b) => {
    if (letters[a] === letters[b]) return 4
    let [one, two] = [starts[a]!, starts[b]!]
    const [oneEnd, twoEnd] = [starts[a + 1]!, starts[b + 1]!]
    const fewest = Math.min(oneEnd - one, twoEnd - two)
    let same = 0
    while (one < oneEnd && two < twoEnd) {
      const apart = words[one]! - words[two]!
      if (apart === 0) same++
      if (apart <= 0) one++
      if (apart >= 0) two++
    }
    const share = same / fewest
    if (share >= 0.75 && same >= 3) return 3
    return share >= 0.5 && same >= 2 ? 2 : 1
  }
}

/** @param texts the values, the first of which is the empty one. */
export const kernelOf = (kind: ValueKind, texts: readonly string[]): LevelOf => {
  const { level } = scales[kind]
  if (kind === 'birth') return birthKernel(texts)
  if (kind === 'postcode') return postKernel(texts)
  if (kind === 'email') return emailKernel(texts)
  if (kind === 'address') return addressKernel(texts)
  if (kind === 'phone') return phoneKernel(texts)
  if (kind === 'place' || kind === 'street' || kind === 'occupation' || kind === 'company')
    return wordsKernel(texts, level)
  if (kind === 'account') return () => 0
  return kind === 'country' || kind === 'gender' ? () => 1 : codesKernel(texts)
}
