import fc from 'fast-check'
import { expect, test } from 'vitest'
import { growth, linear } from '../../tools/testing/growth.ts'
import { type Parsed, type Place, parseQuery, type Query } from './query.ts'
import { printQuery } from './query-text.ts'

const printed = (source: string) => {
  const parsed = parseQuery(source)
  return parsed.ok ? printQuery(parsed.query) : `at ${parsed.at}: ${parsed.expected} / ${parsed.hint}`
}

test('NOT binds tighter than AND, AND tighter than OR, and side by side means AND', () => {
  expect(printed('a OR b c')).toBe('a OR b AND c')
  expect(printed('(a OR b) c')).toBe('(a OR b) AND c')
  expect(printed('NOT a b OR c')).toBe('NOT a AND b OR c')
  expect(printed('NOT (a b)')).toBe('NOT (a AND b)')
  expect(printed('NOT NOT a')).toBe('NOT NOT a')
  expect(parseQuery('a (b c)')).toEqual(parseQuery('a AND b AND c'))
})

test('every kind of term is read', () => {
  expect(printed('배송 "무료 배송" 택배* #무료_배송 @Maeari.kr')).toBe(
    '배송 AND "무료 배송" AND 택배* AND #무료_배송 AND @maeari.kr',
  )
  expect(printed('배송 near/3 (늦* OR "안 와요")')).toBe('배송 near/3 (늦* OR "안 와요")')
  expect(printed('author:@Kim author:"하늘 상점" channel:Bluesky lang:KO')).toBe(
    'author:kim AND author:"하늘 상점" AND channel:bluesky AND lang:ko',
  )
  expect(printed('sentiment:부정 intent:문의 followers:>1000 NOT followers:<=5')).toBe(
    'sentiment:negative AND intent:question AND followers:>1000 AND NOT followers:<=5',
  )
  expect(printed('“배송 늦음” ＡＢＣ and or')).toBe('"배송 늦음" AND abc AND and AND or')
  expect(printed('e-mail c++ https://a.kr/b?c')).toBe('"e mail" AND c++ AND "https://a.kr/b?c"')
})

test('signs typed in full width are the same signs', () => {
  expect(printed('（배송　ＯＲ　＃환불）　ＮＯＴ　ｃｈａｎｎｅｌ：ｂｌｏｇ')).toBe(
    '(배송 OR #환불) AND NOT channel:blog',
  )
  expect(printed('배송＊ ＠Maeari “무료 배송”')).toBe('배송* AND @maeari AND "무료 배송"')
})

test('names before a colon that are no conditions are left as words', () => {
  expect(printed('10:30 배송')).toBe('"10 30" AND 배송')
  expect(printed('배송:환불')).toBe('"배송 환불"')
  expect(printed('https://a.kr')).toBe('"https://a.kr"')
})

test('a refusal points at the place and says what may have been meant', () => {
  expect(printed('(배송 OR 환불')).toBe('at 0: closing parenthesis / (배송 OR 환불)')
  expect(printed('배송) 환불')).toBe('at 2: opening parenthesis / (배송) 환불')
  expect(printed('배송 "늦음')).toBe('at 3: closing quotation mark / 배송 "늦음"')
  expect(printed('배송 OR')).toBe('at 5: term / 배송')
  expect(printed('배송 AND OR 환불')).toBe('at 7: term / 배송 AND 환불')
  expect(printed('AND 배송')).toBe('at 0: term / 배송')
  expect(printed('(배송 OR) 환불')).toBe('at 6: term / (배송) 환불')
  expect(printed('()')).toBe('at 0: empty group / ')
  expect(printed('배송 AND ( ) 환불')).toBe('at 7: empty group / 배송 환불')
  expect(printed('(배송 OR ()) 환불')).toBe('at 7: empty group / (배송) 환불')
  expect(printed('배송 OR NOT ()')).toBe('at 10: empty group / 배송')
  expect(printed('() AND 배송')).toBe('at 0: empty group / 배송')
  expect(printed('')).toBe('at 0: term / ')
  expect(printed('배송 -환불')).toBe('at 3: NOT / 배송 NOT 환불')
  expect(printed('autor:kim')).toBe('at 0: field / author:kim')
  expect(printed('배송 from:kim')).toBe('at 3: field / 배송 author:kim')
  expect(printed('채널:bluesky')).toBe('at 0: field / channel:bluesky')
  expect(printed('sentment:부정')).toBe('at 0: field / sentiment:부정')
  expect(printed('a AND price:low b')).toBe('at 6: field / a AND "price low" b')
  expect(printed('intent:불평')).toBe('at 7: intent / intent:complaint')
  expect(printed('intent:추천해')).toBe('at 7: intent / intent:complaint')
  expect(printed('sentiment:neg 배송')).toBe('at 10: sentiment / sentiment:negative 배송')
  expect(printed('author:@')).toBe('at 0: value / ')
  expect(printed('author:')).toBe('at 0: value / ')
  expect(printed('sentiment:bad x')).toBe('at 10: sentiment / sentiment:negative x')
  expect(printed('followers:1000')).toBe('at 10: number of followers / followers:>1000')
  expect(printed('a near/x b')).toBe('at 2: distance / a near/5 b')
  expect(printed('a near/0 b')).toBe('at 2: distance / a near/5 b')
  expect(printed('a near/3 NOT b')).toBe('at 9: term / a near/3 b')
  expect(printed('a near/3 lang:ko')).toBe('at 0: words around near / ')
  expect(printed('a near/3 b near/3 c')).toBe('at 0: words around near / ')
  expect(printed('*송')).toBe('at 0: word before * / ')
  expect(printed('배송 👍')).toBe('at 3: word / ')
})

