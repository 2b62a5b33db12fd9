/** Volumes from the roll-ups: by hour, day, channel, language and topic. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import type { VolumeFilter as Asked, Counts } from '../../../contract/listening.ts'
import { intentLabel } from '../../../contract/understanding.ts'
import { workspaceSettings } from '../../access/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { invalid } from '../../platform/errors.ts'
import { findNamed, findTopics } from '../store/topics.ts'
import {
  type Grain,
  type Sums,
  sumBy,
  sumTimes,
  sumTopicChannels,
  sumTopicTimes,
  type VolumeFilter,
} from '../store/volumes.ts'
import { everything } from '../tables.ts'
import { type Measure, measures } from '../tally.ts'
import { type Ends, readPeriod } from './periods.ts'

const rowsAtMost = 2200
const topicsAtMost = 50
const milliseconds = { hour: 3_600_000, day: 86_400_000 }

const filterOf = ({ topicId, channel, language, ...ends }: Asked): VolumeFilter => ({
  topicIds: [topicId ?? everything],
  channel,
  language,
  ...readPeriod(ends),
})

const checkLength = ({ from, to }: Ends, grain: Grain): void => {
  if ((to.getTime() - from.getTime()) / milliseconds[grain] > rowsAtMost)
    throw invalid('to', 'listening.period_too_long', { rows: rowsAtMost })
}

const countsOf = (sums: Sums): Counts => {
  const { positive, neutral, negative, mixed, unread } = sums
  const { urgent, crisis, spam, answerable, answered, stance, silent, reach } = sums
  const total = positive + neutral + negative + mixed + unread
  const intents = Object.fromEntries(intentLabel.options.map(label => [label, sums[label]])) as Counts['intents']
  const signs = { urgent, crisis, spam, answerable, untagged: total - sums.tagged }
  const endings = { answered, stance, notOurs: sums.not_ours, silent }
  return { total, positive, neutral, negative, mixed, unread, intents, ...signs, ...endings, reach }
}

/** Every hour or day of a period; days are cut in the zone of the workspace. */
export const listVolumes = async (
  ctx: Ctx,
  { grain, ...input }: Input<typeof contract.listVolumes>,
): Promise<Output<typeof contract.listVolumes>> => {
  const filter = filterOf(input)
  checkLength(filter, grain)
  const { timeZone } = await workspaceSettings(ctx)
  const rows = await sumTimes(ctx, filter, grain, timeZone)
  return { items: rows.map(row => ({ at: row.at.toISOString(), ...countsOf(row) })) }
}

export const listChannelVolumes = async (
  ctx: Ctx,
  input: Input<typeof contract.listChannelVolumes>,
): Promise<Output<typeof contract.listChannelVolumes>> => {
  const rows = await sumBy(ctx, filterOf(input), 'channel')
  return { items: rows.map(row => ({ channel: row.key, ...countsOf(row) })) }
}

export const listLanguageVolumes = async (
  ctx: Ctx,
  input: Input<typeof contract.listLanguageVolumes>,
): Promise<Output<typeof contract.listLanguageVolumes>> => {
  const rows = await sumBy(ctx, filterOf(input), 'language')
  return { items: rows.map(row => ({ language: row.key, ...countsOf(row) })) }
}

/** Topics beside each other, in the order asked; ids that are no topics of the workspace are left out. */
export const getShareOfVoice = async (
  ctx: Ctx,
  input: Input<typeof contract.getShareOfVoice>,
): Promise<Output<typeof contract.getShareOfVoice>> => {
  const period = readPeriod(input)
  checkLength(period, input.grain)
  const { timeZone } = await workspaceSettings(ctx)
  const topics = await findNamed(ctx, input.topicId)
  const { channel, language } = input
  const filter = { topicIds: topics.map(topic => topic.id), channel, language, ...period }
  const { rows, starts } = await sumTopicTimes(ctx, filter, input.grain, timeZone)
  const placeOf = new Map(starts.map((at, n) => [at.getTime(), n]))
  const voices = topics.map(topic => {
    const sums = noSums()
    const totals = starts.map(() => 0)
    const negatives = starts.map(() => 0)
    for (const row of rows) {
      if (row.topicId !== topic.id) continue
      for (const measure of measures) sums[measure] += row[measure]
      const place = placeOf.get(row.at.getTime())!
      totals[place] = countsOf(row).total
      negatives[place] = row.negative
    }
    return { ...topic, counts: countsOf(sums), totals, negatives }
  })
  const all = voices.reduce((sum, { counts }) => sum + counts.total, 0)
  return {
    starts: starts.map(at => at.toISOString()),
    topics: voices.map(one => ({ ...one, share: all === 0 ? 0 : one.counts.total / all })),
  }
}

const noSums = (): Sums => Object.fromEntries(measures.map(measure => [measure, 0])) as Record<Measure, number>

/** What is talked of where: topics and channels, the loudest first. */
export const listTopicChannels = async (
  ctx: Ctx,
  input: Input<typeof contract.listTopicChannels>,
): Promise<Output<typeof contract.listTopicChannels>> => {
  const named = await (input.topicId ? findNamed(ctx, input.topicId) : findTopics(ctx, false))
  const topics = named.slice(0, topicsAtMost).map(({ id, name, kind }) => ({ id, name, kind }))
  const filter = { topicIds: topics.map(topic => topic.id), language: input.language, ...readPeriod(input) }
  const rows = await sumTopicChannels(ctx, filter)
  const cells = rows.map(row => ({ topicId: row.topicId, channel: row.channel, ...countsOf(row) }))
  const loudness = (of: (cell: (typeof cells)[number]) => string) => {
    const sums = new Map<string, number>()
    for (const cell of cells) sums.set(of(cell), (sums.get(of(cell)) ?? 0) + cell.total)
    return sums
  }
  const ofTopics = loudness(cell => cell.topicId)
  const ofChannels = loudness(cell => cell.channel)
  return {
    topics: topics.toSorted((a, b) => (ofTopics.get(b.id) ?? 0) - (ofTopics.get(a.id) ?? 0)),
    channels: [...ofChannels].toSorted(([, a], [, b]) => b - a).map(([channel]) => channel),
    cells,
  }
}
