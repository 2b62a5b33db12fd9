/** What is known of somebody, purely: facets, the one question, words, habits. */
import { expect, test } from 'vitest'
import { busiestHours, interestsOf, knownOf, questionOf, surenessOf, usualChannel, weights } from './knowing.ts'

const nothing = { shown: new Map(), keys: new Set<string>(), isVerified: false, bought: 0, isHabitSeen: false }

test('weights of what one would like to know sum to one', () => {
  expect(Object.values(weights).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1)
})

test('of a stranger nothing is known, and the way to reach them is asked for first', () => {
  const known = knownOf(nothing)
  expect(surenessOf(known)).toBe(0)
  expect(questionOf(known)).toBe('contact')
})

test('of somebody whom we know nothing is asked', () => {
  const told = { source_kind: 'person', is_verified: true } as const
  const known = knownOf({
    shown: new Map(['name', 'phone', 'company', 'preferred_channel'].map(name => [name, told])),
    keys: new Set(['author', 'phone']),
    isVerified: true,
    bought: 1,
    isHabitSeen: true,
  })
  expect(surenessOf(known)).toBe(1)
  expect(questionOf(known)).toBeNull()
})

test('an interest is said in several texts, and oftener than others say it', () => {
  const own = [
    ['하늘상점', '캠핑', '의자'],
    ['하늘상점', '캠핑', '배송'],
    ['너무', '캠핑'],
  ]
  const others = [['하늘상점', '배송'], ['하늘상점'], ['하늘상점', '너무'], ['캠핑']]
  expect(interestsOf(own, others)).toEqual([{ word: '캠핑', texts: 3 }])
})

test('three hours are a habit where a quarter of all falls into them, also around midnight', () => {
  const hours = Array.from({ length: 24 }, (_, hour) => ([23, 0, 1].includes(hour) ? 4 : 0))
  expect(busiestHours(hours)).toEqual({ value: '23-2', share: 1, from: 12 })
  expect(busiestHours(Array.from({ length: 24 }, () => 1))).toBeNull()
  expect(busiestHours(hours.map((_, hour) => (hour === 3 ? 4 : 0)))).toBeNull()
})

test('the usual channel is where most was done, once there is enough to tell', () => {
  const counts = [
    { channel: 'bluesky', count: 1 },
    { channel: 'email', count: 3 },
  ]
  expect(usualChannel(counts)).toEqual({ value: 'email', share: 0.75, from: 4 })
  expect(usualChannel(counts.slice(0, 1))).toBeNull()
})
