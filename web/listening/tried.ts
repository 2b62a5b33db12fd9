/** Pure: answers of trying a query on the past, put together from its parts. */
import type { Tried } from '../../contract/listening.ts'

/** Two parts as one; the later reaches further back. */
export const joinTried = (one: Tried, other: Tried): Tried => ({
  looked: one.looked + other.looked,
  found: one.found + other.found,
  since: other.since,
  next: other.next,
  days: summed(one.days, other.days, day => day.day).sort((a, b) => (a.day < b.day ? -1 : 1)),
  channels: summed(one.channels, other.channels, channel => channel.channel).sort((a, b) => b.count - a.count),
  samples: [...one.samples, ...other.samples],
  missed: summed(one.missed, other.missed, near => near.term).sort((a, b) => b.count - a.count),
  strays: summed(one.strays, other.strays, stray => stray.term).sort((a, b) => b.count - a.count),
  change:
    one.change && other.change
      ? {
          added: one.change.added + other.change.added,
          removed: one.change.removed + other.change.removed,
          addedSamples: [...one.change.addedSamples, ...other.change.addedSamples],
          removedSamples: [...one.change.removedSamples, ...other.change.removedSamples],
        }
      : null,
})

const summed = <T extends { count: number }>(
  one: readonly T[],
  other: readonly T[],
  keyOf: (row: T) => string,
): T[] => {
  const rows = new Map(one.map(row => [keyOf(row), row]))
  for (const row of other) {
    const known = rows.get(keyOf(row))
    rows.set(keyOf(row), known ? { ...known, count: known.count + row.count } : row)
  }
  return [...rows.values()]
}

const dayMs = 86_400_000

/** Counts of every day from the first to the last, none left out: what a line is drawn from. */
export const everyDay = (days: readonly { day: string; count: number }[]): number[] => {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return []
  const counts = new Map(days.map(day => [day.day, day.count]))
  const begin = Date.parse(`${first.day}T00:00:00Z`)
  const length = Math.round((Date.parse(`${last.day}T00:00:00Z`) - begin) / dayMs) + 1
  return Array.from({ length }, (_, n) => counts.get(new Date(begin + n * dayMs).toISOString().slice(0, 10)) ?? 0)
}
