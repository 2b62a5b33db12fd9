/** Pure: which rows of the report of paths the page shows, as its address says. */
import { type PathPart, type PathSeenBy, pathPart, pathSeenBy } from '../../../contract/customers.ts'

type Search = Readonly<Record<string, string | readonly string[] | undefined>>

export interface PathRows {
  readonly tab: 'orders' | 'visits'
  /** The period; undefined where the address names none. */
  readonly from: string | undefined
  readonly to: string | undefined
  readonly part: PathPart | undefined
  readonly place: string | undefined
  readonly seenBy: PathSeenBy | undefined
}

const first = (value: string | readonly string[] | undefined): string | undefined =>
  (typeof value === 'string' ? value : value?.[0]) || undefined

const instant = (value: string | readonly string[] | undefined): string | undefined => {
  const told = first(value)
  return told === undefined || Number.isNaN(Date.parse(told)) ? undefined : new Date(told).toISOString()
}

export const readPathRows = (search: Search): PathRows => {
  const seenBy = pathSeenBy.options.find(one => one === first(search.seenBy))
  const place = seenBy === undefined ? undefined : first(search.place)
  return {
    // Of talk no visit is known.
    tab: search.tab === 'visits' && place !== undefined && seenBy !== 'talk' ? 'visits' : 'orders',
    from: instant(search.from),
    to: instant(search.to),
    part: pathPart.options.find(part => part === first(search.part)),
    place,
    seenBy: place === undefined ? undefined : seenBy,
  }
}
