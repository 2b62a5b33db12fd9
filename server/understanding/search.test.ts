import fc from 'fast-check'
import { expect, test } from 'vitest'
import { growth, linear } from '../../tools/testing/growth.ts'
import { searchWords, stemOf, toTsquery, toTsvector } from './search.ts'
import { tokenise } from './words.ts'

/** 어절 as people write them on social networks, each with the word that it is about. */
const stems = `
배송이/배송 배송은/배송 배송을/배송 배송도/배송 배송만/배송 배송에서/배송 배송에서도/배송 배송이라서/배송 배송이라는/배송 배송까지만은/배송 배송입니다/배송 배송이에요/배송
배송이네요/배송 배송인데/배송 배송이었는데/배송 배송이나/배송 배송이랑/배송 배송이든지/배송 배송이면/배송 배송이고/배송 배송됐는데/배송 배송했어요/배송 배송해주세요/배송 배송되나요/배송
배송중이에요/배송중 배송비가/배송비 배송비는/배송비 배송지를/배송지 배송기사님이/배송기사님 환불이요/환불 환불은요/환불 환불했어요/환불 환불해달라고/환불 환불받았는데/환불받 환불되나요/환불 환불하려고/환불 환불하겠습니다/환불
환불까지/환불 환불부터/환불 환불조차/환불 환불마저/환불 환불이라도/환불 환불이라니/환불 환불임/환불 교환으로/교환 교환이나/교환 교환하고/교환 교환해줌/교환 반품하는데/반품 반품도/반품 반품이라고/반품
커피가/커피 커피는/커피 커피를/커피 커피와/커피 커피랑/커피 커피로/커피 커피라서/커피 커피예요/커피 커피였어요/커피 커피네요/커피 커피인데/커피 커피인가요/커피 커피라도/커피 커피나/커피 커피에다가/커피 커피처럼/커피 커피보다/커피
서울로/서울 서울에서는/서울 서울까지/서울 서울이었어요/서울 부산으로/부산 부산에서부터/부산 부산으로부터/부산 제주도에서/제주도 지하철로/지하철 지하철이/지하철 매장에서는/매장 매장마다/매장 매장으로/매장 매장이라도/매장
스타벅스로부터의/스타벅스 스타벅스에서도/스타벅스 스타벅스가/스타벅스 스타벅스라는/스타벅스 쿠팡이랑/쿠팡 쿠팡에서만/쿠팡 쿠팡은/쿠팡 네이버로/네이버 네이버는/네이버 카카오톡으로/카카오톡 하늘상점에서/하늘상점 하늘상점이/하늘상점 하늘상점은요/하늘상점
고객센터에/고객센터 고객센터는/고객센터 고객센터까지/고객센터 고객센터랑/고객센터 상담원이/상담원 상담원과/상담원 상담사가/상담사 직원들이/직원 직원분들이/직원분 사장님께서/사장님 사장님한테/사장님 사람들은/사람 친구들한테도/친구
고양이가/고양이 고양이는/고양이 어린이가/어린이 바나나를/바나나 바나나가/바나나 나이가/나이 아이들이/아이 회의에서/회의 문의를/문의 문의했는데/문의 문의드렸는데/문의드리 평가가/평가 휴가를/휴가 효과가/효과 결과는/결과 사과를/사과
디자인이/디자인 디자인은/디자인 온라인으로/온라인 할인이/할인 할인은/할인 할인해요/할인 할인받고/할인받 확인했습니다/확인 확인부탁드려요/확인부탁드리 게임이에요/게임 게임을/게임 메일로/메일 파일을/파일 스타일이/스타일
가격이/가격 가격은/가격 가격도/가격 가격대비/가격대비 품질이/품질 품질은/품질 품질만/품질 서비스가/서비스 서비스예요/서비스 서비스라고/서비스 서비스였습니다/서비스 서비스네/서비스 리뷰를/리뷰 리뷰도/리뷰 리뷰보고/리뷰 후기를/후기 후기가/후기
앱이/앱 앱에서/앱 앱은/앱 업데이트했더니/업데이트 업데이트하고/업데이트 업데이트가/업데이트 로그인이/로그인 로그인도/로그인 결제가/결제 결제했는데/결제 결제되었습니다/결제 결제까지/결제 주문했어요/주문 주문한/주문 주문하신/주문 주문을/주문 주문이요/주문
구매했습니다/구매 구매하실/구매 추천합니다/추천 추천해요/추천 추천이요/추천 추천받아서/추천받 만족합니다/만족 만족해요/만족 만족스러워요/만족스러우 불만이/불만 실망했어요/실망 실망이에요/실망 기대했는데/기대 기대이하/기대이하 감사합니다/감사 감사해요/감사
느려요/느리 느린/느리 느렸는데/느리 느리네요/느리 느리고/느리 느립니다/느리 좋아요/좋 좋았어요/좋 좋네요/좋 좋습니다/좋 좋은데/좋 좋지만/좋 늦었어요/늦 늦네요/늦 늦어서/늦 늦게/늦 싫어요/싫 싫은데/싫 맛있어요/맛있 맛있네요/맛있 맛있었는데/맛있
재밌어요/재밌 재밌네/재밌 재미있었어요/재미있 없어요/없 없네요/없 없습니다/없 있어요/있 있는데/있 있나요/있 먹었어요/먹 먹고/먹 예뻐요/예쁘 예쁜데/예쁘 예뻤어요/예쁘 나빠요/나쁘 빨라요/빠르 빨라서/빠르 몰라요/모르 아파요/아프 괜찮아요/괜찮 괜찮네/괜찮 괜찮은데/괜찮
받았어요/받 받았는데/받 왔어요/오 봤어요/보 샀는데/사 샀어요/사 보내주세요/보내주 기다렸는데/기다리 기다려도/기다리 버렸어요/버리 터졌어요/터지 깨졌어요/깨지 망가졌네요/망가지
배숑이/배숑 환뷸해줘요/환뷸해주 배송이욤/배송 배송이용/배송 추천이욤/추천 대박이네/대박 대박임/대박 노답이다/노답 노잼임/노잼 꿀잼이네요/꿀잼 쓰레기네/쓰레기 최고예요/최고 최고네요/최고 최악이에요/최악 최악입니다/최악 최악이었음/최악 혜자네/혜자 호구됨/호구됨
폰이/폰 폰으로/폰 집에/집 집에서/집 물이/물 물을/물 돈을/돈 돈이/돈 lg가/lg cu에서/cu iphone은/iphone gs25에서/gs25 ai로/ai 3개를/3개 1위입니다/1위
`
  .trim()
  .split(/\s+/)
  .map(pair => pair.split('/') as [string, string])

