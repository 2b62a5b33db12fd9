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
import { hashNext, hashStart, spread } from './terms.ts'

/** A word that some rule waits at: `whole` where nothing but particles may follow it, `signed` where # or @ goes before it. */
export type Waker = { readonly text: string; readonly as: 'whole' | 'prefix' | 'signed' }

/** All beginnings of the wakers by hash; two of the same hash only cost a reading in vain. */
export type Glance = {
  /** By folded unit: 1 where some waker begins with it. */
  readonly firsts: Uint8Array
  /** By unit of a raw text what to do at it (below), 0 where that was not asked yet. */
  readonly turns: Uint8Array
  /** Hashes of beginnings, the low bits replaced by what follows (below); 0 is empty. */
  readonly slots: Int32Array
}

const goesOn = 1
const endsAs = { whole: 2, prefix: 4, signed: 8 } as const
const lowBits = 15

const passTurn = 1
const lookTurn = 2
const pairTurn = 3
const readTurn = 4

export function makeGlance(wakers: readonly Waker[]): Glance {
  const units = wakers.reduce((sum, { text }) => sum + text.length, 0)
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(units * 3 + 64)))
  const firsts = new Uint8Array(65536)
  for (const { text, as } of wakers) {
    firsts[text.charCodeAt(0)] = 1
    let hash = hashStart
    for (let i = 0; i < text.length; i++) {
      hash = hashNext(hash, text.charCodeAt(i))
      const slot = slotOf(slots, hash)
      slots[slot] =
        (hash & ~lowBits) | ((slots[slot] as number) & lowBits) | (i < text.length - 1 ? goesOn : endsAs[as])
    }
  }
  return { firsts, turns: new Uint8Array(65536), slots }
}

/** False only where no waker stands at the beginning of any 어절 of the text. */
export function mayWake(glance: Glance, text: string): boolean {
  const { turns } = glance
  const length = text.length
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    const turn = turns[code] || learnTurn(glance, code)
    if (turn === passTurn) continue
    if (turn === readTurn) return true
    if (turn === pairTurn && !isLowHalf(text, i + 1)) return true
    if (glance.firsts[shapeFolds[code] as number] === 1 && mayBegin(text, i) && beginsWaker(glance, text, i))
      return true
    if (turn === pairTurn) i++
  }
  return false
}

function learnTurn({ firsts, turns }: Glance, code: number): number {
  const shape = shapes[code] || learnShape(code)
  const turn =
    shape === shapeUnclear
      ? readTurn
      : shape === shapeHigh
        ? pairTurn
        : firsts[shapeFolds[code] as number] === 1
          ? lookTurn
          : passTurn
  turns[code] = turn
  return turn
}

/** True where an 어절 may begin at `i`: the shape is another than before, a unit stands for itself, or # or @ goes before. */
function mayBegin(text: string, i: number): boolean {
  const last = i === 0 ? shapeGap : shapeAt(text, i - 1)
  const shape = shapeAt(text, i)
  return last === shapeSign || (shape > shapeSign && (shape !== last || shape <= shapeLone))
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
