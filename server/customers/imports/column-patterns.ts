/** Names of columns by how they are made: who (고객, 주문자, customer) and what (번호, 휴대폰, e-mail), in any company's words. */
import type { ImportField } from '../../../contract/channels.ts'

type Patterns = readonly (readonly [RegExp, ImportField])[]

/** Whom a table of customers calls so; some trades have words of their own. */
const who =
  '(?:고객|회원|손님|환자|학생|수강생|원생|신청자|예약자|참가자|참석자|주문자|구매자|가입자|이용자|사용자|방문자|문의자|요청자|민원인|학부모(?= ?이름)|계약자|입주자|응모자|당첨자|구독자|customers?|clients?|members?|contacts?|patients?|students?|guests?|subscribers?|buyers?|leads?|users?|attendees?|visitors?|requesters?|billing)'
const somebodyElse =
  '(?:보호자|학부모|personal|private|개인|비상|긴급|가족|배우자|회사|직장|집|자택|사무실|대표|home|work|office|other|emergency|alternate|secondary|guardian)'
const telephone = '(?:휴대 ?(?:폰|전화)|핸드폰|연락처|전화|mobile|cell ?phone|cell|phone|tel(?:ephone)?|h\\.?p\\.?)'
const number = '(?: ?(?:번호|no\\.?|number|#))?'
const isId = '(?: ?unique)? ?(?:번호|코드|아이디|id|key|code|no\\.?|number)'

const form = (source: string): RegExp => new RegExp(`^${source}$`, 'i')

/** What identifies, reaches and describes a person. */
export const personPatterns: Patterns = [
  [/통관|주민(등록)?번호|외국인등록|카드번호|계좌번호/, 'skip'],
  [
    /(sms|lms|문자|이메일|e-?mail|메일|푸시|push|알림톡|카카오|광고|마케팅|marketing|야간).*(수신|동의|거부|opt|consent|subscri)/i,
    'consent',
  ],
  [/^(accepts|receive|opt ?in|subscribed? to) .*(marketing|e-?mail|sms|newsletter)/i, 'consent'],
  [form(`(?:${who} ?)?(?:e-?mail|이메일|메일)(?: ?(?:주소|address|id|\\d* ?-? ?value))?`), 'email'],
  [form(`${somebodyElse} ?(?:e-?mail|이메일|메일)(?: ?(?:주소|address))?`), 'otherEmail'],
  [form(`e-?mail \\d+ - value`), 'email'],
  [form(`(?:phone|tel) \\d+ - value`), 'phone'],
  [form(`${somebodyElse} ?${telephone}${number}`), 'otherPhone'],
  [form(`(?:${who}|담당자)? ?${telephone}${number}(?: ?\\d)?`), 'phone'],
  [form(`${who} ?(?:의 ?)?(?:이름|성명|성함|명|name|full name)`), 'name'],
  [form(`${who}${isId}`), 'externalId'],
  [/^(학번|사번|차트 ?번호|멤버십 ?번호|카드 ?no)$/i, 'externalId'],
  [/우편 ?번호|zip|post ?code|postal/i, 'postCode'],
  [
    /^(?!.*(e-?mail|메일|ip|url|web|사이트|보호자)).*(주소|배송지|거주지|소재지|address( ?line)?( ?\d| - formatted)?)$/i,
    'address',
  ],
  [/(^|[\s_])(city|도시|시군구)$/i, 'city'],
  [/(^|[\s_])(state|province|시\/?도|region)$/i, 'region'],
  [/(^|[\s_])(country|국가|nationality|국적)( code)?$/i, 'country'],
  [
    /^(default address company|.*(회사|업체|법인|거래처|기관|학교|organi[sz]ation|company|employer|clinic|school) ?(명|이름|name)?)$/i,
    'company',
  ],
  [/(organi[sz]ation|job|position) ?title$|^직(급|위|책|함|업|종)$/i, 'jobTitle'],
  [/^(linked ?in|instagram|twitter|facebook|인스타(그램)?|카카오 ?(id|아이디)|블로그)$/i, 'handle'],
  [/^(학과|전공|부서 ?명?|소속 ?부서|organi[sz]ation department)$/i, 'department'],
  [/^(d\.? ?o\.? ?b\.?|.*(birth|생년|출생|생일).*)$/i, 'birthDate'],
  [
    /^(담당 ?(직원|영업|상담사|의사|강사|매니저|세무사|디자이너)?자?|.*(owner|assignee|account manager|rep))$/i,
    'owner',
  ],
  [
    /(최종|최근|마지막|last|latest).*(로그인|접속|방문|내원|활동|수정|상담|연락|login|log in|touch|seen|visit|active|activity|contact|modified|updated)/i,
    'seenAt',
  ],
  [
    /(가입|등록|최초|첫|생성|신규).*(일|일시|일자|날짜|시각)$|^(date|time) (joined|added|created|registered)|(created|joined|registered|signed ?up|sign ?up|registration|first (touch|seen|visit)).*(at|on|date|time)?$/i,
    'createdAt',
  ],
  [/^(utm|유입|가입 ?경로|referr|.*(source|경로)$)/i, 'origin'],
  [/(메모|비고|특이 ?사항|참고 ?사항|적요|요청 ?사항|notes?|memo|comments?|remarks?)$/i, 'note'],
  [/^(.*(tags?|labels?|태그|라벨|그룹|세그먼트|segment))$/i, 'tags'],
]

