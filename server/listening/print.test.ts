import { expect, test } from 'vitest'
import { areSimilar, readPrint } from '../../contract/listening.ts'
import { printOf } from './print.ts'

/** Written for this test: what people and newsrooms say, each different from all others. */
const originals = [
  '하늘상점에서 산 세제 리필이 오늘 도착했는데 뚜껑이 깨져서 상자 안이 온통 세제로 젖어 있었습니다. 고객센터는 전화를 받지 않네요.',
  '어제 주문한 텀블러가 하루 만에 왔어요. 포장도 종이로만 되어 있어서 버릴 게 거의 없고 색도 사진이랑 똑같아서 마음에 들어요.',
  '[속보] 하늘상점 등 3개 유통사, 친환경 포장 공동 협약 체결. 내년 상반기부터 비닐 완충재를 모두 종이로 바꾸기로 했다.',
  '하늘상점, 3분기 매출 1,240억 원으로 지난해보다 18% 늘어. 회사는 리필 제품 판매가 두 배로 커진 덕분이라고 설명했다.',
  '환불 신청한 지 2주가 지났는데 아직도 처리 중이라고만 나옵니다. 문의를 세 번 남겼지만 똑같은 답변만 복사해서 보내더라고요.',
  '동네에 리필 스테이션이 새로 생겨서 다녀왔습니다. 샴푸랑 주방 세제를 담아 왔는데 용기를 안 가져가도 빌려줘서 편했어요.',
  '앱 업데이트하고 나서 장바구니가 자꾸 비워져요. 로그인도 풀리고 쿠폰도 사라졌는데 저만 이런가요? 아이폰 쓰는 분들 어떠세요?',
  '하늘상점 겨울 세일 정리해 봤어요. 세제는 리필이 반값이고 수건은 세 장 묶음이 제일 싸고 텀블러는 작년보다 비싸요.',
  'Ordered from Haneul Store on Monday, it arrived on Tuesday in a paper box. The refill pouch leaked a little but support sent a new one the same day.',
  'Haneul Store joins two other retailers in a pledge to drop plastic packaging by next spring, the companies said in a joint statement on Friday.',
  '채식 위주로 먹는 사람인데 하늘상점 밀키트는 성분표가 작게라도 다 적혀 있어서 고르기가 편합니다. 다만 소스가 조금 짜요.',
  '배송 기사님이 문 앞에 두고 가셨다고 문자가 왔는데 나가 보니 아무것도 없었습니다. CCTV 확인해 달라고 했더니 경찰에 신고하래요.',
  '새로 나온 대나무 칫솔은 솔이 너무 뻣뻣해서 잇몸이 아팠어요. 예전 것이 훨씬 부드러웠는데 왜 바꿨는지 모르겠습니다.',
  '하늘상점 노조가 물류센터 야간 근무 환경을 개선하라며 다음 주 월요일부터 무기한 농성에 들어가겠다고 밝혔다.',
  '구독 해지 페이지가 계속 오류가 나서 해지를 못 하고 있는데 그사이에 또 결제가 됐습니다. 이건 일부러 막아 둔 거 아닌가요?',
  '친구가 하늘상점 선물 상자를 보내 줬는데 안에 들어 있는 손편지 서비스가 정말 좋았어요. 다음에 저도 써 보려고요.',
]

/** How texts are copied in the wild; `n` makes each copy another one. */
const copies: ((text: string, n: number) => string)[] = [
  text => text,
  text => `RT @someone: ${text}`,
  text => `${text} https://news.example/a?id=77`,
  text => text.replaceAll('. ', '.\n\n').toUpperCase(),
  (text, n) => `${text} ${['진짜 공감합니다', 'so true', '이거 실화인가요'][n % 3]}`,
  (text, n) => `${['(서울=연합) 김기자 기자 =', '[단독]', '속보)'][n % 3]} ${text}`,
  text => text.split(' ').slice(0, -2).join(' '),
  (text, n) => swapped(text, n),
]

/** Every tenth word another. */
const swapped = (text: string, n: number): string =>
  text
    .split(' ')
    .map((word, at) => (at % 10 === n % 10 ? '그런데' : word))
    .join(' ')

test('copies, retweets and syndicated texts are found, and different texts about the same things are not', () => {
  const all = originals.flatMap((text, group) =>
    copies.map((copy, n) => ({ group, print: readPrint(printOf(copy(text, n + group))!.replaceAll('-', '')) })),
  )
  const counts = { hit: 0, missed: 0, wrong: 0 }
  for (const [n, a] of all.entries())
    for (const b of all.slice(n + 1)) {
      const isSame = a.group === b.group
      const isFound = areSimilar(a.print, b.print)
      if (isSame && isFound) counts.hit++
      if (isSame && !isFound) counts.missed++
      if (!isSame && isFound) counts.wrong++
    }
  const precision = counts.hit / (counts.hit + counts.wrong)
  const recall = counts.hit / (counts.hit + counts.missed)
  console.info(`near-duplicates: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, ${all.length} texts`)
  expect(precision).toBeGreaterThanOrEqual(0.98)
  expect(recall).toBeGreaterThanOrEqual(0.9)
})

test('what two people may just both have said leaves no print', () => {
  for (const text of ['', '배송 빨라요', '감사합니다 잘 쓸게요 😊', '@haneul @other https://a.example 좋아요'])
    expect(printOf(text)).toBeNull()
})
