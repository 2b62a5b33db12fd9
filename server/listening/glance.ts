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

/** A word that some rule waits at; `isWhole` where nothing but particles may follow it. */
export type Waker = { readonly text: string; readonly isWhole: boolean }

/** All beginnings of the wakers as hashes; two that share a slot only cost a reading in vain. */
export type Glance = {
  /** By folded unit: 1 where some waker begins with it. */
  readonly firsts: Uint8Array
  /** By hash of a beginning, which of the bits below hold. */
  readonly slots: Uint8Array
}

const goesOn = 1
const endsWhole = 2
const endsAnywhere = 4

export function makeGlance(wakers: readonly Waker[]): Glance {
  const units = wakers.reduce((sum, { text }) => sum + text.length, 0)
  const slots = new Uint8Array(2 ** Math.ceil(Math.log2(units * 8 + 64)))
  const firsts = new Uint8Array(65536)
  for (const { text, isWhole } of wakers) {
    firsts[text.charCodeAt(0)] = 1
    let hash = hashStart
    for (let i = 0; i < text.length; i++) {
      hash = hashNext(hash, text.charCodeAt(i))
      const slot = spread(hash) & (slots.length - 1)
      const bit = i < text.length - 1 ? goesOn : isWhole ? endsWhole : endsAnywhere
      slots[slot] = (slots[slot] as number) | bit
    }
  }
  return { firsts, slots }
}

/** False only where no waker stands at the beginning of any 어절 of the text. */
export function mayWake(glance: Glance, text: string): boolean {
  const { firsts } = glance
  const length = text.length
  let last = shapeGap
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    const shape = shapes[code] || learnShape(code)
    if (shape === shapeUnclear) return true
    if (shape === shapeHigh && !isLowHalf(text, i + 1)) return true
    const mayBegin = (shape > shapeSign && (shape !== last || shape <= shapeLone)) || last === shapeSign
    if (mayBegin && firsts[shapeFolds[code] as number] === 1 && beginsWaker(glance, text, i)) return true
    last = shape
    if (shape === shapeHigh) i++
  }
  return false
}

function beginsWaker({ slots }: Glance, text: string, from: number): boolean {
  let hash = hashStart
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const shape = shapes[code] || learnShape(code)
    if (shape === shapeQuote) continue
    hash = hashNext(hash, shapeFolds[code] as number)
    const bits = slots[spread(hash) & (slots.length - 1)] as number
    if ((bits & endsAnywhere) !== 0) return true
    if ((bits & endsWhole) !== 0 && (i + 1 === text.length || mayEndBefore(shape, text.charCodeAt(i + 1)))) return true
    if ((bits & goesOn) === 0) return false
  }
  return false
}

function isLowHalf(text: string, i: number): boolean {
  return i < text.length && (text.charCodeAt(i) & 0xfc00) === 0xdc00
}
