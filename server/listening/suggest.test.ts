import fc from 'fast-check'
import { expect, test } from 'vitest'
import { satisfies } from './meaning.ts'
import { parseQuery } from './query.ts'
import { suggestQuery } from './suggest.ts'

const finds = (name: string, text: string, also: string[] = []) => {
  const parsed = parseQuery(suggestQuery(name, { also }).query)
  return parsed.ok && satisfies(parsed.query, { text })
}

test('a name is found spaced, joined, romanised, mistyped, tagged and as a handle, with particles', () => {
  for (const text of [
    '하늘상점이 좋다',
    '하늘 상점에서 샀다',
    '#하늘상점',
    '@하늘상점',
    'haneulsangjeom 후기',
    '“하늘상점”이라는 곳',
  ]) {
    expect(finds('하늘상점', text), text).toBe(true)
  }
  expect(finds('메아리', '매아리는 어때요')).toBe(true)
  expect(finds('Sky Shop', 'skyshop is slow, #SkyShop')).toBe(true)
  expect(finds('하늘상점', '스카이숍이 늦다', ['스카이숍'])).toBe(true)
})

test('other names, and what a name means when it is a common word, are left out', () => {
  expect(finds('하늘상점', '하늘 아래 상점')).toBe(false)
  expect(finds('애플', '애플파이 굽는 날')).toBe(false)
  expect(finds('애플', '애플 매장에 다녀왔다')).toBe(true)
  expect(finds('여기어때', '오늘 저녁은 여기 어때?')).toBe(false)
  const { exclusions, offers } = suggestQuery('배')
  expect(exclusions.length).toBeGreaterThan(0)
  expect(offers.narrowing).toContain('매장')
  expect(suggestQuery('하늘상점')).toMatchObject({ exclusions: [], offers: { narrowing: [] } })
})

test('a name is found as the wrong keyboard types it, with its keys mixed up, and with a sound mistaken', () => {
  for (const text of [
    'tmxkqjrtm 갈 사람',
    '스타벅쓰에서',
    '스타버스 커피',
    '스터벅스',
    'strabucks is full',
    'starbuks',
  ]) {
    expect(finds('스타벅스', text), text).toBe(true)
  }
  expect(finds('Nike', 'ㅜㅑㅏㄷ 신발')).toBe(true)
  expect(finds('나이키', '그때는 어린 나이기 때문에')).toBe(false)
})

test('nobody needs to know a name for its other script', () => {
  expect(finds('Blue Kitchen', '블루키친 다녀왔어요')).toBe(true)
  expect(finds('그린하우스', 'the green house on 5th, greenhouse')).toBe(true)
  expect(finds('Zenly', '젠리 지웠어요')).toBe(true)
})

test('short forms are offered and not taken', () => {
  expect(suggestQuery('푸른언덕').offers.short).toEqual(['푸언', '푸른'])
  expect(finds('푸른언덕', '푸언 가자')).toBe(false)
})

test('a keyword, a phrase, a hashtag, a person and a page stand in one topic', () => {
  const { query } = suggestQuery('하늘상점', {
    also: ['하늘 상점 온라인'],
    hashtags: ['하늘하울'],
    people: ['김하늘 대표'],
    pages: ['https://blog.example.com/haneul/'],
    handles: ['haneul.shop'],
    exclusions: ['중고', '#광고'],
  })
  const parsed = parseQuery(query)
  if (!parsed.ok) throw new Error(query)
  for (const text of [
    '하늘상점에서',
    '하늘 상점 온라인에서 샀다',
    '#하늘하울 개봉',
    '김하늘 대표가 말했다',
    '여기 https://blog.example.com/haneul 보세요',
    '@haneul 문의',
    '@haneul.shop 문의',
  ]) {
    expect(satisfies(parsed.query, { text }), text).toBe(true)
    expect(satisfies(parsed.query, { text: `${text} 중고` }), text).toBe(false)
    expect(satisfies(parsed.query, { text: `${text} #광고` }), text).toBe(false)
  }
})

test('whatever the name, the query reads or is empty', () => {
  expect(suggestQuery('👍!')).toMatchObject({ query: '', variants: [], exclusions: [] })
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string(), { maxLength: 3 }), (name, also) => {
      const { query, variants } = suggestQuery(name, { also })
      expect(variants.length === 0).toBe(query === '')
      if (query !== '') expect(parseQuery(query).ok).toBe(true)
    }),
    { numRuns: 500 },
  )
}, 60_000)
