import { expect, test } from 'vitest'
import { differ, sameQuestions } from './comparing.ts'

const row = (conversationId: string, question: string) => ({ conversationId, question })

test('questions that share two telling words are one question, whatever else they say', () => {
  const rows = [
    row('a', '정기배송 해지하면 위약금이 있나요?'),
    row('b', '위약금 얼마예요? 정기배송 그만하려고요'),
    row('b', '정기배송 위약금 아직 답이 없네요'),
    row('c', '사이즈 교환 되나요?'),
  ]
  const groups = sameQuestions(rows)
  expect(groups.map(one => [one.shared.toSorted(), one.rows.map(each => each.conversationId)])).toEqual([
    [
      ['위약금', '정기배송'],
      ['a', 'b'],
    ],
  ])
  expect(groups[0]!.rows[1]).toBe(rows[1])
  expect(sameQuestions([rows[1]!, rows[2]!])).toEqual([])
})

test('the same grants in another order are the same, an amount or nothing is not', () => {
  const won = (amount: number) => ({ kind: 'money', amount })
  expect(
    differ([
      [won(1), won(2)],
      [won(2), won(1)],
    ]),
  ).toBe(false)
  expect(differ([[won(1)], [won(2)]])).toBe(true)
  expect(differ([[], [won(1)]])).toBe(true)
})
