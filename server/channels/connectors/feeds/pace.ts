/** How often a feed is read: by how often it brings something, and by what it asks for, both within bounds. */

/** Nothing is read more often than this, however lively. */
export const shortestSeconds = 120
/** A quiet feed is still read this often: that it broke must be seen within a quarter of an hour. */
export const longestSeconds = 900
/** A server that says that nothing will change (Cache-Control) is believed up to this. */
const patienceSeconds = 3600
/** A feed whose hub tells us of news is read as rarely as this, as the sure way. */
const hubSeconds = 3600

const periods: Readonly<Record<string, number>> = {
  hourly: 3600,
  daily: 86_400,
  weekly: 604_800,
  monthly: 2_592_000,
  yearly: 31_536_000,
}

/**
 * What the feed itself asks for: RSS `ttl` in minutes (RSS 2.0, ttl), or `sy:updatePeriod` divided by
 * `sy:updateFrequency` (RSS 1.0 Syndication module). Null where it asks for nothing that can be understood.
 */
export function askedSeconds(said: {
  readonly ttl: string | null
  readonly period: string | null
  readonly frequency: string | null
}): number | null {
  const minutes = Number(said.ttl ?? Number.NaN)
  if (minutes > 0 && minutes <= 525_600) return Math.round(minutes * 60)
  const period = periods[said.period?.trim().toLowerCase() ?? '']
  if (period === undefined) return null
  const frequency = Number(said.frequency ?? 1)
  return Math.round(period / (frequency >= 1 && frequency <= 10_000 ? frequency : 1))
}

/**
 * The feed's own pace: a twelfth of the usual time between its articles, or of its silence if that is longer, so that
 * an article waits for a small part of the time that it took to come. Null where it claims no dates.
 */
export function ownPaceSeconds(dates: readonly (Date | null)[], now: Date): number | null {
  const times = dates
    .flatMap(date => (date === null || date > now ? [] : [date.getTime()]))
    .toSorted((a, b) => b - a)
    .slice(0, 11)
  const [newest] = times
  if (newest === undefined) return null
  const gaps = times.slice(1).map((time, n) => times[n]! - time)
  const usual = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0
  return Math.round(Math.max(usual, now.getTime() - newest) / 1000 / 12)
}

/** Seconds until the next reading. `usual` is the pace of the kind, for feeds without dates. */
export function nextSeconds(told: {
  readonly usual: number
  readonly own: number | null
  readonly asked: number | null
  readonly freshSeconds: number
  readonly hasHub: boolean
}): number {
  if (told.hasHub) return hubSeconds
  const wished = Math.max(told.own ?? told.usual, told.asked ?? 0)
  const ours = Math.min(Math.max(wished, shortestSeconds), longestSeconds)
  return Math.max(ours, Math.min(told.freshSeconds, patienceSeconds))
}
