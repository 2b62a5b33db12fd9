import { expect, test } from 'vitest'
import { veil } from './veil.ts'

test('an old answer keeps prices, dates and terms, and nothing of whom it was given to', () => {
  const names = ['김민지', 'minji.k']
  expect(
    veil(
      '김민지 고객님, 3~5일 안에 12,000원을 환불해 드립니다. 주문 20261102-0031 건이고 010-1234-5678로 알려 드릴게요.',
      names,
    ),
  ).toBe('{고객명} 고객님, 3~5일 안에 12,000원을 환불해 드립니다. 주문 ○○○ 건이고 ○○○로 알려 드릴게요.')
  expect(veil('@minji.k 민지님, 박서준 기사님이 11월 3일 14시에 갑니다.', names)).toBe(
    '{고객명} {고객명}님, ○○○ 기사님이 11월 3일 14시에 갑니다.',
  )
  expect(
    veil('Refunds take 7 business days, up to $1,200. Mail minji@x.example or call +82 10 1234 5678.', names),
  ).toBe('Refunds take 7 business days, up to $1,200. Mail ○○○ or call ○○○.')
  expect(veil('뒷자리 5678 고객님', names)).toBe('뒷자리 ○○○ 고객님')
})
