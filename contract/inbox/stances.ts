/** The stance board: what cannot be answered post by post, gathered by issue, with what we hold of it. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { mention } from '../listening/mentions.ts'
import { pageOf, pageQuery } from '../page.ts'
import { flag, instant, shortText, uuid } from '../scalars.ts'

const position = z.string().trim().min(1).max(5000)
const reviewOn = z.iso.date()

const mood = z.object({
  mentions: z.int(),
  /** Share in [0, 1] of what was read; null with too few. */
  negativeShare: z.number().nullable(),
})

export const stance = z.object({
  id: uuid,
  title: z.string(),
  position: z.string(),
  /** Counted up with every change of the position. */
  version: z.int(),
  writtenBy: z.string(),
  writtenAt: instant,
  reviewOn,
  isOverdue: z.boolean(),
  reviewedAt: instant.nullable(),
  reviewedBy: z.string().nullable(),
  isArchived: z.boolean(),
  /** Posts gathered under it. */
  mentions: z.int(),
  /** Opinion in what was said before our position was written, and since. */
  before: mood,
  since: mood,
  /** By week of the last twelve, oldest first: posts, and the negative ones. */
  weeks: z.array(z.object({ at: instant, mentions: z.int(), negative: z.int() })),
})
export type Stance = z.infer<typeof stance>

const stanceParams = z.object({ stanceId: uuid })

export const listStances = endpoint({
  name: 'listStances',
  method: 'GET',
  path: '/api/w/:workspaceId/stances',
  access: 'inbox.read',
  summary: 'The stance board: issues with our position and how opinion moved, those to be reviewed first.',
  query: z.object({ archived: flag.default(false) }),
  output: z.object({
    items: z.array(stance),
    /** Mentions that ended as a stance and stand under no issue yet. */
    ungathered: z.int(),
  }),
})

export const writeStance = endpoint({
  name: 'writeStance',
  method: 'POST',
  path: '/api/w/:workspaceId/stances',
  access: 'voice.write',
  summary: 'Opens an issue on the stance board with our position.',
  body: z.object({ title: shortText, position, reviewOn }),
  output: stance,
})

export const changeStance = endpoint({
  name: 'changeStance',
  method: 'PUT',
  path: '/api/w/:workspaceId/stances/:stanceId',
  access: 'voice.write',
  summary: 'Writes our position anew; the older ones stay. 409 when somebody was faster.',
  params: stanceParams,
  body: z.object({ title: shortText, position, reviewOn, version: z.int() }),
  output: stance,
})

export const reviewStance = endpoint({
  name: 'reviewStance',
  method: 'PUT',
  path: '/api/w/:workspaceId/stances/:stanceId/review',
  access: 'voice.write',
  summary: 'Says that our position was looked at and holds until the next review.',
  params: stanceParams,
  body: z.object({ reviewOn }),
  output: stance,
})

export const archiveStance = endpoint({
  name: 'archiveStance',
  method: 'PUT',
  path: '/api/w/:workspaceId/stances/:stanceId/archive',
  access: 'voice.write',
  summary: 'Takes an issue off the board, or puts it back; its posts keep their end.',
  params: stanceParams,
  body: z.object({ isArchived: z.boolean() }),
  output: stance,
})

export const gatherMentions = endpoint({
  name: 'gatherMentions',
  method: 'POST',
  path: '/api/w/:workspaceId/stances/:stanceId/mentions',
  access: 'listening.close',
  summary: 'Ends mentions as a stance under an issue; those that are under another one move.',
  params: stanceParams,
  body: z.object({ mentionIds: z.array(uuid).min(1).max(500), reason: z.string().trim().max(500).default('') }),
  output: z.object({ mentionIds: z.array(uuid) }),
})

export const listStanceMentions = endpoint({
  name: 'listStanceMentions',
  method: 'GET',
  path: '/api/w/:workspaceId/stances/mentions',
  access: 'inbox.read',
  summary: 'The posts of an issue, or without one those that no issue has gathered, the newest first.',
  query: pageQuery.extend({ stanceId: uuid.optional() }),
  output: pageOf(mention),
})

export const stanceEndpoints = [
  listStances,
  writeStance,
  changeStance,
  reviewStance,
  archiveStance,
  gatherMentions,
  listStanceMentions,
] as const
