/** How a source usually speaks, learned from its own past, and when its silence is unlike it. */

/** How many items a source brought in one UTC hour. */
export interface BroughtHour {
  readonly hour: Date
  readonly items: number
}

export interface Rhythm {
  /** Items that usually come in each UTC hour of the day; 24 of them. */
  readonly perHour: readonly number[]
  /** The longest time without an item that the past knows. */
  readonly longestGapSeconds: number
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** What is learned from, and the least of it. */
export const learnedDays = 28
const leastDays = 3
const leastItems = 12
/** So many items should have come and none did: by chance that happens once in 160,000 times (Poisson, e^-12). */
const missedItems = 12
/** Sources speak in bursts, which chance knows nothing of: a gap hardly longer than those of the past is no news. */
const gapFactor = 1.1

/**
 * Learns from the hours since the source was added. The first hour is left out: it holds what was there already.
 * Null while the past is too short, or too little came to tell a rhythm.
 */
export const learnRhythm = (hours: readonly BroughtHour[], addedAt: Date, now: Date): Rhythm | null => {
  const from = Math.max(hourOf(addedAt) + hourMs, hourOf(now) - learnedDays * dayMs)
  const until = hourOf(now)
  const days = (until - from) / dayMs
  const kept = hours
    .map(({ hour, items }) => ({ at: hour.getTime(), items }))
    .filter(({ at }) => at >= from && at < until)
    .toSorted((a, b) => a.at - b.at)
  if (days < leastDays || kept.reduce((sum, { items }) => sum + items, 0) < leastItems) return null
  const perHour = Array.from({ length: 24 }, () => 0)
  for (const { at, items } of kept) perHour[new Date(at).getUTCHours()]! += items / days
  const gaps = kept.map(({ at }, n) => at - (n === 0 ? from : kept[n - 1]!.at))
  return { perHour, longestGapSeconds: Math.round(Math.max(...gaps) / 1000) }
}

/** How many items the rhythm lets expect between two instants. */
export const expectedItems = ({ perHour }: Pick<Rhythm, 'perHour'>, from: Date, to: Date): number => {
  const day = perHour.reduce((sum, items) => sum + items, 0)
  const days = Math.max(0, Math.floor((to.getTime() - from.getTime()) / dayMs))
  let expected = days * day
  for (let at = from.getTime() + days * dayMs; at < to.getTime(); ) {
    const next = Math.min(hourOf(new Date(at)) + hourMs, to.getTime())
    expected += (perHour[new Date(at).getUTCHours()] ?? 0) * ((next - at) / hourMs)
    at = next
  }
  return expected
}

/** Whether nothing came for so long that it is unlike this source. A busy one is told within minutes, a slow one never in error. */
export const isUnusuallyQuiet = (rhythm: Rhythm, lastAt: Date, now: Date): boolean => {
  const gap = (now.getTime() - lastAt.getTime()) / 1000
  // Gaps of the past are known to the hour only. A source that missed no hour is told by what should have come alone.
  const known = rhythm.longestGapSeconds <= 3600 ? 0 : rhythm.longestGapSeconds * gapFactor + 3600
  return gap > known && expectedItems(rhythm, lastAt, now) >= missedItems
}

const hourOf = (at: Date): number => Math.floor(at.getTime() / hourMs) * hourMs
