import fc from 'fast-check'
import { expect, test } from 'vitest'
import { growth, linear } from '../../tools/testing/growth.ts'
import { compileQueries } from './match.ts'
import { highlights, type Post, satisfies } from './meaning.ts'
import { type Place, parseQuery, type Query } from './query.ts'

const read = (source: string): Query => {
  const parsed = parseQuery(source)
  if (!parsed.ok) throw new Error(`${source}: ${parsed.expected}`)
  return parsed.query
}
const asks = (source: string, text: string, rest: Omit<Post, 'text'> = {}) => {
  const query = read(source)
  const post = { ...rest, text }
  const [ids] = compileQueries([{ id: 'q', query }]).match([post])
  expect(satisfies(query, post), `${source} of ${text}`).toBe(ids?.length === 1)
  return ids?.length === 1
}

test('a plain word is the 어절 with particles, not a longer noun and not a stem before 하다', () => {
  for (const text of [
    '배송',
    '배송이 늦다',
    '배송에서도',
    '배송이라서',
    '배송이라는',
    '“배송”이',
    '배송!',
    '배송👍좋다',
    '#배송',
    '배송ㅠㅠ',
  ]) {
    expect(asks('배송', text), text).toBe(true)
  }
  for (const text of ['배송비', '무료배송', '배송했어요', '배송하는', '배송하고', '배송되는', '배송를', '배 송']) {
    expect(asks('배송', text), text).toBe(false)
  }
  expect(asks('가방', '가방하고 지갑')).toBe(true)
  expect(asks('ＬＧ', 'lg가')).toBe(true)
  expect(asks('maeari', "Maeari's app")).toBe(true)
})

test('only the last 어절 of a phrase may carry particles', () => {
  expect(asks('"무료 배송"', '무료, 배송이라서')).toBe(true)
  expect(asks('"무료 배송"', '무료로 배송')).toBe(false)
  expect(asks('"무료 배송"', '무료 당일 배송')).toBe(false)
  expect(asks('"a b c"', 'a b a b c')).toBe(true)
  expect(asks('"#a b @c"', '#a b @c가')).toBe(true)
})

test('near/n means at most n 어절 apart in either order', () => {
  expect(asks('배송 near/2 늦다', '배송이 너무 늦다')).toBe(true)
  expect(asks('배송 near/1 늦다', '배송이 너무 늦다')).toBe(false)
  expect(asks('늦다 near/2 배송', '배송이 너무 늦다')).toBe(true)
  expect(asks('배송 near/3 배송*', '배송')).toBe(false)
  expect(asks('(교환 OR 배송) near/1 "안 와요"', '배송 안 와요')).toBe(true)
})

test('tags and handles match exactly, a prefix the start of an 어절', () => {
  expect(asks('#배송', '#배송')).toBe(true)
  expect(asks('#배송', '#배송이')).toBe(false)
  expect(asks('#배송', '배송')).toBe(false)
  expect(asks('@maeari', '@Maeari가')).toBe(true)
  expect(asks('@maeari', '@maeari2')).toBe(false)
  expect(asks('배송*', '배송비가')).toBe(true)
  expect(asks('배송*', '무료배송')).toBe(false)
})

test('filters ask the post and not its words; what is not known satisfies none', () => {
  expect(asks('배송 author:kim', '배송', { author: '@Kim' })).toBe(true)
  expect(asks('author:"하늘 상점"', '', { authorName: '하늘 상점' })).toBe(true)
  expect(asks('channel:bluesky lang:ko', '배송', { channel: 'bluesky', language: 'ko' })).toBe(true)
  expect(asks('intent:불만', '', { intents: ['question', 'complaint'] })).toBe(true)
  expect(asks('intent:praise', '', { intents: ['complaint'] })).toBe(false)
  expect(asks('NOT intent:praise', '')).toBe(true)
  expect(asks('followers:>10', '', { followers: 10 })).toBe(false)
  expect(asks('followers:>=10', '', { followers: 10 })).toBe(true)
  expect(asks('followers:<10', '')).toBe(false)
  expect(asks('NOT sentiment:negative', '')).toBe(true)
  expect(asks('NOT 배송', '환불')).toBe(true)
  expect(asks('NOT 배송', '배송')).toBe(false)
})

