/** Proves when a source is silent by its own past, and when it only sleeps. */
import { describe, expect, it } from 'vitest'
import { type BroughtHour, expectedItems, isUnusuallyQuiet, learnRhythm } from './rhythm.ts'

const now = new Date('2026-11-21T12:00:00Z')
const hourMs = 3_600_000
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * hourMs)
const added = hoursAgo(24 * 40)
/** Hours before now that are a whole number of hours apart, with what came in each. */
const past = (count: (hour: Date) => number, hours = 24 * 40): BroughtHour[] =>
  Array.from({ length: hours }, (_, n) => hoursAgo(n + 1)).flatMap(hour =>
    count(hour) > 0 ? [{ hour, items: count(hour) }] : [],
  )
const quietAfter = (hours: readonly BroughtHour[], gapHours: number, at = now) =>
  isUnusuallyQuiet(learnRhythm(hours, added, at)!, new Date(at.getTime() - gapHours * hourMs), at)

describe('silence', () => {
  it('a source that brings two a minute is silent after minutes', () => {
    const busy = past(() => 120)
    expect(quietAfter(busy, 5 / 60)).toBe(false)
    expect(quietAfter(busy, 7 / 60)).toBe(true)
  })
  it('a source that sleeps at night is not silent in the morning, and is in the afternoon', () => {
    const office = past(hour => (hour.getUTCHours() < 9 ? 10 : 0))
    const rhythm = learnRhythm(office, added, now)!
    const evening = new Date('2026-11-21T08:55:00Z')
    expect(isUnusuallyQuiet(rhythm, evening, new Date('2026-11-22T00:20:00Z'))).toBe(false)
    expect(isUnusuallyQuiet(rhythm, evening, new Date('2026-11-22T04:00:00Z'))).toBe(true)
  })
  it('a source that brings fifty every Monday is not silent on Saturday', () => {
    const weekly = past(hour => (hour.getUTCDay() === 1 && hour.getUTCHours() === 3 ? 50 : 0))
    expect(quietAfter(weekly, 24 * 5)).toBe(false)
    expect(quietAfter(weekly, 24 * 8.5)).toBe(true)
  })
  it('a source that brings one a day is silent after a fortnight', () => {
    const daily = past(hour => (hour.getUTCHours() === 3 ? 1 : 0))
    expect(quietAfter(daily, 24 * 10)).toBe(false)
    expect(quietAfter(daily, 24 * 13)).toBe(true)
  })
  it('a past that is short or nearly empty tells no rhythm', () => {
    expect(
      learnRhythm(
        past(() => 9, 50),
        hoursAgo(50),
        now,
      ),
    ).toBeNull()
    expect(
      learnRhythm(
        past(hour => (hour.getUTCDate() === 1 ? 1 : 0), 24),
        added,
        now,
      ),
    ).toBeNull()
    expect(learnRhythm([], added, now)).toBeNull()
  })
  it('what was there when it was added is no rhythm', () => {
    const first: BroughtHour = { hour: hoursAgo(24 * 10), items: 500 }
    expect(learnRhythm([first], hoursAgo(24 * 10), now)).toBeNull()
  })
})

it('expected items are the sum over the hours of the day, parts of an hour too', () => {
  const perHour = Array.from({ length: 24 }, (_, hour) => hour)
  const whole = expectedItems({ perHour }, hoursAgo(48), now)
  expect(whole).toBeCloseTo(2 * 276)
  expect(expectedItems({ perHour }, new Date('2026-11-21T10:30:00Z'), now)).toBeCloseTo(5 + 11)
  expect(expectedItems({ perHour }, now, hoursAgo(1))).toBe(0)
})
