import { describe, expect, it } from 'vitest'
import {
  type AnswerInput,
  answerOf,
  figuresOf,
  rowsBehind,
  sumDays,
  trendOf,
  type WeekNumbers,
} from './topic-answer.ts'

const none = sumDays([])
const input = (
  kind: AnswerInput['kind'],
  week: Partial<WeekNumbers>,
  before: Partial<WeekNumbers> = {},
): AnswerInput => ({
  kind,
  week: { ...none, ...week },
  before: { ...none, ...before },
  ours: 0,
  channel: null,
})

describe('the answer to a goal', () => {
  it('is of the kind of the topic once there is enough to say, and says so when there is not', () => {
    expect(answerOf(input('brand', { total: 40 })).sentence).toBe('brand')
    expect(answerOf(input('issue', { total: 3 })).sentence).toBe('few')
    expect(answerOf(input('person', {})).sentence).toBe('quiet')
  })
  it('weighs praise against complaints of a product, and feelings elsewhere', () => {
    expect(answerOf(input('product', { total: 40, praise: 10, complaints: 2, negative: 30 })).verdict).toBe('good')
    expect(answerOf(input('person', { total: 40, positive: 5, negative: 30 })).verdict).toBe('bad')
    expect(answerOf(input('person', { total: 40, positive: 10, negative: 10 })).verdict).toBe('even')
  })
  it('calls a fifth a change', () => {
    expect([trendOf(13, 10), trendOf(11, 10), trendOf(7, 10), trendOf(1, 0), trendOf(0, 0)]).toEqual([
      'more',
      'same',
      'fewer',
      'more',
      'same',
    ])
  })
})

describe('the figures of a kind', () => {
  it('differ from kind to kind, and open their rows', () => {
    const kinds = Object.values(figuresOf).map(figures => figures.join())
    expect(new Set(kinds).size).toBe(kinds.length)
    expect(rowsBehind('silent')).toEqual({ sentiment: 'negative', state: 'pending' })
    expect(rowsBehind('untagged')).toEqual({ untagged: 'true' })
    expect(rowsBehind('ours')).toBeNull()
  })
})
