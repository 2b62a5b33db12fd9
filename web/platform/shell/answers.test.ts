import { expect, it } from 'vitest'
import { answers } from './answers.ts'

it('a label is found by letters that are still being typed', () => {
  for (const typed of ['구', '구ㅅ', '구서', '구성', '구성우', '구성원'])
    expect([typed, answers('구성원', typed)]).toEqual([typed, true])
})

it('by first consonants, and without regard to capitals', () => {
  expect(answers('채널과 수집원', 'ㅊㄴ')).toBe(true)
  expect(answers('API 키', 'api')).toBe(true)
})

it('and by nothing else', () => {
  expect(answers('구성원', '채널')).toBe(false)
  expect(answers('구성원', 'ㅊ')).toBe(false)
})
