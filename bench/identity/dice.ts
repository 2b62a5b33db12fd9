/** Chance from a seed: the same population on every machine. */

export type Dice = () => number

/** Mulberry32. */
export function dice(seed: number): Dice {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export const pick = <T>(roll: Dice, list: readonly T[]): T => list[Math.floor(roll() * list.length)] as T
export const below = (roll: Dice, most: number): number => Math.floor(roll() * most)
export const digits = (roll: Dice, count: number): string =>
  Array.from({ length: count }, () => below(roll, 10)).join('')

/** One of a list by its weight. */
export function weighted<T>(roll: Dice, list: readonly (readonly [T, number])[]): T {
  const total = list.reduce((sum, [, weight]) => sum + weight, 0)
  let at = roll() * total
  for (const [one, weight] of list) {
    at -= weight
    if (at < 0) return one
  }
  return list[0]![0]
}
