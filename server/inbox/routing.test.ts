/** Rules, hours, and whose turn it is. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RouteRule } from '../../contract/inbox/routing.ts'
import { type Case, type Desk, isWithin, localTime, routeAll } from './routing.ts'

const rule = (given: Partial<RouteRule>): RouteRule => ({
  id: 'rule',
  name: '배송',
  isOn: true,
  conditions: {},
  teamId: 'care',
  memberId: null,
  shares: false,
  ...given,
})
const said = (given: Partial<Case> = {}): Case => ({
  conversationId: 'c',
  channel: 'email',
  language: 'ko',
  intents: ['complaint'],
  sentiment: 'negative',
  isCrisis: false,
  purposes: ['care'],
  stage: 'customer',
  attributes: [['등급', 'vip']],
  ...given,
})
const desk = (given: Partial<Desk> = {}): Desk => ({
  teams: new Map([['care', { id: 'care', memberIds: ['a', 'b'], hours: null }]]),
  members: new Set(['a', 'b']),
  present: new Map([
    ['a', { load: 0, givenAt: 0 }],
    ['b', { load: 0, givenAt: 0 }],
  ]),
  local: { weekday: 3, time: '10:00' },
  turn: 1,
  ...given,
})
const ruled = (conditions: RouteRule['conditions'], given: Partial<Case> = {}, at = desk()) =>
  routeAll([said(given)], [rule({ conditions })], at).length === 1

test('a rule wants all that it names, and nothing that it does not', () => {
  expect(ruled({})).toBe(true)
  expect(ruled({ channels: ['email'], languages: ['ko'], intents: ['complaint'], purposes: ['care'] })).toBe(true)
  expect(ruled({ channels: ['email'], languages: ['en'] })).toBe(false)
  expect(ruled({ isCrisis: true })).toBe(false)
  expect(ruled({ attribute: { name: '등급', value: 'VIP' } })).toBe(true)
  expect(ruled({ attribute: { name: '등급', value: 'gold' } })).toBe(false)
  expect(ruled({ loadBelow: 1 })).toBe(true)
  expect(ruled({ loadBelow: 1 }, {}, desk({ present: new Map() }))).toBe(false)
  expect(ruled({ languages: ['ko'] }, { language: null })).toBe(false)
})

test('the first that fits decides; one that is off, or whose team is gone, decides nothing', () => {
  const rules = [
    rule({ id: 'off', isOn: false }),
    rule({ id: 'gone', teamId: 'nobody' }),
    rule({ id: 'left', memberId: 'z' }),
    rule({ id: 'first', conditions: { channels: ['email'] } }),
    rule({ id: 'second' }),
  ]
  expect(routeAll([said()], rules, desk())[0]?.rule.id).toBe('first')
  expect(routeAll([said({ channel: 'web' })], rules, desk())[0]?.rule.id).toBe('second')
})

test('hours past midnight belong to the day on which they began', () => {
  const night = { days: [5], from: '22:00', to: '06:00' }
  expect(isWithin(night, { weekday: 5, time: '23:00' })).toBe(true)
  expect(isWithin(night, { weekday: 6, time: '05:59' })).toBe(true)
  expect(isWithin(night, { weekday: 6, time: '23:00' })).toBe(false)
  expect(isWithin(null, { weekday: 7, time: '03:00' })).toBe(true)
  expect(localTime(new Date('2026-11-29T15:30:00Z'), 'Asia/Seoul')).toEqual({ weekday: 1, time: '00:30' })
})

test('sharing leaves nobody more than one ahead of those who began level, and nobody away gets any', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 60 }), (people, count) => {
      const ids = Array.from({ length: people }, (_, n) => `m${n}`)
      const present = new Map(ids.map(id => [id, { load: 0, givenAt: 0 }]))
      const at = desk({
        teams: new Map([['care', { id: 'care', memberIds: [...ids, 'away'], hours: null }]]),
        members: new Set([...ids, 'away']),
        present,
      })
      const cases = Array.from({ length: count }, (_, n) => said({ conversationId: `c${n}` }))
      const decided = routeAll(cases, [rule({ shares: true })], at)
      const loads = ids.map(id => decided.filter(one => one.memberId === id).length)
      expect(decided.every(one => one.memberId !== null && one.memberId !== 'away')).toBe(true)
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1)
    }),
    { numRuns: 100 },
  )
})
