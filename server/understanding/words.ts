/** Parts a text into 어절, tags, handles and links, and says which words each 어절 may be. */
import { foldInto, makeFolded, textOf } from './normalise.ts'
import { cutBeforeHago, cutPlain, findCuts, isAction } from './particles.ts'

export type TokenKind = 'word' | 'tag' | 'handle' | 'url'

/**
 * One 어절. `surface` is folded and without # or @; `from` and `to` are source offsets; `stems` are the words that it is
 * with particles or 이다 taken off, itself first. `exact` is the tag or handle alone (배송 of #배송, maeari of @maeari가).
 */
export type Token = {
  readonly kind: TokenKind
  readonly surface: string
  readonly exact: string
  readonly from: number
  readonly to: number
  readonly stems: readonly string[]
}

export const wordKind = 0
export const tagKind = 1
export const handleKind = 2
export const urlKind = 3
const kindNames: readonly TokenKind[] = ['word', 'tag', 'handle', 'url']

/** Room for the 어절 of one text: `codes[starts[n]]` to `codes[ends[n]]` are the folded units of 어절 `n`; filled by `readWords`. */
export type WordRoom = {
  folded: ReturnType<typeof makeFolded>
  starts: Uint32Array
  ends: Uint32Array
  /** Where the tag or handle itself ends, particles not counted. */
  exacts: Uint32Array
  /** Where an English possessive ('s) begins, else 0. */
  possessives: Uint32Array
  froms: Uint32Array
  tos: Uint32Array
  kinds: Uint8Array
  count: number
}

/** Empty room for `readWords`; grows by itself. `units` is the length of the text expected. */
export function makeWordRoom(units = 1024): WordRoom {
  return { folded: makeFolded(units + 16), ...makeColumns((units >> 2) + 4), count: 0 }
}

/** The 어절 of a text in order. Quotation marks vanish; other punctuation, emoji and line breaks part 어절. */
export function tokenise(text: string): Token[] {
  const room = makeWordRoom(text.length)
  readWords(text, room)
  const codes = room.folded.codes
  const cuts = new Uint8Array(longest(room) + 1)
  const tokens: Token[] = []
  for (let n = 0; n < room.count; n++) {
    const start = room.starts[n] as number
    const end = room.ends[n] as number
    const surface = textOf(codes, start, end)
    tokens.push({
      kind: kindNames[room.kinds[n] as number] as TokenKind,
      surface,
      exact: surface.slice(0, (room.exacts[n] as number) - start),
      from: room.froms[n] as number,
      to: room.tos[n] as number,
      stems: stemsOf(room, n, surface, cuts),
    })
  }
  return tokens
}

/** Fills `cuts` (see `findCuts`) for 어절 `n`; a link is never cut. Returns its length in units. */
export function cutWord(room: WordRoom, n: number, cuts: Uint8Array): number {
  const start = room.starts[n] as number
  const end = room.ends[n] as number
  if (room.kinds[n] === urlKind) {
    cuts.fill(0, 0, end - start)
    cuts[end - start] = 1
    return end - start
  }
  findCuts(room.folded.codes, start, end, cuts)
  const possessive = room.possessives[n] as number
  if (possessive > start) cuts[possessive - start] = 1
  return end - start
}

function stemsOf(room: WordRoom, n: number, surface: string, cuts: Uint8Array): string[] {
  const length = cutWord(room, n, cuts)
  const stems = [surface]
  for (let cut = length - 1; cut > 0; cut--) {
    const kind = cuts[cut]
    if (kind === cutPlain || (kind === cutBeforeHago && !isAction(surface.slice(0, cut))))
      stems.push(surface.slice(0, cut))
  }
  return stems
}

function longest(room: WordRoom): number {
  let length = 0
  for (let n = 0; n < room.count; n++) {
    length = Math.max(length, (room.ends[n] as number) - (room.starts[n] as number))
  }
  return length
}

function makeColumns(size: number): Omit<WordRoom, 'folded' | 'count'> {
  return {
    starts: new Uint32Array(size),
    ends: new Uint32Array(size),
    exacts: new Uint32Array(size),
    possessives: new Uint32Array(size),
    froms: new Uint32Array(size),
    tos: new Uint32Array(size),
    kinds: new Uint8Array(size),
  }
}

function growColumns(room: WordRoom): void {
  const wider = makeColumns(room.starts.length * 2)
  for (const column of ['starts', 'ends', 'exacts', 'possessives', 'froms', 'tos', 'kinds'] as const) {
    wider[column].set(room[column])
  }
  Object.assign(room, wider)
}

export const parts = 1
export const letter = 2
export const quote = 3
export const jamo = 4
export const lone = 5
export const kana = 6
const mark = 7
const classes = new Uint8Array(65536)

