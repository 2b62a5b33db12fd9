/** Places: where people talk about us, also where we are not. */
import { z } from 'zod'
import { done, endpoint } from '../endpoint.ts'
import { instant, toggle, uuid } from '../scalars.ts'

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

/** What people made of a place: watched on whether it rises or not, or passed over. */
export const placeMark = z.enum(['watched', 'passed'])
export type PlaceMark = z.infer<typeof placeMark>

/** A channel or site that no source of ours listens to, and of which more is said about us than before, or that is watched. */
export const risingPlace = z.object({
  /** Null where it is known by links alone. */
  channel: z.string().nullable(),
  site: z.string().nullable(),
  /** Posts that were said there, as they reached us through others, or posts that point there. */
  seenBy: z.enum(['posts', 'links']),
  /** Posts of the last two weeks, and of those weeks before that there is a past of. */
  recent: z.number().int(),
  past: z.number().int(),
  /** Posts that two weeks usually hold there. */
  usual: z.number(),
  /** Times the usual; null where nothing was said there before. */
  times: z.number().nullable(),
  /** How likely chance alone makes so much of it: at most 0.01 for what rises. */
  chance: z.number(),
  /** People of the last two weeks. */
  authors: z.number().int(),
  /** Posts by week, the oldest of 13 first. */
  weeks: z.array(z.number().int()),
  isRising: z.boolean(),
  mark: placeMark.nullable(),
  /** The newest post; null where none was said in 13 weeks. */
  mentionId: z.uuid().nullable(),
})
export type RisingPlace = z.infer<typeof risingPlace>

export const listRisingPlaces = endpoint({
  name: 'listRisingPlaces',
  method: 'GET',
  path: '/api/w/:workspaceId/places/rising',
  access: 'listening.read',
  summary:
    'Channels and sites that we do not listen to and of which at least twice the usual was said in the last two weeks, against the eleven weeks before and more than chance explains (1 in 100); those that are watched first, then the surest, 20 at most. What was passed over is left out, and is shown by `passed` alone. Links are looked for in the newest 1,000 posts of each week. `hasPast` is false while fewer than four weeks of a past are known.',
  query: z.object({ topicId: uuid.optional(), passed: toggle.optional() }),
  output: z.object({
    items: z.array(risingPlace),
    /** Places that were passed over. */
    passed: z.number().int(),
    hasPast: z.boolean(),
    from: instant,
    recentFrom: instant,
  }),
})

export const markPlace = endpoint({
  name: 'markPlace',
  method: 'PUT',
  path: '/api/w/:workspaceId/places/mark',
  access: 'listening.manage',
  summary: 'Watches a place on, passes it over, or with null takes either back.',
  body: z
    .object({
      channel: z.string().trim().min(1).max(60).nullable(),
      site: z.string().trim().min(1).max(200).nullable(),
      mark: placeMark.nullable(),
    })
    .refine(one => one.channel !== null || one.site !== null, { path: ['site'] }),
  output: done,
})

export const placeEndpoints = [listPlaces, listRisingPlaces, markPlace] as const
