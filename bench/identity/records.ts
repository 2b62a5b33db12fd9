// What companies write down of people: orders, sign-ups, calls, newsletters, events; each with its own gaps and slips.
import { below, type Dice, pick, weighted } from './dice.ts'
import type { Home, Person } from './population.ts'

export interface PeopleTable {
  readonly headers: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** For each row who it is. */
  readonly truth: Int32Array
}

const headers = ['id', '고객명', '생년월일', '휴대폰', '이메일', '주소', '우편번호', '성별', '아이디']

type Source = 'order' | 'signup' | 'call' | 'newsletter' | 'event' | 'social'
const sources: readonly (readonly [Source, number])[] = [
  ['order', 34],
  ['signup', 22],
  ['call', 16],
  ['newsletter', 12],
  ['event', 10],
  ['social', 6],
]

const counts: readonly (readonly [number, number])[] = [
  [1, 30],
  [2, 24],
  [3, 18],
  [4, 12],
  [5, 8],
  [7, 5],
  [10, 3],
]

export function writeRecords(roll: Dice, people: readonly Person[]): PeopleTable {
  const made: { row: string[]; who: number; order: number }[] = []
  for (const person of people) {
    const count = weighted(roll, counts)
    for (let n = 0; n < count; n++)
      made.push({ row: writeOne(roll, person, weighted(roll, sources)), who: person.id, order: roll() })
  }
  made.sort((a, b) => a.order - b.order)
  return {
    headers,
    rows: made.map(({ row }, n) => [`r${n}`, ...row]),
    truth: Int32Array.from(made, ({ who }) => who),
  }
}

function writeOne(roll: Dice, person: Person, source: Source): string[] {
  const blank = (share: number, text: string): string => (roll() < share ? '' : text)
  const name = writeName(roll, person, source)
  const birth = writeBirth(roll, person)
  const phone = writePhone(roll, person)
  const email = writeEmail(roll, person)
  const home = person.homes.length > 1 && roll() < 0.3 ? person.homes[0]! : person.homes.at(-1)!
  const address = writeAddress(roll, home)
  const code = slipDigits(roll, home.postcode, 0.02)
  switch (source) {
    case 'order':
      return [
        name,
        '',
        blank(0.03, phone),
        blank(0.6, email),
        blank(0.05, address),
        blank(0.15, code),
        '',
        blank(0.6, person.handle),
      ]
    case 'signup':
      return [
        name,
        blank(0.15, birth),
        blank(0.1, phone),
        blank(0.1, email),
        blank(0.7, address),
        blank(0.7, code),
        blank(0.3, person.gender),
        blank(0.3, person.handle),
      ]
    case 'call':
      return [name, blank(0.75, birth), blank(0.05, phone), '', blank(0.8, address), '', '', '']
    case 'newsletter':
      return [blank(0.1, name), blank(0.7, birth), '', email, '', '', blank(0.8, person.gender), '']
    case 'event':
      return [name, blank(0.3, birth), blank(0.15, phone), blank(0.5, email), '', '', blank(0.4, person.gender), '']
    case 'social':
      return [roll() < 0.5 ? nickname(roll, person) : name, '', '', blank(0.5, email), '', '', '', person.handle]
  }
}

const titles = ['님', '씨', ' 고객님', ' 선생님', ' 대표', ' 과장님']

function writeName(roll: Dice, person: Person, source: Source): string {
  const { family, given } = person
  const way = roll()
  if (way < 0.05) return capital(person.latin.split(' ').reverse().join(' '))
  if (way < 0.09) return person.latin.toUpperCase()
  if (way < 0.12) return `${family} ${given}`
  if (way < 0.15 && source !== 'signup')
    return `${family}${'*'.repeat(Math.max(1, given.length - 1))}${given.length > 1 ? given.at(-1) : ''}`
  if (way < 0.18) return given
  if (way < 0.26 && source === 'call') return family + given + pick(roll, titles)
  if (way < 0.28) return nickname(roll, person)
  if (way < 0.32) return family + slipHangul(roll, given)
  return family + given
}

