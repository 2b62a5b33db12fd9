/** Authors and how far their words carry: who speaks of us, and how many one post may reach. */
import { z } from 'zod'
import { author } from '../channels.ts'
import { endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'

/** 0 to 100, the sum of its three parts; it orders authors and measures nothing else. */
export const influence = z.object({
  score: z.number().int(),
  /** Up to 60, for followers. */
  reach: z.number().int(),
  /** Up to 20, for mentions of the period. */
  activity: z.number().int(),
  /** Up to 20, for answers and quotes by others. */
  resonance: z.number().int(),
})

/** Somebody who spoke of us in a period. */
export const speaker = z.object({
  author,
  mentions: z.number().int(),
  positive: z.number().int(),
  negative: z.number().int(),
  /** How these mentions ended. */
  pending: z.number().int(),
  answered: z.number().int(),
  /** Posts of others that answer or quote theirs, as far as we heard them. */
  drawn: z.number().int(),
  lastAt: instant,
  influence,
})
export type Speaker = z.infer<typeof speaker>

export const speakerOrder = z.enum(['influence', 'mentions', 'negative', 'followers'])
export type SpeakerOrder = z.infer<typeof speakerOrder>

export const listSpeakers = endpoint({
  name: 'listSpeakers',
  method: 'GET',
  path: '/api/w/:workspaceId/speakers',
  access: 'listening.read',
  summary:
    'Who spoke of us in a period of at most 92 days, the weightiest first. Of very many, the 500 with most mentions and followers are weighed.',
  query: z.object({
    topicId: uuid.optional(),
    from: instant,
    to: instant,
    order: speakerOrder.default('influence'),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({ items: z.array(speaker), total: z.number().int() }),
})

/** People whom one post may reach. */
export const spread = z.object({
  low: z.number().int(),
  likely: z.number().int(),
  high: z.number().int(),
  /** False: the author’s followers are unknown, and the middle of the channel stands for them. */
  isAuthorKnown: z.boolean(),
})

export const getSpread = endpoint({
  name: 'getSpread',
  method: 'GET',
  path: '/api/w/:workspaceId/mentions/:mentionId/spread',
  access: 'listening.read',
  summary:
    'How many people a mention may reach, from real followers and from how posts travelled on its channel lately.',
  /** A mention’s id, or that of its item. */
  params: z.object({ mentionId: uuid }),
  output: z.object({
    /** Null where no number of followers is known to reckon from. */
    spread: spread.nullable(),
    seen: z.object({
      followers: z.number().int().nullable(),
      /** People who answered or quoted it so far. */
      carriers: z.number().int(),
      carriersFollowers: z.number().int(),
      channel: z.object({
        /** Posts of the last 90 days that the numbers below are taken from. */
        posts: z.number().int(),
        carriersMean: z.number(),
        carriersHigh: z.number(),
        followersMiddle: z.number().nullable(),
        followersHigh: z.number().nullable(),
      }),
    }),
    /** The shares of followers who see one post that low, likely and high assume. */
    seenShares: z.object({ low: z.number(), likely: z.number(), high: z.number() }),
  }),
})

export const authorEndpoints = [listSpeakers, getSpread] as const
