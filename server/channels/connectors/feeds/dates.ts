// Reads dates as feeds in the wild write them, and says nothing rather than guess when a text is no date.

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Minutes east of Greenwich. The North American names are RFC 5322's; the rest are what Asian and European feeds use. */
const zones: Readonly<Record<string, number>> = {
  ...{ utc: 0, gmt: 0, ut: 0, z: 0, wet: 0, bst: 60, cet: 60, west: 60, cest: 120, eet: 120, eest: 180, msk: 180 },
  ...{ kst: 540, jst: 540, hkt: 480, sgt: 480, ict: 420, aest: 600, aedt: 660, nzst: 720, nzdt: 780 },
  ...{ est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480, pdt: -420, et: -300, pt: -480 },
  대한민국: 540,
}

type Parts = {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly rest: string
}

/**
 * Reads one date. Understood: RFC 822 and its variants (day names in any language, two-digit years, missing commas and
 * seconds), asctime, ISO 8601 (with ordinal and week dates), Korean (`2026년 11월 21일 오후 3:05`, `2026.11.21 15:05`),
 * `11/21/2026 3:05 PM`, and seconds or milliseconds since 1970.
 *
 * A date without a zone is taken at `zoneMinutes` east of Greenwich. Years are kept as claimed, 1970 and 2099 too.
 * Null for what is no date, a 31st of February included.
 */
export function readDate(text: string | null | undefined, zoneMinutes = 0): Date | null {
  const plain = (text ?? '').normalize('NFKC').trim().slice(0, 80)
  if (plain === '') return null
  const epoch = /^(\d{10})(\d{3})?(\.\d+)?$/.exec(plain)
  if (epoch) return instant(Number(epoch[1]) * 1000 + Number(epoch[2] ?? 0))
  const parts =
    isoDay(plain) ?? ordinalDay(plain) ?? weekDay(plain) ?? koreanDay(plain) ?? slashedDay(plain) ?? namedDay(plain)
  if (!parts || !isRealDay(parts)) return null
  const time = readTime(parts.rest)
  if (!time) return null
  const day = Date.UTC(2000, parts.month - 1, parts.day) - Date.UTC(2000, 0, 1)
  const date = new Date(Date.UTC(2000, 0, 1) + day)
  date.setUTCFullYear(parts.year, parts.month - 1, parts.day)
  return instant(date.getTime() + time.ms - (time.zone ?? zoneMinutes) * 60_000)
}

function instant(ms: number): Date | null {
  const date = new Date(ms)
  return Number.isNaN(date.getTime()) ? null : date
}

function isoDay(text: string): Parts | null {
  const m =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)(.*)$/s.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})(?!\d)(.*)$/s.exec(text) ??
    /^(\d{4})-(\d{2})()()$/.exec(text) ??
    /^(\d{4})()()()$/.exec(text)
  return m
    ? { year: Number(m[1]), month: Number(m[2] || 1), day: Number(m[3] || 1), rest: m[4]!.replace(/^[T\s]+/i, '') }
    : null
}

/** `2026-325`: the 325th day of the year. */
function ordinalDay(text: string): Parts | null {
  const m = /^(\d{4})-?(\d{3})(?![\d-])(.*)$/s.exec(text)
  if (!m || Number(m[2]) < 1 || Number(m[2]) > 366) return null
  const date = new Date(Date.UTC(Number(m[1]), 0, Number(m[2])))
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    rest: m[3]!.replace(/^T/i, ''),
  }
}

/** `2026-W47-6`: ISO week and its day; the week that holds 4 January is the first. */
function weekDay(text: string): Parts | null {
  const m = /^(\d{4})-?W(\d{2})(?:-?([1-7]))?(?!\d)(.*)$/is.exec(text)
  if (!m) return null
  const fourth = new Date(Date.UTC(Number(m[1]), 0, 4))
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 86_400_000
  const date = new Date(monday + ((Number(m[2]) - 1) * 7 + Number(m[3] ?? 1) - 1) * 86_400_000)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    rest: m[4]!.replace(/^T/i, ''),
  }
}

function koreanDay(text: string): Parts | null {
  const m =
    /^(\d{2,4})\s*년\s*(\d{1,2})\s*월\s*(\d{1,2})\s*일(.*)$/s.exec(text) ??
    /^(\d{4})\s*[./]\s*(\d{1,2})\s*[./]\s*(\d{1,2})(?!\d)\.?(.*)$/s.exec(text)
  return m ? { year: fullYear(m[1]!), month: Number(m[2]), day: Number(m[3]), rest: m[4]! } : null
}

