/** When administrators are told that something hurts, and when that it is over: a look that flaps tells nobody. */
import type { Examined } from './findings.ts'

/** What is remembered of one thing that was looked at. */
export interface Watched {
  /** Looks in a row that were bad, or well, up to the number that matters. */
  bad: number
  well: number
  /** Since when it is an alarm; null while it is none. */
  since: string | null
  ko: string
  en: string
}

/** Looks, a minute apart, after which a bad state is an alarm, and after which it is over. */
const badLooks = 2
const wellLooks = 5

export interface Turn {
  about: string
  isOver: boolean
  ko: string
  en: string
}

/**
 * What is remembered after one more look, and what there is to tell. Of several findings about one thing the worst counts.
 * @param now of the look
 */
export const lookAgain = (
  before: Readonly<Record<string, Watched>>,
  found: readonly Examined[],
  now: Date,
): { watched: Record<string, Watched>; turns: Turn[] } => {
  const watched: Record<string, Watched> = {}
  const turns: Turn[] = []
  const byAbout = Map.groupBy(found, one => one.about)
  for (const about of new Set([...Object.keys(before), ...byAbout.keys()])) {
    const worst = (byAbout.get(about) ?? []).find(isBad)
    const old = before[about] ?? { bad: 0, well: 0, since: null, ko: '', en: '' }
    const next: Watched = worst
      ? { bad: Math.min(old.bad + 1, badLooks), well: 0, since: old.since, ko: worst.ko, en: worst.en }
      : { ...old, bad: 0, well: Math.min(old.well + 1, wellLooks) }
    if (next.since === null && next.bad === badLooks) {
      next.since = now.toISOString()
      turns.push({ about, isOver: false, ko: next.ko, en: next.en })
    } else if (next.since !== null && next.well === wellLooks) {
      next.since = null
      turns.push({ about, isOver: true, ko: next.ko, en: next.en })
    }
    if (next.since !== null || next.bad > 0) watched[about] = next
  }
  return { watched, turns }
}

const isBad = ({ state }: Examined): boolean => state === 'wrong' || state === 'warning'

export type Sizes = readonly (readonly [day: string, bytes: number])[]
const daysKept = 30

/** One size a day, the newest thirty. */
export const noteSize = (sizes: Sizes, day: string, bytes: number): Sizes =>
  [...sizes.filter(([known]) => known !== day), [day, bytes] as const].slice(-daysKept)

/** Bytes that the database grows by in a day, over the days that were measured; null before the second. */
export const growthOf = (sizes: Sizes): number | null => {
  const [first, last] = [sizes[0], sizes.at(-1)]
  if (!first || !last || first === last) return null
  const days = (Date.parse(last[0]) - Date.parse(first[0])) / 86_400_000
  return days > 0 ? (last[1] - first[1]) / days : null
}
