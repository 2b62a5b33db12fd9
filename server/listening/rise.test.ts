import { expect, test } from 'vitest'
import { riseOf } from './rise.ts'

const looked = Array.from({ length: 13 }, () => 500)
const steady = [2, 3, 2, 1, 3, 2, 2, 3, 1, 2, 2]

test('a place that has six times its usual talk rises', () => {
  const rise = riseOf([...steady, 12, 13], looked)!
  expect(rise).toMatchObject({ recent: 25, past: 23, isRising: true })
  expect(rise.usual).toBeCloseTo(4.18, 2)
  expect(rise.times).toBeCloseTo(5.98, 2)
  expect(rise.chance).toBeLessThan(1e-6)
})

test('a place as loud as before does not, nor one where two people spoke by chance', () => {
  expect(riseOf([...steady, 2, 3], looked)!.isRising).toBe(false)
  expect(riseOf([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1], looked)!.isRising).toBe(false)
  expect(riseOf([...steady, 4, 3], looked)!.isRising).toBe(false)
})

test('a place that nobody spoke of before is new, and rises with three posts', () => {
  expect(riseOf([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2], looked)).toMatchObject({ times: null, isRising: true })
})

test('where everything is heard more, nothing rises by that alone', () => {
  const began = [0, 0, 0, 20, 20, 20, 20, 20, 20, 20, 20, 400, 400]
  expect(riseOf([0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 9, 8], began)).toMatchObject({ recent: 17, isRising: false })
})

test('without four weeks of a past nothing is said', () => {
  expect(riseOf([...Array(11).fill(0), 9, 9], [...Array(8).fill(0), 500, 500, 500, 500, 500])).toBeNull()
})

test('the chance is that of the binomial distribution, also of many posts', () => {
  // 3 of 3 tosses of 2/13.
  expect(riseOf([...Array(11).fill(0), 1, 2], looked)!.chance).toBeCloseTo((2 / 13) ** 3, 12)
  const many = riseOf(
    [...Array(11).fill(10_000), 10_000, 10_000],
    looked.map(n => n * 100),
  )!
  expect(many.chance).toBeGreaterThan(0.45)
  expect(many.chance).toBeLessThan(0.55)
})
