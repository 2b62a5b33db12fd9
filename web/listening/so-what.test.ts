import { describe, expect, it } from 'vitest'
import { rowsOf, soWhat } from './so-what.ts'
import { type HourVolume, readToday } from './today-numbers.ts'

const now = new Date('2026-11-21T05:20:00Z')
const volume = (at: string, total: number, negative = 0): HourVolume => ({
  at,
  total,
  negative,
  positive: 0,
  neutral: total - negative,
  mixed: 0,
})
const numbersOf = (...volumes: HourVolume[]) => readToday(volumes, now, 'Asia/Seoul')
const none = { ledger: { negativePending: 0, negativeTotal: 0 }, channels: [] }

describe('the sentences of today', () => {
  it('are none without numbers', () => {
    expect(soWhat({ numbers: numbersOf(), ...none })).toEqual([])
  })

  it('tell a spike against the same hour of last week, and not a small one', () => {
    const numbers = numbersOf(volume('2026-11-21T04:00:00Z', 36), volume('2026-11-14T04:00:00Z', 4))
    expect(soWhat({ numbers, ...none })).toEqual([
      { kind: 'spike', hour: Date.parse('2026-11-21T04:00:00Z'), count: 36, before: 4, times: 9 },
    ])
    expect(soWhat({ numbers: numbersOf(volume('2026-11-21T04:00:00Z', 7)), ...none })).toEqual([])
  })

  it('tell complaints that wait, the share of negatives and the busiest channel, three at most', () => {
    const numbers = numbersOf(volume('2026-11-21T04:00:00Z', 36, 18), volume('2026-11-14T04:00:00Z', 4))
    const ledger = { negativePending: 4, negativeTotal: 16 }
    const channels = [
      { channel: 'naver_blog', total: 30 },
      { channel: 'bluesky', total: 70 },
    ]
    expect(soWhat({ numbers, ledger, channels }).map(one => one.kind)).toEqual(['spike', 'waiting', 'negative'])
    expect(soWhat({ numbers: numbersOf(), ledger, channels })).toEqual([
      { kind: 'waiting', count: 4, share: 0.25 },
      { kind: 'channel', channel: 'bluesky', count: 70, share: 0.7 },
    ])
  })

  it('open exactly the rows that they count', () => {
    const hour = Date.parse('2026-11-21T04:00:00Z')
    expect(rowsOf({ kind: 'spike', hour, count: 9, before: 0, times: null }, now)).toEqual({
      column: 'all',
      from: '2026-11-21T04:00:00.000Z',
      to: '2026-11-21T05:00:00.000Z',
    })
    expect(rowsOf({ kind: 'waiting', count: 4, share: 0.25 }, now)).toMatchObject({
      sentiment: 'negative',
      state: 'pending',
    })
  })
})
