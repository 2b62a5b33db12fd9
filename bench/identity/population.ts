// A population of Korean households as companies meet it: what they are called, where they live, and how they can be reached.
// Shares of family names follow the census of 2015; the rest is chosen to be hard, and said in bench/README.md.
import { below, type Dice, digits, pick, weighted } from './dice.ts'

export interface Person {
  readonly id: number
  readonly family: string
  readonly given: string
  /** How they write their names in Latin letters. */
  readonly latin: string
  readonly gender: '남' | '여'
  readonly birth: { readonly year: number; readonly month: number; readonly day: number }
  /** In the order in which they had them; the last is the one of today. */
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  readonly handle: string
  readonly homes: readonly Home[]
  /** The phone or mailbox of somebody else that they give at times. */
  readonly borrowedPhone: string | null
  readonly borrowedEmail: string | null
}

export interface Home {
  readonly city: string
  readonly district: string
  readonly road: string
  readonly number: string
  readonly door: string
  readonly postcode: string
}

const families: readonly (readonly [string, number, readonly string[]])[] = [
  ['김', 215, ['kim', 'gim']],
  ['이', 147, ['lee', 'yi', 'rhee']],
  ['박', 84, ['park', 'pak', 'bak']],
  ['최', 47, ['choi', 'choe']],
  ['정', 43, ['jung', 'jeong', 'chung']],
  ['강', 24, ['kang', 'gang']],
  ['조', 21, ['cho', 'jo']],
  ['윤', 21, ['yoon', 'yun']],
  ['장', 20, ['jang', 'chang']],
  ['임', 17, ['lim', 'im']],
  ['한', 16, ['han']],
  ['오', 15, ['oh', 'o']],
  ['서', 15, ['seo', 'suh']],
  ['신', 15, ['shin', 'sin']],
  ['권', 14, ['kwon', 'gwon']],
  ['황', 14, ['hwang']],
  ['안', 14, ['ahn', 'an']],
  ['송', 14, ['song']],
  ['류', 13, ['ryu', 'yoo']],
  ['홍', 11, ['hong']],
  ['전', 11, ['jeon', 'jun']],
  ['고', 9, ['ko', 'go']],
  ['문', 9, ['moon']],
  ['손', 9, ['son', 'sohn']],
  ['양', 9, ['yang']],
  ['배', 8, ['bae']],
  ['백', 8, ['baek', 'paik']],
  ['허', 7, ['heo', 'huh']],
  ['남', 6, ['nam']],
  ['심', 5, ['shim', 'sim']],
  ['노', 5, ['noh', 'roh']],
  ['하', 5, ['ha']],
  ['곽', 4, ['kwak']],
  ['성', 4, ['sung', 'seong']],
  ['차', 4, ['cha']],
  ['남궁', 1, ['namgung']],
  ['황보', 1, ['hwangbo']],
  ['제갈', 1, ['jegal']],
]
/** First and second syllables of given names, with the Latin spellings in use. */
const firsts =
  '지:ji,jee 서:seo 민:min 예:ye 하:ha 도:do 시:si 준:jun,joon 현:hyun,hyeon 수:su,soo 은:eun 유:yu,yoo 승:seung 재:jae 성:sung,seong 영:young,yeong 정:jung,jeong 태:tae 동:dong 상:sang 경:kyung,gyeong 미:mi 혜:hye 진:jin 선:sun,seon 주:ju,joo 윤:yoon,yun 기:ki,gi 병:byung 종:jong 광:kwang 옥:ok 순:soon,sun 명:myung 인:in 건:gun,geon 우:woo 연:yeon 나:na 채:chae 소:so 다:da 보:bo 규:kyu,gyu 찬:chan 세:se'.split(
    ' ',
  )
const seconds =
  '우:woo,u 윤:yoon,yun 준:jun,joon 호:ho 진:jin 은:eun 연:yeon 현:hyun,hyeon 수:su,soo 민:min 아:ah,a 영:young,yeong 희:hee 정:jung,jeong 훈:hoon,hun 석:seok,suk 철:chul,cheol 숙:sook,suk 자:ja 경:kyung 미:mi 선:sun,seon 원:won 빈:bin 서:seo 율:yul 혁:hyuk,hyeok 성:sung,seong 환:hwan 규:kyu,gyu 주:ju,joo 린:rin 나:na 혜:hye 식:sik 택:taek 용:yong 란:ran 재:jae 섭:sup,seop 연:yeon 하:ha 지:ji'.split(
    ' ',
  )
const syllable = (text: string): { hangul: string; latin: readonly string[] } => {
  const [hangul = '', latin = ''] = text.split(':')
  return { hangul, latin: latin.split(',') }
}
const firstSyllables = firsts.map(syllable)
const secondSyllables = seconds.map(syllable)

const cities: readonly (readonly [string, readonly string[]])[] = [
  ['서울특별시', ['강남구', '송파구', '마포구', '노원구', '관악구', '은평구', '강서구', '성북구', '양천구', '동작구']],
  ['부산광역시', ['해운대구', '수영구', '부산진구', '사하구', '동래구']],
  ['인천광역시', ['부평구', '남동구', '연수구', '서구']],
  ['대구광역시', ['수성구', '달서구', '북구']],
  [
    '경기도',
    ['성남시 분당구', '수원시 영통구', '고양시 일산동구', '용인시 수지구', '부천시', '안양시 동안구', '화성시'],
  ],
  ['대전광역시', ['유성구', '서구']],
  ['광주광역시', ['북구', '광산구']],
  ['제주특별자치도', ['제주시', '서귀포시']],
]
const roads =
  '중앙로 한빛로 소망길 은행나무로 새마을길 해맞이로 벚꽃로 달빛로 평화로 시장길 학교길 강변로 산들로 푸른길 별내로 무지개로 솔밭길 도담로 가온로 온누리로'.split(
    ' ',
  )

