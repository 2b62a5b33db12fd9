import { expect, it } from 'vitest'
import type { Reading } from '../../contract/understanding.ts'
import { matterOf } from './matter.ts'

const read = (labels: NonNullable<Reading['intents']>[number]['label'][], given: Partial<Reading> = {}) =>
  matterOf({
    intents: labels.map(label => ({ label, confidence: 0.9 })),
    sentiment: null,
    urgency: 'normal',
    ...given,
  })

it('a complaint, a question and what nobody read are care; praise and a wish to buy are marketing', () => {
  expect([
    read(['complaint']),
    read(['question']),
    read(['praise', 'complaint']),
    read([]),
    matterOf(undefined),
  ]).toEqual(Array.from({ length: 5 }, () => 'care'))
  expect([read(['praise']), read(['purchase', 'recommendation'])]).toEqual(['marketing', 'marketing'])
})

it('what is urgent or bitter is care, whatever else it is', () => {
  expect(read(['purchase'], { urgency: 'high' })).toBe('care')
  const sentiment = {
    label: 'negative' as const,
    confidence: 0.8,
    scores: { positive: 0, neutral: 0, negative: 1, mixed: 0 },
  }
  expect(read(['suggestion'], { sentiment })).toBe('care')
})