/** Reads the 어절 of `text` into `room`, replacing what was there. Linear; takes no memory once the room has grown. */
export function readWords(text: string, room: WordRoom): void {
  const folded = room.folded
  foldInto(text, folded)
  const codes = folded.codes
  const offsets = folded.offsets
  const length = folded.length
  room.count = 0
  let at = 0
  let start = 0
  let from = 0
  let to = 0
  let possessive = 0
  let last = 0
  let i = 0
  while (i < length) {
    const code = codes[i] as number
    let kind = classes[code] as number
    if (kind === 0) kind = learnClass(code)
    if (kind === letter && last === letter && at > start) {
      // Most units go on with a word: letters that cannot begin a link.
      const began = i
      while (i < length && classes[codes[i] as number] === letter && !beginsLink(codes[i] as number)) {
        codes[at++] = codes[i++] as number
      }
      if (i > began) {
        to = offsets[i] as number
        continue
      }
    }
    if (kind === parts && isPartOfName(codes, i, length, start, at)) kind = letter
    if (kind === lone && code >= 0xd800 && code <= 0xdfff) kind = isLetterPair(codes, i) ? letter : parts
    const isOpen = at > start
    if (isOpen && breaksBefore(kind, code, last)) {
      endWord(room, start, at, at, possessive, from, to, wordKind)
      start = at
      possessive = 0
      if (kind === jamo && last !== jamo) {
        while (i < length && classOf(codes[i] as number) === jamo) i++
        last = parts
        continue
      }
    }
    if (kind === quote) {
      if (at > start && isPossessive(codes, i, length)) possessive = at
      i++
      continue
    }
    if (kind === parts) {
      last = parts
      const special =
        code === 0x23 ? tagEnd(codes, i, length) : code === 0x40 && !isOpen ? handleEnd(codes, i, length) : 0
      if (special === 0) {
        i++
        continue
      }
      const after = code === 0x40 && isAscii(codes[i + 1] as number) ? syllablesEnd(codes, special, length) : special
      start = at
      from = offsets[i] as number
      to = offsets[after] as number
      for (let k = i + 1; k < after; k++) codes[at++] = codes[k] as number
      endWord(room, start, at, start + special - i - 1, 0, from, to, code === 0x23 ? tagKind : handleKind)
      start = at
      i = after
      continue
    }
    if (beginsLink(code) && (at === start || !isAscii(codes[at - 1] as number))) {
      const after = urlEnd(codes, i, length)
      if (after > 0) {
        if (at > start) endWord(room, start, at, at, possessive, from, to, wordKind)
        start = at
        possessive = 0
        from = offsets[i] as number
        to = offsets[after] as number
        while (i < after) codes[at++] = codes[i++] as number
        endWord(room, start, at, at, 0, from, to, urlKind)
        start = at
        last = parts
        continue
      }
    }
    if (at === start) from = offsets[i] as number
    codes[at++] = code
    to = offsets[i + 1] as number
    if (kind !== mark) last = kind
    i++
  }
  if (at > start) endWord(room, start, at, at, possessive, from, to, wordKind)
}

/** The h of http and the w of www. */
function beginsLink(code: number): boolean {
  return code === 0x68 || code === 0x77
}

/** True where a unit cannot go on with the word before it. Han and hiragana stand alone, since nothing parts their words. */
function breaksBefore(kind: number, code: number, last: number): boolean {
  if (kind === quote || kind === mark) return false
  if (kind === parts || kind === lone) return true
  if (kind === jamo || last === jamo) return kind !== last
  if (code >= 0xac00 && code <= 0xd7a3) return false
  return last === lone || (kind === kana) !== (last === kana)
}

function endWord(
  room: WordRoom,
  start: number,
  end: number,
  exact: number,
  possessive: number,
  from: number,
  to: number,
  kind: number,
): void {
  const n = room.count
  if (n === room.starts.length) growColumns(room)
  room.starts[n] = start
  room.ends[n] = end
  room.exacts[n] = exact
  room.possessives[n] = possessive
  room.froms[n] = from
  room.tos[n] = to
  room.kinds[n] = kind
  room.count = n + 1
}

/** What a folded unit is to the parting of words. */
export function classOf(code: number): number {
  return (classes[code] as number) || learnClass(code)
}

function learnClass(code: number): number {
  classes[code] = classFor(code)
  return classes[code] as number
}

function classFor(code: number): number {
  if (code >= 0xd800 && code <= 0xdfff) return lone
  const unit = String.fromCharCode(code)
  if (/\p{Quotation_Mark}/u.test(unit)) return quote
  if (code >= 0x3131 && code <= 0x318e) return jamo
  if (code === 0x30fc || /\p{Script=Katakana}/u.test(unit)) return kana
  if (/[\p{Script=Han}\p{Script=Hiragana}]/u.test(unit) && /\p{L}/u.test(unit)) return lone
  if (code > 0x1160 && code <= 0x11ff) return mark
  if (/\p{M}/u.test(unit)) return mark
  return /[\p{L}\p{N}]/u.test(unit) ? letter : parts
}

