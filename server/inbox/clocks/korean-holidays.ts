/**
 * Public holidays of the Republic of Korea, computed: 공휴일에 관한 법률 and 관공서의 공휴일에 관한 규정, as they hold since
 * August 2021, with what was added in May 2023 (Buddha's Birthday, Christmas) and in 2026 (Labour Day, Constitution Day).
 * Days of elections and days that the government names for one year are no rule: they are own days of a calendar.
 */
import { dateOf, dayMs, dayNumber, weekdayOf } from './zone.ts'

export interface Holiday {
  /** `2026-09-25`. */
  readonly on: string
  readonly name: string
  readonly isSubstitute: boolean
}

/** What moves a holiday to another day: nothing, a Sunday only, or a Saturday too. Another holiday moves all but `never`. */
type Moves = 'never' | 'sunday' | 'weekend'

interface Fixed {
  date: string
  name: string
  from?: number
  moves: Moves
  /** The first year of its substitute days. */
  movesFrom?: number
}

const fixed: readonly Fixed[] = [
  { date: '01-01', name: '1월 1일', moves: 'never' },
  { date: '03-01', name: '3·1절', moves: 'weekend', movesFrom: 2022 },
  { date: '05-01', name: '노동절', from: 2026, moves: 'weekend' },
  { date: '05-05', name: '어린이날', moves: 'weekend' },
  { date: '06-06', name: '현충일', moves: 'never' },
  { date: '07-17', name: '제헌절', from: 2026, moves: 'weekend' },
  { date: '08-15', name: '광복절', moves: 'weekend' },
  { date: '10-03', name: '개천절', moves: 'weekend' },
  { date: '10-09', name: '한글날', moves: 'weekend' },
  { date: '12-25', name: '기독탄신일', moves: 'weekend', movesFrom: 2023 },
]

interface Feast {
  name: string
  /** The first and the last of its days. */
  first: number
  last: number
  moves: Moves
}

const firstYear = 2021
const kept = new Map<number, readonly Holiday[]>()

/** All holidays of a year since 2021, in order; the days of a feast on one date are named once each. */
export const koreanHolidays = (year: number): readonly Holiday[] => {
  const known = kept.get(year)
  if (known !== undefined) return known
  const made = year < firstYear ? [] : compute(year)
  kept.set(year, made)
  return made
}

const compute = (year: number): Holiday[] => {
  const feasts = [...fixedFeasts(year), ...lunarFeasts(year)].sort((a, b) => a.first - b.first)
  const named = feasts.flatMap(feast => daysOf(feast).map(day => ({ day, name: feast.name })))
  const taken = new Set(named.map(one => one.day))
  const substitutes = feasts.flatMap((feast, n) =>
    Array.from({ length: lostDays(feast, feasts.slice(0, n)) }, () => {
      let day = feast.last + 1
      while (taken.has(day) || weekdayOf(day) >= 5) day += 1
      taken.add(day)
      return { day, name: `대체공휴일(${feast.name})` }
    }),
  )
  return [
    ...named.map(one => ({ on: dateOf(one.day), name: one.name, isSubstitute: false })),
    ...substitutes.map(one => ({ on: dateOf(one.day), name: one.name, isSubstitute: true })),
  ].sort((a, b) => a.on.localeCompare(b.on))
}

const fixedFeasts = (year: number): Feast[] =>
  fixed
    .filter(one => year >= (one.from ?? firstYear))
    .map(one => {
      const day = dayNumber(`${year}-${one.date}`)
      return {
        name: one.name,
        first: day,
        last: day,
        moves: year >= (one.movesFrom ?? firstYear) ? one.moves : 'never',
      }
    })

const lunarFeasts = (year: number): Feast[] => {
  const { newYear, buddha, harvest } = lunarDays(year)
  return [
    { name: '설날', first: newYear - 1, last: newYear + 1, moves: 'sunday' },
    { name: '부처님오신날', first: buddha, last: buddha, moves: year >= 2023 ? 'weekend' : 'never' },
    { name: '추석', first: harvest - 1, last: harvest + 1, moves: 'sunday' },
  ]
}

/** The days that a feast loses to weekends and to feasts before it; two on one day are one day lost. */
const lostDays = (feast: Feast, before: readonly Feast[]): number => {
  const isLost = (day: number): boolean => {
    if (weekdayOf(day) === 6) return feast.moves !== 'never'
    if (weekdayOf(day) === 5 && feast.moves === 'weekend') return true
    return before.some(
      other => other.first <= day && day <= other.last && (feast.moves !== 'never' || other.moves !== 'never'),
    )
  }
  return daysOf(feast).filter(isLost).length
}

const daysOf = ({ first, last }: Feast): number[] => Array.from({ length: last - first + 1 }, (_, n) => first + n)

/**
 * 음력 of Korea is the Dangi calendar of ICU, which reckons new moons and solar terms at Korea's meridian; a leap month
 * repeats its number with a mark and is not taken for the month.
 */
const lunar = new Intl.DateTimeFormat('en-u-ca-dangi', { timeZone: 'UTC', month: 'numeric', day: 'numeric' })

const lunarDays = (year: number): { newYear: number; buddha: number; harvest: number } => {
  const found = new Map<string, number>()
  for (let day = dayNumber(`${year}-01-15`); day < dayNumber(`${year}-10-15`); day += 1) {
    const parts = lunar.formatToParts(day * dayMs)
    const part = (type: string) => parts.find(one => one.type === type)?.value
    found.set(`${part('month')}/${part('day')}`, day)
  }
  const at = (date: string): number => {
    const day = found.get(date)
    if (day === undefined) throw new Error(`the lunar date ${date} of ${year} was not found`)
    return day
  }
  return { newYear: at('1/1'), buddha: at('4/8'), harvest: at('8/15') }
}
