/** Proves how often a feed is read. */
import { expect, it } from 'vitest'
import { askedSeconds, nextSeconds, ownPaceSeconds } from './pace.ts'

const now = new Date('2026-11-21T12:00:00Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const plain = { usual: 300, own: null, asked: null, freshSeconds: 0, hasHub: false }

it('a feed asks by ttl in minutes, or by a period and how often in it', () => {
  expect(askedSeconds({ ttl: '60', period: null, frequency: null })).toBe(3600)
  expect(askedSeconds({ ttl: null, period: 'hourly', frequency: '2' })).toBe(1800)
  expect(askedSeconds({ ttl: null, period: ' Daily ', frequency: null })).toBe(86_400)
  for (const ttl of ['0', '-1', 'soon', '1e99'])
    expect(askedSeconds({ ttl, period: 'often', frequency: '0' })).toBeNull()
})

it('a lively feed is read sooner, a quiet one later, a dateless one at the usual pace', () => {
  const lively = ownPaceSeconds([0.1, 0.3, 0.5, 0.7].map(hoursAgo), now)
  const quiet = ownPaceSeconds([30, 60, 90].map(hoursAgo), now)
  expect(nextSeconds({ ...plain, own: lively })).toBe(120)
  expect(nextSeconds({ ...plain, own: quiet })).toBe(900)
  expect(nextSeconds({ ...plain, own: ownPaceSeconds([null, null], now) })).toBe(300)
  expect(ownPaceSeconds([hoursAgo(-5)], now)).toBeNull()
})

it('what is asked for counts within bounds; what the server promises, for longer', () => {
  expect(nextSeconds({ ...plain, asked: 600 })).toBe(600)
  expect(nextSeconds({ ...plain, asked: 86_400 })).toBe(900)
  expect(nextSeconds({ ...plain, freshSeconds: 1800 })).toBe(1800)
  expect(nextSeconds({ ...plain, freshSeconds: 86_400 })).toBe(3600)
})

it('a feed with a hub is polled rarely, as the sure way', () => {
  expect(nextSeconds({ ...plain, own: 120, hasHub: true })).toBe(3600)
})