/** `11/21/2026` as Americans write it; where the first number cannot be a month, as Europeans do. */
function slashedDay(text: string): Parts | null {
  const m = /^(\d{1,2})[/](\d{1,2})[/](\d{4}|\d{2})(?!\d),?(.*)$/s.exec(text)
  if (!m) return null
  const [first, second] = [Number(m[1]), Number(m[2])]
  const [month, day] = first > 12 ? [second, first] : [first, second]
  return { year: fullYear(m[3]!), month, day, rest: m[4]! }
}

/** RFC 822, asctime and everything else that names the month: `Sat, 21 Nov 2026 …`, `토, 21 11월 2026 …`, `Nov 21, 2026`. */
function namedDay(text: string): Parts | null {
  const plain = text.replace(/^[\p{L}.]{1,12}\s*,\s*/u, '').replace(/^(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*\.?\s+/i, '')
  const dayFirst =
    /^(\d{1,2})(?:st|nd|rd|th)?[\s.,/-]+(\d{1,2}월|[a-z]{3,9})\.?[\s.,/-]+(\d{4}|\d{2})(?!\d|:)[\s,T]*(.*)$/is.exec(
      plain,
    )
  if (dayFirst) return named(dayFirst[1]!, dayFirst[2]!, dayFirst[3]!, dayFirst[4]!)
  const yearLast = /^([a-z]{3,9})\.?\s+(\d{1,2})\s+(\d{1,2}:\d{2}.*?)\s+(\d{4})(.*)$/is.exec(plain)
  if (yearLast) return named(yearLast[2]!, yearLast[1]!, yearLast[4]!, `${yearLast[3]} ${yearLast[5]}`)
  const monthFirst = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)[\s,]*(?:at\s+)?(.*)$/is.exec(plain)
  return monthFirst ? named(monthFirst[2]!, monthFirst[1]!, monthFirst[3]!, monthFirst[4]!) : null
}

function named(day: string, monthName: string, year: string, rest: string): Parts | null {
  const month = monthName.endsWith('월')
    ? Number.parseInt(monthName, 10)
    : monthNames.indexOf(monthName.slice(0, 3).toLowerCase()) + 1
  return { year: fullYear(year), month, day: Number(day), rest }
}

/** RFC 2822 § 4.3: two digits below 50 are this century, the others the last one. */
function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length > 2) return year
  return year < 50 ? 2000 + year : 1900 + year
}

function isRealDay({ year, month, day }: Parts): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return day <= [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!
}

const timePattern =
  /^\s*(오전|오후|am|pm|a\.m\.|p\.m\.)?\s*(\d{1,2})(?:\s*[:시]\s*(\d{1,2})?)(?:\s*[:분]?\s*(\d{2})(?:[.,](\d+))?초?)?\s*분?\s*(오전|오후|am|pm|a\.m\.|p\.m\.)?\s*(.*)$/is

/** Reads what stands after the day: nothing, a time, a zone. Null when it is a time that no clock shows. */
function readTime(rest: string): { ms: number; zone: number | null } | null {
  const text = rest.trim().replace(/^(?:[([]?[월화수목금토일](?:요일)?[)\]]?)[\s,]*/, '')
  if (text === '') return { ms: 0, zone: null }
  const packed = text.replace(/^(\d{2})(\d{2})(\d{2})?(?=$|[.Z+\-\s])/i, (_, h, m, s) => `${h}:${m}${s ? `:${s}` : ''}`)
  const m = timePattern.exec(packed)
  if (!m) return { ms: 0, zone: readZone(packed) }
  const half = (m[1] ?? m[6] ?? '').toLowerCase()
  const hours = clockHour(Number(m[2]), half)
  const [minutes, seconds] = [Number(m[3] ?? 0), Number(m[4] ?? 0)]
  if (hours > 24 || minutes > 59 || seconds > 61) return null
  const millis = Number((m[5] ?? '').slice(0, 3).padEnd(3, '0'))
  return { ms: ((hours * 60 + minutes) * 60 + seconds) * 1000 + millis, zone: readZone(m[7] ?? '') }
}

function clockHour(hour: number, half: string): number {
  if (half === '') return hour
  const isLate = half === '오후' || half.startsWith('p')
  return (hour % 12) + (isLate ? 12 : 0)
}

function readZone(text: string): number | null {
  const offset = /(?:^|gmt|utc|\s|\()\s*([+-])(\d{1,2}):?(\d{2})?(?!\d)/i.exec(text)
  if (offset) return (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0))
  const name = /[\p{L}]+/u.exec(text)?.[0].toLowerCase()
  return name === undefined ? null : (zones[name] ?? null)
}
