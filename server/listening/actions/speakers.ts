/** Who speaks of us, how much their word weighs, and how far one post may carry. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import type { Speaker, SpeakerOrder } from '../../../contract/listening.ts'
import { authorsByIds } from '../../channels/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { influenceOf } from '../influence.ts'
import { seenShares, spreadOf } from '../spread.ts'
import { countDrawn, findReach, findSpeakers, findTravel } from '../store/speakers.ts'
import { readReport } from './periods.ts'

/** Of very many, so many are weighed. */
const weighedAtMost = 500

export const listSpeakers = async (
  ctx: Ctx,
  input: Input<typeof contract.listSpeakers>,
): Promise<Output<typeof contract.listSpeakers>> => {
  const period = readReport(input)
  const { rows, total } = await findSpeakers(ctx, input.topicId, period, weighedAtMost)
  const ids = rows.map(row => row.authorId)
  const drawn = await countDrawn(ctx, ids, period)
  const authors = await authorsByIds(ctx, ids)
  const speakers = rows.flatMap(({ authorId, lastAt, followers, ...counts }): Speaker[] => {
    const author = authors.get(authorId)
    if (author === undefined) return []
    const known = author.followers ?? followers
    const answers = drawn.get(authorId) ?? 0
    const influence = influenceOf({ followers: known, mentions: counts.mentions, drawn: answers })
    return [{ author, ...counts, drawn: answers, lastAt: lastAt.toISOString(), influence }]
  })
  return { items: speakers.sort(byOrder[input.order]).slice(0, input.limit), total }
}

const byInfluence = (a: Speaker, b: Speaker): number =>
  b.influence.score - a.influence.score || b.mentions - a.mentions || (a.author.id < b.author.id ? -1 : 1)

const byOrder: Readonly<Record<SpeakerOrder, (a: Speaker, b: Speaker) => number>> = {
  influence: byInfluence,
  mentions: (a, b) => b.mentions - a.mentions || byInfluence(a, b),
  negative: (a, b) => b.negative - a.negative || byInfluence(a, b),
  followers: (a, b) => (b.author.followers ?? -1) - (a.author.followers ?? -1) || byInfluence(a, b),
}

const travelDays = 90
const dayMs = 86_400_000

/** @throws 404 where there is no such mention. */
export const getSpread = async (ctx: Ctx, input: { mentionId: string }): Promise<Output<typeof contract.getSpread>> => {
  const reach = await findReach(ctx, input.mentionId)
  if (reach === undefined) throw notFound('mention')
  const channel = await findTravel(ctx, reach.channel, new Date(ctx.now.getTime() - travelDays * dayMs))
  const { followers, carriers } = reach
  const carriersFollowers = reach.carriersFollowers + reach.carriersUnknown * (channel.followersMiddle ?? 0)
  const seen = { followers, carriers, carriersFollowers: Math.round(carriersFollowers), channel }
  return { spread: spreadOf(seen), seen, seenShares }
}
