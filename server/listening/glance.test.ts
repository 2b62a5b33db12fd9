import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeGlance, mayWake, type Waker } from './glance.ts'
import { compileQueries } from './match.ts'
import { type Post, satisfies } from './meaning.ts'
import { parseQuery, type Query } from './query.ts'

const wakers: readonly Waker[] = [
  { text: '배송', as: 'whole' },
  { text: '환불', as: 'prefix' },
  { text: 'maeari', as: 'signed' },
]
const glance = makeGlance(wakers)

test('a post without any word that a rule waits at is not read', () => {
  const inVain = [
    '점심 먹었어요ㅋㅋ',
    '무료배송 배송비',
    'maeari',
    '재환불 👍',
    'http://maeari.example',
    '배 송',
    '“배”달',
    '',
  ]
  for (const text of inVain) expect(mayWake(glance, text), text).toBe(false)
})

test('a post that may hold one is', () => {
  const texts = [
    '배송',
    '배송이',
    '“배”송',
    '배송ㅠㅠ',
    'ㅠㅠ배송',
    '환불받기',
    '#Maeari',
    '＠ＭＡＥＡＲＩ',
    'x배송',
    '👍배송',
  ]
  for (const text of texts) expect(mayWake(glance, text), text).toBe(true)
})

test('what folds only together with its neighbours is read', () => {
  for (const text of ['배송', 'cafe\u0301', '배\u200b송', '\ud83d', '\u0000', 'İ']) {
    expect(mayWake(glance, text.normalize('NFD')), text).toBe(true)
  }
})

const sources = [
  '배송',
  '환불*',
  '#배송',
  '@ab',
  'ab',
  'c++',
  '京',
  'テスト',
  'ㅋㅋ',
  'é*',
  '"ab 배송"',
  '"#배송 ab"',
  'ab near/2 (배송 OR 京)',
  '배송 NOT ab',
  'NOT 배송',
  'lang:ko NOT ab',
  'lang:ko OR @배송',
  '#_배',
  'я',
]
const queries = sources.map((source, n) => {
  const parsed = parseQuery(source)
  if (!parsed.ok) throw new Error(`${source}: ${parsed.expected}`)
  return { id: String(n), query: parsed.query as Query }
})
const pieces =
  '배송|배|송|환불|이|라서|들|하고|ab|AB|ａｂ|c++|京|都|テスト|テ|ー|ㅋㅋ|ㅋ|é|E\u0301|я|\u1107\u1162|송\u200b|\ufe0f|👍|🄀|\ud83d|\udc4d|#|＃|@|_|+|.|-|/|"|\'|’s|“|http://|www.|1|!|,| | |\n|\u00a0|\u0000|İ|ß|ﬁ|ς'.split(
    '|',
  )

test('posts of any units wake what they must', () => {
  let found = 0
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 10 }).map(parts => parts.join(''))
  const post = fc.record({ text, language: fc.constantFrom('ko', 'en') })
  const each = fc.subarray(queries, { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(each, fc.array(post, { minLength: 1, maxLength: 8 }), (asked, posts: Post[]) => {
      const expected = posts.map(one => asked.filter(({ query }) => satisfies(query, one)).map(({ id }) => id))
      expect(compileQueries(asked).match(posts)).toEqual(expected)
      found += expected.flat().length
    }),
    { numRuns: 1500 },
  )
  expect(found).toBeGreaterThan(700)
})
