import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { closesAt, dueAt, isQuiet, makeRhythm, playThrough } from './alert-times.ts'

const night = { from: '22:00', to: '08:00', crisisBreaks: true }
const seoul = (clockTime: string, day = '2026-11-21') => new Date(`${day}T${clockTime}:00+09:00`)
const open = makeRhythm('now', null, 'Asia/Seoul')
const quiet = makeRhythm('now', night, 'Asia/Seoul')

describe('quiet hours', () => {
  test('run over midnight in the zone of the workspace, their end not included', () => {
    expect(['21:59', '22:00', '03:00', '07:59', '08:00'].map(at => isQuiet(quiet, seoul(at)))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ])
    const noon = makeRhythm('now', { from: '12:00', to: '13:00', crisisBreaks: false }, 'Asia/Seoul')
    expect([seoul('11:59'), seoul('12:30'), seoul('13:00')].map(at => isQuiet(noon, at))).toEqual([false, true, false])
  })

  test('hold a message until they end, unless a crisis may break through', () => {
    expect(dueAt(quiet, seoul('23:30'), false)).toEqual(seoul('08:00', '2026-11-22'))
    expect(dueAt(quiet, seoul('06:30'), false)).toEqual(seoul('08:00'))
    expect(dueAt(quiet, seoul('12:00'), false)).toEqual(seoul('12:00'))
    expect(dueAt(quiet, seoul('23:30'), true)).toEqual(seoul('23:30'))
    const still = makeRhythm('now', { ...night, crisisBreaks: false }, 'Asia/Seoul')
    expect(dueAt(still, seoul('23:30'), true)).toEqual(seoul('08:00', '2026-11-22'))
  })

  test('end at eight by the clock on the wall, also in the night in which it is put forward', () => {
    const berlin = makeRhythm('now', night, 'Europe/Berlin')
    expect(dueAt(berlin, new Date('2026-03-28T22:30:00Z'), false)).toEqual(new Date('2026-03-29T06:00:00Z'))
  })

  test('never let a message out while they last', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 * 1440 }),
        fc.constantFrom('now' as const, 'hourly' as const, 'daily' as const),
        (minute, pace) => {
          const rhythm = makeRhythm(pace, night, 'Asia/Seoul')
          const now = new Date(seoul('00:00').getTime() + minute * 60_000)
          const due = dueAt(rhythm, now, false)
          expect(due >= now).toBe(true)
          expect(isQuiet(rhythm, due)).toBe(false)
        },
      ),
    )
  })
})

test('an hourly digest leaves at the full hour, a daily one at nine', () => {
  expect(dueAt(makeRhythm('hourly', null, 'Asia/Seoul'), seoul('10:10'), false)).toEqual(seoul('11:00'))
  const daily = makeRhythm('daily', night, 'Asia/Seoul')
  expect(dueAt(daily, seoul('08:59'), false)).toEqual(seoul('09:00'))
  expect(dueAt(daily, seoul('09:00'), false)).toEqual(seoul('09:00', '2026-11-22'))
})

test('the first post is told at once, what follows within five minutes waits for the end of them', () => {
  expect(closesAt(open, seoul('10:00'), null, false)).toEqual(seoul('10:00'))
  expect(closesAt(open, seoul('10:01'), seoul('10:00'), false)).toEqual(seoul('10:05'))
  expect(closesAt(open, seoul('10:06'), seoul('10:05'), false)).toEqual(seoul('10:10'))
  expect(closesAt(open, seoul('10:30'), seoul('10:10'), false)).toEqual(seoul('10:30'))
  expect(closesAt(quiet, seoul('21:58'), seoul('21:57'), false)).toEqual(seoul('08:00', '2026-11-22'))
})

describe('playing a week through', () => {
  const minute = (clockTime: string, total: number, negative = 0, crisis = 0) => ({
    at: seoul(clockTime),
    total,
    negative,
    crisis,
  })
  const times = (fired: Date[]) => fired.map(at => at.toISOString().slice(11, 16))

  test('a burst of single posts is two alerts, not forty', () => {
    const burst = [minute('10:00', 20), minute('10:01', 10), minute('10:04', 10), minute('12:00', 1)]
    expect(times(playThrough({ kind: 'each' }, open, burst))).toEqual(['01:00', '01:01', '03:00'])
  })

  test('a threshold speaks when it is crossed, and again only after it fell clearly below', () => {
    const count = { kind: 'count', atLeast: 10, minutes: 30 } as const
    const trembling = [minute('10:00', 10), minute('10:20', 9), minute('10:31', 1), minute('10:51', 9)]
    expect(times(playThrough(count, open, trembling))).toEqual(['01:00', '01:51'])
    const steady = [minute('10:00', 10), minute('10:29', 8), minute('10:31', 2), minute('10:50', 2)]
    expect(times(playThrough(count, open, steady))).toEqual(['01:00'])
  })

  test('a share of few mentions says nothing', () => {
    const share = { kind: 'negative_share', share: 0.5, atLeast: 10, minutes: 60 } as const
    expect(playThrough(share, open, [minute('10:00', 9, 9)])).toEqual([])
    expect(times(playThrough(share, open, [minute('10:00', 9, 5), minute('10:01', 1, 0)]))).toEqual(['01:01'])
  })

  test('a crisis at night is told by itself, the rest in the morning', () => {
    const nightly = [minute('23:00', 5), minute('23:30', 4, 4, 2)]
    expect(times(playThrough({ kind: 'each' }, quiet, nightly))).toEqual(['14:00', '14:30'])
  })
})
