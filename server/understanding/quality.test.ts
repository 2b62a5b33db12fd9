import { expect, test } from 'vitest'
import type { QualityLabel } from '../../contract/quality.ts'
import type { SentimentLabel } from '../../contract/understanding.ts'
import { agreementOf, type Judged, linesOf, shareOf } from './quality.ts'

const label = (change: Partial<QualityLabel>): QualityLabel => ({
  sentiment: 'neutral',
  intents: [],
  crisis: false,
  answerable: true,
  spam: false,
  ...change,
})
const reading = (sentiment: SentimentLabel, crisis: boolean): Judged['reading'] => ({
  sentiment: { label: sentiment, confidence: 0.9, scores: { positive: 0, neutral: 0, negative: 0, mixed: 0 } },
  intents: [{ label: 'complaint', confidence: 0.8 }],
  crisis: { value: crisis, confidence: 0.9 },
  answerable: null,
  spam: false,
})

test('a share has the interval of Wilson, and none where nothing was counted', () => {
  const { share, low, high } = shareOf(8, 10)
  expect(share).toBe(0.8)
  expect(low).toBeCloseTo(0.4902, 4)
  expect(high).toBeCloseTo(0.9433, 4)
  expect(shareOf(10, 10).high).toBeCloseTo(1, 9)
  expect(shareOf(0, 10).low).toBeCloseTo(0, 9)
  expect(shareOf(0, 0)).toEqual({ right: 0, of: 0, share: null, low: null, high: null })
})

test('precision is of what the machine called so, recall of what people did', () => {
  const judged: Judged[] = [
    { label: label({ sentiment: 'negative', crisis: true }), reading: reading('negative', true) },
    { label: label({ sentiment: 'negative', crisis: true }), reading: reading('negative', false) },
    { label: label({ sentiment: 'positive' }), reading: reading('negative', true) },
    { label: label({ sentiment: 'positive' }), reading: reading('positive', false) },
  ]
  const lines = new Map(linesOf(judged).map(line => [line.label, line]))
  expect(lines.get('negative')).toMatchObject({ precision: { right: 2, of: 3 }, recall: { right: 2, of: 2 } })
  expect(lines.get('positive')).toMatchObject({ precision: { right: 1, of: 1 }, recall: { right: 1, of: 2 } })
  expect(lines.get('crisis')).toMatchObject({ precision: { right: 1, of: 2 }, recall: { right: 1, of: 2 } })
  expect(lines.get('complaint')).toMatchObject({ precision: { right: 0, of: 4 }, recall: { right: 0, of: 0 } })
  // Nobody read whether it can be answered, and nobody used neutral.
  expect([...lines.keys()]).toEqual(['positive', 'negative', 'complaint', 'crisis'])
  expect(agreementOf(judged)).toMatchObject({ right: 3, of: 4 })
  expect(linesOf([])).toEqual([])
})