function makeHome(roll: Dice): Home {
  const at = Math.floor(roll() ** 1.6 * cities.length)
  const [city, districts] = cities[at]!
  const district = pick(roll, districts)
  const area = String(10 + at * 5 + below(roll, 5)).padStart(2, '0')
  return {
    city,
    district,
    road: pick(roll, roads) + (roll() < 0.4 ? `${1 + below(roll, 40)}번길` : ''),
    number: String(1 + below(roll, 300)),
    door: roll() < 0.7 ? `${101 + below(roll, 12)}동 ${1 + below(roll, 20)}0${1 + below(roll, 4)}호` : '',
    postcode: area + digits(roll, 3),
  }
}

const hosts: readonly (readonly [string, number])[] = [
  ['naver.com', 50],
  ['gmail.com', 25],
  ['hanmail.net', 8],
  ['daum.net', 6],
  ['kakao.com', 5],
  ['nate.com', 4],
]

interface Named {
  family: string
  given: string
  latin: string
}

function makeName(roll: Dice, family: readonly [string, number, readonly string[]]): Named {
  // Names are in fashion: the first of a list far more often than the last.
  const one = firstSyllables[Math.floor(roll() ** 1.5 * firstSyllables.length)]!
  const two = secondSyllables[Math.floor(roll() ** 1.3 * secondSyllables.length)]!
  const given = roll() < 0.02 ? one.hangul : one.hangul + two.hangul
  const latinGiven = given.length === 1 ? pick(roll, one.latin) : pick(roll, one.latin) + pick(roll, two.latin)
  return { family: family[0], given, latin: `${pick(roll, family[2])} ${latinGiven}` }
}

const makeMobile = (roll: Dice): string => `010${2 + below(roll, 8)}${digits(roll, 7)}`

function makeHandle(roll: Dice, name: Named): string {
  const [family = '', given = ''] = name.latin.split(' ')
  const ends = [digits(roll, 2), digits(roll, 4), '', String(1970 + below(roll, 40)), '_', digits(roll, 3)]
  const bodies = [given, `${given}${family}`, `${family}${given}`, `${given[0]}${family}`, `${given}.${family}`]
  return (
    pick(roll, bodies) + pick(roll, ends) + (roll() < 0.3 ? pick(roll, ['love', 'star', 'kr', 'x', 'mom', 'z']) : '')
  )
}

/** @param count how many people there are. */
export function makePopulation(roll: Dice, count: number): Person[] {
  const people: Person[] = []
  // A mailbox has one owner: a name that is taken gets a number.
  const taken = new Set<string>()
  const freeHandle = (name: Named): string => {
    let handle = makeHandle(roll, name)
    while (taken.has(handle)) handle += String(below(roll, 10))
    taken.add(handle)
    return handle
  }
  const familyOf = () =>
    weighted(
      roll,
      families.map(one => [one, one[1]] as const),
    )
  const retired: string[] = []
  const companies = Array.from({ length: Math.ceil(count / 150) }, () => ({
    phone: `0${pick(roll, ['2', '31', '51', '32'])}${digits(roll, 7)}`,
    email: `${pick(roll, ['info', 'sales', 'help', 'office'])}@${pick(roll, ['haneul', 'nuri', 'saebit', 'dodam'])}${digits(roll, 3)}.co.kr`,
  }))
  while (people.length < count) {
    const size = weighted(roll, [
      [1, 35],
      [2, 28],
      [3, 19],
      [4, 15],
      [5, 3],
    ])
    const home = makeHome(roll)
    const father = familyOf()
    const year = 1945 + below(roll, 55)
    const first = people.length
    for (let place = 0; place < size && people.length < count; place++) {
      const isChild = place >= 2
      const family = place === 1 ? familyOf() : father
      const name = makeName(roll, family)
      const gender = place === 0 ? '남' : place === 1 ? '여' : pick(roll, ['남', '여'] as const)
      const own = makeMobile(roll)
      // Numbers are given to others a while after their owners left them.
      const phones = [own]
      if (roll() < 0.12) {
        phones.unshift(makeMobile(roll))
        retired.push(phones[0]!)
      } else if (roll() < 0.06 && retired.length > 20) phones[0] = retired[below(roll, retired.length)]!
      const handle = freeHandle(name)
      const emails = [`${handle}@${weighted(roll, hosts)}`]
      if (roll() < 0.15) emails.push(`${freeHandle(name)}@${weighted(roll, hosts)}`)
      const parent = isChild ? people[first + below(roll, 2)] : place === 1 ? people[first] : undefined
      const company = roll() < 0.05 ? pick(roll, companies) : undefined
      people.push({
        id: people.length,
        ...name,
        gender,
        birth: {
          year: isChild ? year + 25 + below(roll, 12) : year + below(roll, 5),
          month: 1 + below(roll, 12),
          day: 1 + below(roll, 28),
        },
        phones,
        emails,
        handle,
        homes: roll() < 0.15 ? [makeHome(roll), home] : [home],
        borrowedPhone: company?.phone ?? (parent && roll() < (isChild ? 0.5 : 0.1) ? parent.phones.at(-1)! : null),
        borrowedEmail: company?.email ?? (parent && roll() < (isChild ? 0.3 : 0.06) ? parent.emails[0]! : null),
      })
    }
  }
  return people
}
