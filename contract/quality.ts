/** How right the readings of a workspace are: posts drawn at random, labelled blind, compared with what the machine said. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { instant, uuid } from './scalars.ts'
import { intentLabel, sentimentLabel } from './understanding.ts'

const count = z.number().int()

/** What a person says of a post. */
export const qualityLabel = z.object({
  sentiment: sentimentLabel,
  intents: z.array(intentLabel).max(7),
  crisis: z.boolean(),
  answerable: z.boolean(),
  spam: z.boolean(),
})
export type QualityLabel = z.infer<typeof qualityLabel>

/** A post of a round: its text alone, never the machine's reading. */
export const qualityPost = z.object({
  place: count,
  text: z.string(),
  channel: z.string(),
  label: qualityLabel.nullable(),
})
export type QualityPost = z.infer<typeof qualityPost>

export const qualityRound = z.object({
  id: z.uuid(),
  drawnAt: instant,
  drawnBy: z.string(),
  posts: count,
  labelled: count,
})
export type QualityRound = z.infer<typeof qualityRound>

/** A share with its 95 % interval (Wilson 1927); `of` 0 has no share. */
export const qualityShare = z.object({
  right: count,
  of: count,
  share: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})
export type QualityShare = z.infer<typeof qualityShare>

export const qualityLine = z.object({
  field: z.enum(['sentiment', 'intents', 'crisis', 'answerable', 'spam']),
  label: z.string(),
  /** Of what the machine called so, how much people did too. */
  precision: qualityShare,
  /** Of what people called so, how much the machine did too. */
  recall: qualityShare,
})
export type QualityLine = z.infer<typeof qualityLine>

export const getQuality = endpoint({
  name: 'getQuality',
  method: 'GET',
  path: '/api/w/:workspaceId/quality',
  access: 'listening.read',
  summary:
    'Rounds of blind labelling; precision and recall over all labelled posts with 95 % intervals; and week by week how much of what was read people corrected, and into what.',
  output: z.object({
    /** The newest first, 20 at most. */
    rounds: z.array(qualityRound),
    labelled: count,
    sentiment: qualityShare,
    lines: z.array(qualityLine),
    /** The last twelve weeks; `read` readings, `corrected` of them changed by a person. */
    weeks: z.array(z.object({ at: instant, read: count, corrected: count })),
    /** Corrections that stand, from what the machine read into what people said, the most frequent first. */
    corrections: z.array(z.object({ from: sentimentLabel, into: sentimentLabel, count })),
  }),
})

export const drawQuality = endpoint({
  name: 'drawQuality',
  method: 'POST',
  path: '/api/w/:workspaceId/quality/rounds',
  access: 'understanding.correct',
  summary: 'Draws posts of the last 90 days at random for blind labelling; a round that nobody began is given again.',
  body: z.object({ posts: z.number().int().min(10).max(200).default(100) }),
  output: qualityRound,
})

export const getQualityRound = endpoint({
  name: 'getQualityRound',
  method: 'GET',
  path: '/api/w/:workspaceId/quality/rounds/:roundId',
  access: 'understanding.correct',
  summary: 'The posts of a round in their order, without what the machine read.',
  params: z.object({ roundId: uuid }),
  output: z.object({ round: qualityRound, items: z.array(qualityPost) }),
})

export const labelQuality = endpoint({
  name: 'labelQuality',
  method: 'PUT',
  path: '/api/w/:workspaceId/quality/rounds/:roundId/posts/:place',
  access: 'understanding.correct',
  summary: 'Labels one post of a round, anew as often as one likes; null takes the label back. It changes no reading.',
  params: z.object({ roundId: uuid, place: z.coerce.number().int().min(1).max(200) }),
  body: z.object({ label: qualityLabel.nullable() }),
  output: qualityPost,
})

export const qualityEndpoints = [getQuality, drawQuality, getQualityRound, labelQuality] as const
