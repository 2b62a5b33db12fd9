/** Which promise holds for a ticket: the first policy that matches, or the default. */
import { type ClockPolicy, type ClockSettings, defaultPolicy } from '../../../contract/inbox/clocks.ts'
import type { OpenHours } from './calendar.ts'

/** What policies look at. */
export interface Asked {
  channel: string
  isPublic: boolean
  /** Of the customer's last words; null where nobody read them. */
  urgency: 'low' | 'normal' | 'high' | null
  stage: string
}

const isIn = (listed: readonly string[], value: string): boolean => listed.length === 0 || listed.includes(value)

export const matches = ({ match }: Pick<ClockPolicy, 'match'>, asked: Asked): boolean =>
  isIn(match.channels, asked.channel) &&
  isIn(match.urgencies, asked.urgency ?? 'normal') &&
  isIn(match.stages, asked.stage) &&
  (match.isPublic === null || match.isPublic === asked.isPublic)

export interface Chosen {
  policy: ClockPolicy
  /** Null: around the clock. */
  calendar: OpenHours | null
}

/** An empty list of a policy matches everything; where none matches, sixty minutes around the clock. */
export const choosePolicy = (settings: Pick<ClockSettings, 'policies' | 'calendars'>, asked: Asked): Chosen => {
  const policy = settings.policies.find(one => matches(one, asked)) ?? defaultPolicy
  const calendar = settings.calendars.find(one => one.id === policy.calendarId) ?? null
  return { policy, calendar }
}
