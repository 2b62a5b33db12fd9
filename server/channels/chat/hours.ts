/** When somebody is there: hours of a week in a zone of their own. Pure. */
import type { OpenHours } from '../../../contract/channels/widgets.ts'

/** Whether the clock of a zone is known here. */
export const isZone = (timeZone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Whether somebody is there at an instant, by the wall clock of the zone; null hours are always. */
export const isOpenAt = (hours: OpenHours | null, at: Date): boolean => {
  if (hours === null) return true
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: hours.timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: string) => parts.find(one => one.type === type)?.value ?? ''
  const today = days.indexOf(part('weekday')) + 1
  const clock = `${part('hour')}:${part('minute')}`
  const yesterday = today === 1 ? 7 : today - 1
  return hours.days.some(({ day, from, to }) => {
    if (from < to) return day === today && from <= clock && clock < to
    return (day === today && from <= clock) || (day === yesterday && clock < to)
  })
}
