/** Pure: dates, relative times, numbers and shares as people write them, in Korean and English. */
import type { Locale } from '../../contract/scalars.ts'

type Instant = string | Date | number

const tag = (locale: Locale) => (locale === 'ko' ? 'ko-KR' : 'en-US')
const formatters = new Map<string, Intl.DateTimeFormat>()

const dates = (locale: Locale, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = JSON.stringify([locale, timeZone, options])
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(tag(locale), { timeZone, ...options })
  formatters.set(key, made)
  return made
}

/** `11월 21일 토요일` · `Saturday, November 21` */
export const formatDay = (at: Instant, locale: Locale, timeZone: string): string =>
  dates(locale, timeZone, { month: 'long', day: 'numeric', weekday: 'long' }).format(new Date(at))

/** `11월 21일`, with the year when it is not that of `now`. */
export const formatDate = (at: Instant, now: Instant, locale: Locale, timeZone: string): string => {
  const isThisYear = dayKey(at, timeZone).slice(0, 4) === dayKey(now, timeZone).slice(0, 4)
  const month = locale === 'ko' ? 'long' : 'short'
  const year = isThisYear ? {} : { year: 'numeric' as const }
  return dates(locale, timeZone, { month, day: 'numeric', ...year }).format(new Date(at))
}

/** `11. 21.` · `11/21`: a day below a chart. */
export const formatShortDate = (at: Instant, locale: Locale, timeZone: string): string =>
  dates(locale, timeZone, { month: 'numeric', day: 'numeric' }).format(new Date(at))

/** `14:02` */
export const formatTime = (at: Instant, locale: Locale, timeZone: string): string =>
  dates(locale, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at))

/** `11월 21일 14:02` */
export const formatMoment = (at: Instant, now: Instant, locale: Locale, timeZone: string): string =>
  `${formatDate(at, now, locale, timeZone)} ${formatTime(at, locale, timeZone)}`

/** `2026-11-21`: the day in a zone, to compare days with. */
export const dayKey = (at: Instant, timeZone: string): string =>
  dates('en', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' })
    .formatToParts(new Date(at))
    .filter(part => part.type !== 'literal')
    .sort((a, b) => 'year,month,day'.indexOf(a.type) - 'year,month,day'.indexOf(b.type))
    .map(part => part.value)
    .join('-')

export type Relative =
  | { kind: 'now' }
  | { kind: 'minutes' | 'hours'; count: number }
  | { kind: 'yesterday' }
  | { kind: 'date'; text: string }

/**
 * How long ago, as short as people say it: now (under a minute, or ahead by less than two), minutes, hours of the
 * same day or the last six, yesterday, then the date.
 */
export const relativeTo = (at: Instant, now: Instant, locale: Locale, timeZone: string): Relative => {
  const passedMs = new Date(now).getTime() - new Date(at).getTime()
  const minutes = Math.floor(passedMs / 60_000)
  if (passedMs < -120_000) return { kind: 'date', text: formatMoment(at, now, locale, timeZone) }
  if (minutes < 1) return { kind: 'now' }
  if (minutes < 60) return { kind: 'minutes', count: minutes }
  const today = dayKey(now, timeZone)
  const hours = Math.floor(minutes / 60)
  if (dayKey(at, timeZone) === today || hours < 6) return { kind: 'hours', count: hours }
  if (dayKey(new Date(now).getTime() - 86_400_000, timeZone) === dayKey(at, timeZone)) return { kind: 'yesterday' }
  return { kind: 'date', text: formatDate(at, now, locale, timeZone) }
}

/** `12,345` */
export const formatNumber = (value: number, locale: Locale): string => new Intl.NumberFormat(tag(locale)).format(value)

/** `1.2만` · `12K`: followers and the like. */
export const formatCompact = (value: number, locale: Locale): string =>
  new Intl.NumberFormat(tag(locale), { notation: 'compact', maximumFractionDigits: 1 }).format(value)

/** A share in [0, 1] as `91%`; below one per cent with one decimal, so that 0.4 % does not read as nothing. */
export const formatShare = (share: number, locale: Locale): string =>
  new Intl.NumberFormat(tag(locale), {
    style: 'percent',
    maximumFractionDigits: share > 0 && share < 0.01 ? 1 : 0,
  }).format(share)

/** A difference with its sign, a true minus: `+0.18`, `−0.31`. */
export const formatSigned = (value: number, locale: Locale, decimals = 0): string =>
  new Intl.NumberFormat(tag(locale), {
    signDisplay: 'exceptZero',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
    .format(value)
    .replace('-', '−')

/** A confidence in [0, 1] as `0.94`: never 1.00, for no reading is certain. */
export const formatConfidence = (value: number): string => Math.min(value, 0.99).toFixed(2)
