/** Verbs of quality: posts drawn at random, labelled blind, and compared with what the machine read. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as quality from '../../../contract/quality.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { conflict, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { agreementOf, linesOf } from '../quality.ts'
import * as store from '../store/quality.ts'

const qualitySpanMs = 90 * 86_400_000
const weeksShown = 12 * 7 * 86_400_000

/** How right the readings are: by blind labels, and by what people correct. */
export const getQuality = async (ctx: Ctx): Promise<Output<typeof quality.getQuality>> => {
  const judged = await store.findJudged(ctx)
  const weeks = await store.findWeeks(ctx, new Date(ctx.now.getTime() - weeksShown))
  return {
    rounds: (await store.findRounds(ctx)).map(shownRound),
    labelled: judged.length,
    sentiment: agreementOf(judged),
    lines: linesOf(judged),
    weeks: weeks.map(({ at, ...week }) => ({ at: at.toISOString(), ...week })),
    corrections: await store.countCorrections(ctx),
  }
}

/** Draws a round; one in which nothing was labelled yet is given again, so that nobody draws until they like what they see. */
export const drawQuality = async (
  ctx: Ctx,
  input: Input<typeof quality.drawQuality>,
): Promise<quality.QualityRound> => {
  const [last] = await store.findRounds(ctx)
  if (last !== undefined && last.labelled === 0 && last.posts > 0) return shownRound(last)
  const id = makeId(ctx.now)
  await store.insertRound(ctx, id, actorName(ctx.actor))
  const drawn = await store.drawPosts(ctx, id, new Date(ctx.now.getTime() - qualitySpanMs), input.posts)
  if (drawn === 0) throw conflict('understanding.nothing_to_draw')
  return shownRound((await store.findRounds(ctx, id))[0]!)
}

export const getQualityRound = async (
  ctx: Ctx,
  input: Input<typeof quality.getQualityRound>,
): Promise<Output<typeof quality.getQualityRound>> => {
  const [round] = await store.findRounds(ctx, input.roundId)
  if (round === undefined) throw notFound('round')
  return { round: shownRound(round), items: await store.findQualityPosts(ctx, input.roundId) }
}

/** Labels one post. It corrects nothing: what people say blind is for measuring alone. */
export const labelQuality = async (
  ctx: Ctx,
  input: Input<typeof quality.labelQuality>,
): Promise<quality.QualityPost> => {
  const isThere = await store.labelPost(ctx, input, input.label, actorName(ctx.actor))
  const [post] = isThere ? await store.findQualityPosts(ctx, input.roundId, input.place) : []
  if (post === undefined) throw notFound('round')
  return post
}

const shownRound = ({ drawnAt, ...round }: store.RoundRow): quality.QualityRound => ({
  ...round,
  drawnAt: drawnAt.toISOString(),
})
