import { describe, expect, it } from 'vitest'
import { daysFrom, startOfDay } from './days.ts'
import { drawnHours, type HourVolume, periodOf, readToday } from './today-numbers.ts'

const volume = (at: string, total: number, negative = 0, positive = 0): HourVolume => ({
  at,
  total,
  negative,
  positive,
  neutral: total - negative - positive,
  mixed: 0,
})
const seoul = 'Asia/Seoul'
/** 14:20 on a Saturday in Seoul. */
const now = new Date('2026-11-21T05:20:00Z')

describe('days of a zone', () => {
  it('begin at its midnight, also where the clocks change', () => {
    expect(startOfDay(now, seoul).toISOString()).toBe('2026-11-20T15:00:00.000Z')
    const berlin = startOfDay(new Date('2026-10-25T12:00:00Z'), 'Europe/Berlin')
    expect(berlin.toISOString()).toBe('2026-10-24T22:00:00.000Z')
    expect(daysFrom(berlin, 1, 'Europe/Berlin').toISOString()).toBe('2026-10-25T23:00:00.000Z')
    expect(daysFrom(berlin, -1, 'Europe/Berlin').toISOString()).toBe('2026-10-23T22:00:00.000Z')
  })
})

describe('the numbers of today', () => {
  const volumes = [
    volume('2026-11-21T04:00:00Z', 10, 4, 1),
    volume('2026-11-21T05:00:00Z', 3, 1),
    volume('2026-11-14T04:00:00Z', 5, 1),
    volume('2026-11-14T09:00:00Z', 7),
    volume('2026-11-07T04:00:00Z', 100, 100),
  ]
  const numbers = readToday(volumes, now, seoul)

  it('stand beside the same hours of last week', () => {
    expect(numbers.hours.length).toBe(24)
    expect(numbers.hours[13]).toMatchObject({ today: { total: 10, negative: 4 }, before: { total: 5 } })
    expect(numbers.hours[15]?.today).toBeNull()
    expect(numbers).toMatchObject({
      today: { total: 13, negative: 5 },
      before: { total: 12 },
      beforeSoFar: { total: 5 },
      passedHours: 14,
    })
  })

  it('measure the mood over seven days, and over the seven before', () => {
    expect(numbers.mood).toBeCloseTo((1 - 5) / (13 + 7))
    expect(numbers.moodBefore).toBeCloseTo(-1 / 5)
    expect(readToday([], now, seoul)).toMatchObject({ mood: null, moodBefore: null, today: { total: 0 } })
  })

  it('need no more than the period that is asked for', () => {
    const period = periodOf(now, seoul)
    expect(period).toEqual({ from: '2026-11-06T15:00:00.000Z', to: '2026-11-21T06:00:00.000Z' })
  })

  it('do not draw an hour that has just begun as silence, and do draw one that runs ahead', () => {
    expect(drawnHours(numbers.hours).length).toBe(15)
    const silent = readToday([volume('2026-11-21T04:00:00Z', 10), volume('2026-11-14T05:00:00Z', 9)], now, seoul)
    expect(drawnHours(silent.hours).length).toBe(14)
  })
})
