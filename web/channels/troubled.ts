/** Pure: which connections have a trouble that somebody should know of, the ones to act on first. */
import type { Connection } from '../../contract/channels.ts'

/** What asks for a person comes before what mends itself; an account before the sources that listen through it. */
export const troubledOf = (connections: readonly Connection[]): Connection[] => {
  const troubled = connections.filter(one => one.health.state === 'broken' || one.health.state === 'silent')
  const broken = new Set(troubled.filter(one => one.subject === 'account').map(one => one.id))
  return troubled
    .filter(one => one.accountId === null || !broken.has(one.accountId))
    .toSorted((a, b) => Number(a.health.todo === 'wait') - Number(b.health.todo === 'wait'))
}

/** Items of the hours that begin today, of counts by the hour from `hoursFrom`, and the first of those hours. */
export const itemsToday = (
  hours: readonly number[],
  hoursFrom: string,
  isToday: (at: Date) => boolean,
): { items: number; from: string | null } => {
  const begins = hours.map((_, n) => new Date(Date.parse(hoursFrom) + n * 3_600_000))
  const first = begins.findIndex(isToday)
  if (first < 0) return { items: 0, from: null }
  return { items: hours.slice(first).reduce((sum, items) => sum + items, 0), from: begins[first]!.toISOString() }
}
