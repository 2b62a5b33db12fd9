/**
 * What is due on a ticket, as in Zammad's model (docs.zammad.org, service level agreements): the first answer, each next
 * one, and the solution, in open time of a calendar. While we wait for the customer no answer is due, and the clock of the
 * solution stands still.
 */
import type { ClockPolicy, DueKind } from '../../../contract/inbox/clocks.ts'
import { addOpen, type OpenHours, openBetween } from './calendar.ts'
import { minuteMs } from './zone.ts'

/** How a ticket stands; instants in milliseconds. */
export interface Standing {
  /** When the customer first asked. */
  openedAt: number
  firstAnsweredAt: number | null
  /** The first word that nothing has covered; null while the customer waits for nothing. */
  waitingSince: number | null
  /** Stretches in which the customer waited and was answered; asked for only where a solution is promised. */
  waited: readonly { from: number; to: number }[]
}

export interface Due {
  kind: DueKind
  at: number
  /** When the warning is due; the deadline itself where nothing is warned of. */
  warnAt: number
}

export interface Deadlines {
  first: number | null
  next: number | null
  solve: number | null
  /** The one that comes first. */
  due: Due | null
}

type Promised = Pick<ClockPolicy, 'firstMinutes' | 'nextMinutes' | 'solveMinutes' | 'warnMinutes' | 'pauses'>

export const deadlinesOf = (policy: Promised, calendar: OpenHours | null, ticket: Standing): Deadlines => {
  const { waitingSince, firstAnsweredAt } = ticket
  const isFirst = firstAnsweredAt === null
  const answerMinutes = isFirst ? policy.firstMinutes : (policy.nextMinutes ?? policy.firstMinutes)
  const answer = waitingSince === null ? null : clockOf(policy, calendar, waitingSince, answerMinutes * minuteMs)
  const solve = solution(policy, calendar, ticket)
  const found = [
    answer === null ? null : { kind: isFirst ? ('first' as const) : ('next' as const), ...answer },
    solve === null ? null : { kind: 'solve' as const, ...solve },
  ].filter(one => one !== null)
  return {
    first: isFirst ? (answer?.at ?? null) : null,
    next: isFirst ? null : (answer?.at ?? null),
    solve: solve?.at ?? null,
    due: found.sort((a, b) => a.at - b.at)[0] ?? null,
  }
}

/** Null where the calendar never opens long enough. */
const clockOf = (
  policy: Promised,
  calendar: OpenHours | null,
  start: number,
  openMs: number,
): { at: number; warnAt: number } | null => {
  const at = addOpen(calendar, start, openMs)
  if (at === null) return null
  return { at, warnAt: addOpen(calendar, start, Math.max(0, openMs - policy.warnMinutes * minuteMs)) ?? at }
}

const solution = (policy: Promised, calendar: OpenHours | null, ticket: Standing) => {
  if (policy.solveMinutes === null) return null
  const promised = policy.solveMinutes * minuteMs
  if (!policy.pauses) return clockOf(policy, calendar, ticket.openedAt, promised)
  if (ticket.waitingSince === null) return null
  const used = ticket.waited.reduce((sum, { from, to }) => sum + openBetween(calendar, from, to), 0)
  return clockOf(policy, calendar, ticket.waitingSince, Math.max(0, promised - used))
}
