import { expect, test } from 'vitest'
import { anchorsOf } from './anchors.ts'
import { parseQuery } from './query.ts'

const anchors = (source: string): string[] => {
  const parsed = parseQuery(source)
  return parsed.ok ? anchorsOf(parsed.query) : expect.unreachable(source)
}

test('of what must all be there one part is searched for, of alternatives each', () => {
  expect(anchors('하늘상점')).toEqual(['하늘상점'])
  expect(anchors('하늘상점 배송')).toEqual(['하늘상점'])
  expect(anchors('하늘상점 OR 스카이몰')).toEqual(['하늘상점', '스카이몰'])
  expect(anchors('(하늘상점 OR 스카이몰) 환불규정')).toEqual(['환불규정'])
  expect(anchors('하늘상점 NOT 이벤트')).toEqual(['하늘상점'])
  expect(anchors('"하늘 상점"')).toEqual(['하늘 상점'])
  expect(anchors('#하늘상점 OR @haneul.test')).toEqual(['#하늘상점', '@haneul.test'])
})

test('what no word finds is not searched for, and is left to other roads', () => {
  expect(anchors('lang:ko')).toEqual([])
  expect(anchors('하늘상점 OR lang:ko')).toEqual([])
})
