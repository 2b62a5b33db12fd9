/** The watch list: channels and sites that nobody here listens to, and where ever more is said of us. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import type { RisingPlace } from '../../../contract/listening.ts'
import { presenceOf } from '../../channels/index.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { placeOf, placesIn } from '../places.ts'
import { recentWeeks, riseOf } from '../rise.ts'
import { clearPlaceMark, findLinking, findPlaceWeeks, markedPlaces, setPlaceMark } from '../store/places.ts'

const weekMs = 7 * 86_400_000
const weekCount = 13
const placesAtMost = 500
const linkingAtMost = 1000
const itemsAtMost = 20

export const listRisingPlaces = async (
  ctx: Ctx,
  { topicId, passed = false }: Input<typeof contract.listRisingPlaces>,
): Promise<Output<typeof contract.listRisingPlaces>> => {
  const startOfWeek = (n: number) => new Date(ctx.now.getTime() - (weekCount - n) * weekMs)
  const period = { from: startOfWeek(0), to: ctx.now }
  const [all, ...rows] = await findPlaceWeeks(ctx, topicId, period, {
    weeks: weekCount,
    recent: recentWeeks,
    most: placesAtMost,
  })
  const spoken = all?.weeks ?? []
  const presence = await presenceOf(ctx)
  const heardSites = new Set(presence.addresses.map(placeOf).filter(site => site !== null))
  const isStrange = ({ channel, site }: Spot) =>
    site === null ? !presence.heard.has(channel!) && !presence.ours.has(channel!) : !heardSites.has(site)
  const strange = rows.filter(isStrange)
  const known = new Set([...heardSites, ...rows.flatMap(row => row.site ?? [])])
  const looked = spoken.map(posts => Math.min(posts, linkingAtMost))
  const linked = new Map<string, Linked>()
  for (const [week, posts] of spoken.entries()) {
    if (posts === 0) continue
    const ends = { from: startOfWeek(week), to: startOfWeek(week + 1) }
    for (const one of await findLinking(ctx, topicId, ends, linkingAtMost))
      for (const site of placesIn(one.text)) if (!known.has(site)) count(linked, site, week, one)
  }
  const marked = await markedPlaces(ctx)
  const marks = new Map(marked.map(one => [one.place, one.mark]))
  const found = [
    ...strange.map(({ mentionId, ...row }) => risen({ ...row, seenBy: 'posts', mentionId }, spoken)),
    ...[...linked.values()].map(({ site, weeks, authorIds, mentionId }) =>
      risen({ channel: null, site, seenBy: 'links', weeks, authors: authorIds.size, mentionId }, looked),
    ),
  ]
  const seen = new Set(found.map(keyOf))
  // What is marked stays in sight when nobody speaks there any more; where we listen by now nothing is left to mark.
  const still = marked.filter(one => !seen.has(one.place) && isStrange(one)).map(quiet)
  const items = [...found, ...still]
    .map(place => ({ ...place, mark: marks.get(keyOf(place)) ?? null }))
    .filter(place =>
      passed ? place.mark === 'passed' : place.mark === 'watched' || (place.mark === null && place.isRising),
    )
    .sort((a, b) => orderOf(a) - orderOf(b) || a.chance - b.chance || b.recent - a.recent)
  return {
    items: items.slice(0, itemsAtMost),
    passed: marked.filter(one => one.mark === 'passed' && isStrange(one)).length,
    hasPast: riseOf(spoken, spoken) !== null,
    from: period.from.toISOString(),
    recentFrom: startOfWeek(weekCount - recentWeeks).toISOString(),
  }
}

interface Linked {
  readonly site: string
  readonly weeks: number[]
  /** Of the recent weeks. */
  readonly authorIds: Set<string>
  mentionId: string
}

const count = (
  linked: Map<string, Linked>,
  site: string,
  week: number,
  { authorId, mentionId }: { authorId: string; mentionId: string },
): void => {
  const one = linked.get(site) ?? { site, weeks: Array(weekCount).fill(0), authorIds: new Set(), mentionId }
  linked.set(site, one)
  one.weeks[week]!++
  if (week >= weekCount - recentWeeks) one.authorIds.add(authorId)
  // Weeks come oldest first, and each the newest post first.
  if (one.weeks[week] === 1) one.mentionId = mentionId
}

interface Spot {
  readonly channel: string | null
  readonly site: string | null
}

const keyOf = ({ channel, site }: Spot): string => `${channel ?? ''} ${site ?? ''}`

const orderOf = (place: { mark: RisingPlace['mark'] }): number => (place.mark === 'watched' ? 0 : 1)

type Found = Omit<RisingPlace, 'mark'>
type Known = Omit<Found, 'recent' | 'past' | 'usual' | 'times' | 'chance' | 'isRising'>

const risen = (place: Known, looked: readonly number[]): Found => {
  const rise = riseOf(place.weeks, looked)
  if (rise !== null) return { ...place, ...rise }
  // Too little of a past to say what is usual: only what was counted is told.
  const recent = place.weeks.slice(-recentWeeks).reduce((sum, posts) => sum + posts, 0)
  return { ...place, recent, past: 0, usual: 0, times: null, chance: 1, isRising: false }
}

const quiet = ({ channel, site }: Spot): Found => ({
  ...{ channel, site, seenBy: channel === null ? 'links' : 'posts', weeks: Array(weekCount).fill(0), authors: 0 },
  ...{ recent: 0, past: 0, usual: 0, times: null, chance: 1, isRising: false, mentionId: null },
})

/** The same mark twice changes nothing. */
export const markPlace = async (ctx: Ctx, input: Input<typeof contract.markPlace>): Promise<{ ok: true }> => {
  const { channel, site, mark } = input
  if (mark === null) await clearPlaceMark(ctx, keyOf(input))
  else await setPlaceMark(ctx, { place: keyOf(input), channel, site, mark, by: actorName(ctx.actor) })
  return { ok: true }
}
