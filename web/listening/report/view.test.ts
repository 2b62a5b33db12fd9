import { expect, it } from 'vitest'
import type { Volume } from '../../../contract/listening.ts'
import { drawnDays, readReportView, rowsBehind, spansOf } from './view.ts'

it('reads what is wrong or missing as the week, every mention and influence', () => {
  expect(readReportView({ period: 'year', order: 'beauty' })).toEqual({
    period: 'week',
    topic: undefined,
    order: 'influence',
  })
})

it('cuts a week in days of Seoul, today included, and the week before', () => {
  expect(spansOf('week', new Date('2026-11-21T20:00:00Z'), 'Asia/Seoul')).toEqual({
    now: { from: '2026-11-15T15:00:00.000Z', to: '2026-11-22T15:00:00.000Z' },
    before: { from: '2026-11-08T15:00:00.000Z', to: '2026-11-15T15:00:00.000Z' },
  })
})

it('keeps whole days across a change of the clock', () => {
  const { now, before } = spansOf('week', new Date('2026-11-03T12:00:00Z'), 'America/New_York')
  expect(now).toEqual({ from: '2026-10-28T04:00:00.000Z', to: '2026-11-04T05:00:00.000Z' })
  expect(before.to).toBe(now.from)
})

it('opens the rows of all topics when none is chosen', () => {
  const span = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z' }
  expect(rowsBehind({ topic: undefined }, span, { sentiment: 'negative' })).toEqual({
    column: 'all',
    ...span,
    sentiment: 'negative',
  })
})

it('draws the running day once it is ahead of the day before', () => {
  const days = (...totals: number[]) => totals.map(total => ({ total }) as Volume)
  expect(drawnDays(days(5, 9, 1), day => day.total)).toEqual([5, 9, null])
  expect(drawnDays(days(5, 9, 9), day => day.total)).toEqual([5, 9, 9])
  expect(drawnDays(days(2), day => day.total)).toEqual([2])
})
