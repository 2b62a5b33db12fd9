/** Proves that 어절 of social text are taken to the right noun or stem, on 506 that were written for it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nounOf, stemOf } from './search.ts'
import { type Token, tokenise } from './words.ts'

const rows = readFileSync(join(import.meta.dirname, 'data/stems.txt'), 'utf8')
  .trim()
  .split('\n')
  .map((line, place) => {
    const [surface, stem] = line.split(' ') as [string, string]
    return { surface, stem, isReported: place % 2 === 1, got: stemOf(tokenise(surface)[0] as Token) }
  })

const rightOf = (some: readonly (typeof rows)[number][]) =>
  some.filter(row => row.got === row.stem).length / some.length

test('nine of ten 어절 and more are taken to their noun or stem, also in the half that no rule was made by', () => {
  expect(new Set(rows.map(row => row.surface)).size).toBeGreaterThanOrEqual(500)
  expect(rightOf(rows)).toBeGreaterThanOrEqual(0.92)
  expect(rightOf(rows.filter(row => row.isReported))).toBeGreaterThanOrEqual(0.915)
})

test('a noun is told from a verb where particles and endings look alike', () => {
  const noun = (eojeol: string) => nounOf(tokenise(eojeol)[0] as Token)
  for (const eojeol of ['할머니가', '유통기한이', '토요일에', '카메라로', '탕후루를', '두쫀쿠'])
    expect(noun(eojeol), eojeol).toBe(eojeol.replace(/(가|이|에|로|를)$/, ''))
  expect(noun('배송됐는데')).toBe('배송')
  expect(noun('교환받았어요')).toBe('교환')
  for (const eojeol of ['있으면', '주시면', '주셨어요', '물어봤더니', '싸웠대요', '맛있다고', '더워서'])
    expect(noun(eojeol), eojeol).toBeNull()
})