function isLetterPair(codes: Uint16Array, i: number): boolean {
  const isHigh = ((codes[i] as number) & 0xfc00) === 0xd800
  const high = codes[isHigh ? i : i - 1] as number
  const low = codes[isHigh ? i + 1 : i] as number
  return /[\p{L}\p{N}\p{M}]/u.test(String.fromCharCode(high, low))
}

function isAscii(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)
}

/** The + of c++ and galaxy s24+, and the # of c#: signs that belong to a name because no name follows them. */
function isPartOfName(codes: Uint16Array, i: number, length: number, start: number, at: number): boolean {
  const code = codes[i]
  if (code !== 0x2b && code !== 0x23) return false
  if (at === start || (code === 0x23 && at !== start + 1)) return false
  const before = codes[at - 1] as number
  let next = unquoted(codes, i + 1, length)
  if (code === 0x2b && codes[next] === 0x2b) next = unquoted(codes, next + 1, length)
  if (next < length && isAscii(codes[next] as number)) return false
  if (code === 0x23) return before >= 0x61 && before <= 0x7a
  if (!isAscii(before) && before !== 0x2b) return false
  return !(at - start > 1 && before === 0x2b && codes[at - 2] === 0x2b)
}

/** The first place from `i` on that holds no quotation mark. */
function unquoted(codes: Uint16Array, i: number, length: number): number {
  let next = i
  while (next < length && classOf(codes[next] as number) === quote) next++
  return next
}

function isPossessive(codes: Uint16Array, i: number, length: number): boolean {
  if (codes[i] !== 0x27 && codes[i] !== 0x2019) return false
  if (codes[i + 1] !== 0x73 || i + 1 >= length) return false
  return i + 2 >= length || classOf(codes[i + 2] as number) === parts
}

function isNameUnit(code: number): boolean {
  const kind = classOf(code)
  return (
    kind === letter ||
    kind === kana ||
    kind === mark ||
    code === 0x5f ||
    (kind === lone && (code < 0xd800 || code > 0xdfff))
  )
}

/** Where a tag that begins at the # of `i` ends, or 0: letters, digits and _, and not digits alone. */
function tagEnd(codes: Uint16Array, i: number, length: number): number {
  let end = i + 1
  let isNumber = true
  while (end < length && isNameUnit(codes[end] as number)) {
    if ((codes[end] as number) < 0x30 || (codes[end] as number) > 0x39) isNumber = false
    end++
  }
  return end === i + 1 || isNumber ? 0 : end
}

/** Where a handle that begins at the @ of `i` ends, or 0; alice, alice.bsky.social and user@host are handles. */
function handleEnd(codes: Uint16Array, i: number, length: number): number {
  let end = i + 1
  const isLatin = end < length && (isAscii(codes[end] as number) || codes[end] === 0x5f)
  while (end < length) {
    const code = codes[end] as number
    const isInner = code === 0x2e || code === 0x2d || (isLatin && code === 0x40)
    if (!(isInner || code === 0x5f || (isLatin ? isAscii(code) : isNameUnit(code)))) break
    end++
  }
  while (end > i + 1 && isTrailing(codes[end - 1] as number)) end--
  return end === i + 1 ? 0 : end
}

function isTrailing(code: number): boolean {
  return code === 0x2e || code === 0x2d || code === 0x40
}

function syllablesEnd(codes: Uint16Array, from: number, length: number): number {
  let end = from
  while (end < length && (codes[end] as number) >= 0xac00 && (codes[end] as number) <= 0xd7a3) end++
  return end
}

/** Where a link that begins at `i` ends, or 0. A link ends before Hangul that is glued to it, not before Hangul in its path. */
function urlEnd(codes: Uint16Array, i: number, length: number): number {
  const host = linkHost(codes, i)
  if (host === 0 || host >= length || !isAscii(codes[host] as number)) return 0
  let end = host
  let isPath = false
  while (end < length) {
    const code = codes[end] as number
    if (code <= 0x20 || code === 0x3c || code === 0x3e || classOf(code) === quote) break
    if (code === 0x2f) isPath = true
    if (code >= 0x80 && !(isPath && (codes[end - 1] as number) !== 0x2e && goesOn(codes[end - 1] as number))) break
    end++
  }
  while (end > host && classOf(codes[end - 1] as number) === parts && codes[end - 1] !== 0x2f) end--
  return end
}

/** Units after which Hangul still belongs to a link's path. */
function goesOn(code: number): boolean {
  return code >= 0x80 || !(isAscii(code) || code === 0x29)
}

function linkHost(codes: Uint16Array, i: number): number {
  if (codes[i] === 0x77) return codes[i + 1] === 0x77 && codes[i + 2] === 0x77 && codes[i + 3] === 0x2e ? i + 4 : 0
  if (codes[i + 1] !== 0x74 || codes[i + 2] !== 0x74 || codes[i + 3] !== 0x70) return 0
  const colon = codes[i + 4] === 0x73 ? i + 5 : i + 4
  return codes[colon] === 0x3a && codes[colon + 1] === 0x2f && codes[colon + 2] === 0x2f ? colon + 3 : 0
}
