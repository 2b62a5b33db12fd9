/** Reads what a sentence promises in numbers: how long, how much, how many, until when. Korean and English. */

export type Unit = 'hours' | 'won' | 'dollars' | 'percent' | 'clock' | 'date' | 'weekday' | 'count'

export interface Amount {
  readonly unit: Unit
  /** For counts, the thing counted: 회, 개, 장. */
  readonly of: string
  readonly low: number
  readonly high: number
  readonly from: number
  readonly to: number
  /** How it was written, without white space. */
  readonly written: string
}

const day = 24
const koDays: Readonly<Record<string, readonly [number, number]>> = {
  하루: [1, 1],
  이틀: [2, 2],
  사흘: [3, 3],
  나흘: [4, 4],
  닷새: [5, 5],
  열흘: [10, 10],
  보름: [15, 15],
  일주일: [7, 7],
  이주일: [14, 14],
  '한 달': [30, 30],
  한달: [30, 30],
  '두 달': [60, 60],
  두달: [60, 60],
  '석 달': [90, 90],
  하루이틀: [1, 2],
  '하루 이틀': [1, 2],
  이삼일: [2, 3],
  사오일: [4, 5],
  당일: [0, 0],
  '오늘 중': [0, 0],
  '오늘 안': [0, 0],
  오늘: [0, 0],
  내일: [1, 1],
  모레: [2, 2],
  글피: [3, 3],
  '이번 주': [0, 6],
  '다음 주': [4, 13],
  '이번 달': [0, 30],
  '다음 달': [15, 60],
}
const koUnits: Readonly<Record<string, number>> = {
  분: 1 / 60,
  시간: 1,
  일: day,
  영업일: day,
  근무일: day,
  평일: day,
  주: 7 * day,
  주일: 7 * day,
  주간: 7 * day,
  개월: 30 * day,
  달: 30 * day,
  년: 365 * day,
}
const enUnits: Readonly<Record<string, number>> = {
  minute: 1 / 60,
  hour: 1,
  day: day,
  'business day': day,
  'working day': day,
  week: 7 * day,
  month: 30 * day,
  year: 365 * day,
}
const enNumbers: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fourteen: 14,
  thirty: 30,
  sixty: 60,
  ninety: 90,
  couple: 2,
}

type Reader = { find: RegExp; read: (match: RegExpMatchArray) => Omit<Amount, 'from' | 'to' | 'written'> | null }

const number = (written: string) => Number(written.replaceAll(',', ''))
const won = (match: RegExpMatchArray): number => {
  const scale = { 십만: 100_000, 만: 10_000, 천: 1_000, 백: 100 }[match[2] ?? ''] ?? 1
  const rest = match[3] ? number(match[3]) * ({ 천: 1_000, 백: 100 }[match[4] ?? ''] ?? 1) : 0
  return number(match[1]!) * scale + rest
}
const range = (unit: Unit, low: number, high: number, of = '') => ({
  unit,
  of,
  low: Math.min(low, high),
  high: Math.max(low, high),
})

