/** Pure: which connections have a trouble that somebody should know of, and how many items came today. */
import type { Account, Health, Source } from '../../contract/channels.ts'

export interface Troubled {
  readonly id: string
  readonly name: string
  readonly health: Health
}

/** What asks for a person comes before what mends itself; sources that listen through a broken account are its trouble. */
export const troubledOf = (accounts: readonly Account[], sources: readonly Source[]): Troubled[] => {
  const isTroubled = ({ health }: { health: Health }) => health.state === 'broken' || health.state === 'silent'
  const broken = accounts.filter(isTroubled)
  const brokenIds = new Set(broken.map(one => one.id))
  return [
    ...broken.map(one => ({ id: one.id, name: one.displayName || one.handle, health: one.health })),
    ...sources.filter(one => isTroubled(one) && !(one.accountId !== null && brokenIds.has(one.accountId))),
  ].toSorted((a, b) => Number(a.health.todo === 'wait') - Number(b.health.todo === 'wait'))
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
