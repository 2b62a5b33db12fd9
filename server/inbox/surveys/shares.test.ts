import fc from 'fast-check'
import { expect, it } from 'vitest'
import { differenceOf, shareOf } from './shares.ts'

it('81 of 263 lie between 0.2553 and 0.3662 (Newcombe 1998, table I)', () => {
  const { low, high } = shareOf(81, 263)
  expect([low!.toFixed(4), high!.toFixed(4)]).toEqual(['0.2553', '0.3662'])
})
it('56 of 70 and 48 of 80 differ by 0.0524 to 0.3339 (Newcombe 1998, table II)', () => {
  const { low, high } = differenceOf(shareOf(56, 70), shareOf(48, 80))!
  expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.0524', '0.3339'])
})
it('nobody was asked: there is no share, and no difference', () => {
  expect(shareOf(0, 0)).toEqual({ count: 0, of: 0, share: null, low: null, high: null })
  expect(differenceOf(shareOf(0, 0), shareOf(1, 2))).toBeNull()
})
it('an interval holds its share and stays within 0 and 1', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.nat(500), (a, b) => {
      const { share, low, high } = shareOf(a, a + b)
      if (share === null) return
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeLessThanOrEqual(1)
      expect(low).toBeLessThanOrEqual(share)
      expect(high).toBeGreaterThanOrEqual(share)
    }),
    { numRuns: 200 },
  )
})
