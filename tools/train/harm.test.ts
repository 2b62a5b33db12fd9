/** Proves that harmed texts are harmed as they say, and the same way each time. */
import { expect, it } from 'vitest'
import { mistype, slang, unspace } from './harm.ts'
import { makeChance } from './rows.ts'

it('a text without its spaces keeps its letters', () => {
  expect(unspace('배송이 너무  늦어요\n정말')).toBe('배송이너무늦어요정말')
})

it('about a tenth of the syllables are mistyped, all of them still syllables, and the same seed slips the same way', () => {
  const text = '배송이너무늦어요'.repeat(100)
  const harmed = mistype(text, makeChance(1))
  expect(harmed).toBe(mistype(text, makeChance(1)))
  const changed = [...harmed].filter((letter, i) => letter !== text[i]).length
  expect(changed).toBeGreaterThan(40)
  expect(changed).toBeLessThan(120)
  expect([...harmed].every(letter => letter >= '가' && letter <= '힣')).toBe(true)
})

it('writes words by their first letters as people do', () => {
  expect(slang('진짜 감사합니다. 여기 추천해요.')).toBe('ㄹㅇ ㄱㅅ. 여기 ㅊㅊ해요')
})