/** Not a field of ours, and plainly what it is: sums, counts, marks, what somebody likes. */
export const detailPatterns: Patterns = [
  [
    /(금액|매출액?|구매액|결제액|주문액|수강료|이용료|잔액|포인트|마일리지|적립금|예치금|횟수|건수|회차|점수|등급|레벨|순위|비율|나이|연령대?|학년|반)$/,
    'detail',
  ],
  [
    /(여부|유무|상태|구분|유형|종류|조건|방법|수단|선호.*|관심.*|취향|기념일|알레르기|장소|업태|업종|종목|추천인.*|쿠폰.*|이미지|사진|파일)$/,
    'detail',
  ],
  [/(일|일시|일자|날짜|기간|시간)$/, 'detail'],
  [
    /(score|count|total|spent|amount|balance|points?|level|tier|status|type|flag|exempt|campaign|medium|territory|preferences?|interests?|rating|rate|rank|age|check in|check out|requests?|coupon|url|image|photo|avatar|label|ip|date|number of .*)$/i,
    'detail',
  ],
]

const buys =
  '(?:주문|예약|거래|판매|구매|결제|접수|계약|order|transaction|invoice|receipt|booking|reservation|sales?|purchase|payment)'
const getsIt =
  '(?:수취인|수령인|수령자|받는 ?(?:분|사람)|받으시는 ?분|배송지?|shipping|ship to|recipient|receiver|delivery)'

