/** The wall clock of a time zone: where a local day lies in time, piece by piece, whatever its clocks do on it. */

export const minuteMs = 60_000
export const dayMs = 86_400_000

/** A stretch of time `[from, to)` in milliseconds since 1970. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A stretch of one local day in which the zone keeps one distance to UTC. */
export interface Piece extends Span {
  /** Local minus UTC, in milliseconds. */
  readonly offset: number
}

export interface Zone {
  readonly name: string
  /** Local minus UTC at an instant, in milliseconds. */
  offsetAt(at: number): number
  /** The local date of an instant, in days since 1970-01-01. */
  dayOf(at: number): number
  /** Where a local date lies: one piece, two where clocks change on it, none where the zone skipped it. */
  piecesOf(day: number): readonly Piece[]
}

const known = new Map<string, Zone>()

/** @param name an IANA name that the runtime knows. */
export const zoneOf = (name: string): Zone => {
  const kept = known.get(name)
  if (kept !== undefined) return kept
  const made = makeZone(name)
  known.set(name, made)
  return made
}

const daysKept = 4000

const makeZone = (name: string): Zone => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const offsetAt = (at: number): number => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    const local = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!)
    return local - Math.floor(at / 1000) * 1000
  }
  const days = new Map<number, readonly Piece[]>()
  return {
    name,
    offsetAt,
    dayOf: at => Math.floor((at + offsetAt(at)) / dayMs),
    piecesOf(day) {
      const kept = days.get(day)
      if (kept !== undefined) return kept
      if (days.size >= daysKept) days.clear()
      const made = findPieces(offsetAt, day)
      days.set(day, made)
      return made
    },
  }
}

/** Zones lie between UTC-12 and UTC+14; no two changes of a zone lie within these six hours. */
const reachMs = 15 * 3_600_000
const stepMs = 6 * 3_600_000

const findPieces = (offsetAt: (at: number) => number, day: number): Piece[] => {
  const pieces: Piece[] = []
  const keep = (from: number, to: number, offset: number) => {
    const inside = { from: Math.max(from, day * dayMs - offset), to: Math.min(to, (day + 1) * dayMs - offset), offset }
    if (inside.from >= inside.to) return
    const last = pieces.at(-1)
    if (last !== undefined && last.to === inside.from && last.offset === offset)
      pieces[pieces.length - 1] = { ...last, to: inside.to }
    else pieces.push(inside)
  }
  const end = (day + 1) * dayMs + reachMs
  let from = day * dayMs - reachMs
  let offset = offsetAt(from)
  while (from < end) {
    const to = Math.min(from + stepMs, end)
    const next = offsetAt(to)
    if (next === offset) keep(from, to, offset)
    else {
      const change = findChange(offsetAt, from, to, offset)
      keep(from, change, offset)
      keep(change, to, next)
    }
    from = to
    offset = next
  }
  return pieces
}

/** The second at which the zone leaves this distance to UTC. */
const findChange = (offsetAt: (at: number) => number, from: number, to: number, offset: number): number => {
  let [before, after] = [from / 1000, to / 1000]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (offsetAt(middle * 1000) === offset) before = middle
    else after = middle
  }
  return after * 1000
}

/** `2026-09-25` as days since 1970. */
export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayMs

/** Days since 1970 as `2026-09-25`. */
export const dateOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)

/** Monday is 0. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7

/** The first instant at which clocks of the zone show this time of this date, or the first after it where they skip it. */
export const instantOf = (zone: Zone, day: number, minutes: number): number => {
  const pieces = zone.piecesOf(day)
  const wanted = day * dayMs + minutes * minuteMs
  for (const { from, to, offset } of pieces) {
    const at = Math.max(from, wanted - offset)
    if (at < to) return at
  }
  return pieces.at(-1)?.to ?? wanted - zone.offsetAt(wanted)
}
