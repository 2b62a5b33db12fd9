/** Volumes: mentions counted by hour, day and channel, and how they ended. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'
import { mentionState } from './mentions.ts'

export const volume = z.object({
  /** Start of the hour or day, in UTC. */
  at: instant,
  total: z.number().int(),
  positive: z.number().int(),
  neutral: z.number().int(),
  negative: z.number().int(),
  mixed: z.number().int(),
})
export type Volume = z.infer<typeof volume>

export const listVolumes = endpoint({
  name: 'listVolumes',
  method: 'GET',
  path: '/api/w/:workspaceId/volumes',
  access: 'listening.read',
  summary: 'Mentions by hour or day (days cut in the zone of the workspace), from roll-ups; at most 2,200 rows.',
  query: z.object({
    topicId: uuid.optional(),
    grain: z.enum(['hour', 'day']).default('hour'),
    from: instant,
    to: instant,
  }),
  output: z.object({ items: z.array(volume) }),
})

export const channelVolume = z.object({ channel: z.string(), total: z.number().int(), negative: z.number().int() })

export const listChannelVolumes = endpoint({
  name: 'listChannelVolumes',
  method: 'GET',
  path: '/api/w/:workspaceId/volumes/channels',
  access: 'listening.read',
  summary: 'Mentions by channel in a period, from roll-ups.',
  query: z.object({ topicId: uuid.optional(), from: instant, to: instant }),
  output: z.object({ items: z.array(channelVolume) }),
})

export const getLedger = endpoint({
  name: 'getLedger',
  method: 'GET',
  path: '/api/w/:workspaceId/ledger',
  access: 'listening.read',
  summary: 'The silence ledger: how the mentions of a period ended, and how many complaints nobody answered.',
  query: z.object({ from: instant, to: instant }),
  output: z.object({
    total: z.number().int(),
    states: z.record(mentionState, z.number().int()),
    negativePending: z.number().int(),
    negativeTotal: z.number().int(),
  }),
})

export const volumeEndpoints = [listVolumes, listChannelVolumes, getLedger] as const