const nickname = (roll: Dice, { given, handle }: Person): string =>
  pick(roll, [
    `${given}맘`,
    `${given.at(-1)}${given.at(-1)}이`,
    `${given}이네`,
    handle,
    '행복한하루',
    '구매자',
    '달려라하니',
  ])

const capital = (text: string): string => text.replace(/\b[a-z]/g, letter => letter.toUpperCase())

/** A key beside the right one: one letter of one syllable. */
function slipHangul(roll: Dice, text: string): string {
  const at = below(roll, text.length)
  const order = text.charCodeAt(at) - 0xac00
  if (order < 0 || order > 11171) return text
  const part = below(roll, 3)
  const [lead, vowel, end] = [Math.floor(order / 588), Math.floor((order % 588) / 28), order % 28]
  const slipped =
    part === 0
      ? ((lead + 1) % 19) * 588 + vowel * 28 + end
      : part === 1
        ? lead * 588 + ((vowel + 1) % 21) * 28 + end
        : lead * 588 + vowel * 28 + (end === 0 ? 4 : 0)
  return text.slice(0, at) + String.fromCharCode(0xac00 + slipped) + text.slice(at + 1)
}

function slipDigits(roll: Dice, text: string, share: number): string {
  if (roll() >= share) return text
  const places = [...text].flatMap((letter, at) => (/\d/.test(letter) ? [at] : []))
  const at = pick(roll, places)
  return text.slice(0, at) + String((Number(text[at]) + 1 + below(roll, 9)) % 10) + text.slice(at + 1)
}

function writeBirth(roll: Dice, { birth }: Person): string {
  const [year, month, day] = [birth.year, birth.month, birth.day].map(part => String(part).padStart(2, '0')) as [
    string,
    string,
    string,
  ]
  const way = roll()
  const text =
    way < 0.5
      ? `${year}-${month}-${day}`
      : way < 0.65
        ? `${year}.${month}.${day}`
        : way < 0.8
          ? year + month + day
          : way < 0.92
            ? year.slice(2) + month + day
            : `${year}년 ${birth.month}월 ${birth.day}일`
  return slipDigits(roll, text, 0.03)
}

function writePhone(roll: Dice, person: Person): string {
  const borrowed = person.borrowedPhone !== null && roll() < 0.45 ? person.borrowedPhone : null
  const number = borrowed ?? (person.phones.length > 1 && roll() < 0.35 ? person.phones[0]! : person.phones.at(-1)!)
  const dashed = number.startsWith('010')
    ? `${number.slice(0, 3)}-${number.slice(3, 7)}-${number.slice(7)}`
    : number.replace(/^(02|0\d\d)(\d{3,4})(\d{4})$/, '$1-$2-$3')
  const way = roll()
  const text =
    way < 0.55
      ? dashed
      : way < 0.75
        ? number
        : way < 0.85
          ? `+82 ${dashed.slice(1)}`
          : way < 0.93
            ? dashed.replaceAll('-', ' ')
            : number.slice(1)
  return slipDigits(roll, text, 0.015)
}

function writeEmail(roll: Dice, person: Person): string {
  const borrowed = person.borrowedEmail !== null && roll() < 0.4 ? person.borrowedEmail : null
  const email = borrowed ?? pick(roll, person.emails)
  if (roll() < 0.02) return email.replace('naver', 'navr').replace('gmail', 'gmial')
  return roll() < 0.05 ? email.toUpperCase() : email
}

function writeAddress(roll: Dice, home: Home): string {
  const city = roll() < 0.5 ? home.city : home.city.replace(/특별시|광역시|특별자치도/, '').replace(/^경기도$/, '경기')
  const door = home.door === '' || roll() < 0.15 ? '' : `, ${home.door}`
  return `${city} ${home.district} ${home.road} ${home.number}${door}`
}
