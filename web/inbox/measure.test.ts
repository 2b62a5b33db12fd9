import { expect, it } from 'vitest'
import { lengthIn } from './measure.ts'

it('counts a text in the unit of the channel', () => {
  expect(lengthIn('안녕하세요', 'graphemes')).toBe(5)
  expect(lengthIn('안녕하세요', 'characters')).toBe(5)
  expect(lengthIn('안녕하세요', 'bytes')).toBe(15)
})

it('counts a family, a flag and a decomposed syllable as people see them', () => {
  const family = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}'
  expect(lengthIn(family, 'graphemes')).toBe(1)
  expect(lengthIn(family, 'characters')).toBe(5)
  expect(lengthIn('🇰🇷', 'graphemes')).toBe(1)
  expect(lengthIn('한'.normalize('NFD'), 'graphemes')).toBe(1)
})
