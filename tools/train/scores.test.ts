/** Proves the scores by cases worked out by hand. */
import { expect, it } from 'vitest'
import { calibrationError, scoreSentiment, scoreYesNo } from './scores.ts'

it('a mixed post accepts mixed, and counts half for either pole', () => {
  const score = scoreSentiment(
    ['positive', 'neutral', 'negative', 'mixed'],
    ['positive', 'neutral', 'negative', 'negative'],
  )
  // negative: 1.5 hits of 2 said and 1.5 that were: F1 = 3 / 3.5
  expect(score.f1of3).toBeCloseTo((1 + 1 + 3 / 3.5) / 3, 6)
  expect(
    scoreSentiment(['mixed', 'positive', 'neutral', 'negative'], ['mixed', 'positive', 'neutral', 'negative']).f1of3,
  ).toBe(1)
})

it('F1 of a yes or no weighs what was missed against what was said wrongly', () => {
  expect(scoreYesNo([true, true, false, false], [true, false, true, false])).toEqual({
    f1: 0.5,
    recall: 0.5,
    precision: 0.5,
  })
})

it('a confidence that is right as often as it says has no calibration error', () => {
  const sure = [0.75, 0.75, 0.75, 0.75]
  expect(calibrationError(sure, [true, true, true, false])).toBeCloseTo(0, 9)
  expect(calibrationError(sure, [false, false, false, false])).toBeCloseTo(0.75, 9)
})
