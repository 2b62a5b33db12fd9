/** Folds a text once, so that everything that reads words compares the same letters: NFC, one width, one case, one kind of space. */

/** A folded text; `offsets[i]` is the source offset of unit `i`, and `offsets[text.length]` is where its last unit ended. */
export type Normalised = { readonly text: string; readonly offsets: Uint32Array }

/** Room that grows and is used again by `foldInto`; units are UTF-16. */
export type Folded = { codes: Uint16Array; offsets: Uint32Array; length: number }

/** Folds `text` and keeps a way back to the source for highlights. Linear in the length for any input. */
export function normalise(text: string): Normalised {
  const into = makeFolded(text.length + 16)
  foldInto(text, into)
  return { text: textOf(into.codes, 0, into.length), offsets: into.offsets.slice(0, into.length + 1) }
}

/** Empty room for `foldInto`. */
export function makeFolded(size = 1024): Folded {
  return { codes: new Uint16Array(size), offsets: new Uint32Array(size + 1), length: 0 }
}

/** Most combining marks kept on one letter; more is ornament, and sorting them would not be linear. */
const marksKept = 4

const unknown = 0
const isPlain = 1
const isDropped = 2
const isSpace = 3
const isMark = 4
const isSlow = 5
const kinds = new Uint8Array(65536)
const folds = new Uint16Array(65536)
const alone = new Map<number, string>()

/**
 * Folds `text` into `into`, replacing what was there: NFC with jamo composed, full width to half, capitals to small
 * letters, zero-width and control characters dropped, NUL and lone surrogates replaced by U+FFFD, white space (line
 * breaks too) to single spaces and none at the ends.
 */
export function foldInto(text: string, into: Folded): void {
  const length = text.length
  if (into.codes.length < length + 8) grow(into, length + 8)
  let codes = into.codes
  let offsets = into.offsets
  let at = 0
  let isGap = true
  let i = 0
  while (i < length) {
    const code = text.charCodeAt(i)
    let kind = kinds[code] as number
    if (kind === unknown) kind = learn(code)
    if (kind === isPlain) {
      const next = i + 1 < length ? text.charCodeAt(i + 1) : 0x20
      if ((next >= 0x20 && next < 0x7f) || (next >= 0xac00 && next <= 0xd7a3) || !joins(next)) {
        codes[at] = folds[code] as number
        offsets[at++] = i++
        isGap = false
        continue
      }
    } else if (kind === isSpace) {
      if (!isGap) {
        codes[at] = 0x20
        offsets[at++] = i
      }
      isGap = true
      i++
      continue
    } else if (kind === isDropped) {
      i++
      continue
    }
    const to = clusterEnd(text, i)
    const folded = isEmoji(text, i, to) ? text.slice(i, to) : foldCluster(text, i, to)
    if (at + folded.length + (length - to) + 8 > codes.length) {
      into.length = at
      grow(into, (at + folded.length + (length - to) + 8) * 2)
      codes = into.codes
      offsets = into.offsets
    }
    // A sound mark of half width may stand for itself, so it keeps its place: 京ﾟ are two words.
    const most = holdsSoundMark(text, i + 1, to) ? to - i - 1 : 0
    for (let k = 0; k < folded.length; k++) {
      codes[at] = folded.charCodeAt(k)
      offsets[at++] = i + Math.min(k, most)
    }
    isGap = false
    i = to
  }
  if (isGap && at > 0) at--
  offsets[at] = at > 0 ? clusterEnd(text, offsets[at - 1] as number) : 0
  into.length = at
}

/**
 * What `foldInto` makes of a unit wherever it stands: one unit, a space for white space; -1 where that depends on its neighbours,
 * takes more than one unit or none.
 */
export function foldUnit(code: number): number {
  const kind = (kinds[code] as number) || learn(code)
  if (kind === isSpace) return 0x20
  return kind === isPlain && !isConjoining(code) ? (folds[code] as number) : -1
}

/** The units from `from` to `to` as a string. */
export function textOf(codes: Uint16Array, from: number, to: number): string {
  if (to - from <= 4096) return String.fromCharCode.apply(null, codes.subarray(from, to) as unknown as number[])
  const parts: string[] = []
  for (let at = from; at < to; at += 4096) {
    parts.push(String.fromCharCode.apply(null, codes.subarray(at, Math.min(to, at + 4096)) as unknown as number[]))
  }
  return parts.join('')
}

