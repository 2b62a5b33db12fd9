import { expect, test } from 'vitest'
import { statementsOf } from './statements.ts'

const kinds = (text: string) => statementsOf(text).map(one => one.kind)

test('wishes and requests for a change are needs, about their nouns', () => {
  expect(statementsOf('배송은 빨라요. 다크 모드가 있으면 좋겠어요!')).toEqual([
    { kind: 'need', from: 9, to: 25, nouns: ['다크', '모드'] },
  ])
  for (const text of [
    '리필 용기도 만들어 주세요',
    '매장에 휠체어 경사로가 꼭 필요합니다',
    '장바구니에서 색상만 바꿀 수 있으면 더 좋을 것 같아요',
    'please add a dark mode',
    'A ping before arrival would help',
    'I wish the lid came off',
  ])
    expect(kinds(text), text).toEqual(['need'])
})

test('what is taken for granted is a preconception', () => {
  for (const text of [
    '대기업 제품은 원래 비싸기만 한 줄',
    '알뜰폰은 느린 줄 알았는데 아니네요',
    '역시 국산 배터리는 믿을 만해',
    '중국산은 다 똑같지 뭐',
    'I always thought budget airlines lose bags',
    'delivery apps are always late',
  ])
    expect(kinds(text), text).toEqual(['preconception'])
})

test('questions, thanks, news and emptiness state neither', () => {
  for (const text of [
    '배송 언제 오나요?',
    '감사합니다',
    '신제품이 오늘 출시됩니다',
    '환불해 주세요',
    '언제 오는지 알려주세요',
    '',
    'ㅋㅋㅋ',
    'lunch was good',
  ])
    expect(kinds(text), text).toEqual([])
})

test('a text of two million letters takes linear time', () => {
  const begin = performance.now()
  statementsOf('가나다라마 '.repeat(350_000))
  expect(performance.now() - begin).toBeLessThan(5000)
})
