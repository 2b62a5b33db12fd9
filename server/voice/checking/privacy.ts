/** Data of a person in an answer that everybody can read; resident and card numbers nowhere. Our own contact stays. */
import { type Check, faultAt, type Parted } from './draft.ts'

const why = {
  ko: {
    public: (what: string) => `모두가 보는 답글에 ${what} 들어 있습니다. 가리거나 비공개 메시지로 옮겨 주세요.`,
    never: (what: string) => `${what} 비공개 답변에도 적지 않습니다.`,
  },
  en: {
    public: (what: string) =>
      `Everyone can read this reply, and it shows ${what}. Mask it or move to a private message.`,
    never: (what: string) => `${what} must not be written out, not even in private.`,
  },
}

interface Datum {
  readonly find: RegExp
  readonly ko: string
  readonly en: string
  /** Not even in private. */
  readonly always?: boolean
  readonly unless?: (draft: Parted, match: RegExpMatchArray) => boolean
}

const around = (text: string, match: RegExpMatchArray, before: number, after: number) =>
  `${text.slice(Math.max(0, match.index! - before), match.index!)}▮${text.slice(match.index! + match[0].length, match.index! + match[0].length + after)}`

const ours =
  /고객\s*(?:센터|지원|상담|만족)|상담\s*(?:센터|전화|번호|원|실)?\s*[(:▮]|콜\s*센터|대표\s*(?:번호|전화)|매장|지점|본사|본점|안내\s*데스크|예약\s*(?:전화|센터|문의|실)|문의\s*(?:전화|처|번호)|서비스\s*센터|AS\s*센터|직통|담당(?:자|\s*부서|팀)|저희\s*(?:번호|쪽|팀|센터|연락처|전화|메일|이메일)|사무실|프런트|데스크|핫라인|(?:our|support|customer (?:care|service)|help ?(?:line|desk)|hotline|call us|reach us|contact us|front desk|store|branch|office|toll-?free|text us|email us|write to us)/i
const theirs =
  /고객님(?:의|께서|\s*(?:번호|연락처|휴대|핸드|전화|성함|메일|이메일|주소))|등록(?:하신|된|해\s*주신)|가입(?:하신|된)|남겨\s*주신|말씀(?:하신|해\s*주신)|적어\s*주신|입력(?:하신|해\s*주신)|주문자|수령인|받는\s*분|본인|기재(?:하신|된)|알려\s*주신|your (?:number|phone|mobile|cell|email|e-mail|address|account|registered)|on file|registered|you (?:gave|provided|left|listed|signed up)/i

const isOurContact = (draft: Parted, match: RegExpMatchArray): boolean => {
  const near = around(draft.text, match, 28, 18)
  if (theirs.test(near)) return false
  if (ours.test(near)) return true
  return (
    /▮\s*\)?\s*(?:번)?(?:으로|로)\s*(?:편하게\s*|언제든\s*|직접\s*)?(?:전화|문의|연락|메일|보내|문자|접수|신고|제보|회신)(?:를|을)?\s*(?:주|해\s*주|하시|보내\s*주|남겨|접수|부탁)/.test(
      near,
    ) ||
    (/\b(?:at|on|us at|email|call|to|via) ▮/i.test(near) &&
      /\b(?:call|email|contact|reach|write|send|message|phone|ring)\b[^.]{0,24}▮/i.test(near) &&
      !/\b(?:we|i)(?:'ll| will|'ve| have)?\s+(?:\w+\s+)?(?:call|email|sent|send|contact|reach|ring|phone|called|emailed)\b/i.test(
        near,
      ))
  )
}

const freeMail =
  /@(?:gmail|naver|daum|hanmail|kakao|nate|outlook|hotmail|yahoo|icloud|live|msn|proton|protonmail|me|aol)\./i
