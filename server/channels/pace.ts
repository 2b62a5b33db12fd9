/** How often a post of ours is measured: often while it is young, seldom later, and one day no more. Pure. */

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** Younger than `[0]` seconds: measured every `[1]` seconds. */
const paces = [
  [hour, 5 * minute],
  [day, 30 * minute],
  [7 * day, 6 * hour],
  [30 * day, day],
] as const

/** Seconds until it is measured again; null when it is old enough to be left alone. */
export const nextMeasureSeconds = (ageSeconds: number): number | null =>
  paces.find(([younger]) => ageSeconds < younger)?.[1] ?? null
