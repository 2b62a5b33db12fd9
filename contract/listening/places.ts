/** Places: where people talk about us, also where we are not. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'

/** A network, or a site within a channel such as feeds: `cafe.naver.com/imsanbu`. */
export const place = z.object({
  channel: z.string(),
  /** Null where the channel itself is the place. */
  site: z.string().nullable(),
  mentions: z.number().int(),
  negative: z.number().int(),
  pending: z.number().int(),
  authors: z.number().int(),
  /** Whether a source of ours listens there by itself. */
  isHeard: z.boolean(),
  /** Whether an account of ours can answer there. */
  isOurs: z.boolean(),
})
export type Place = z.infer<typeof place>

/** A site that posts about us point to, and that no source of ours listens to. */
export const linkedPlace = z.object({
  site: z.string(),
  posts: z.number().int(),
  authors: z.number().int(),
  /** The newest of these posts. */
  mentionId: z.uuid(),
})

export const listPlaces = endpoint({
  name: 'listPlaces',
  method: 'GET',
  path: '/api/w/:workspaceId/places',
  access: 'listening.read',
  summary:
    'Where people talked about us in a period of at most 92 days, the loudest first (100 at most), and which other sites the newest 5,000 posts point to.',
  query: z.object({ topicId: uuid.optional(), from: instant, to: instant }),
  output: z.object({ items: z.array(place), linked: z.array(linkedPlace) }),
})

export const placeEndpoints = [listPlaces] as const