/** What makes an order. */
export const orderPatterns: Patterns = [
  [/통관|주민(등록)?번호|외국인등록|카드 ?번호|계좌/, 'skip'],
  [form(`${getsIt} ?${telephone}${number}(?: ?1)?`), 'recipientPhone'],
  [form(`${getsIt} ?(?:이름|성명|명|name)?`), 'recipient'],
  [form(`${getsIt}? ?(?:주소|address ?\\d?|street|기본 ?주소|상세 ?주소)`), 'address'],
  [form(`(?:${buys}|전표|영수증)(?: ?일련)? ?(?:번호|코드|id|key|no\\.?|number|#)`), 'orderId'],
  [/^(상품|품목|line|item|lineitem|order item|order line) ?(주문)? ?(번호|id|no\.?|number)$/i, 'lineId'],
  [
    form(`(?:최초 ?)?${buys}(?:ed)? ?(?:date|time|timestamp|at|on|일|일시|일자|날짜|시각)(?: ?(?:time|at))?`),
    'orderedAt',
  ],
  [/^(결제|입금|paid|payment).*(일|일시|일자|시각|at|on|date|time)$/i, 'paidAt'],
  [/^(발송|출고|배송|shipped|fulfilled|delivered|dispatch(ed)?).*(일|일시|일자|시각|at|on|date|time)$/i, 'sentAt'],
  [/purchase[ _]timestamp/i, 'orderedAt'],
  [
    /^(.*(상품|품목|제품|메뉴|서비스|product|item|lineitem|goods|service|menu) ?(명|이름|name|title|description)|상품|품목|메뉴|product|item)$/i,
    'product',
  ],
  [/(sku|바코드|barcode|(상품|품목|제품|product|item) ?(코드|번호|code|id|no\.?|number))$/i, 'productId'],
  [/(옵션|규격|사이즈|색상|option|variant|variation|size|colou?r)( ?(명|정보|name|info))?$/i, 'option'],
  [/(수량|인원|개수|구매수|qty|quantity|units|pax)$/i, 'quantity'],
  [/(단가|판매가|unit price|lineitem price|unit cost|^price|^가격|^정가)$/i, 'unitPrice'],
  [/^(공급 ?가액|상품 ?금액|금액|gross sales|line ?total|lineitem total|item total|subtotal|매출)$/i, 'lineTotal'],
  [
    /^(총|최종|실)? ?(합계|결제|주문|구매|예약|거래|판매|계약)? ?(금액|액|합계|총액|total)$|^(net sales|grand total|total|total (price|amount|paid|sales)|order total|amount (paid|due))$/i,
    'orderTotal',
  ],
  [
    form(`(?:${buys}|배송|처리|진행|클레임|financial|fulfillment|delivery) ?(?:상태|status|state|진행 ?상태)`),
    'status',
  ],
  [/(currency|통화)( ?code)?$/i, 'currency'],
  [/(쇼핑몰|판매처|마켓|매장|지점|store|shop|marketplace|sales ?channel)( ?(명|이름|name))?$/i, 'market'],
  [/(메시지|메세지|요청 ?사항?|적요|비고|메모|message|notes?|memo|instructions?)$/i, 'note'],
  [
    /(수수료|할인.*|배송비|배달료|기한|예정일?|사유|형태|유형|부가세|세액|세금|창고|수단|방법|택배사?|송장.*|운송장.*|쿠폰.*)$/,
    'detail',
  ],
  [
    /(fees?|tax(es)?|discounts?( ?\w+)?|shipping( ?(cost|method|price|fee))?|method|vendor|warehouse|brand|suffix|tracking.*|freight.*|refund.*|gateway|employee|device.*|cancel.*|risk.*)$/i,
    'detail',
  ],
]

/** What makes a ticket, beside whose it is. */
export const ticketPatterns: Patterns = [
  [/^(문의|접수|티켓|상담|민원|ticket|case|issue|request) ?(번호|id|no\.?|number|key|#)$/i, 'ticketId'],
  [/(제목|유형|subject|title|summary)$/i, 'subject'],
  [/(문의|상담|민원|접수) ?(내용|본문)|description$|^body$/i, 'text'],
  [
    /^(문의|접수|상담|등록|작성|민원|생성).*(일|일시|일자|시각)$|^(created|opened|submitted|requested).*(at|on|date|time)?$/i,
    'createdAt',
  ],
  [
    /^(처리|완료|해결|답변|종료).*(일|일시|일자|시각)$|^(solved|resolved|closed|completed).*(at|on|date|time)?$/i,
    'solvedAt',
  ],
  [/(만족도|평점|별점|satisfaction|csat|rating)( ?(점수|score))?$/i, 'score'],
  [/(상태|status)$/i, 'status'],
]
