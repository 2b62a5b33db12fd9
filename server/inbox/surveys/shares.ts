/**
 * Shares of small samples with their intervals: Wilson's score interval (Wilson 1927) for one share, and Newcombe's hybrid
 * score interval (Newcombe 1998, method 10) for the difference of two. Pure.
 */

const z = 1.959963984540054

export interface Share {
  readonly count: number
  readonly of: number
  /** In [0, 1]; null where nobody was asked. */
  readonly share: number | null
  readonly low: number | null
  readonly high: number | null
}

/** A share with the 95 % interval of Wilson. */
export const shareOf = (count: number, of: number): Share => {
  if (of === 0) return { count, of, share: null, low: null, high: null }
  const share = count / of
  const bottom = 1 + z ** 2 / of
  const middle = (share + z ** 2 / (2 * of)) / bottom
  const half = (z / bottom) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))
  return { count, of, share, low: count === 0 ? 0 : middle - half, high: count === of ? 1 : middle + half }
}

/** The difference of two shares with the 95 % interval of Newcombe; null where one has nobody. */
export const differenceOf = (a: Share, b: Share): { value: number; low: number; high: number } | null => {
  if (a.share === null || b.share === null) return null
  const value = a.share - b.share
  return {
    value,
    low: value - Math.hypot(a.share - a.low!, b.high! - b.share),
    high: value + Math.hypot(a.high! - a.share, b.share - b.low!),
  }
}
