import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pickRule, type Rule, type RuleState, seededChance } from './fault-rules.ts'

const get = { method: 'GET', path: '/xrpc/app.bsky.feed.searchPosts?q=a' }

test('the same seed gives the same chances, evenly', () => {
  fc.assert(
    fc.property(fc.integer(), seed => {
      const [one, two] = [seededChance(seed), seededChance(seed)]
      const drawn = Array.from({ length: 400 }, one)
      expect(Array.from({ length: 400 }, two)).toEqual(drawn)
      expect(drawn.every(number => number >= 0 && number < 1)).toBe(true)
      const mean = drawn.reduce((sum, number) => sum + number, 0) / 400
      expect(Math.abs(mean - 0.5)).toBeLessThan(0.12)
    }),
    { numRuns: 50, seed: 7 },
  )
  expect(seededChance(1)()).not.toBe(seededChance(2)())
})

test('a rule lets its first requests pass, hits as often as it may and is then spent', () => {
  const states = [state({ fault: 'reset', method: ['GET', 'PUT'], path: '/xrpc/', skip: 1, times: 2 })]
  const hits = Array.from({ length: 5 }, () => pickRule(states, get, () => 0) !== undefined)
  expect(hits).toEqual([false, true, true, false, false])
  expect(pickRule(states, { ...get, method: 'POST' }, () => 0)).toBeUndefined()
})

test('the first rule that hits decides, and one that does not hit leaves the next its turn', () => {
  const states = [
    state({ fault: 'reset', path: /searchPosts\?q=b/ }),
    state({ fault: 'delay', pause: 1, probability: 0.5 }),
  ]
  expect(pickRule(states, get, () => 0.4)?.rule.fault).toBe('delay')
  expect(pickRule(states, get, () => 0.5)).toBeUndefined()
  expect(pickRule(states, { ...get, path: '/xrpc/app.bsky.feed.searchPosts?q=b' }, () => 0.4)?.rule.fault).toBe('reset')
})

function state(rule: Rule): RuleState {
  return { rule, seen: 0, hits: 0 }
}
