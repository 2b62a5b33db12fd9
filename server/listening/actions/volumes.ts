/** Volumes from the roll-ups, and the roll-ups kept true when people correct a reading. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import { workspaceSettings } from '../../access/index.ts'
import { announce } from '../../platform/announce.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { invalid } from '../../platform/errors.ts'
import { readingsOf, shownSentiment } from '../../understanding/index.ts'
import { mentionsChanged } from '../events.ts'
import { pagesOf } from '../pages.ts'
import { changeSentiments, findTopicIds, lockMentions } from '../store/mentions.ts'
import { changeVolumes, sumChannels, sumVolumes } from '../store/volumes.ts'
import { everything } from '../tables.ts'
import { makeTally } from '../tally.ts'
import { readPeriod } from './periods.ts'

const rowsAtMost = 2200
const milliseconds = { hour: 3_600_000, day: 86_400_000 }

/** Every hour or day of a period; days are cut in the zone of the workspace. */
export const listVolumes = async (
  ctx: Ctx,
  input: Input<typeof contract.listVolumes>,
): Promise<Output<typeof contract.listVolumes>> => {
  const { from, to } = readPeriod(input)
  if ((to.getTime() - from.getTime()) / milliseconds[input.grain] > rowsAtMost)
    throw invalid('to', 'listening.period_too_long', { rows: rowsAtMost })
  const { timeZone } = await workspaceSettings(ctx)
  return { items: await sumVolumes(ctx, { topicId: input.topicId, from, to }, input.grain, timeZone) }
}

export const listChannelVolumes = async (
  ctx: Ctx,
  input: Input<typeof contract.listChannelVolumes>,
): Promise<Output<typeof contract.listChannelVolumes>> => ({
  items: await sumChannels(ctx, { topicId: input.topicId, ...readPeriod(input) }),
})

/** Shows corrected sentiments on mentions and moves their counts; items whose mention shows them already change nothing. */
export const followCorrections = async (ctx: Ctx, told: { ids: readonly string[] }): Promise<void> => {
  const locked = await lockMentions(ctx, { itemIds: told.ids })
  const readings = await readingsOf(ctx, told.ids)
  const moved = locked.flatMap(mention => {
    const reading = readings.get(mention.item_id)
    const sentiment = reading === undefined ? mention.sentiment : shownSentiment(reading)
    return sentiment === mention.sentiment ? [] : [{ ...mention, after: sentiment }]
  })
  if (moved.length === 0) return
  const mentionIds = moved.map(mention => mention.id)
  await changeSentiments(
    ctx,
    moved.map(mention => ({ id: mention.id, sentiment: mention.after })),
  )
  const topicIds = await findTopicIds(ctx, mentionIds)
  const tally = makeTally()
  for (const mention of moved) {
    const counted = { occurredAt: mention.occurred_at, channel: mention.channel }
    const under = [everything, ...(topicIds.get(mention.id) ?? [])]
    tally.count(under, { ...counted, sentiment: mention.sentiment }, -1)
    tally.count(under, { ...counted, sentiment: mention.after }, 1)
  }
  await changeVolumes(ctx, tally.changes())
  for (const ids of pagesOf(mentionIds)) await announce(ctx, mentionsChanged, { ids })
}