const koReaders: readonly Reader[] = [
  {
    // A date is no span of days: 11월 3일, 12월 말.
    find: /(\d{1,2})\s*월\s*(?:(\d{1,2})\s*일|(초|중순|말))?/g,
    read: match => {
      const at = Number(match[1]) * 100
      if (match[2]) return range('date', at + Number(match[2]), at + Number(match[2]))
      if (match[3])
        return range('date', at + { 초: 1, 중순: 11, 말: 21 }[match[3]]!, at + { 초: 10, 중순: 20, 말: 31 }[match[3]]!)
      return range('date', at + 1, at + 31)
    },
  },
  {
    find: /(?:오전|오후|아침|저녁|낮|밤)?\s*(\d{1,2})\s*(?:시(?!간)|:(?=\d\d))(?:\s*(\d{1,2})\s*분?|\s*(반))?/g,
    read: match => {
      const pm = /오후|저녁|밤/.test(match[0])
      const hour = Number(match[1])
      const at = (pm && hour < 12 ? hour + 12 : hour) * 60 + (match[3] ? 30 : Number(match[2] ?? 0))
      return range('clock', at, at)
    },
  },
  {
    find: /(\d+)\s*(?:영업|근무)?일?\s*[~∼\-–]\s*(\d+)\s*(영업일|근무일|평일|일|시간|분|주일|주간|주|개월|달|년)/g,
    read: match => range('hours', Number(match[1]) * koUnits[match[3]!]!, Number(match[2]) * koUnits[match[3]!]!),
  },
  {
    find: /(?:(?:영업일|평일|근무일)\s*(?:기준)?\s*(?:으로)?\s*)?(\d+)\s*(영업일|근무일|시간|분|주일|주간|주(?!문|소|차(?!면))|개월|달(?!러)|년(?![도형식생])|일(?!부|반|정|괄|시|련))/g,
    read: match => range('hours', Number(match[1]) * koUnits[match[2]!]!, Number(match[1]) * koUnits[match[2]!]!),
  },
  {
    find: /하루\s?이틀|이삼일|사오일|일주일|이주일|이틀|사흘|나흘|닷새|열흘|보름|한\s?달|두\s?달|석\s달|당일|오늘\s(?:중|안)|(?:내일|모레|글피)(?=\s|까지|중|부터|안|오[전후]|[,.]|$)|오늘(?=까지|부터|\s*(?:바로|출고|발송|도착|오[전후]|저녁|처리|환불|입금|저희))|하루(?=\s*(?:안|만|이내|내|뒤|후|정도|면))|(?:이번|다음)\s(?:주|달)(?!\s*[월화수목금토일]요일)/g,
    read: match => {
      const days = koDays[match[0]] ?? koDays[match[0].replace(/\s/g, '')]
      return days ? range('hours', days[0] * day, days[1] * day) : null
    },
  },
  {
    find: /(?:(이번|다음)\s*주\s*)?([월화수목금토일])요일/g,
    read: match => {
      const at = '월화수목금토일'.indexOf(match[2]!) + (match[1] === '다음' ? 7 : 0)
      return range('weekday', at, at)
    },
  },
  {
    find: /(\d[\d,]*(?:\.\d+)?)\s*(십만|만|천|백)?\s*(?:(\d[\d,]*)\s*(천|백)?)?\s*원/g,
    read: match => range('won', won(match), won(match)),
  },
  {
    find: /(\d+(?:\.\d+)?)\s*(?:%|퍼센트|프로(?=\s|[를을만의 ]))/g,
    read: match => range('percent', Number(match[1]), Number(match[1])),
  },
  {
    find: /(\d[\d,]*|한|두|세|네|다섯)\s*(회|번(?!호|째|지)|개(?!월|인|봉)|매|장|명|인(?=\s|까지|이|당)|GB|기가|박|켤레|세트|병|대|구좌|점|포인트|P(?![A-Za-z]))/g,
    read: match => {
      const value = { 한: 1, 두: 2, 세: 3, 네: 4, 다섯: 5 }[match[1]!] ?? number(match[1]!)
      const of = { 회: '번', 매: '장', 인: '명', 기가: 'GB', P: '포인트' }[match[2]!] ?? match[2]!
      return of === '포인트' || of === '점' ? range('won', value, value) : range('count', value, value, of)
    },
  },
  {
    find: /(?<![\d,])(\d{1,3}(?:,\d{3})+)\s*(?:점|포인트|P)\b/g,
    read: match => range('won', number(match[1]!), number(match[1]!)),
  },
]

