/** Files as other products export them, built from their headers with made-up rows: each clean, and as dirty as they come. */
import iconv from 'iconv-lite'
import { writeTable } from '../../server/channels/files/write-tables.ts'

export interface ExportFile {
  readonly name: string
  readonly kind: 'contacts' | 'orders' | 'calls' | 'tickets' | 'chats'
  /** Null for tables of one's own. */
  readonly format: string | null
  readonly headers: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Values by what a column is called; the rest is filled with a word, as exports have it. */
const values: readonly (readonly [RegExp, (n: number) => string])[] = [
  [/requester email|e-?mail|이메일|메일$/i, n => `buyer${n}@example.com`],
  [
    /확인일|기한|처리일|출력일|희망일|일시$|일자$|일$|date|_time|time$|_at$| at$|stamp|last_changed/i,
    n => `2026-03-${String((n % 28) + 1).padStart(2, '0')} 14:0${n % 10}`,
  ],
  [/연락처|전화|phone|mobile|휴대폰|fax/i, n => `010-2345-${String(1000 + n)}`],
  [
    /수취인명|수취인이름|수령인$|구매자$|구매자명|주문자명?$|^이름|성명|고객명|^name$|^requester$|full name/i,
    n => `김지우${String.fromCharCode(0xac00 + n)}`,
  ],
  [/last ?name/i, () => '김'],
  [/first ?name/i, n => `지우${n}`],
  [/상품주문번호|묶음배송번호/, n => `20260302123456${String(10 + n)}`],
  [/주문 ?번호|주문 일련번호|order (id|number)/i, n => `20260302765432${String(10 + n)}`],
  [/구매자id/i, n => `buy${n}****`],
  [/id$|번호$|^leid$|^euid$|code$|코드/i, n => String(70_000 + n)],
  [/^(start|answer|end)$|통화일시/, n => `2026-11-${String((n % 28) + 1).padStart(2, '0')} 10:0${n % 10}:00`],
  [/^src$|발신번호/, n => `0102345${1000 + n}`],
  [/disposition|통화결과/, n => (n % 2 ? 'ANSWERED' : 'NO ANSWER')],
  [/^(duration|billsec)$|통화시간|대기시간/, n => String(10 + n)],
  [/수량|구매수|quantity|qty/i, n => String((n % 3) + 1)],
  [/금액|가격|판매가|결제액|amount|price|total|배송비|할인액|수수료/i, n => `${(n % 9) + 1}2,900`],
  [/상품명|product|item name/i, () => '무선 이어폰'],
  [/주문상태|^status|상태$/i, () => '배송완료'],
  [/우편번호|zip|postal/i, () => '04524'],
  [/배송지|주소|street|address/i, () => '서울특별시 중구 세종대로 110'],
  [/동의|opt.?in$|consent/i, n => (n % 2 ? 'Y' : 'N')],
  [/성별|sex|gender/i, n => (n % 2 ? '여' : '남')],
  [/생년월일|birth/i, () => '1990-03-01'],
]

const cellOf = (header: string, n: number): string =>
  values.find(([form]) => form.test(header))?.[1](n) ?? `값 ${n % 4}`

const table = (
  name: string,
  kind: ExportFile['kind'],
  format: string | null,
  headers: string,
  count = 12,
): ExportFile => {
  const names = headers.split(',').map(one => one.trim())
  return {
    name,
    kind,
    format,
    headers: names,
    rows: Array.from({ length: count }, (_, n) => names.map(one => cellOf(one, n))),
  }
}

/** Headers as `Where a header comes from` of the formats tells them; Korean ones as sellers see them. */
export const exportFiles: readonly ExportFile[] = [
  table(
    'hubspot',
    'contacts',
    'hubspot',
    'Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Create Date,Last Modified Date,Lifecycle Stage,Original Source,Associated Company,Associated Company IDs,Associated Deal IDs,Country/Region',
  ),
  table(
    'hubspot companies',
    'contacts',
    'hubspot_companies',
    'Record ID,Company name,Website URL,Company owner,Create Date,Phone Number,City,Industry',
  ),
  table(
    'salesforce api',
    'contacts',
    'salesforce',
    'Id,IsDeleted,MasterRecordId,AccountId,LastName,FirstName,Salutation,Name,MailingStreet,MailingCity,MailingState,MailingPostalCode,MailingCountry,Phone,Fax,MobilePhone,HomePhone,OtherPhone,Email,Title,Department,LeadSource,Birthdate,Description,OwnerId,CreatedDate,LastModifiedDate,SystemModstamp,LastActivityDate,EmailBouncedReason,IsEmailBounced',
  ),
  table(
    'salesforce report',
    'contacts',
    'salesforce',
    'First Name,Last Name,Email,Phone,Account Name,Mailing City,Mailing Street,Mailing State/Province,Mailing Zip/Postal Code,Mailing Country,Title,Mobile,Contact Owner,Lead Source,Last Activity',
  ),
  table(
    'mailchimp',
    'contacts',
    'mailchimp',
    'Email Address,First Name,Last Name,Phone Number,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS',
  ),
  table(
    'mailchimp unsubscribed',
    'contacts',
    'mailchimp',
    'Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,TIMEZONE,CC,REGION,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER,LEID,EUID,NOTES,TAGS',
  ),
  table('chatwoot', 'contacts', 'chatwoot', 'id,name,email,phone_number'),
  table(
    'chatwoot sample',
    'contacts',
    'chatwoot',
    'id,name,email,identifier,phone_number,labels,ip_address,company_name,custom_attribute_1,custom_attribute_2',
  ),
  table(
    'erxes',
    'contacts',
    'erxes',
    'First Name,Last Name,Middle Name,Email,Phone,Position,Department,Description,Code,Sex,Birth Date,Status,Email Validation Status,Phone Validation Status,Tags,Created At,Updated At',
  ),
  table(
    'zendesk',
    'tickets',
    'zendesk',
    'Summation column,Id,Requester,Requester id,Requester external id,Requester email,Requester domain,Submitter,Assignee,Group,Subject,Tags,Status,Priority,Via,Ticket type,Created at,Updated at,Assigned at,Organization,Due date,Initially assigned at,Solved at,Resolution time,Satisfaction Score,Group stations,Assignee stations,Reopens,Replies,First reply time in minutes,First reply time in minutes within business hours,First resolution time in minutes,First resolution time in minutes within business hours,Full resolution time in minutes,Agent wait time in minutes,Requester wait time in minutes,On hold time in minutes,문의 유형 [list]',
  ),
  table(
    'naver smart store',
    'orders',
    'naver_smartstore',
    '상품주문번호,주문번호,배송속성,배송방법(구매자 요청),배송방법,택배사,송장번호,발송일,판매채널,구매자명,구매자ID,수취인명,주문상태,주문세부상태,수량클레임 여부,결제위치,결제일,상품번호,상품명,상품종류,반품안심케어,옵션정보,옵션관리코드,수량,옵션가격,상품가격,최종 상품별 할인액,판매자 부담 할인액,최종 상품별 총 주문금액,사은품,발주확인일,발송기한,발송처리일,송장출력일,배송비 형태,배송비 묶음번호,배송비 유형,배송비 합계,제주/도서 추가배송비,배송비 할인액,판매자 상품코드,판매자 내부코드1,판매자 내부코드2,수취인연락처1,수취인연락처2,통합배송지,기본배송지,상세배송지,구매자연락처,우편번호,배송메세지,출고지,결제수단,네이버페이 주문관리 수수료,매출연동 수수료,정산예정금액,매출연동수수료 유입경로,개인통관고유부호,주문일시,1년 주문건수,구독신청회차,구독진행회차,배송희망일,유입경로',
  ),
  table(
    'coupang',
    'orders',
    'coupang',
    '번호,묶음배송번호,주문번호,택배사,운송장번호,분리배송 Y/N,주문시 출고예정일,출고일(발송일),주문일,등록상품명,등록옵션명,노출상품명(옵션명),노출상품ID,옵션ID,업체상품코드,바코드,결제액,배송비구분,배송비,도서산간 추가배송비,구매수(수량),옵션판매가(판매단가),구매자,구매자전화번호,수취인이름,수취인전화번호,우편번호,수취인 주소,배송메세지,상품별 추가메시지,주문자 추가메시지,배송완료일,구매확정일자,개인통관번호(PCCC),통관용구매자전화번호,기타,결제위치',
  ),
  table(
    '11st',
    'orders',
    'st11',
    '번호,주문상태,주문번호,상품주문번호,주문일시,결제일시,상품명,옵션,수량,판매단가,주문금액,구매자명,구매자 ID,수취인명,수취인전화번호,수취인핸드폰,우편번호,배송주소,배송메시지,배송비,택배사,송장번호,상품번호,정산예정금액',
  ),
  table(
    'kakao store',
    'orders',
    'kakao_store',
    '주문 일련번호,주문일시,주문상태,상품명,옵션,수량,결제금액,수령인,연락처,배송지,우편번호,배송메시지,택배사,송장번호',
  ),
  table(
    'own contacts ko',
    'contacts',
    null,
    '고객번호,고객명,휴대폰번호,이메일,생년월일,성별,회사명,직급,주소,우편번호,등급,가입일,최근구매일,총구매금액,SMS수신동의,이메일 수신동의,메모',
  ),
  table(
    'own contacts en',
    'contacts',
    null,
    'Customer ID,Full Name,E-mail,Mobile Phone,Company,Job Title,City,Country,Date of Birth,Tags,Notes,Created At,Last Login,SMS opt in',
  ),
  table(
    'own orders ko',
    'orders',
    null,
    '주문번호,주문일자,주문자명,주문자 연락처,상품명,수량,단가,주문금액,결제방법,주문상태,비고',
  ),
  table(
    'own orders en',
    'orders',
    null,
    'Order ID,Order Date,Customer Name,Customer Email,Product Name,SKU,Quantity,Unit Price,Total,Currency,Status,Payment Method',
  ),
  table(
    'asterisk',
    'calls',
    'asterisk',
    'acctId,src,dst,dcontext,clid,channel,lastapp,lastdata,start,answer,end,duration,billsec,disposition,amaflags,uniqueid,userfield',
  ),
  table('own calls ko', 'calls', null, '통화일시,발신번호,수신번호,통화결과,통화시간,대기시간,상담원,녹취파일'),
]

const csv = (lines: readonly (readonly string[])[], delimiter = ','): string =>
  lines
    .map(line =>
      line.map(cell => (/["\n\r,;\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter),
    )
    .join('\r\n')

/** UTF-8, a comma, the header in the first line. */
export const cleanFile = (one: ExportFile): Uint8Array => Buffer.from(`${csv([one.headers, ...one.rows])}\r\n`)

/** Ways in which files come, each of them found in the wild; the n-th file gets the n-th way. */
const ways: readonly ((one: ExportFile) => Promise<Uint8Array> | Uint8Array)[] = [
  one => iconv.encode(`\ufeff${csv([one.headers, ...one.rows], '\t')}\n`, 'utf-16le', { addBOM: false }),
  one =>
    iconv.encode(
      `${csv([['내보낸 날', '2026-10-02'], ['조회 기간', '2026-09-01 ~ 2026-09-30'], [''], one.headers, ...one.rows], ';')}\n`,
      'cp949',
    ),
  one =>
    Buffer.from(
      `\ufeff${csv([one.headers, ...one.rows, one.headers.map((_, n) => (n === 0 ? '합계' : n === 1 ? '1,234' : ''))])}\n`,
    ),
  one =>
    Buffer.from(
      `${csv([one.headers, ...one.rows.map(row => row.map((cell, n) => (n === row.length - 1 ? `${cell}\n둘째 줄, "따옴표" 😀` : cell)))])}\n`,
    ),
  one => workbook([['이 파일은 내보내기로 만들었습니다.'], one.headers, ...one.rows]),
  one => Buffer.from(`${csv([one.headers.map(() => ''), one.headers, ...one.rows, ...one.rows.slice(0, 4)])}\n`),
]

export const dirtyFile = async (one: ExportFile, n: number): Promise<Uint8Array> => await ways[n % ways.length]!(one)

/** A workbook whose header is not in its first row. */
const workbook = async (lines: readonly (readonly string[])[]): Promise<Uint8Array> => {
  const [first = [], ...rest] = lines
  const width = Math.max(...lines.map(line => line.length))
  const padded = Array.from({ length: width }, (_, n) => first[n] ?? '')
  const pieces: Uint8Array[] = []
  const rows = (async function* () {
    yield rest
  })()
  for await (const piece of writeTable('xlsx', padded, rows)) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** The four forms in which KakaoTalk saves a chat, all of the same three messages and one line that nobody wrote. */
export const chatFiles: Readonly<Record<'mac' | 'pc' | 'android' | 'iphone', Uint8Array>> = {
  mac: Buffer.from(
    'Date,User,Message\n2026-10-02 15:15:03,"김지우","배송이 언제 오나요?\n급해요"\n2026-10-02 15:16:40,"하늘상점","오늘 도착합니다"\n2026-10-02 15:17:01,"김지우","감사합니다 😀"\n',
  ),
  pc: iconv.encode(
    '김지우 님과 카카오톡 대화\r\n저장한 날짜 : 2026-10-03 09:12:44\r\n\r\n--------------- 2026년 10월 2일 금요일 ---------------\r\n김지우님이 들어왔습니다.\r\n[김지우] [오후 3:15] 배송이 언제 오나요?\r\n급해요\r\n[하늘상점] [오후 3:16] 오늘 도착합니다\r\n[김지우] [오후 3:17] 감사합니다\r\n',
    'cp949',
  ),
  android: Buffer.from(
    '\ufeff김지우 님과 카카오톡 대화\n저장한 날짜 : 2026년 10월 3일 오전 9:12\n\n\n2026년 10월 2일 오후 3:15\n2026년 10월 2일 오후 3:15, 김지우 : 배송이 언제 오나요?\n급해요\n2026년 10월 2일 오후 3:16, 하늘상점 : 오늘 도착합니다\n2026년 10월 2일 오후 3:17, 김지우 : 감사합니다 😀\n',
  ),
  iphone: Buffer.from(
    '김지우 님과 카카오톡 대화\n저장한 날짜 : 2026. 10. 3. 오전 9:12\n\n2026년 10월 2일 금요일\n2026. 10. 2. 오후 3:14: 김지우님이 김지우님을 초대했습니다.\n2026. 10. 2. 오후 3:15, 김지우 : 배송이 언제 오나요?\n급해요\n2026. 10. 2. 오후 3:16, 하늘상점 : 오늘 도착합니다\n2026. 10. 2. 오후 3:17, 김지우 : 감사합니다 😀\n',
  ),
}
