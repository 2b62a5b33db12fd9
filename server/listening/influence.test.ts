import fc from 'fast-check'
import { expect, it } from 'vitest'
import { influenceOf } from './influence.ts'

it('adds up the points that it shows', () => {
  expect(influenceOf({ followers: 9_999, mentions: 3, drawn: 1 })).toEqual({
    score: 55,
    reach: 40,
    activity: 10,
    resonance: 5,
  })
})

it('gives an unknown number of followers no points, and no fault', () => {
  expect(influenceOf({ followers: null, mentions: 1, drawn: 0 })).toEqual({
    score: 5,
    reach: 0,
    activity: 5,
    resonance: 0,
  })
})

it('never falls when any of the three grows, and stays between 0 and 100', () => {
  const number = fc.nat(10_000_000)
  fc.assert(
    fc.property(number, number, number, number, (followers, mentions, drawn, more) => {
      const before = influenceOf({ followers, mentions, drawn }).score
      expect(influenceOf({ followers: followers + more, mentions, drawn }).score).toBeGreaterThanOrEqual(before)
      expect(influenceOf({ followers, mentions: mentions + more, drawn }).score).toBeGreaterThanOrEqual(before)
      expect(influenceOf({ followers, mentions, drawn: drawn + more }).score).toBeGreaterThanOrEqual(before)
      expect(before).toBeGreaterThanOrEqual(0)
      expect(before).toBeLessThanOrEqual(100)
    }),
  )
})