test('ten thousand words are read, one more and a hundred levels are refused in time', () => {
  expect(parseQuery('말 '.repeat(10_000)).ok).toBe(true)
  const refusals: [string, string][] = [
    ['말 '.repeat(10_001), 'fewer words'],
    [`"${'말 '.repeat(10_001)}"`, 'fewer words'],
    [`${'('.repeat(101)}a${')'.repeat(101)}`, 'less nesting'],
    ['('.repeat(1_000_000), 'less nesting'],
    ['NOT '.repeat(500_000), 'less nesting'],
    [')'.repeat(1_000_000), 'term'],
    ['"'.repeat(999_999), 'word'],
  ]
  for (const [source, expected] of refusals) expect(parseQuery(source)).toMatchObject({ ok: false, expected })
  expect(parseQuery(`${'('.repeat(100)}a${')'.repeat(100)}`).ok).toBe(true)
  for (const piece of ['(', 'NOT ', ')', '"']) {
    expect(
      growth(size => piece.repeat(size), parseQuery, 60_000),
      piece,
    ).toBeLessThan(linear)
  }
})

test('a tree cannot be changed', () => {
  const parsed = parseQuery('a (b OR "c d") near/2 e NOT f') as Parsed & { ok: true }
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    expect(Object.isFrozen(value)).toBe(true)
    Object.values(value).forEach(visit)
  }
  visit(parsed.query)
})

const words = ['배송', '환불이', 'abc', 'c++', 'ㅋㅋ', 'and', '京', 'near', 'サービス', 'https://a.kr/b_(c)d']
const place: fc.Arbitrary<Place> = fc.oneof(
  fc.constantFrom(...words).map(text => ({ kind: 'word', text }) as const),
  fc.constantFrom('배송', 'ab', '京').map(text => ({ kind: 'prefix', text }) as const),
  fc.constantFrom('배송', 'a_b', '무료').map(text => ({ kind: 'tag', text }) as const),
  fc.constantFrom('maeari', 'a.b-c', '하늘').map(text => ({ kind: 'handle', text }) as const),
  fc
    .array(fc.constantFrom(...words, '#tag', '@a.b'), { minLength: 2, maxLength: 4 })
    .map(all => ({ kind: 'phrase', words: all }) as const),
)
const sides = fc.array(place, { minLength: 1, maxLength: 3 })
const leaf: fc.Arbitrary<Query> = fc.oneof(
  { weight: 4, arbitrary: place },
  fc.record({
    kind: fc.constant('near' as const),
    distance: fc.integer({ min: 1, max: 1000 }),
    left: sides,
    right: sides,
  }),
  fc.record({
    kind: fc.constantFrom('author', 'channel', 'lang'),
    text: fc.constantFrom('ko', 'a b', '하늘상점', 'a(b)', '>', 'or'),
  }),
  fc.record({
    kind: fc.constant('sentiment' as const),
    is: fc.constantFrom('positive', 'negative', 'neutral', 'mixed'),
  }),
  fc.record({ kind: fc.constant('intent' as const), is: fc.constantFrom('question', 'complaint', 'other') }),
  fc.record({
    kind: fc.constant('followers' as const),
    compare: fc.constantFrom('>', '>=', '<', '<='),
    count: fc.nat(),
  }),
)
const tree: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>(tie => ({
  query: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('query'), { minLength: 2, maxLength: 4 }).map(of => flat('and', of)),
    fc.array(tie('query'), { minLength: 2, maxLength: 4 }).map(of => flat('or', of)),
    tie('query').map(of => ({ kind: 'not', of }) as const),
  ),
})).query

function flat(kind: 'and' | 'or', of: Query[]): Query {
  return { kind, of: of.flatMap(member => (member.kind === kind ? member.of : [member])) }
}

test('what is written back reads as the same tree', () => {
  fc.assert(
    fc.property(tree, query => {
      expect(parseQuery(printQuery(query))).toEqual({ ok: true, query })
    }),
    { numRuns: 1000 },
  )
}, 60_000)

test('whatever is typed is read or refused, and what is read is written back canonically', () => {
  const piece = fc.constantFrom(
    '(',
    ')',
    '"',
    ' ',
    'AND ',
    'OR ',
    'NOT ',
    'near/2 ',
    '배송',
    'a',
    '*',
    '#',
    '@',
    'author:',
    'followers:>',
    '1',
    '-',
    "'",
    '👍',
    '\0',
    '\ud800',
    'ㅋ',
    ':',
    '_',
    '.',
    'www.',
    '+',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), pieces => {
      const source = pieces.join('')
      const parsed = parseQuery(source)
      if (parsed.ok) expect(parseQuery(printQuery(parsed.query))).toEqual(parsed)
      else {
        expect(parsed.at).toBeLessThanOrEqual(source.length)
        expect(parsed.to).toBeGreaterThanOrEqual(parsed.at)
      }
    }),
    { numRuns: 20_000 },
  )
}, 60_000)
