/** The people of the demo: names, handles, and the channels on which each speaks. */
import type { Random } from './random.ts'

export interface Person {
  readonly name: string
  readonly language: 'ko' | 'en'
  /** One handle a channel; many people use the same on two. */
  readonly handles: Readonly<Record<string, string>>
  readonly followers: number
  /** How often they speak, relative to the others. */
  readonly weight: number
}

const surnames = [
  '김',
  '이',
  '박',
  '최',
  '정',
  '강',
  '조',
  '윤',
  '장',
  '임',
  '한',
  '오',
  '서',
  '신',
  '권',
  '황',
  '안',
  '송',
  '류',
  '홍',
]
const surnameWeights = [21, 15, 8, 5, 5, 2, 2, 2, 2, 2, 2, 1.5, 1.5, 1.4, 1.4, 1.3, 1.3, 1.3, 1.2, 1]
const given = [
  '서준',
  '하린',
  '도윤',
  '유나',
  '민서',
  '지호',
  '예린',
  '시우',
  '수아',
  '은우',
  '채원',
  '현우',
  '다은',
  '준서',
  '소율',
  '태윤',
  '나연',
  '건우',
  '가을',
  '보라',
  '한별',
  '새봄',
  '지안',
  '로운',
]
const romanGiven = [
  'seojun',
  'harin',
  'doyun',
  'yuna',
  'minseo',
  'jiho',
  'yerin',
  'siwoo',
  'sua',
  'eunwoo',
  'chaewon',
  'hyunwoo',
  'daeun',
  'junseo',
  'soyul',
  'taeyun',
  'nayeon',
  'gunwoo',
  'gaeul',
  'bora',
  'hanbyul',
  'saebom',
  'jian',
  'rowoon',
]
const nicknames = [
  '살림하는 티라노',
  '초록살림',
  '퇴근요정',
  '밥은먹고다니냐',
  '제로웨이스트 입문',
  '두부집사',
  '월요병환자',
  '빨래는 내일',
  '소소한 기록',
  '혼자서도 잘 산다',
  '물고기자리',
  '느린 오후',
  '커피는 두 잔',
  '쌍둥이네 부엌',
  '분리수거 장인',
]
const englishNames = [
  'Maya Torres',
  'Kenji M.',
  'Sam Oduya',
  'Priya N.',
  'Tom Whitfield',
  'Elena Rossi',
  'Jonas B.',
  'Aisha K.',
  'Ben Carter',
  'Chloe Lin',
  'Diego R.',
  'Hannah Weiss',
  'Noor',
  'Owen P.',
  'Ruth Adeyemi',
]
const suffixes = ['', '_', '.daily', '92', '_home', '.kr', '01', '_log', 'zip', '.note']

export const makePeople = (random: Random, count: number): Person[] =>
  Array.from({ length: count }, (_, index) => makePerson(random, index))

const makePerson = (random: Random, index: number): Person => {
  const isEnglish = random.chance(0.14)
  const at = random.below(given.length)
  const name = isEnglish
    ? random.pick(englishNames)
    : random.chance(0.3)
      ? random.pick(nicknames)
      : surnames[random.weighted(surnameWeights)]! + given[at]!
  const stem = isEnglish ? name.toLowerCase().replaceAll(/[^a-z]/g, '') : romanGiven[at]!
  const handle = `${stem}${random.pick(suffixes)}${index % 7 === 0 ? '' : index}`
  return {
    name,
    language: isEnglish ? 'en' : 'ko',
    handles: makeHandles(random, handle, isEnglish),
    followers: Math.round(30 + random.exponential(400) * (random.chance(0.02) ? 40 : 1)),
    weight: 0.2 + random.exponential(1),
  }
}

const makeHandles = (random: Random, handle: string, isEnglish: boolean): Record<string, string> => {
  const bluesky = { bluesky: `${handle.replaceAll('_', '-').replaceAll('.', '-')}.bsky.social` }
  const blog = { naver_blog: handle.replaceAll('.', '_') }
  if (isEnglish) return bluesky
  const kind = random.weighted([5, 3, 2])
  if (kind === 0) return bluesky
  return kind === 1 ? blog : { ...bluesky, ...blog }
}

/** News desks speak in articles and are nobody's customer. */
export const newsDesks: readonly { name: string; handle: string }[] = [
  { name: '생활경제뉴스', handle: 'life-economy.example' },
  { name: '오늘의 유통', handle: 'retail-today.example' },
  { name: '초록일보', handle: 'green-daily.example' },
]
