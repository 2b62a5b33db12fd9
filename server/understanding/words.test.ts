import fc from 'fast-check'
import { expect, test } from 'vitest'
import { growth, linear } from '../../tools/testing/growth.ts'
import { tokenise } from './words.ts'

const surfaces = (text: string) => tokenise(text).map(token => token.surface)
const kinds = (text: string) => tokenise(text).map(token => `${token.kind} ${token.exact}`)
const isWord = (eojeol: string, word: string) => tokenise(eojeol)[0]?.stems.includes(word) === true

test('a word is found before any chain of particles and every form of 이다', () => {
  const tails =
    `이 은 을 도 의 만 과 이랑 에 에서 에서도 에서는 에서의 에게 한테 까지 까지도 까지만 까지만은 부터 부터는 부터가 보다 보다도 처럼 만큼 마저 조차 마다
    밖에 대로 이나 이나마 이라도 이든 이든지 이야말로 은커녕 으로 으로도 으로는 으로만 으로서 으로써 으로부터 으로까지 엔 에선 까진 부턴 들 들이 들은 들에게는 요 이요 은요 만요
    이다 입니다 입니까 이에요 이었다 이었는데 이었습니다 이었어요 인데 인데요 인데도 인지 인가 인가요 일까 일지도 임 임을 이라 이라고 이라는 이라서 이라면 이라며 이라니 이라던데 이라네요
    이네 이네요 이고 이며 이면 이면서 이니 이니까 이지 이지만 이죠 이잖아 이잖아요 이거든요 이구나 이군요 이더라 이더라고요 이던데 이냐 이냐고 이래 이래요 이랍니다 만이에요 까지입니다 부터라도 뿐이다 에서였다`
      .trim()
      .split(/\s+/)
  const missed = tails.filter(tail => !isWord(`배송${tail}`, '배송'))
  expect(missed).toEqual([])
})

test('after an open syllable the other forms stand', () => {
  const tails =
    `가 는 를 와 랑 로 로도 로는 로서 로부터 나 라도 든지 야말로 는커녕 다 라 라고 라는 라서 라면 라니 라던데 네 네요 고 며 면 니까 지만 죠 예요 에요 였다 였는데 였습니다 였어요
    이다 입니다 인데 인가요 일까 임 잖아요 거든요 구나 더라 던데 래요`
      .trim()
      .split(/\s+/)
  expect(tails.filter(tail => !isWord(`커피${tail}`, '커피'))).toEqual([])
})

test('a word is not found inside a longer noun, before 하다, or before a particle that its sound forbids', () => {
  for (const eojeol of '배송비 배송비가 배송지 배송지는 배송업체 배송업체에서 배송일 배송사고 배송했어요 배송하는 배송합니다 배송되는 배송됐다 배송중 배송가 배송를 배송는 배송와 배송로 배송라서 배송랑 무료배송 재배송이'.split(
    ' ',
  )) {
    expect(isWord(eojeol, '배송'), eojeol).toBe(false)
  }
  expect(isWord('고양이가', '고양')).toBe(false)
  expect(isWord('한국인은', '한국')).toBe(false)
  expect(isWord('커피을', '커피')).toBe(false)
  expect(isWord('서울으로', '서울')).toBe(false)
  expect(isWord('서울로', '서울')).toBe(true)
})

test('names in Latin letters and digits take either form of a particle', () => {
  for (const eojeol of ['LG가', 'LG이', 'LG는', 'LG은', 'LG로', 'LG으로', 'LG라서', 'LG이라서', "LG's"]) {
    expect(isWord(eojeol, 'lg'), eojeol).toBe(true)
  }
})

test('quotation marks vanish; other punctuation, emoji and line breaks part 어절', () => {
  expect(surfaces("“배송”이 '늦다' 「환불」은")).toEqual(['배송이', '늦다', '환불은'])
  expect(surfaces('배송,환불.교환\n반품👍리뷰…끝(완)')).toEqual(['배송', '환불', '교환', '반품', '리뷰', '끝', '완'])
  expect(surfaces("don't e-mail")).toEqual(['dont', 'e', 'mail'])
})

test('laughter and tears behind a word are not part of it', () => {
  expect(surfaces('배송ㅠㅠ 환불이요ㅋㅋㅋ ㅋㅋㅋ ㄹㅇ배송')).toEqual(['배송', '환불이요', 'ㅋㅋㅋ', 'ㄹㅇ', '배송'])
})

test('tags, handles and links are kept whole', () => {
  expect(kinds('#무료_배송 #배송#환불 #1')).toEqual(['tag 무료_배송', 'tag 배송', 'tag 환불', 'word 1'])
  expect(kinds('@Maeari가 (@alice.bsky.social). @user@host.kr a@b')).toEqual([
    'handle maeari',
    'handle alice.bsky.social',
    'handle user@host.kr',
    'word a',
    'word b',
  ])
  expect(kinds('https://a.kr/b?c=1에서 (www.b.kr), http://namu.wiki/w/배송')).toEqual([
    'url https://a.kr/b?c=1',
    'word 에서',
    'url www.b.kr',
    'url http://namu.wiki/w/배송',
  ])
})

test('the signs of a name stay with it', () => {
  expect(surfaces('C++ C#은 S24+ 1+1 a+b')).toEqual(['c++', 'c#은', 's24+', '1', '1', 'a', 'b'])
})

test('Han and hiragana part letter by letter, since nothing else parts their words', () => {
  expect(surfaces('东京에서')).toEqual(['东', '京에서'])
  expect(surfaces('配送サービスが遅い')).toEqual(['配', '送', 'サービス', 'が', '遅', 'い'])
})

test('every 어절 says where it stands in the source', () => {
  const text = '  “배송”이 \u1112\u1161\u11ab글 👍 ＡＢＣ'
  expect(tokenise(text).map(({ from, to }) => text.slice(from, to))).toEqual([
    '배송”이',
    '\u1112\u1161\u11ab글',
    'ＡＢＣ',
  ])
})

test('no text upsets the reader, and spans stand in order', () => {
  const unit = fc.oneof(
    fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code)),
    fc.constantFrom(
      '배송',
      '이',
      '#',
      '@',
      "'",
      '+',
      'http://',
      'www.',
      '.',
      ' ',
      'ㅋ',
      'a',
      '京',
      'サ',
      '👍',
      '_',
      '𠮷',
      's',
      // A sound mark of half width after what it does not belong to is folded together with it.
      'ﾟ',
    ),
  )
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 30 }), units => {
      const text = units.join('')
      let before = 0
      for (const { from, to, surface, exact, stems } of tokenise(text)) {
        expect(from).toBeGreaterThanOrEqual(before)
        expect(to).toBeGreaterThan(from)
        expect(to).toBeLessThanOrEqual(text.length)
        expect(surface.startsWith(exact)).toBe(true)
        expect(surface.length).toBeGreaterThan(0)
        expect(stems[0]).toBe(surface)
        before = to
      }
    }),
    { numRuns: 3000 },
  )
})

test('two million letters of anything are read in time that grows like their number', () => {
  for (const piece of [
    '배송이 ',
    '이',
    'a',
    '#',
    '#a',
    '@',
    '@a.',
    'http://',
    'www.',
    "'",
    '+',
    'ㅋ',
    '京',
    '\ud800',
    '👍',
    'c+',
    '들',
    '에서',
  ]) {
    const make = (size: number) => piece.repeat(size / piece.length)
    expect(growth(make, tokenise, 60_000), piece).toBeLessThan(linear)
  }
}, 120_000)
