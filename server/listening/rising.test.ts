import { expect, test } from 'vitest'
import { groupsOf, isBeyond, isSameTheme, risingOf, type ThemePost, typicalOf } from './rising.ts'

test('a word rises that is said far more often than its past foretold, and one never heard needs several posts', () => {
  const totals = { now: 100, past: 10_000 }
  const counts = [
    { word: '탕후루', now: 8, past: 0 },
    { word: '환불', now: 30, past: 300 },
    { word: '배송', now: 22, past: 2000 },
    { word: '처음', now: 4, past: 0 },
  ]
  const rising = risingOf(counts, totals)
  expect(rising.map(one => one.word)).toEqual(['탕후루', '환불'])
  expect(rising[1]).toMatchObject({ expected: 3 })
  expect(risingOf([{ word: '점심', now: 5, past: 200 }], totals)).toEqual([])
})

test('what is usual at this time of the day is no theme', () => {
  expect(isBeyond(6, 4)).toBe(false)
  expect(isBeyond(12, 4)).toBe(true)
  expect(isBeyond(5, 0.05)).toBe(true)
})

const said = (id: string, authorId: string, ...words: string[]): ThemePost => ({
  id,
  authorId,
  text: `${words.join(' ')} 이야기를 여기에 적어 둡니다 ${id}`,
  print: null,
  words: new Set(words),
})
const rise = (word: string, score: number) => ({ word, score, now: 5, past: 0, expected: 0.1 })

test('words of the same posts are one theme, led by their pair; one author makes none', () => {
  const posts = [
    said('1', 'a', '꼬치', '탕후루', '탕후루 꼬치'),
    said('2', 'b', '꼬치', '탕후루', '탕후루 꼬치'),
    said('3', 'c', '탕후루'),
    said('4', 'd', '결제'),
    said('5', 'd', '결제'),
    said('6', 'd', '결제'),
  ]
  const groups = groupsOf([rise('탕후루', 9), rise('탕후루 꼬치', 8), rise('꼬치', 7), rise('결제', 6)], posts)
  expect(groups.map(group => group.words)).toEqual([['탕후루 꼬치']])
  expect(groups[0]!.posts.map(post => post.id)).toEqual(['1', '2', '3'])
  expect(typicalOf(groups[0]!, 2)).toEqual(['1', '2'])
})

test('a theme is known again by its leading word, alone or in a pair', () => {
  expect(isSameTheme(['탕후루 꼬치'], ['꼬치', '사고'])).toBe(true)
  expect(isSameTheme(['탕후루'], ['탕후루 꼬치'])).toBe(true)
  expect(isSameTheme(['결제'], ['환불', '오류'])).toBe(false)
})
