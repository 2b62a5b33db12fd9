/** Volumes: mentions counted by hour, day, channel, language and topic, and how they ended. */
import { z } from 'zod'
import { channel } from '../channels.ts'
import { endpoint } from '../endpoint.ts'
import { instant, many, uuid } from '../scalars.ts'
import { intentLabel } from '../understanding.ts'
import { topicKind } from './topics.ts'

const count = z.number().int()

/** What is counted of mentions. Each has one sentiment or is unread; it may have several intents. */
export const counts = z.object({
  total: count,
  positive: count,
  neutral: count,
  negative: count,
  mixed: count,
  /** Sentiment that nobody read. */
  unread: count,
  intents: z.record(intentLabel, count),
  urgent: count,
  crisis: count,
  spam: count,
  /** Expect an answer. */
  answerable: count,
  /** Neither said to one of our accounts nor naming one: heard only because somebody listens. */
  untagged: count,
  answered: count,
  stance: count,
  notOurs: count,
  /** Negative, and nobody has said how it ended. */
  silent: count,
  /** Followers of the authors when they were heard, summed over the mentions. */
  reach: count,
})
export type Counts = z.infer<typeof counts>

/** `at` is the start of the hour or day, in UTC. */
export const volume = counts.extend({ at: instant })
export type Volume = z.infer<typeof volume>

const grain = z.enum(['hour', 'day']).default('hour')
const period = { from: instant, to: instant }
const volumeFilter = z.object({
  topicId: uuid.optional(),
  channel: many(z.string().max(40)),
  language: many(z.string().max(8)),
  ...period,
})
export type VolumeFilter = z.infer<typeof volumeFilter>

export const listVolumes = endpoint({
  name: 'listVolumes',
  method: 'GET',
  path: '/api/w/:workspaceId/volumes',
  access: 'listening.read',
  summary: 'Mentions by hour or day (days cut in the zone of the workspace), from roll-ups; at most 2,200 rows.',
  query: volumeFilter.extend({ grain }),
  output: z.object({ items: z.array(volume) }),
})

export const channelVolume = counts.extend({ channel })

export const listChannelVolumes = endpoint({
  name: 'listChannelVolumes',
  method: 'GET',
  path: '/api/w/:workspaceId/volumes/channels',
  access: 'listening.read',
  summary: 'Mentions by channel in a period, the loudest first, from roll-ups.',
  query: volumeFilter,
  output: z.object({ items: z.array(channelVolume) }),
})

export const languageVolume = counts.extend({ language: z.string() })

export const listLanguageVolumes = endpoint({
  name: 'listLanguageVolumes',
  method: 'GET',
  path: '/api/w/:workspaceId/volumes/languages',
  access: 'listening.read',
  summary: 'Mentions by language in a period, the loudest first, from roll-ups.',
  query: volumeFilter,
  output: z.object({ items: z.array(languageVolume) }),
})

const topicName = z.object({ id: z.uuid(), name: z.string(), kind: topicKind })

/** A topic beside others. `totals` and `negatives` stand in the order of `starts`. */
export const voice = topicName.extend({
  /** Of the mentions of all topics asked for, in [0, 1]; a mention of two topics counts for both. */
  share: z.number(),
  counts,
  totals: z.array(count),
  negatives: z.array(count),
})
export type Voice = z.infer<typeof voice>

export const getShareOfVoice = endpoint({
  name: 'getShareOfVoice',
  method: 'GET',
  path: '/api/w/:workspaceId/volumes/share-of-voice',
  access: 'listening.read',
  summary:
    'Topics beside each other, such as a brand and its competitors: their share of all mentions, and by hour or day.',
  query: z.object({
    topicId: z.preprocess(value => (typeof value === 'string' ? [value] : value), z.array(uuid).min(1).max(20)),
    channel: many(z.string().max(40)),
    language: many(z.string().max(8)),
    ...period,
    grain: z.enum(['hour', 'day']).default('day'),
  }),
  output: z.object({ starts: z.array(instant), topics: z.array(voice) }),
})

export const listTopicChannels = endpoint({
  name: 'listTopicChannels',
  method: 'GET',
  path: '/api/w/:workspaceId/volumes/topic-channels',
  access: 'listening.read',
  summary: 'What is talked of where: mentions by topic and channel in a period; without topics, of the first 50.',
  query: z.object({ topicId: many(uuid), language: many(z.string().max(8)), ...period }),
  output: z.object({
    /** The loudest first, both. */
    topics: z.array(topicName),
    channels: z.array(channel),
    /** Where there is a mention; the others are empty. */
    cells: z.array(counts.extend({ topicId: z.uuid(), channel })),
  }),
})

export const volumeEndpoints = [
  listVolumes,
  listChannelVolumes,
  listLanguageVolumes,
  getShareOfVoice,
  listTopicChannels,
] as const
