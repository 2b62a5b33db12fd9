/** When alerts close, when their messages may leave, and when a threshold is crossed: no clock, no rows. */
import type { AlertCondition, AlertPace, QuietHours } from '../../contract/listening.ts'

const minuteMs = 60_000
const dayMinutes = 1440
/** Posts of one rule that follow each other within this time are one message. */
const burstMs = 5 * minuteMs
const dailyAt = 9 * 60
/** A crossed threshold counts as past only below this part of it: a number that trembles around it says so once. */
const rearmsBelow = 0.8

export interface Rhythm {
  pace: AlertPace
  quiet: QuietHours | null
  /** Minutes of the day in the zone that the rule keeps. */
  clock: (at: Date) => number
}

/** @param zone an IANA name that the runtime knows. */
export const makeRhythm = (pace: AlertPace, quiet: QuietHours | null, zone: string): Rhythm => {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return { pace, quiet, clock: at => minutesOf(format.format(at)) }
}

const minutesOf = (clockTime: string): number => Number(clockTime.slice(0, 2)) * 60 + Number(clockTime.slice(3, 5))

export const isQuiet = ({ quiet, clock }: Rhythm, at: Date): boolean => {
  if (quiet === null) return false
  const [from, to, now] = [minutesOf(quiet.from), minutesOf(quiet.to), clock(at)]
  return from <= to ? from <= now && now < to : from <= now || now < to
}

/** The next instant at which the zone's clocks show so many minutes; corrected once where they are put forward or back. */
const nextAt = (rhythm: Rhythm, after: Date, minutes: number): Date => {
  const start = Math.floor(after.getTime() / minuteMs) * minuteMs
  const wait = (minutes - rhythm.clock(after) + dayMinutes) % dayMinutes || dayMinutes
  const found = new Date(start + wait * minuteMs)
  const off = ((rhythm.clock(found) - minutes + dayMinutes * 1.5) % dayMinutes) - dayMinutes / 2
  return new Date(found.getTime() - off * minuteMs)
}

/** When what may leave at an instant may reach somebody whose own quiet hours these are. */
export const wakesAt = (rhythm: Rhythm, at: Date, isCrisis: boolean): Date =>
  dueAt({ ...rhythm, pace: 'now' }, at, isCrisis)

/** When a message that is ready now may leave. */
export const dueAt = (rhythm: Rhythm, now: Date, isCrisis: boolean): Date => {
  const { pace, quiet } = rhythm
  const isUrgent = isCrisis && quiet?.crisisBreaks === true
  if (isUrgent) return now
  const paced =
    pace === 'hourly'
      ? new Date((Math.floor(now.getTime() / 3_600_000) + 1) * 3_600_000)
      : pace === 'daily'
        ? nextAt(rhythm, now, dailyAt)
        : now
  return isQuiet(rhythm, paced) ? nextAt(rhythm, paced, minutesOf(quiet!.to)) : paced
}

/**
 * When an alert of single posts closes that is raised now: at once, unless the last one closed a moment ago. Then it
 * waits, and what follows joins it.
 * @param lastClosesAt of the rule's alert before this one.
 */
export const closesAt = (rhythm: Rhythm, now: Date, lastClosesAt: Date | null, isCrisis: boolean): Date => {
  const earliest = lastClosesAt === null ? 0 : lastClosesAt.getTime() + burstMs
  return dueAt(rhythm, new Date(Math.max(now.getTime(), earliest)), isCrisis)
}

/** A crisis post goes its own way where it may break through. */
export const goesAlone = (rhythm: Rhythm, isCrisis: boolean): boolean => isCrisis && rhythm.quiet?.crisisBreaks === true

export type Threshold = Extract<AlertCondition, { minutes: number }>

export const isThreshold = (condition: AlertCondition): condition is Threshold => 'minutes' in condition

export interface Measured {
  total: number
  negative: number
}

export const isCrossed = (threshold: Threshold, { total, negative }: Measured): boolean =>
  total >= threshold.atLeast && (threshold.kind === 'count' || negative / total >= threshold.share)

export const isBelow = (threshold: Threshold, { total, negative }: Measured): boolean =>
  total < threshold.atLeast * rearmsBelow ||
  (threshold.kind === 'negative_share' && negative / total < threshold.share * rearmsBelow)

/** Mentions of one minute. */
export interface Minute extends Measured {
  at: Date
  crisis: number
}

/** Plays minutes through a rule, oldest first. @returns when it would have raised an alert. */
export const playThrough = (condition: AlertCondition, rhythm: Rhythm, minutes: readonly Minute[]): Date[] =>
  isThreshold(condition) ? playThreshold(condition, minutes) : playPosts(rhythm, minutes)

const playPosts = (rhythm: Rhythm, minutes: readonly Minute[]): Date[] => {
  const fired: Date[] = []
  const closing: { [way: string]: Date | null } = { usual: null, alone: null }
  for (const minute of minutes) {
    const urgent = goesAlone(rhythm, true) ? minute.crisis : 0
    for (const [way, count] of [
      ['usual', minute.total - urgent],
      ['alone', urgent],
    ] as const) {
      const open = closing[way] ?? null
      if (count === 0 || (open !== null && minute.at < open)) continue
      closing[way] = closesAt(rhythm, minute.at, open, way === 'alone')
      fired.push(minute.at)
    }
  }
  return fired
}

const playThreshold = (threshold: Threshold, minutes: readonly Minute[]): Date[] => {
  const fired: Date[] = []
  const sum: Measured = { total: 0, negative: 0 }
  let isArmed = true
  let oldest = 0
  for (const minute of minutes) {
    const since = minute.at.getTime() - threshold.minutes * minuteMs
    for (let old = minutes[oldest]!; old.at.getTime() <= since; old = minutes[++oldest]!) {
      sum.total -= old.total
      sum.negative -= old.negative
    }
    if (isBelow(threshold, sum)) isArmed = true
    sum.total += minute.total
    sum.negative += minute.negative
    if (isArmed && isCrossed(threshold, sum)) {
      fired.push(minute.at)
      isArmed = false
    }
  }
  return fired
}
