/** Business time: which stretches of time are open, and when so many open minutes have passed. Pure arithmetic. */
import type { ClockCalendar } from '../../../contract/inbox/clocks.ts'
import { type Holiday, koreanHolidays } from './korean-holidays.ts'
import { dateOf, dayMs, dayNumber, minuteMs, type Span, weekdayOf, zoneOf } from './zone.ts'

/** A calendar as the arithmetic wants it. */
export type OpenHours = Pick<ClockCalendar, 'timeZone' | 'hours' | 'holidays' | 'ownDays'>

export const minutesOf = (clockTime: string): number =>
  Number(clockTime.slice(0, 2)) * 60 + Number(clockTime.slice(3, 5))

/** The reason why a date is closed; null on a day like others. An own day that is open opens a holiday again. */
export const closedFor = (calendar: OpenHours, on: string): string | null => {
  const own = calendar.ownDays.find(one => one.on === on)
  if (own !== undefined) return own.isOpen ? null : own.name
  return holidayOn(calendar, on)?.name ?? null
}

const holidayOn = (calendar: OpenHours, on: string): Holiday | undefined =>
  calendar.holidays === 'kr' ? koreanHolidays(Number(on.slice(0, 4))).find(one => one.on === on) : undefined

/** The open stretches of one local date; where clocks change on it, by what they show. */
const openOn = (calendar: OpenHours, day: number): Span[] => {
  const hours = calendar.hours[weekdayOf(day)] ?? []
  if (hours.length === 0 || closedFor(calendar, dateOf(day)) !== null) return []
  return zoneOf(calendar.timeZone)
    .piecesOf(day)
    .flatMap(piece =>
      hours.map(({ from, to }) => ({
        from: Math.max(piece.from, day * dayMs + minutesOf(from) * minuteMs - piece.offset),
        to: Math.min(piece.to, day * dayMs + minutesOf(to) * minuteMs - piece.offset),
      })),
    )
    .filter(span => span.from < span.to)
}

/** The open stretches within `[from, to)`, in order and without overlap. Null: always open. */
export const openSpans = (calendar: OpenHours | null, from: number, to: number): Span[] => {
  if (from >= to) return []
  if (calendar === null) return [{ from, to }]
  const zone = zoneOf(calendar.timeZone)
  const found: Span[] = []
  for (let day = zone.dayOf(from) - 1; day <= zone.dayOf(to) + 1; day += 1) {
    for (const span of openOn(calendar, day)) {
      const inside = { from: Math.max(span.from, from), to: Math.min(span.to, to) }
      if (inside.from < inside.to) found.push(inside)
    }
  }
  return joined(found.sort((a, b) => a.from - b.from))
}

const joined = (spans: readonly Span[]): Span[] => {
  const out: Span[] = []
  for (const span of spans) {
    const last = out.at(-1)
    if (last !== undefined && span.from <= last.to) out[out.length - 1] = { ...last, to: Math.max(last.to, span.to) }
    else out.push(span)
  }
  return out
}

/** A calendar that is closed for so long is closed for good. */
const daysLooked = 800
const daysAtOnce = 8

/**
 * The instant at which so many milliseconds of open time have passed since `start`; with none to pass, `start` itself.
 * Null where the calendar stays closed too long for it ever to come.
 */
export const addOpen = (calendar: OpenHours | null, start: number, openMs: number): number | null => {
  if (calendar === null || openMs <= 0) return start + Math.max(0, openMs)
  let left = openMs
  for (let from = start; from < start + daysLooked * dayMs; from += daysAtOnce * dayMs) {
    for (const span of openSpans(calendar, from, from + daysAtOnce * dayMs)) {
      if (span.to - span.from >= left) return span.from + left
      left -= span.to - span.from
    }
  }
  return null
}

/** Milliseconds of open time within `[from, to)`. */
export const openBetween = (calendar: OpenHours | null, from: number, to: number): number =>
  openSpans(calendar, from, to).reduce((sum, span) => sum + span.to - span.from, 0)

/** The closed dates from a date on, for so many days, with their reasons. */
export const closedDates = (calendar: OpenHours, from: string, days: number): { on: string; name: string }[] => {
  const first = dayNumber(from)
  return Array.from({ length: days }, (_, n) => dateOf(first + n)).flatMap(on => {
    const name = closedFor(calendar, on)
    return name === null ? [] : [{ on, name }]
  })
}
