/** From what stood before each order to what is known of paths, and what is not. Pure. */
import type { PathPart, PathPlace, PathSeenBy } from '../../contract/customers/paths.ts'

/** Orders with the same before them. */
export interface Bought {
  readonly part: PathPart
  /** The link, the mark or the channel that exposed the buyers; null where none is known. */
  readonly place: string | null
  readonly seenBy: PathSeenBy | null
  readonly orders: number
}

export interface Sent {
  readonly place: string
  readonly seenBy: 'link' | 'mark'
  readonly visits: number
  readonly visitors: number
}

/**
 * Each order falls into one of four, and under the place that exposed it: the link that led to a visit before what somebody said
 * elsewhere, since it is the nearer step.
 */
export const pathsOf = (bought: readonly Bought[], sent: readonly Sent[]) => {
  const counts = { orders: 0, whole: 0, visitOnly: 0, exposureOnly: 0, unknown: 0 }
  const places = new Map<string, PathPlace>()
  // A link that led here before the period has visits outside it: none are counted here.
  const placeAt = (place: string, seenBy: PathSeenBy): PathPlace => {
    const key = `${seenBy} ${markName(place)}`
    const none = seenBy === 'talk' ? null : 0
    const known = places.get(key) ?? { place: markName(place), seenBy, visits: none, visitors: none, orders: 0 }
    places.set(key, known)
    return known
  }
  for (const { place, seenBy, visits, visitors } of sent) {
    const known = placeAt(place, seenBy)
    known.visits! += visits
    known.visitors! += visitors
  }
  for (const { part, place, seenBy, orders } of bought) {
    counts.orders += orders
    counts[part] += orders
    if (place !== null && seenBy !== null) placeAt(place, seenBy).orders += orders
  }
  const order = (one: PathPlace, other: PathPlace) =>
    other.orders - one.orders || (other.visits ?? 0) - (one.visits ?? 0) || (one.place < other.place ? -1 : 1)
  return { ...counts, places: [...places.values()].sort(order) }
}

/** The mark of a link as it was meant: addresses hold it in percents. */
export const markName = (mark: string): string => {
  try {
    return decodeURIComponent(mark.replaceAll('+', ' '))
  } catch {
    return mark
  }
}