function grow(into: Folded, size: number): void {
  const codes = new Uint16Array(size)
  const offsets = new Uint32Array(size + 1)
  codes.set(into.codes.subarray(0, into.length))
  offsets.set(into.offsets.subarray(0, into.length))
  into.codes = codes
  into.offsets = offsets
}

/** True where a unit goes with the letter before it: a mark, a conjoining vowel or final of Hangul, or what is dropped. */
function joins(code: number): boolean {
  const kind = (kinds[code] as number) || learn(code)
  return kind === isMark || kind === isDropped || isConjoining(code)
}

function isConjoining(code: number): boolean {
  return (code > 0x1160 && code <= 0x11ff) || isSoundMark(code)
}

function holdsSoundMark(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (isSoundMark(text.charCodeAt(i))) return true
  return false
}

function isSoundMark(code: number): boolean {
  return code === 0xff9e || code === 0xff9f
}

/** The end of the letter that begins at `i`, with everything that goes with it. */
function clusterEnd(text: string, i: number): number {
  let to = isPair(text, i) ? i + 2 : i + 1
  while (to < text.length && joins(text.charCodeAt(to))) to++
  return to
}

function isPair(text: string, i: number): boolean {
  if ((text.charCodeAt(i) & 0xfc00) !== 0xd800 || i + 1 >= text.length) return false
  return (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00
}

/** A single emoji needs no folding: the pairs from U+1F000 to U+1FAFF. */
function isEmoji(text: string, from: number, to: number): boolean {
  if (to !== from + 2) return false
  const high = text.charCodeAt(from)
  return high >= 0xd83c && high <= 0xd83e && isPair(text, from)
}

/** The folded form of one letter with what goes with it; marks beyond the limit are left out. */
function foldCluster(text: string, from: number, to: number): string {
  if (to === from + 1) return foldAlone(text.charCodeAt(from))
  let piece = ''
  let marks = 0
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i)
    const kind = (kinds[code] as number) || learn(code)
    if (kind === isDropped || (kind === isMark && ++marks > marksKept)) continue
    piece += String.fromCharCode(code)
  }
  return foldPiece(piece)
}

function foldAlone(code: number): string {
  const known = alone.get(code)
  if (known !== undefined) return known
  const folded = foldPiece(String.fromCharCode(code))
  alone.set(code, folded)
  return folded
}

function foldPiece(piece: string): string {
  const first = piece.charCodeAt(0)
  if (first === 0) return `\ufffd${piece.slice(1)}`
  const width = first >= 0xff00 && first <= 0xffef ? foldWidth(piece) : piece
  return width.toWellFormed().normalize('NFC').toLowerCase().replaceAll('ς', 'σ').normalize('NFC')
}

/** Full- and half-width forms to their ordinary ones; half-width jamo become the letters that stand alone (ㅋ, not ᄏ). */
function foldWidth(piece: string): string {
  const code = piece.charCodeAt(0)
  if (code < 0xffa1 || code > 0xffdc) return piece.normalize('NFKC')
  const order = code <= 0xffbe ? code - 0xffa1 : code - 0xffc2 - ((code - 0xffc2) >> 3) * 2 + 30
  return String.fromCharCode(0x3131 + order) + piece.slice(1)
}

/** Decides once what a unit is and what it folds to. */
function learn(code: number): number {
  const kind = kindOf(code)
  kinds[code] = kind
  if (kind !== isPlain) return kind
  const folded = foldPiece(String.fromCharCode(code))
  if (folded.length === 1) folds[code] = folded.charCodeAt(0)
  else kinds[code] = isSlow
  return kinds[code] as number
}

/** NUL is read as U+FFFD, not dropped: PostgreSQL cannot keep it, and dropping it would join what it parted. */
function kindOf(code: number): number {
  if (code === 0 || (code >= 0xd800 && code <= 0xdfff)) return isSlow
  const letter = String.fromCharCode(code)
  if (code === 0x85 || (code !== 0xfeff && /\s/u.test(letter))) return isSpace
  if (/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(letter)) return isDropped
  return /\p{M}/u.test(letter) ? isMark : isPlain
}
