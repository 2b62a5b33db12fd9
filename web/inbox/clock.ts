/** Pure: the clock of a ticket as people read it: time left, then warm, then red, then how long it is over. */
import type { Ticket } from '../../contract/inbox.ts'

export interface Span {
  readonly unit: 'minutes' | 'hours' | 'days'
  readonly count: number
}

export type Clock =
  | { kind: 'left'; span: Span; tone: 'neu' | 'warn' | 'neg' }
  | { kind: 'over'; span: Span; tone: 'neg' }
  | { kind: 'answered' | 'resolved'; tone: 'pos' | 'neu' }

const warmFromMinutes = 35

/** @returns what the clock shows at `now`, or null when nothing is due and nothing was answered. */
export const clockOf = (
  ticket: Pick<Ticket, 'state' | 'dueAt' | 'warnAt' | 'firstAnsweredAt'>,
  now: Date,
): Clock | null => {
  if (ticket.state === 'resolved') return { kind: 'resolved', tone: 'neu' }
  if (!ticket.dueAt) return ticket.firstAnsweredAt ? { kind: 'answered', tone: 'pos' } : null
  const leftMs = Date.parse(ticket.dueAt) - now.getTime()
  if (leftMs <= 0) return { kind: 'over', span: spanOf(-leftMs), tone: 'neg' }
  const minutes = Math.ceil(leftMs / 60_000)
  // The warning is the policy's; before it the last half hour is warm.
  const isWarned = ticket.warnAt !== null && Date.parse(ticket.warnAt) <= now.getTime()
  const tone = isWarned ? 'neg' : minutes <= warmFromMinutes ? 'warn' : 'neu'
  return { kind: 'left', span: spanOf(minutes * 60_000), tone }
}

/** The largest unit that says it in a whole number, rounded down; never less than a minute. */
const spanOf = (ms: number): Span => {
  const minutes = Math.max(1, Math.floor(ms / 60_000))
  if (minutes < 60) return { unit: 'minutes', count: minutes }
  if (minutes < 24 * 60) return { unit: 'hours', count: Math.floor(minutes / 60) }
  return { unit: 'days', count: Math.floor(minutes / (24 * 60)) }
}
