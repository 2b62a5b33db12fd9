/** Pure: the numbers of 오늘, from hourly volumes of the last two weeks. */
import type { Volume } from '../../contract/listening.ts'
import { dayMs, daysFrom, hourMs, hourOf, startOfDay } from './days.ts'

export interface Sum {
  readonly total: number
  readonly positive: number
  readonly negative: number
}

export interface DayHour {
  /** Start of the hour, in milliseconds. */
  readonly at: number
  /** Null for hours that have not begun. */
  readonly today: Sum | null
  readonly before: Sum
}

export interface TodayNumbers {
  readonly hours: readonly DayHour[]
  readonly today: Sum
  /** The same day of last week: whole, and up to the last full hour of today. */
  readonly before: Sum
  readonly beforeSoFar: Sum
  /** Full hours of today that have passed. */
  readonly passedHours: number
  /** The seven days up to now, and the seven before. */
  readonly week: Sum
  readonly weekBefore: Sum
  /** (positive − negative) ÷ all; null without mentions. */
  readonly mood: number | null
  readonly moodBefore: number | null
}

const nothing: Sum = { total: 0, positive: 0, negative: 0 }
const add = (a: Sum, b: Sum): Sum => ({
  total: a.total + b.total,
  positive: a.positive + b.positive,
  negative: a.negative + b.negative,
})

/** The period that the numbers need: from the same day of two weeks ago to the end of this hour. */
export const periodOf = (now: Date, timeZone: string): { from: string; to: string } => ({
  from: daysFrom(startOfDay(now, timeZone), -14, timeZone).toISOString(),
  to: new Date(hourOf(now).getTime() + hourMs).toISOString(),
})

/** What of an hour is read here. */
export type HourVolume = Pick<Volume, 'at' | 'total' | 'positive' | 'neutral' | 'negative' | 'mixed'>

/** Reads the numbers of today in a zone; hours that are not in `volumes` had no mentions. */
export const readToday = (volumes: readonly HourVolume[], now: Date, timeZone: string): TodayNumbers => {
  const byHour = new Map(volumes.map(volume => [Date.parse(volume.at), volume as Sum]))
  const at = (hour: number): Sum => byHour.get(hour) ?? nothing
  const start = startOfDay(now, timeZone)
  const end = daysFrom(start, 1, timeZone).getTime()
  const startBefore = daysFrom(start, -7, timeZone).getTime()
  const thisHour = hourOf(now).getTime()
  const count = Math.round((end - start.getTime()) / hourMs)
  const hours = Array.from({ length: count }, (_, index): DayHour => {
    const hour = start.getTime() + index * hourMs
    return { at: hour, today: hour <= thisHour ? at(hour) : null, before: at(startBefore + index * hourMs) }
  })
  const between = (from: number, to: number): Sum =>
    [...byHour].filter(([hour]) => from <= hour && hour < to).reduce((sum, [, one]) => add(sum, one), nothing)
  const passed = hours.filter(hour => hour.at < thisHour)
  const until = thisHour + hourMs
  const week = between(until - 7 * dayMs, until)
  const weekBefore = between(until - 14 * dayMs, until - 7 * dayMs)
  return {
    hours,
    today: hours.reduce((sum, hour) => add(sum, hour.today ?? nothing), nothing),
    before: hours.reduce((sum, hour) => add(sum, hour.before), nothing),
    beforeSoFar: passed.reduce((sum, hour) => add(sum, hour.before), nothing),
    passedHours: passed.length,
    week,
    weekBefore,
    mood: moodOf(week),
    moodBefore: moodOf(weekBefore),
  }
}

/**
 * Which hours a line of today goes through: the full ones, and the running one once it is ahead of the hour before or of
 * last week, so that an hour that has just begun does not look like silence.
 */
export const drawnHours = (hours: readonly DayHour[]): readonly DayHour[] => {
  const begun = hours.filter(hour => hour.today !== null)
  const running = begun.at(-1)
  const before = begun.at(-2)
  if (!running || !before) return begun
  const isAhead = (running.today?.total ?? 0) >= Math.max(1, Math.min(before.today?.total ?? 0, running.before.total))
  return isAhead ? begun : begun.slice(0, -1)
}

/** (positive − negative) ÷ all, in [−1, 1]; null without mentions. */
export const moodOf = (sum: Sum): number | null => (sum.total ? (sum.positive - sum.negative) / sum.total : null)