const enReaders: readonly Reader[] = [
  {
    find: /\b(\d+)\s*(?:-|–|to|or)\s*(\d+)\s*(?:full\s+)?((?:business|working) day|day|hour|minute|week|month|year)s?\b/gi,
    read: match =>
      range(
        'hours',
        Number(match[1]) * enUnits[match[3]!.toLowerCase()]!,
        Number(match[2]) * enUnits[match[3]!.toLowerCase()]!,
      ),
  },
  {
    find: /\b(\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty|sixty|ninety|couple of)[\s-]*(?:full\s+)?((?:business|working) day|day|hour|minute|week|month|year)s?\b/gi,
    read: match => {
      const word = match[1]!.toLowerCase().replace(' of', '')
      const value = enNumbers[word] ?? Number(word)
      const size = enUnits[match[2]!.toLowerCase()]!
      return range('hours', value * size, value * size)
    },
  },
  { find: /\b(?:same[- ]day|today)\b/gi, read: () => range('hours', 0, 0) },
  { find: /\b(?:tomorrow|overnight|next[- ]day)\b/gi, read: () => range('hours', day, day) },
  {
    find: /\b(mon|tues|wednes|thurs|fri|satur|sun)day\b/gi,
    read: match => {
      const at = ['mon', 'tues', 'wednes', 'thurs', 'fri', 'satur', 'sun'].indexOf(match[1]!.toLowerCase())
      return range('weekday', at, at)
    },
  },
  {
    find: /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b/gi,
    read: match => {
      const month =
        ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].indexOf(
          match[1]!.toLowerCase(),
        ) + 1
      return range('date', month * 100 + Number(match[2]), month * 100 + Number(match[2]))
    },
  },
  { find: /[$£€]\s?(\d[\d,]*(?:\.\d+)?)/g, read: match => range('dollars', number(match[1]!), number(match[1]!)) },
  {
    find: /\b(\d[\d,]*(?:\.\d+)?)\s*(?:dollars|bucks|usd|euros?|pounds)\b/gi,
    read: match => range('dollars', number(match[1]!), number(match[1]!)),
  },
  { find: /\b(\d[\d,]*)\s*(?:won|krw)\b/gi, read: match => range('won', number(match[1]!), number(match[1]!)) },
  { find: /\b(\d+(?:\.\d+)?)\s*(?:%|percent)/gi, read: match => range('percent', Number(match[1]), Number(match[1])) },
  {
    find: /\b(\d{1,2})(?::(\d\d))?\s*(a\.?m|p\.?m)\b/gi,
    read: match => {
      const hour = (Number(match[1]) % 12) + (/p/i.test(match[3]!) ? 12 : 0)
      return range('clock', hour * 60 + Number(match[2] ?? 0), hour * 60 + Number(match[2] ?? 0))
    },
  },
  {
    find: /\b(\d+|one|two|three|four|five)\s+(bags?|items?|times?|devices?|users?|guests?|tickets?|points?|gb|nights?|people)\b/gi,
    read: match => {
      const value = enNumbers[match[1]!.toLowerCase()] ?? Number(match[1])
      return range('count', value, value, match[2]!.toLowerCase().replace(/s$/, ''))
    },
  },
]

/** What was, is no promise: 3일 전에 주문하신, 닷새째 기다리신, two weeks ago. */
const pastAfter =
  /^\s*(?:전(?!까지|\s*까지|에\s*(?:예약|신청|취소|말씀|연락|알려|미리|통보))|째|이?나\s|동안\s*(?:기다|답|연락|불편|고생)|간\s*(?:기다|답|연락|불편|고생)|넘게|가량\s*지|이\s*지[나난]|가\s*지[나난]|이\s*넘|가\s*넘|만에\s*(?:고장|깨|망가)|에\s*(?:주문|구매|결제|문의|남겨|보내\s*주신|접수해\s*주신|신청하|받으|수령|예약하신|방문하|통화)|부터\s*(?:기다|불편))/
const pastAfterEn =
  /^\s*(?:ago|late|overdue|of (?:waiting|silence|frustration)|earlier|(?:is|was) (?:a|too) long|to wait)\b/i
const pastBeforeEn =
  /\b(?:waiting|waited|for the (?:past|last)|over|been|after|ordered|placed|wait of|purchased|reported)\s*(?:on|for|the|last|past|over)?\s*$/i

/** The amounts of a text that promise or tell something, in order; what a place holds is read once. */
export const amountsOf = (text: string, language: 'ko' | 'en'): Amount[] => {
  const found: Amount[] = []
  for (const { find, read } of language === 'ko' ? koReaders : enReaders) {
    for (const match of text.matchAll(find)) {
      const from = match.index
      const to = from + match[0].length
      if (found.some(one => one.from < to && from < one.to)) continue
      const amount = read(match)
      if (amount) found.push({ ...amount, from, to, written: match[0].trim() })
    }
  }
  return found
    .filter(one => {
      const after = text.slice(one.to, one.to + 16)
      if (language === 'ko') return !pastAfter.test(after)
      return !pastAfterEn.test(after) && !pastBeforeEn.test(text.slice(Math.max(0, one.from - 24), one.from))
    })
    .sort((a, b) => a.from - b.from)
}
