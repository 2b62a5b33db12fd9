/** Proves that nothing that says who a text is about gets past the mask, and that the real words come back. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeMask, unmask } from './masking.ts'

const hide = (text: string, names: readonly string[] = []) => makeMask(names).hide(text)

test('addresses, links, handles and every number are masked, the same thing by the same mark', () => {
  expect(hide('minji.kim@example.com 으로 답 주세요. minji.kim@example.com 입니다')).toBe(
    '⟦MAIL_A⟧ 으로 답 주세요. ⟦MAIL_A⟧ 입니다',
  )
  expect(hide('@haneul_shop 주문 2024-1103 언제 와요? https://haneul.example/o/9?x=1')).toBe(
    '⟦HANDLE_A⟧ 주문 ⟦NUMBER_A⟧ 언제 와요? ⟦LINK_A⟧',
  )
  for (const number of ['010-1234-5678', '+82 10 1234 5678', '(02) 555 1234', '1,290,000', '１２３', '٤٥٦', '3.5'])
    expect(hide(`전화는 ${number} 예요`), number).not.toMatch(/\p{N}/u)
})

test('names that are known are masked with whatever particle follows, and inside no other word', () => {
  expect(hide('김민지가 서연한테 물었어요. Ann asked, Anna answered, annoyed.', ['김민지', '서연', 'Ann'])).toBe(
    '⟦NAME_A⟧가 ⟦NAME_B⟧한테 물었어요. ⟦NAME_C⟧ asked, Anna answered, annoyed.',
  )
})

test('names that are only told are masked by what stands beside them, and titles are no names', () => {
  expect(hide('박서준 기사님이 두고 가셨어요')).toBe('⟦NAME_A⟧ 기사님이 두고 가셨어요')
  expect(hide('제 이름은 최유리예요')).not.toContain('최유리')
  expect(hide('상담원 이하늘 님, Mr. Brown and agent Sarah were kind')).toBe(
    '상담원 ⟦NAME_A⟧ 님, Mr. ⟦NAME_B⟧ and agent ⟦NAME_C⟧ were kind',
  )
  expect(hide('고객님, 기사님이 방문하십니다. 주문 제품 안내')).toBe('고객님, 기사님이 방문하십니다. 주문 제품 안내')
})

test('a mark that somebody wrote stands for nothing, and no number gets through whatever the text', () => {
  expect(hide('⟦NAME_A⟧ 님')).not.toContain('⟦')
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.string({ minLength: 2, maxLength: 6 }), { maxLength: 3 }),
      (text, names) => {
        const mask = makeMask(names)
        const hidden = mask.hide(text)
        expect(hidden).not.toMatch(/\p{N}/u)
        expect(unmask(hidden, mask.marks)).toBe(text.replace(/[⟦⟧]/g, ' '))
      },
    ),
    { numRuns: 300 },
  )
})

test('a long hostile text is masked in time that grows with its length alone', () => {
  for (const text of [
    'a@'.repeat(50_000),
    '1-'.repeat(50_000),
    '김'.repeat(100_000),
    'x.'.repeat(50_000),
    '@'.repeat(100_000),
    'Mr A '.repeat(20_000),
  ]) {
    const begin = process.cpuUsage()
    hide(text, ['김민지'])
    expect(process.cpuUsage(begin).user / 1000).toBeLessThan(2000)
  }
})
