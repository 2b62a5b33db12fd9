import { expect, it } from 'vitest'
import type { Fault } from '../../contract/voice/drafts.ts'
import { mended, partsOf } from './mend.ts'

const fault = (from: number, to: number, better = '나았습니다'): Fault => ({
  kind: 'tone',
  span: [from, to],
  why: '까닭',
  better,
})

it('cuts a draft at its faults and loses nothing', () => {
  const text = '안녕하세요. ㅋㅋ 네'
  const parts = partsOf(text, [fault(7, 9), fault(0, 6), fault(3, 8), fault(11, 99)])
  expect(parts.map(one => one.text).join('')).toBe(text)
  expect(parts.filter(one => one.fault).map(one => one.text)).toEqual(['안녕하세요.', 'ㅋㅋ'])
})

it('puts the better words in the place, or takes the place out', () => {
  expect(mended('커피 나오셨습니다. 네', fault(3, 6, '나왔'))).toBe('커피 나왔습니다. 네')
  expect(mended('네 ㅋㅋ 알겠습니다', fault(2, 4, ''))).toBe('네 알겠습니다')
  expect(mended('^^ 네', fault(0, 2, ''))).toBe('네')
})
