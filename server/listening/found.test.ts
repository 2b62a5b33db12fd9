import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findWords } from './found.ts'

const marked = (q: string, text: string): string[] => findWords(q)(text).map(span => text.slice(...span))

test('a word is marked inside 어절 and compounds, without the particles after it', () => {
  expect(marked('배송', '배송이 늦고 무료배송도 아니고 배송비까지, 택배송장은 아님')).toEqual(['배송', '배송', '배송'])
  expect(marked('환불', '환불해 주세요. 환불? 교환불가')).toEqual(['환불', '환불'])
})

test('phrases are marked whole and only where they stand together', () => {
  expect(marked('"하늘상점 환불"', '하늘상점 환불, 하늘상점은 환불, 환불 하늘상점')).toEqual([
    '하늘상점 환불',
    '하늘상점은 환불',
  ])
})

test('case, beginnings and tags are marked as they were typed; what must not be there is not', () => {
  expect(marked('haneul refund*', 'Haneul said: refunding, REFUNDS')).toEqual(['Haneul', 'refund', 'REFUND'])
  expect(marked('#배송 -환불', '#배송 환불 배송')).toEqual(['#배송'])
  expect(marked('세제 or 수건', '수건과 세제')).toEqual(['수건', '세제'])
  expect(marked('!!! 👍', '무엇이든 👍')).toEqual([])
})

test('marks lie in order within any text, and none overlap', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (q, text) => {
      let end = 0
      for (const [from, to] of findWords(q)(`${text} ${q}`)) {
        expect(from).toBeGreaterThanOrEqual(end)
        expect(to).toBeGreaterThan(from)
        end = to
      }
      expect(end).toBeLessThanOrEqual(text.length + q.length + 1)
    }),
  )
})
