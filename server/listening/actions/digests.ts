/** A period in short: mood against the period before, the farthest posts, complaints that nobody answered. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { invalid, notFound } from '../../platform/errors.ts'
import { digestHead } from '../alert-letters.ts'
import { findShown, type Summed, sumPeriod, type Watched } from '../store/alert-matches.ts'
import { findRule } from '../store/alert-rules.ts'
import { memberOf, watchedOf } from './alert-rules.ts'
import { mentionsByIds } from './mentions.ts'
import { readPeriod } from './periods.ts'

const shown = 5
const longestMs = 31 * 86_400_000

/** A period and the one of the same length just before. */
const sumBoth = async (ctx: Ctx, watched: Watched, from: Date, to: Date): Promise<{ now: Summed; before: Summed }> => ({
  now: await sumPeriod(ctx, watched, from, to),
  before: await sumPeriod(ctx, watched, new Date(2 * from.getTime() - to.getTime()), from),
})

/** What a message says of the period that it gathered. */
export const moodOf = async (ctx: Ctx, watched: Watched, from: Date, to: Date) => {
  const both = await sumBoth(ctx, watched, from, to)
  return { ...both, unanswered: both.now.unanswered }
}

export const getDigest = async (
  ctx: Ctx,
  input: Input<typeof contract.getDigest>,
): Promise<Output<typeof contract.getDigest>> => {
  const period = readPeriod(input)
  if (period.to.getTime() - period.from.getTime() > longestMs) throw invalid('to', 'listening.digest_too_long')
  const watched = await watchedFor(ctx, input)
  const { now, before } = await sumBoth(ctx, watched, period.from, period.to)
  const mentions = async (what: 'farthest' | 'unanswered') =>
    mentionsByIds(ctx, await findShown(ctx, watched, period, what, shown), { isShort: true })
  return {
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    head: { ko: digestHead(now, before, 'ko'), en: digestHead(now, before, 'en') },
    now: countsOf(now),
    before: countsOf(before),
    top: await mentions('farthest'),
    unanswered: { count: now.unanswered, newest: await mentions('unanswered') },
  }
}

const countsOf = ({ total, positive, neutral, negative, mixed }: Summed) => ({
  total,
  positive,
  neutral,
  negative,
  mixed,
})

const watchedFor = async (ctx: Ctx, input: { ruleId?: string | undefined; topicId?: string | undefined }) => {
  const topic = input.topicId === undefined ? {} : { topicId: input.topicId }
  if (input.ruleId === undefined) return watchedOf(ctx, { filter: topic, condition: { kind: 'each' } })
  const rule = await findRule(ctx, input.ruleId)
  if (rule === undefined || (rule.owner_id !== null && rule.owner_id !== memberOf(ctx))) throw notFound('alert rule')
  return watchedOf(ctx, rule)
}