test('ids come in the order of the queries, and equal queries each get theirs', () => {
  const queries = ['환불', '배송', 'NOT x', '배송'].map((source, n) => ({ id: `q${n}`, query: read(source) }))
  expect(compileQueries(queries).match([{ text: '배송 환불' }, { text: '없음' }, { text: 'x' }])).toEqual([
    ['q0', 'q1', 'q2', 'q3'],
    ['q2'],
    [],
  ])
  expect(compileQueries([]).match([{ text: '배송' }])).toEqual([[]])
})

test('highlights cover the words asked for and none under NOT', () => {
  const text = '무료 “배송”이 늦다, 환불'
  const lit = highlights(read('"무료 배송" OR 늦다 NOT 환불'), text).map(([from, to]) => text.slice(from, to))
  expect(lit).toEqual(['무료', '배송”이', '늦다'])
})

const nouns = ['배송', '배', '배송비', '환불', '가방', 'lg', '京', 'ab', '커피']
const word = fc.constantFrom(...nouns)
const place: fc.Arbitrary<Place> = fc.oneof(
  { weight: 3, arbitrary: word.map(text => ({ kind: 'word', text }) as const) },
  fc.constantFrom('배', '배송', 'a', 'l').map(text => ({ kind: 'prefix', text }) as const),
  word.map(text => ({ kind: 'tag', text }) as const),
  fc.constantFrom('ab', 'lg').map(text => ({ kind: 'handle', text }) as const),
  fc
    .array(fc.oneof({ weight: 4, arbitrary: word }, fc.constantFrom('#배송', '@ab')), { minLength: 2, maxLength: 3 })
    .map(words => ({ kind: 'phrase', words }) as const),
)
const sides = fc.array(place, { minLength: 1, maxLength: 2 })
const query: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>(tie => ({
  query: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    place,
    fc.record({
      kind: fc.constant('near' as const),
      distance: fc.integer({ min: 1, max: 4 }),
      left: sides,
      right: sides,
    }),
    fc.constantFrom<Query>({ kind: 'lang', text: 'ko' }, { kind: 'followers', compare: '>', count: 5 }),
    fc.array(tie('query'), { minLength: 2, maxLength: 3 }).map(of => ({ kind: 'and', of }) as const),
    fc.array(tie('query'), { minLength: 2, maxLength: 3 }).map(of => ({ kind: 'or', of }) as const),
    tie('query').map(of => ({ kind: 'not', of }) as const),
  ),
})).query
const tail = fc.constantFrom(
  '',
  '',
  '',
  '이',
  '가',
  '을',
  '은',
  '하고',
  '했다',
  '에서도',
  '라서',
  '이라서',
  '들',
  'ㅠㅠ',
  "'s",
  '!',
  '👍',
)
const piece = fc
  .tuple(
    fc.constantFrom('', '', '', '', '#', '@', '"', 'http://'),
    fc.oneof(word, fc.constantFrom('늦다', 'x')),
    tail,
    fc.constantFrom(' ', ' ', ' ', '', '\n'),
  )
  .map(parts => parts.join(''))
const post: fc.Arbitrary<Post> = fc.record({
  text: fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join('')),
  language: fc.constantFrom('ko', 'en', null),
  followers: fc.constantFrom(1, 9, null),
})

test('the matcher agrees with the plain meaning for any queries and posts', () => {
  let found = 0
  fc.assert(
    fc.property(
      fc.array(query, { minLength: 1, maxLength: 12 }),
      fc.array(post, { minLength: 1, maxLength: 6 }),
      (queries, posts) => {
        const matcher = compileQueries(queries.map((one, n) => ({ id: String(n), query: one })))
        const expected = posts.map(one => queries.flatMap((asked, n) => (satisfies(asked, one) ? [String(n)] : [])))
        expect(matcher.match(posts)).toEqual(expected)
        expect(matcher.match(posts)).toEqual(expected)
        found += expected.flat().length
      },
    ),
    { numRuns: 3000 },
  )
  expect(found).toBeGreaterThan(1000)
})

test('a post of two million letters is matched in time that grows like its length', () => {
  const queries = ['배송 near/3 배송', '배송 near/1 환불', '"배송 배송 배송 환불"', '배송*'].map((source, n) => ({
    id: String(n),
    query: read(source),
  }))
  const matcher = compileQueries(queries)
  for (const text of ['배송 '.repeat(666_000), '배송'.repeat(1_000_000), '들'.repeat(2_000_000)]) {
    const make = (size: number) => [{ text: text.slice(0, size) }]
    expect(growth(make, posts => matcher.match(posts), Math.floor(text.length / 16))).toBeLessThan(linear)
  }
}, 60_000)
