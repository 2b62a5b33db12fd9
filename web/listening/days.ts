/** Pure: hours and days of a time zone, for charts that compare today with last week. */
import { dayKey } from '../platform/format.ts'

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

/** How far a zone is ahead of UTC at an instant, in milliseconds. */
const offsetAt = (at: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const get = (type: string) => Number(parts.find(part => part.type === type)?.value)
  const wall = Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second'))
  return wall - Math.floor(at / 1000) * 1000
}

/** The instant at which the day of `at` began in a zone. */
export const startOfDay = (at: Date, timeZone: string): Date => {
  const midnight = Date.parse(`${dayKey(at, timeZone)}T00:00:00Z`)
  const guess = midnight - offsetAt(midnight, timeZone)
  return new Date(midnight - offsetAt(guess, timeZone))
}

/** The same wall-clock midnight, some days away; days of 23 or 25 hours count as one. */
export const daysFrom = (start: Date, days: number, timeZone: string): Date =>
  startOfDay(new Date(start.getTime() + days * dayMs + 12 * hourMs), timeZone)

/** The full hour of an instant. */
export const hourOf = (at: Date): Date => new Date(Math.floor(at.getTime() / hourMs) * hourMs)
