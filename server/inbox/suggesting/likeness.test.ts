import { expect, test } from 'vitest'
import { atLeast, likenesses, tellingWords } from './likeness.ts'

test('a question is about its telling words, whatever particles they carry', () => {
  const words = tellingWords('안녕하세요, 정기배송을 해지하고 싶은데 위약금이 있나요?')
  expect(words).toEqual(expect.arrayContaining(['정기배송', '위약금', '해지']))
  expect(words).not.toContain('안녕하세요')
  expect(tellingWords('네 감사합니다!')).toEqual([])
})

test('a query for two of three words names each pair, and quotes what a hostile question holds', () => {
  expect(atLeast(['a', 'b', "c'"], 2)).toBe("('a' & 'b') | ('a' & 'c''') | ('b' & 'c''')")
  expect(atLeast(['a'], 2)).toBeNull()
})

test('a rare word that is shared tells more than a common one', () => {
  const [common, rare] = likenesses(
    ['배송', '위약금'],
    [{ shared: ['배송'], size: 4 }, { shared: ['위약금'], size: 4 }, ...Array(20).fill({ shared: ['배송'], size: 4 })],
  )
  expect(rare).toBeGreaterThan(common! * 2)
  expect(likenesses(['배송', '위약금'], [{ shared: ['배송', '위약금'], size: 4 }])).toEqual([1])
})
