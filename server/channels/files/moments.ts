/** Dates and times as tables write them; which number is the day is told by the whole column, and so is what it lacks. */
import { isLikelySerial, serialMs } from './serial.ts'

/** What the values of a column have shown so far. */
export interface MomentEvidence {
  /** `13/4/2026`: the first must be the day; `4/13/2026`: the second must be. */
  dayFirst: number
  dayLast: number
  /** Values that say their zone, and values that do not. */
  zoned: number
  local: number
}

export const noMoments = (): MomentEvidence => ({ dayFirst: 0, dayLast: 0, zoned: 0, local: 0 })

const numeric = /^(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)/

export const noteMoment = (evidence: MomentEvidence, value: string): void => {
  if (value.length > 40 || value.length < 6) return
  const text = value.trim()
  const code = text.charCodeAt(0)
  if (code < 48 || code > 57) return
  const found = numeric.exec(text)
  if (!found) return
  if (Number(found[1]) > 12 && Number(found[3]) <= 12) evidence.dayFirst += 1
  else if (Number(found[3]) > 12 && Number(found[1]) <= 12) evidence.dayLast += 1
}

export interface MomentRules {
  /** Whether `3/4/2026` is the third of April. */
  readonly isDayFirst: boolean
  /** IANA zone of what says none. */
  readonly zone: string
}

/** @param isDayFirstHere what to think where no value of the column decides. */
export const momentRules = (evidence: MomentEvidence, zone: string, isDayFirstHere = false): MomentRules => ({
  isDayFirst: evidence.dayFirst === evidence.dayLast ? isDayFirstHere : evidence.dayFirst > evidence.dayLast,
  zone,
})

