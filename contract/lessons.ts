/** What a workspace's corrections taught its reader: words, how far they pull, and the posts behind them. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { pageOf, pageQuery } from './page.ts'
import { instant } from './scalars.ts'
import { sentimentLabel } from './understanding.ts'

const count = z.number().int()
const word = z.string().trim().min(1).max(400)

/** A word, or two side by side, that the workspace's own corrections made count. */
export const lesson = z.object({
  word: z.string(),
  towards: sentimentLabel,
  /** How far it pulls, in logits; 1 is a little, 3 is much. */
  strength: z.number(),
  /** Corrected posts that hold it. */
  posts: count,
})
export type Lesson = z.infer<typeof lesson>

export const getLessons = endpoint({
  name: 'getLessons',
  method: 'GET',
  path: '/api/w/:workspaceId/lessons',
  access: 'listening.read',
  summary:
    'What the corrections of this workspace taught its reader, the strongest first; the words that people switched off; and week by week how many corrections were already read so by what came before them.',
  output: z.object({
    /** The strongest 100. */
    lessons: z.array(lesson),
    total: count,
    /** Words that people switched off, the last one first. */
    off: z.array(z.object({ word: z.string(), by: z.string(), at: instant })),
    /** Corrections that stand, and how many of them are learnt from: the newest 1,000. */
    corrections: count,
    learntFrom: count,
    /** Posts that were read otherwise because of a lesson. */
    readOtherwise: count,
    /** Weeks with corrections; `foreseen` were read so already by what earlier corrections taught. */
    weeks: z.array(z.object({ at: instant, corrections: count, foreseen: count })),
  }),
})

export const switchLesson = endpoint({
  name: 'switchLesson',
  method: 'PUT',
  path: '/api/w/:workspaceId/lessons/off',
  access: 'understanding.correct',
  summary: 'Lets a word no longer count among what corrections teach, or lets it count again.',
  body: z.object({ word, isOff: z.boolean() }),
  output: z.object({ word: z.string(), isOff: z.boolean() }),
})

export const correctedPost = z.object({
  itemId: z.uuid(),
  text: z.string(),
  channel: z.string(),
  /** What the machine had read, null where nobody did. */
  read: sentimentLabel.nullable(),
  into: sentimentLabel,
  by: z.string(),
  at: instant,
})
export type CorrectedPost = z.infer<typeof correctedPost>

export const listCorrections = endpoint({
  name: 'listCorrections',
  method: 'GET',
  path: '/api/w/:workspaceId/corrections',
  access: 'listening.read',
  summary: 'Posts whose reading a person corrected, the newest first: of one change, or those that taught a word.',
  query: pageQuery.extend({
    from: sentimentLabel.optional(),
    into: sentimentLabel.optional(),
    word: word.optional(),
  }),
  output: pageOf(correctedPost),
})

export const lessonsEndpoints = [getLessons, switchLesson, listCorrections] as const