const roleMail =
  /^(?:help|support|cs|care|contact|info|service|privacy|hello|hi|admin|press|pr|team|customer\w*|refund|returns?|claim\w*|voc|no-?reply|sales|order|orders|shop|store|feedback|security|abuse|recruit|billing|ask|qna|center|desk|counsel|official|partner\w*|booking|reservation\w*|cservice|happy)[\w.+-]*@/i

const data: readonly Datum[] = [
  {
    find: /(?<![\d-])\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s*-\s*[1-8]\d{6}(?!\d)/,
    ko: '주민등록번호가',
    en: 'a resident registration number',
    always: true,
  },
  {
    find: /(?<![\d-])(?:\d{4}[\s.-]){3}\d{4}(?![\d-])|(?<![\d-])3[47]\d{2}[\s-]\d{6}[\s-]\d{5}(?!\d)|(?<![\d-])[3-6]\d{15}(?!\d)/,
    ko: '카드 번호가',
    en: 'a card number',
    always: true,
  },
  {
    find: /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/,
    ko: '주민등록번호가',
    en: 'a social security number',
    always: true,
    unless: draft => draft.language === 'ko',
  },
  {
    find: /(?:cvc|cvv|비밀번호|password|passcode|pin(?: number)?|인증\s*번호|verification code)(?:는|은|가|이)?\s*(?:is\s*|:\s*)?['"“]?(?=[\w!@#$%]*\d)[\w!@#$%]{3,20}/i,
    ko: '비밀번호나 인증 번호가',
    en: 'a password or code',
    always: true,
    unless: (draft, match) => /자리|digit/i.test(around(draft.text, match, 12, 8)) || /\d\s*자리/.test(match[0]),
  },
  {
    find: /(?<![\d-])(?:\+?82[\s-]?)?0?1[016789][\s.-]?\d{3,4}[\s.-]?\d{4}(?![\d-])/,
    ko: '휴대전화 번호가',
    en: 'a mobile number',
    unless: isOurContact,
  },
  {
    find: /(?<![\d-])0(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4])[\s).-]{1,2}\d{3,4}[\s.-]\d{4}(?![\d-])/,
    ko: '전화번호가',
    en: 'a phone number',
    unless: (draft, match) => !theirs.test(around(draft.text, match, 28, 18)) || isOurContact(draft, match),
  },
  {
    find: /(?<![\d-])(?:\+?1[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}[\s.-])\d{3}[\s.-]\d{4}(?![\d-])|(?<![\d-])\+?44[\s-]?\d{2,4}[\s-]?\d{3,4}[\s-]?\d{3,4}(?!\d)|(?<![\d-])07\d{3}[\s-]?\d{3}[\s-]?\d{3}(?!\d)|(?<![\d-])\d{3}-\d{4}(?![\d-])/,
    ko: '전화번호가',
    en: 'a phone number',
    unless: (draft, match) =>
      draft.language === 'ko' ||
      /^(?:\+?1[\s.-]?)?\(?8(?:00|88|77|66|55|44|33)/.test(match[0]) ||
      isOurContact(draft, match),
  },
  {
    find: /[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}/,
    ko: '메일 주소가',
    en: 'an e-mail address',
    unless: (draft, match) => {
      if (roleMail.test(match[0])) return true
      if (freeMail.test(match[0]))
        return !theirs.test(around(draft.text, match, 28, 18)) && ours.test(around(draft.text, match, 28, 0))
      return isOurContact(draft, match)
    },
  },
  {
    find: /(?:주문|예약|운송장|송장|회원|계약|증권|결제\s*승인|승인|고객|여권|사번|군번|학번|면허|등기|탑승권|구매)\s*(?:번호|ID)\s*(?:는|은|가|이|:|：|\(|인)?\s*[#:]?\s*(?=[A-Za-z0-9-]*\d)[A-Za-z0-9]{1,}[A-Za-z0-9-]{4,}/i,
    ko: '주문·회원 번호가',
    en: 'an order number',
    unless: (_draft, match) =>
      !/\d{2}/.test(match[0]) ||
      /\d{4}(?:년|자리)/.test(match[0]) ||
      /대표|고객\s*번호\s*(?:는|은)?\s*1[5-9]\d\d-/.test(match[0]),
  },
  {
    find: /(?<![\w/])#\s?(?=[A-Z0-9-]*\d{4})[A-Z0-9-]{5,}\b/i,
    ko: '주문 번호가',
    en: 'an order number',
    unless: (draft, match) =>
      /(?:ticket|case|문의|접수|티켓|reference|ref)\s*(?:number|no\.?|번호)?\s*▮/i.test(
        around(draft.text, match, 16, 0),
      ) ||
      !/order|booking|reservation|주문|예약|account|purchase|tracking|invoice|member/i.test(
        around(draft.text, match, 40, 30),
      ),
  },
  {
    find: /\b(?:order|booking|reservation|tracking|account|membership|member|policy|invoice|confirmation|passport|licen[cs]e)\s*(?:number|no\.?|id|code|#|ref(?:erence)?)?\s*(?:is\s*|:\s*|#\s*|\()?\s*#?(?=[A-Z-]*\d)[A-Z0-9]{1,6}[A-Z0-9-]*\d{3,}[A-Z0-9-]*/i,
    ko: '주문·회원 번호가',
    en: 'an order or account number',
    unless: (_draft, match) => !/\d{4,}|\d+-\d{3,}/.test(match[0]),
  },
  { find: /\d{8}-\d{4,8}\b/, ko: '주문 번호가', en: 'an order number' },
  {
    find: /(?<![\d-])\d{2,6}-\d{2,6}-\d{3,8}(?:-\d{2,3})?(?![\d-])/,
    ko: '계좌번호가',
    en: 'an account number',
    unless: (draft, match) =>
      !/은행|계좌|농협|뱅크|신협|우체국|예금주|송장|운송장|등기/.test(around(draft.text, match, 24, 16)) ||
      (ours.test(around(draft.text, match, 30, 20)) && !theirs.test(around(draft.text, match, 30, 20))) ||
      /^\d{3,4}-\d{4}$/.test(match[0]),
  },
  {
    find: /(?:[가-힣]{1,6}(?:시|도)\s+)?(?:[가-힣]{1,6}(?:시|군|구)\s+)+(?:[가-힣0-9]{1,8}(?:동|읍|면|가|리)\s+)?[가-힣0-9]{1,12}(?:대?로|길)\s?\d{1,4}(?:번?길\s?\d{1,4})?(?:-\d{1,4})?|[가-힣A-Za-z0-9]{2,14}\s?(?:아파트|빌라|오피스텔|타워|맨션|자이|래미안|푸르지오|힐스테이트|빌|단지|캐슬|아이파크|더샵|e편한세상)\s?(?:\d+\s?단지\s*)?\d{1,4}\s?동(?:\s?\d{1,5}\s?호)?|\d{1,4}동\s?\d{1,5}호|[가-힣]{2,8}동\s\d{1,4}-\d{1,4}(?:번지)?/,
    ko: '주소가',
    en: 'a street address',
    unless: (draft, match) => {
      const near = around(draft.text, match, 30, 22)
      if (
        theirs.test(near) ||
        /배송지|배달|댁|거주|자택|사시는|집\s|으?로\s*(?:배송|발송|보내\s*드|다시\s*보내|출고|방문\s*드|찾아)/.test(
          near,
        )
      )
        return false
      return (
        /매장|지점|점(?:\s|은|는|\(|이|▮|에)|센터|본사|물류|반품지|보내\s*실|위치|오시는|영업|팝업|전시|행사장|스토어|쇼룸|공장|호텔|병원|사옥|주차/.test(
          near,
        ) || !/\d{1,4}\s?호/.test(match[0])
      )
    },
  },
  {
    find: /\b\d{1,5}\s+(?:[A-Z][a-z]+\s){1,3}(?:St(?:reet)?|Ave(?:nue)?|Road|Rd|Lane|Ln|Drive|Dr|Blvd|Boulevard|Court|Ct|Way|Place|Pl|Terrace|Close|Crescent)\b\.?(?:,?\s*(?:Apt|Unit|Flat|Suite|#)\.?\s*\w+)?/,
    ko: '주소가',
    en: 'a street address',
    unless: (draft, match) =>
      /\b(?:our|store|branch|office|showroom|warehouse|clinic|hotel|located|visit us)\b/i.test(
        around(draft.text, match, 40, 30),
      ) && !/\byour\b/i.test(around(draft.text, match, 24, 10)),
  },
  {
    find: /(?:생년월일|생일)(?:은|이|인|:|이\s)?\s*(?:19|20)?\d{2}\s*[년.\-/]\s*\d{1,2}\s*[월.\-/]\s*\d{1,2}|생년월일(?:은|이|인|:)?\s*\d{6}|\d{6}\s*생|(?:(?:19|20)?\d{2}년\s*)\d{1,2}월\s*\d{1,2}일\s*생|\b(?:date of birth|dob|born on|birthday)\b[^.]{0,12}\d/i,
    ko: '생년월일이',
    en: 'a date of birth',
  },
  {
    find: /\d{2,3}[가-힣]\s?\d{4}(?!\d)(?=\s*(?:차|번|\)|이|으|,|\.|\s))/,
    ko: '차량 번호가',
    en: 'a car number',
    unless: (draft, match) => !/차|주차|번호판|렌트/.test(around(draft.text, match, 20, 16)),
  },
  {
    find: /고객님(?:의|께서|이|은)?\s*[^.!?]{0,16}(?:연체|미납|체납|대출\s*(?:잔액|한도|금리)|잔액|신용\s*(?:점수|등급)|진단(?:명|서|\s*결과)|처방(?:전|받)|병명|임신|검사\s*결과|수술|진료\s*기록|치료\s*(?:내역|기록|이력)|월급|급여|통장)/,
    ko: '다른 사람이 알면 안 되는 사정이',
    en: 'a private circumstance',
    unless: draft =>
      !draft.sentences.some(
        one =>
          /연체|미납|체납|대출|잔액|신용|진단|처방|병명|임신|검사|수술|진료|치료|월급|급여|통장/.test(one.text) &&
          /\d|확인됩|확인되|있으시|이신데|이시|상태|받으신|나왔|나오셨/.test(one.text),
      ),
  },
]

/** Digits and letters hidden but for the first ones: 010-1234-5678 becomes 010-****-5678. */
const mask = (written: string): string => {
  if (written.includes('@')) return written.replace(/^(.{1,2}).*@/, '$1***@')
  const digits = written.replace(/\D/g, '').length
  let seen = 0
  return written.replace(/\d/g, digit => {
    seen += 1
    return seen <= Math.min(3, digits - 4) ? digit : '*'
  })
}

export const privateData: Check = draft => {
  const faults: ReturnType<Check> = []
  for (const datum of data) {
    if (!datum.always && !draft.public) continue
    const every = new RegExp(
      datum.find.source,
      datum.find.flags.includes('g') ? datum.find.flags : `${datum.find.flags}g`,
    )
    for (const match of draft.text.matchAll(every)) {
      const [from, to] = [match.index, match.index + match[0].length]
      if (faults.some(one => one.span[0] < to && from < one.span[1])) continue
      if (/[*○●xX]{2,}/.test(draft.text.slice(Math.max(0, from - 3), to + 3))) continue
      if (datum.unless?.(draft, match)) continue
      const words = why[draft.language]
      const what = draft.language === 'ko' ? datum.ko : datum.en
      const told = draft.public
        ? words.public(what)
        : words.never(
            draft.language === 'ko'
              ? what.replace(/[이가]$/, '는').replace(/일는$/, '일은')
              : what[0]!.toUpperCase() + what.slice(1),
          )
      faults.push(faultAt('private_data', from, to, told, mask(match[0])))
    }
  }
  return faults
}
