import { describe, expect, it } from 'vitest'
import type { Tried } from '../../contract/listening.ts'
import { everyDay, joinTried } from './tried.ts'

const part = (more: Partial<Tried>): Tried => ({
  looked: 10,
  found: 2,
  since: '2026-11-20T00:00:00Z',
  next: 'x',
  days: [],
  channels: [],
  samples: [],
  missed: [],
  strays: [],
  change: null,
  ...more,
})

describe('a query tried in parts', () => {
  it('is counted as one, with a day that both parts have once', () => {
    const one = part({ days: [{ day: '2026-11-20', count: 2 }], channels: [{ channel: 'blog', count: 2 }] })
    const other = part({
      found: 5,
      since: '2026-10-01T00:00:00Z',
      next: null,
      days: [
        { day: '2026-11-19', count: 4 },
        { day: '2026-11-20', count: 1 },
      ],
      channels: [{ channel: 'bluesky', count: 5 }],
    })
    expect(joinTried(one, other)).toMatchObject({
      looked: 20,
      found: 7,
      since: '2026-10-01T00:00:00Z',
      next: null,
      days: [
        { day: '2026-11-19', count: 4 },
        { day: '2026-11-20', count: 3 },
      ],
      channels: [{ channel: 'bluesky' }, { channel: 'blog' }],
    })
  })
  it('is drawn with days on which nothing was found', () => {
    expect(everyDay([])).toEqual([])
    expect(
      everyDay([
        { day: '2026-10-30', count: 1 },
        { day: '2026-11-02', count: 3 },
      ]),
    ).toEqual([1, 0, 0, 3])
  })
})
