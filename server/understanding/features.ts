/** Turns a folded post into hashed features in one pass: character n-grams, words, word pairs and marks, each with its span. */
import type { Folded } from './normalise.ts'

/** Names this extractor in model files: weights trained on another one cannot be read. */
export const FEATURES = 'grams1-5 words pairs marks signs, 2'

/** Longest part of a post that is read, in code points; what follows cannot change a reading. */
export const LONGEST_READ = 4_000

/** Most features that a post has. */
export const MOST_FEATURES = LONGEST_READ * 9 + 64
const LONGEST_GRAM = 5
const PRIME = 0x9e3779b1

/** Kinds of characters: n-grams of Latin letters and digits stay inside a word, those of Hangul cross spaces. */
const HANGUL = 1
const JAMO = 2
const LATIN = 3
const DIGIT = 4
const MARK = 5

/**
 * The features of one post. `hash[i]` came from the code points `from[i]` up to `to[i]` (exclusive) of `code`;
 * `origin[k]` and `after[k]` are the UTF-16 offsets in the text where code point k begins and ends, `gap[k]` is 1 where white space stood before it.
 * The arrays belong to the extractor and are overwritten by its next call.
 */
export interface Features {
  count: number
  length: number
  isKorean: boolean
  readonly hash: Uint32Array
  readonly from: Uint16Array
  readonly to: Uint16Array
  readonly code: Uint32Array
  readonly kind: Uint8Array
  readonly gap: Uint8Array
  readonly origin: Uint32Array
  readonly after: Uint32Array
}

/** Makes an extractor with its own scratch arrays; the result of a call is valid until the next call. */
export function createExtractor(): (folded: Folded) => Features {
  const features: Features = {
    count: 0,
    length: 0,
    isKorean: false,
    hash: new Uint32Array(MOST_FEATURES),
    from: new Uint16Array(MOST_FEATURES),
    to: new Uint16Array(MOST_FEATURES),
    code: new Uint32Array(LONGEST_READ + 2),
    kind: new Uint8Array(LONGEST_READ + 2),
    gap: new Uint8Array(LONGEST_READ + 2),
    origin: new Uint32Array(LONGEST_READ + 2),
    after: new Uint32Array(LONGEST_READ + 2),
  }
  return folded => {
    squeeze(folded, features)
    features.count = 0
    addGrams(features)
    addWords(features)
    addMarks(features)
    return features
  }
}

/** Takes white space out (kept as `gap`), joins surrogates, makes every number 0 and long repetitions short. */
function squeeze(folded: Folded, features: Features): void {
  const { code, kind, gap, origin, after } = features
  const { codes, offsets } = folded
  let length = 0
  let space = 1
  let run = 0
  let i = 0
  while (i < folded.length && length < LONGEST_READ) {
    const at = i
    let c = codes[i++]!
    if (c === 32) {
      space = 1
      continue
    }
    if (c >= 0xd800 && c < 0xdc00 && i < folded.length) c = ((c - 0xd800) << 10) + (codes[i++]! - 0xdc00) + 0x10000
    else if (c === 0x2018 || c === 0x2019) c = 39
    else if (c === 0x201c || c === 0x201d) c = 34
    const k = kindOf(c)
    if (k === MARK && c >= 0x300 && c < 0x370) continue
    if (k === DIGIT) c = 48
    if (space === 0 && length > 0 && code[length - 1] === c) {
      run++
      if (run >= (k === DIGIT ? 1 : 2)) {
        after[length - 1] = offsets[i]!
        continue
      }
    } else run = 0
    code[length] = c
    kind[length] = k
    gap[length] = space
    origin[length] = offsets[at]!
    after[length] = offsets[i]!
    space = 0
    length++
  }
  gap[length] = 1
  features.length = length
}

function kindOf(c: number): number {
  if (c >= 0xac00 && c <= 0xd7a3) return HANGUL
  if ((c >= 97 && c <= 122) || c === 39 || (c >= 0xdf && c < 0x250)) return LATIN
  if (c >= 48 && c <= 57) return DIGIT
  if (c >= 0x3131 && c <= 0x318e) return JAMO
  return MARK
}

/** Character 1–5-grams; a gram of Latin letters or digits ends where its word ends, Hangul reads on as if unspaced. */
function addGrams(features: Features): void {
  const { code, kind, gap, length, hash, from, to } = features
  let n = features.count
  for (let i = 0; i < length; i++) {
    let h = 0x811c9dc5
    const most = Math.min(length, i + LONGEST_GRAM)
    const start = kind[i]!
    for (let j = i; j < most; j++) {
      if (j > i && gap[j] === 1 && (kind[j]! >= LATIN || kind[j - 1]! >= LATIN)) break
      h = Math.imul(h ^ code[j]!, PRIME)
      h ^= h >>> 15
      if (start === LATIN && j < i + 2) continue
      hash[n] = mix(h)
      from[n] = i
      to[n] = j + 1
      n++
    }
  }
  features.count = n
}

