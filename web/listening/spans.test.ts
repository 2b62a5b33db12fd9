import { describe, expect, it } from 'vitest'
import type { Mention } from '../../contract/listening.ts'
import { cutText, reasonsOf } from './spans.ts'

const mentionOf = (text: string, reading: Partial<Mention['reading']>): Mention =>
  ({ item: { text }, reading: { correction: null, why: [], sentiment: null, ...reading } }) as unknown as Mention

const felt = (label: 'positive' | 'neutral' | 'negative' | 'mixed') => ({
  label,
  confidence: 0.9,
  scores: { positive: 0, neutral: 0, negative: 0, mixed: 0 },
})

describe('a text cut at its spans', () => {
  it('joins to the same text again, whatever the spans', () => {
    const text = '하늘상점 배송이 늦었지만 향은 좋아요'
    for (const spans of [
      [],
      [[0, 4]],
      [
        [5, 8],
        [0, 6],
      ],
      [
        [-3, 2],
        [18, 99],
      ],
      [[4, 4]],
    ] as [number, number][][]) {
      expect(
        cutText(text, spans, [[9, 13]])
          .map(piece => piece.text)
          .join(''),
      ).toBe(text)
    }
  })

  it('marks what matched, what decided and what was found, also where they overlap', () => {
    const none = { isMatch: false, isWhy: false, isFound: false }
    expect(cutText('abcdefg', [[1, 4]], [[3, 6]], [[2, 4]])).toEqual([
      { ...none, from: 0, text: 'a' },
      { ...none, from: 1, text: 'b', isMatch: true },
      { ...none, from: 2, text: 'c', isMatch: true, isFound: true },
      { from: 3, text: 'd', isMatch: true, isWhy: true, isFound: true },
      { ...none, from: 4, text: 'ef', isWhy: true },
      { ...none, from: 6, text: 'g' },
    ])
  })
})

describe('the words that decided a reading', () => {
  const text = '연결도 안 되고 계속 오류, 향은 좋아요'
  const why = [
    { span: [9, 14] as [number, number], weight: 0.4, for: 'negative' },
    { span: [0, 7] as [number, number], weight: 0.9, for: 'negative' },
    { span: [16, 22] as [number, number], weight: 0.8, for: 'positive' },
    { span: [9, 14] as [number, number], weight: 0.2, for: 'negative' },
  ]

  it('stand in the order of the text, each once, and speak for the feeling alone', () => {
    const reasons = reasonsOf(mentionOf(text, { sentiment: felt('negative'), why }))
    expect(reasons.map(reason => reason.text)).toEqual(['연결도 안 되', '계속 오류'])
  })

  it('speak for both poles of a mixed post', () => {
    expect(reasonsOf(mentionOf(text, { sentiment: felt('mixed'), why })).length).toBe(3)
  })

  it('are none once a person has corrected the reading, and none for neutral', () => {
    const correction = { sentiment: 'positive' as const, by: '지우', at: '2026-11-21T05:00:00Z' }
    expect(reasonsOf(mentionOf(text, { sentiment: felt('negative'), why, correction }))).toEqual([])
    expect(reasonsOf(mentionOf(text, { sentiment: felt('neutral'), why }))).toEqual([])
  })
})
