/** A glance over a raw text: whether any word that a rule waits at can stand in it. Most posts end here, before they are folded and parted. */
import {
  learnShape,
  mayEndBefore,
  shapeFolds,
  shapeGap,
  shapeHigh,
  shapeLone,
  shapeQuote,
  shapeSign,
  shapes,
  shapeUnclear,
} from '../understanding/index.ts'
import { hashNext, hashStart, pairOf, spread } from './terms.ts'

/** A word that some rule waits at: `whole` where nothing but particles may follow it, `signed` where # or @ goes before it. */
export type Waker = { readonly text: string; readonly as: 'whole' | 'prefix' | 'signed' }

/** All beginnings of the wakers by hash; two of the same hash only cost a reading in vain. */
export type Glance = {
  /** By folded unit: 0 no waker begins with it, 1 some does, 2 some waker is that unit alone. */
  readonly firsts: Uint8Array
  /** By hash of the first two folded units: 1 where some waker begins with them. */
  readonly pairs: Uint8Array
  /** Hashes of beginnings, the low bits replaced by what follows (below); 0 is empty. */
  readonly slots: Int32Array
}

const goesOn = 1
const endsAs = { whole: 2, prefix: 4, signed: 8 } as const
const lowBits = 15

export function makeGlance(wakers: readonly Waker[]): Glance {
  const units = wakers.reduce((sum, { text }) => sum + text.length, 0)
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(units * 3 + 64)))
  const firsts = new Uint8Array(65536)
  const pairs = new Uint8Array(65536)
  for (const { text, as } of wakers) {
    const first = text.charCodeAt(0)
    firsts[first] = text.length === 1 ? 2 : Math.max(1, firsts[first] as number)
    if (text.length > 1) pairs[pairOf(first, text.charCodeAt(1))] = 1
    let hash = hashStart
    for (let i = 0; i < text.length; i++) {
      hash = hashNext(hash, text.charCodeAt(i))
      const slot = slotOf(slots, hash)
      slots[slot] =
        (hash & ~lowBits) | ((slots[slot] as number) & lowBits) | (i < text.length - 1 ? goesOn : endsAs[as])
    }
  }
  return { firsts, pairs, slots }
}

/**
 * False only where no waker stands at the beginning of any 어절 of the text. An 어절 may begin where the shape is another than before,
 * where a unit stands for itself, and with anything after # or @; the units that go on with a word are passed over.
 */
export function mayWake(glance: Glance, text: string): boolean {
  const length = text.length
  let last = shapeGap
  let i = 0
  while (i < length) {
    const code = text.charCodeAt(i)
    const shape = shapes[code] || learnShape(code)
    if (shape === shapeUnclear) return true
    if (shape > shapeSign || last === shapeSign) {
      if (shape === shapeHigh && !isLowHalf(text, i + 1)) return true
      if (mayBegin(glance, text, i, code) && beginsWaker(glance, text, i)) return true
    }
    last = shape
    i += shape === shapeHigh ? 2 : 1
    if (shape > shapeLone) while (i < length && shapeAt(text, i) === shape) i++
  }
  return false
}

/** False where no waker begins with the unit `code` at `i` and the one after it: most 어절 end here. */
function mayBegin({ firsts, pairs }: Glance, text: string, i: number, code: number): boolean {
  const folded = shapeFolds[code] as number
  const first = firsts[folded] as number
  if (first !== 1) return first === 2
  if (i + 1 === text.length) return false
  const next = text.charCodeAt(i + 1)
  const shape = shapes[next] || learnShape(next)
  return shape === shapeQuote || pairs[pairOf(folded, shapeFolds[next] as number)] === 1
}

function shapeAt(text: string, i: number): number {
  const code = text.charCodeAt(i)
  return shapes[code] || learnShape(code)
}

function beginsWaker({ slots }: Glance, text: string, from: number): boolean {
  let hash = hashStart
  for (let i = from; i < text.length; i++) {
    const shape = shapeAt(text, i)
    if (shape === shapeQuote) continue
    hash = hashNext(hash, shapeFolds[text.charCodeAt(i)] as number)
    const bits = (slots[slotOf(slots, hash)] as number) & lowBits
    if ((bits & endsAs.prefix) !== 0) return true
    if ((bits & endsAs.signed) !== 0 && from > 0 && shapeAt(text, from - 1) === shapeSign) return true
    if ((bits & endsAs.whole) !== 0 && (i + 1 === text.length || mayEndBefore(shape, text.charCodeAt(i + 1))))
      return true
    if ((bits & goesOn) === 0) return false
  }
  return false
}

/** The slot that holds the hash, or the empty one where it would be. */
function slotOf(slots: Int32Array, hash: number): number {
  const mask = slots.length - 1
  let slot = spread(hash) & mask
  for (;;) {
    const held = slots[slot] as number
    if (held === 0 || ((held ^ hash) & ~lowBits) === 0) return slot
    slot = (slot + 1) & mask
  }
}

function isLowHalf(text: string, i: number): boolean {
  return i < text.length && (text.charCodeAt(i) & 0xfc00) === 0xdc00
}