/** Whole words without their closing punctuation, pairs of neighbours, and English words in the reach of a negation. */
function addWords(features: Features): void {
  const { code, kind, gap, length, hash, from, to } = features
  let n = features.count
  let before = 0
  let beforeFrom = 0
  let reach = 0
  let i = 0
  while (i < length) {
    let j = i + 1
    while (j < length && gap[j] === 0) j++
    let last = j
    while (last > i && kind[last - 1] === MARK) last--
    let first = i
    while (first < last && kind[first] === MARK) first++
    if (last > first) {
      let h = 0x2545f491
      for (let k = first; k < last; k++) {
        h = Math.imul(h ^ code[k]!, PRIME)
        h ^= h >>> 13
      }
      hash[n] = mix(h)
      from[n] = first
      to[n] = last
      n++
      if (before !== 0) {
        hash[n] = mix(Math.imul(before, 31) ^ h)
        from[n] = beforeFrom
        to[n] = last
        n++
      }
      if (kind[first] === LATIN) {
        if (reach > 0) {
          hash[n] = mix(h ^ 0x6a09e667)
          from[n] = first
          to[n] = last
          n++
          reach--
        }
        if (isNegation(code, first, last)) reach = 3
      }
      before = h
      beforeFrom = first
    }
    if (last < j && isStop(code[j - 1]!)) {
      reach = 0
    }
    i = j
  }
  features.count = n
}

function isStop(c: number): boolean {
  return c === 46 || c === 33 || c === 63 || c === 44
}

/** `not`, `no`, `never`, `cannot`, `without` and every word that ends in n't (with or without its apostrophe). */
function isNegation(code: Uint32Array, from: number, to: number): boolean {
  const length = to - from
  const last = code[to - 1]
  if (length === 2) return code[from] === 110 && last === 111
  if (length === 3) return code[from] === 110 && code[from + 1] === 111 && last === 116
  if (length === 5 && code[from] === 110 && code[from + 1] === 101 && code[from + 2] === 118) return true
  if (length === 6 && code[from] === 99 && code[from + 3] === 110 && last === 116) return true
  if (length === 7 && code[from] === 119 && code[from + 4] === 111 && last === 116) return true
  if (length > 3 && last === 116 && code[to - 2] === 39 && code[to - 3] === 110) return true
  return (
    (length === 4 || length === 5) && last === 116 && code[to - 2] === 110 && (code[from] === 100 || code[from] === 119)
  )
}

/** Marks of the whole post: its length, its closing sign, links, hashtags, questions, exclamations. They span nothing. */
function addMarks(features: Features): void {
  const { code, kind, length } = features
  let hangul = 0
  let latin = 0
  let digits = 0
  let tags = 0
  let ats = 0
  let questions = 0
  let shouts = 0
  let links = 0
  let laughs = 0
  let tears = 0
  let emoji = 0
  for (let i = 0; i < length; i++) {
    const c = code[i]!
    const k = kind[i]!
    if (k === HANGUL) hangul++
    else if (k === LATIN) latin++
    else if (k === DIGIT) digits++
    else if (c === 35) tags++
    else if (c === 64) ats++
    else if (c === 63) questions++
    else if (c === 33) shouts++
    else if (c === 0x314b || c === 0x314e) laughs++
    else if (c === 0x3160 || c === 0x315c) tears++
    else if (c >= 0x1f000) emoji++
    else if (c === 58 && code[i + 1] === 47 && code[i + 2] === 47) links++
  }
  const size =
    length < 4 ? 0 : length < 9 ? 1 : length < 18 ? 2 : length < 36 ? 3 : length < 72 ? 4 : length < 150 ? 5 : 6
  const korean = hangul * 2 >= latin ? 1 : 0
  features.isKorean = korean === 1
  addMark(features, 1, korean)
  addMark(features, 2, size + korean * 8)
  addMark(features, 3, length === 0 ? 0 : closing(code[length - 1]!) + korean * 8)
  if (digits > 0) addMark(features, 4, Math.min(digits, 3))
  if (tags > 0) addMark(features, 5, Math.min(tags, 3))
  if (ats > 0) addMark(features, 6, 1)
  if (questions > 0) addMark(features, 7, Math.min(questions, 3) + korean * 4)
  if (shouts > 0) addMark(features, 8, Math.min(shouts, 3) + korean * 4)
  if (links > 0) addMark(features, 9, 1)
  if (laughs > 0) addMark(features, 10, Math.min(laughs, 3))
  if (tears > 0) addMark(features, 11, Math.min(tears, 3))
  if (emoji > 0) addMark(features, 12, Math.min(emoji, 3))
}

function closing(c: number): number {
  if (c === 46) return 1
  if (c === 63) return 2
  if (c === 33) return 3
  if (c === 126) return 4
  if (c >= 0x3131 && c <= 0x318e) return 5
  if (c >= 0xac00 && c <= 0xd7a3) return 6
  return 7
}

function addMark(features: Features, mark: number, value: number): void {
  const n = features.count++
  features.hash[n] = mix(Math.imul(mark * 64 + value + 1, 0x85ebca6b) ^ 0x1b873593)
  features.from[n] = 0
  features.to[n] = 0
}

function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
