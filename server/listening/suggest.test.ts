import fc from 'fast-check'
import { expect, test } from 'vitest'
import { satisfies } from './meaning.ts'
import { parseQuery } from './query.ts'
import { suggestQuery } from './suggest.ts'

const finds = (name: string, text: string, also: string[] = []) => {
  const parsed = parseQuery(suggestQuery(name, also).query)
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

test('other names and what is marked as paid are left out', () => {
  expect(finds('하늘상점', '하늘 아래 상점')).toBe(false)
  expect(finds('하늘상점', '하늘상점 추천 #광고')).toBe(false)
})

test('whatever the name, the query reads or is empty', () => {
  expect(suggestQuery('👍!')).toEqual({ query: '', variants: [], exclusions: [] })
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string(), { maxLength: 3 }), (name, also) => {
      const { query, variants } = suggestQuery(name, also)
      expect(variants.length === 0).toBe(query === '')
      if (query !== '') expect(parseQuery(query).ok).toBe(true)
    }),
    { numRuns: 500 },
  )
}, 60_000)