test('at least 92 of 100 어절 of social text give the stem a person would name', () => {
  expect(new Set(stems.map(([word]) => word)).size).toBeGreaterThan(200)
  const wrong = stems.flatMap(([word, stem]) => {
    const [token] = tokenise(word)
    const found = token === undefined ? '' : stemOf(token)
    return found === stem ? [] : [`${word} → ${found}, not ${stem}`]
  })
  expect(1 - wrong.length / stems.length, wrong.join('\n')).toBeGreaterThanOrEqual(0.92)
})

test('a noun is found with any particle, before 하다 and inside a compound', () => {
  for (const text of [
    '배송이 늦다',
    '배송에서도',
    '배송했어요',
    '배송됐는데요',
    '무료배송이라서',
    '배송비가',
    '“배송”이',
    '#배송',
  ]) {
    expect(
      searchWords(text).map(one => one.word),
      text,
    ).toContain('배송')
  }
  expect(searchWords('배를 송두리째').map(one => one.word)).not.toContain('배송')
})

test('tags and handles are words of their own kind', () => {
  const words = searchWords('#무료_배송 @maeari.kr가').map(one => one.word)
  expect(words).toContain('#무료_배송')
  expect(words).toContain('@maeari.kr')
})

test('positions count 어절, and a whole word weighs more than a part', () => {
  expect(toTsvector('배송 환불 배송')).toBe("'배송':1A,3A '환불':2A")
  expect(toTsvector('무료배송')).toBe("'무료배송':1A '무료':1 '배송':1")
})

test('a query is made of the same words', () => {
  expect(toTsquery('배송 환불')).toBe("'배송' & '환불'")
  expect(toTsquery('"무료 배송" -환불')).toBe("('무료' <-> '배송') & !'환불'")
  expect(toTsquery('배송 or 환불')).toBe("'배송' | '환불'")
  expect(toTsquery('환불했어요')).toBe("('환불했어요' | '환불')")
  expect(toTsquery('#배송 @maeari 택배*')).toBe("'#배송' & '@maeari' & '택배':*")
  expect(toTsquery(' ?! ')).toBe('')
})

test('nothing a text holds can break out of a literal', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom("'", '\\', ':', '&', '|', '!', '(', ' ', '*', '<', '-', '"', '배', 'a', '\0'),
      }),
      text => {
        const literal = /^(?:'(?:[^'\\\0]|''|\\\\)+':[\d,A]+ ?)*$/
        expect(toTsvector(text)).toMatch(literal)
        expect(toTsquery(text).replace(/'(?:[^'\\\0]|''|\\\\)+'(:\*)?/g, 'w')).toMatch(/^[w&|!()<\- >]*$/)
      },
    ),
  )
})

test('the limits of PostgreSQL hold for two million letters', () => {
  const many = Array.from({ length: 200_000 }, (_, n) => `말${n.toString(36)}`).join(' ')
  for (const text of [many, '가'.repeat(2_000_000), '배송 '.repeat(600_000)]) {
    const vector = toTsvector(text)
    expect(growth(size => text.slice(0, size), toTsvector, Math.floor(text.length / 16))).toBeLessThan(linear)
    expect(Buffer.byteLength(vector)).toBeLessThan(3_000_000)
    for (const [, positions] of vector.matchAll(/:([\dA,]+)/g)) {
      const all = (positions as string).replaceAll('A', '').split(',').map(Number)
      expect(all.length).toBeLessThan(256)
      expect(all.at(-1)).toBeLessThanOrEqual(16383)
    }
  }
}, 120_000)
