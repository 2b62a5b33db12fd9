/** Erlang C against values that are published or exact. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agentsFor, chanceToWait, shareWithin } from './erlang.ts'

describe('Erlang C', () => {
  test('has the exact values of small systems', () => {
    expect(chanceToWait(0.5, 1)).toBeCloseTo(0.5, 12)
    expect(chanceToWait(1, 2)).toBeCloseTo(1 / 3, 12)
    expect(chanceToWait(2, 3)).toBeCloseTo(4 / 9, 12)
  })

  test('has the textbook’s: 100 calls in half an hour, three minutes each, is ten erlangs', () => {
    expect(chanceToWait(10, 11)).toBeCloseTo(0.682, 3)
    expect(chanceToWait(10, 14)).toBeCloseTo(0.174, 3)
    // 88.8 % within twenty seconds with fourteen agents.
    expect(shareWithin(10, 14, 20, 180)).toBeCloseTo(0.888, 3)
    expect(agentsFor(200, 3, { withinMinutes: 20 / 60, share: 0.8 })).toBe(14)
  })

  test('nobody is needed for nothing, and too few never catch up', () => {
    expect(agentsFor(0, 6, { withinMinutes: 60, share: 0.9 })).toBe(0)
    expect(chanceToWait(12, 11)).toBe(1)
    expect(chanceToWait(11, 11)).toBe(1)
  })

  test('the fewest are enough and one less is not, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 400, noNaN: true }),
        fc.double({ min: 0.5, max: 60, noNaN: true }),
        fc.double({ min: 0.1, max: 120, noNaN: true }),
        fc.double({ min: 0.5, max: 0.99, noNaN: true }),
        (arrivals, handling, withinMinutes, share) => {
          const agents = agentsFor(arrivals, handling, { withinMinutes, share })
          const load = (arrivals * handling) / 60
          expect(shareWithin(load, agents, withinMinutes, handling)).toBeGreaterThanOrEqual(share)
          const fewer = agents - 1
          expect(fewer <= load || shareWithin(load, fewer, withinMinutes, handling) < share).toBe(true)
        },
      ),
      { numRuns: 200 },
    )
  })
})