interface Parts {
  year: number
  month: number
  day: number
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/**
 * The instant of a cell: ISO 8601, `2026. 3. 1. 오후 2:05`, `2026년 3월 1일`, `03/01/2026 2:05 PM`, `1 Mar 2026`,
 * `Mar 1, 2026`, serial numbers of spreadsheets, seconds and milliseconds since 1970; null for what is none.
 * @param time a second cell that holds the time of day, where there is one.
 */
export const readMoment = (value: string, rules: MomentRules, time = ''): Date | null => {
  const text = value.trim().replace(/\s+/g, ' ')
  if (text === '') return null
  if (/^\d+(\.\d+)?$/.test(text)) return readNumber(text, rules, time)
  const date = readDay(text, rules)
  if (date === null) return null
  const clock = readClockTime(`${date.rest} ${time}`.trim())
  if (clock === null) return null
  const { year, month, day } = date.parts
  const local = Date.UTC(year, month - 1, day, clock.hour, clock.minute, clock.second)
  const check = new Date(local)
  if (check.getUTCMonth() !== month - 1 || check.getUTCDate() !== day) return null
  return new Date((clock.offset === null ? inZone(local, rules.zone) : local - clock.offset * 60_000) + clock.ms)
}

const readNumber = (text: string, rules: MomentRules, time: string): Date | null => {
  const number = Number(text)
  if (/^\d{8}$/.test(text) && /^(19|20)/.test(text))
    return readMoment(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`, rules, time)
  if (/^\d{14}$/.test(text))
    return readMoment(
      `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)} ${text.slice(8, 10)}:${text.slice(10, 12)}:${text.slice(12)}`,
      rules,
    )
  if (isLikelySerial(number)) {
    const clock = readClockTime(time)
    const added = clock ? (clock.hour * 60 + clock.minute) * 60_000 + clock.second * 1000 : 0
    return new Date(inZone(serialMs(number) + added, rules.zone))
  }
  if (number > 6e8 && number < 5e9) return new Date(number * 1000)
  return number > 6e11 && number < 5e12 ? new Date(number) : null
}

const readDay = (text: string, rules: MomentRules): { parts: Parts; rest: string } | null => {
  const plain = text.replace(/^\(?(월|화|수|목|금|토|일)(요일)?\)?,? |^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? /i, '')
  const found =
    match(plain, /^(\d{4})\s?[-./년]\s?(\d{1,2})\s?[-./월]\s?(\d{1,2})\s?(일|\.)?/, ([, y, m, d]) => [y, m, d]) ??
    match(plain, numeric, ([, a, , b, y]) => (rules.isDayFirst ? [y, b, a] : [y, a, b])) ??
    match(plain, /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3})[a-z]*\.?,?[ -](\d{4})/i, ([, d, m, y]) => [
      y,
      monthOf(m),
      d,
    ]) ??
    match(plain, /^([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})/i, ([, m, d, y]) => [y, monthOf(m), d]) ??
    // `Sun Mar 01 05:05:00 +0000 2026`, as old exports of tweets have it.
    match(plain, /^([a-z]{3}) (\d{1,2}) (?=[\d: +-]+ (\d{4})$)/i, ([, m, d, y]) => [y, monthOf(m), d])
  return found && { ...found, rest: found.rest.replace(/ (19|20)\d\d$/, '') }
}

const monthOf = (name: string | undefined): string => String(months.indexOf((name ?? '').toLowerCase()) + 1)

const match = (
  text: string,
  pattern: RegExp,
  take: (found: RegExpExecArray) => (string | undefined)[],
): { parts: Parts; rest: string } | null => {
  const found = pattern.exec(text)
  if (!found) return null
  const [year = 0, month = 0, day = 0] = take(found).map(Number)
  const full = year < 100 ? year + 2000 : year
  if (full < 1990 || full > 2100 || month < 1 || month > 12 || day < 1 || day > 31) return null
  return { parts: { year: full, month, day }, rest: text.slice(found[0].length).replace(/^[T,\s]+/, '') }
}

interface ClockTime {
  hour: number
  minute: number
  second: number
  ms: number
  /** Minutes east of Greenwich; null where nothing is said. */
  offset: number | null
}

/** `오후 2:05`, `2:05:11 PM`, `14시 5분`, `05:05:00.123Z`, `14:05 +09:00`, `14:05 KST`; midnight where nothing is said. */
const readClockTime = (text: string): ClockTime | null => {
  let rest = text.replace(/^\(?(월|화|수|목|금|토|일)(요일)?\)?\s*/, '').trim()
  if (/^\d{4}-|^[a-z]{4,}/i.test(rest)) return null
  const zone = /\s?(Z|UTC|GMT|KST|JST|[+-]\d{2}:?\d{2})$/i.exec(rest)
  if (zone) rest = rest.slice(0, zone.index).trim()
  const offset = zone ? offsetOf(zone[1]!) : null
  if (rest === '') return { hour: 0, minute: 0, second: 0, ms: 0, offset }
  const found =
    /^(오전|오후|am|pm)?\s?(\d{1,2})\s?[:시]\s?(\d{1,2})?\s?[:분]?\s?(\d{1,2})?초?(?:[.,](\d{1,9}))?\s?(am|pm|a\.m\.|p\.m\.|오전|오후)?$/i.exec(
      rest,
    )
  if (!found) return null
  const half = (found[1] ?? found[6] ?? '').toLowerCase()
  const isAfternoon = half.startsWith('p') || half === '오후'
  const shown = Number(found[2])
  const hour = half === '' ? shown : (shown % 12) + (isAfternoon ? 12 : 0)
  const minute = Number(found[3] ?? 0)
  const second = Number(found[4] ?? 0)
  if (hour > 24 || minute > 59 || second > 60 || (half !== '' && shown > 12)) return null
  return { hour, minute, second, ms: Math.floor(Number(`0.${found[5] ?? 0}`) * 1000), offset }
}

const offsetOf = (zone: string): number => {
  if (/^(z|utc|gmt)$/i.test(zone)) return 0
  if (/^(kst|jst)$/i.test(zone)) return 540
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone)!
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** The instant at which clocks of a zone show a local time, given as if it were UTC. Hours that are skipped fall behind the gap. */
const inZone = (local: number, zone: string): number => {
  const first = local - offsetAt(local, zone)
  return local - offsetAt(first, zone)
}

const offsetAt = (at: number, zone: string): number => {
  if (zone === 'UTC') return 0
  let formatter = formatters.get(zone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formatters.set(zone, formatter)
  }
  const shown: Record<string, number> = {}
  for (const { type, value } of formatter.formatToParts(at)) shown[type] = Number(value)
  return (
    Date.UTC(shown.year!, shown.month! - 1, shown.day!, shown.hour!, shown.minute!, shown.second!) -
    Math.floor(at / 1000) * 1000
  )
}
