/** What single units are to one who looks over a raw text for the beginnings of words, before anything is folded or parted. */
import { foldUnit } from './normalise.ts'
import { mayBeginChain } from './particles.ts'
import { classOf, jamo, kana, letter, lone, parts, quote } from './words.ts'

/** What it is depends on its neighbours: the text must be read. */
export const shapeUnclear = 1
/** White space, punctuation, signs. */
export const shapeGap = 2
/** Vanishes, so that a word goes on behind it. */
export const shapeQuote = 3
/** # and @, which any unit may follow in a tag or handle. */
export const shapeSign = 4
/** The first half of an emoji; what follows must be the second half, else the text is unclear. */
export const shapeHigh = 5
/** From here on letters. This one is a word for itself, the others go on as long as the shape stays. */
export const shapeLone = 6
const shapeAscii = 7
const shapeHangul = 8
const shapeJamo = 9
const shapeKana = 10
const shapeLetter = 11

/** By unit of a raw text; 0 until `learnShape` was asked. */
export const shapes = new Uint8Array(65536)
/** By unit, where its shape is known and clear: the unit that it folds to. */
export const shapeFolds = new Uint16Array(65536)

/** Decides once what the shape of a unit is. */
export function learnShape(code: number): number {
  const isPairHalf = (code >= 0xd83c && code <= 0xd83e) || (code >= 0xdc00 && code <= 0xdfff)
  const folded = isPairHalf ? code : foldUnit(code)
  const shape = folded === -1 ? shapeUnclear : isPairHalf ? pairShape(code) : shapeOf(folded)
  shapeFolds[code] = Math.max(0, folded)
  shapes[code] = shape
  return shape
}

/**
 * False where a word that ends before the unit `next` cannot be an 어절 without its particles, since the 어절 goes on with something else.
 * `here` is the shape of the word's last unit; both units are raw and clear.
 */
export function mayEndBefore(here: number, next: number): boolean {
  const shape = shapes[next] || learnShape(next)
  if (shape !== here) return true
  if (shape === shapeHangul) return mayBeginChain(shapeFolds[next] as number)
  return shape <= shapeLone
}

/** A second half without its first is not an emoji. */
function pairShape(code: number): number {
  return code < 0xdc00 ? shapeHigh : shapeUnclear
}

function shapeOf(folded: number): number {
  if (folded === 0x23 || folded === 0x40) return shapeSign
  if (folded >= 0xac00 && folded <= 0xd7a3) return shapeHangul
  const kind = classOf(folded)
  if (kind === parts) return shapeGap
  if (kind === quote) return shapeQuote
  if (kind === lone) return shapeLone
  if (kind === jamo) return shapeJamo
  if (kind === kana) return shapeKana
  if (kind !== letter) return shapeUnclear
  return folded < 0x80 ? shapeAscii : shapeLetter
}
