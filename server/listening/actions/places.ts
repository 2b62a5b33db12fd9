/** Where people talk about us, and where they point to that we do not listen to. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import { presenceOf } from '../../channels/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { placeOf, placesIn } from '../places.ts'
import { findLinking, findPlaces, type Linking } from '../store/places.ts'
import { readReport } from './periods.ts'

const placesAtMost = 100
const linkingAtMost = 5000
const linkedAtMost = 20
/** One post that points somewhere is no place yet. */
const fewestPosts = 2

export const listPlaces = async (
  ctx: Ctx,
  input: Input<typeof contract.listPlaces>,
): Promise<Output<typeof contract.listPlaces>> => {
  const period = readReport(input)
  const presence = await presenceOf(ctx)
  const heardSites = new Set(presence.addresses.map(placeOf).filter(site => site !== null))
  const rows = await findPlaces(ctx, input.topicId, period, placesAtMost)
  const items = rows.map(row => ({
    ...row,
    isHeard: row.site === null ? presence.heard.has(row.channel) : heardSites.has(row.site),
    isOurs: presence.ours.has(row.channel),
  }))
  const known = new Set([...heardSites, ...rows.flatMap(row => row.site ?? [])])
  const linked = linkedPlaces(await findLinking(ctx, input.topicId, period, linkingAtMost), known)
  return { items, linked }
}

/** Sites that posts point to, told apart from those that are known; most people first. */
const linkedPlaces = (posts: readonly Linking[], known: ReadonlySet<string>) => {
  const found = new Map<string, { site: string; posts: number; authorIds: Set<string>; mentionId: string }>()
  for (const { mentionId, authorId, text } of posts) {
    for (const site of placesIn(text)) {
      if (known.has(site)) continue
      const one = found.get(site) ?? { site, posts: 0, authorIds: new Set<string>(), mentionId }
      one.posts++
      one.authorIds.add(authorId)
      found.set(site, one)
    }
  }
  return [...found.values()]
    .filter(one => one.posts >= fewestPosts)
    .map(({ authorIds, ...one }) => ({ ...one, authors: authorIds.size }))
    .sort((a, b) => b.authors - a.authors || b.posts - a.posts || (a.site < b.site ? -1 : 1))
    .slice(0, linkedAtMost)
}
