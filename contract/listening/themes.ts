/** Themes: what people began to speak of that nobody had set as a topic. */
import { z } from 'zod'
import { channel } from '../channels.ts'
import { endpoint } from '../endpoint.ts'
import { instant, toggle, uuid } from '../scalars.ts'
import { sentimentLabel } from '../understanding.ts'
import { topic } from './topics.ts'

const count = z.number().int()

/** The window that is held against its past: the last two hours, 24 hours or seven days. */
export const themeSpan = z.enum(['hour', 'day', 'week'])
export type ThemeSpan = z.infer<typeof themeSpan>

/** A post as it is quoted. */
export const quote = z.object({
  mentionId: z.uuid(),
  text: z.string(),
  author: z.string(),
  channel,
  occurredAt: instant,
  sentiment: sentimentLabel.nullable(),
})
export type Quote = z.infer<typeof quote>

export const theme = z.object({
  id: z.uuid(),
  span: themeSpan,
  /** What people named it, else its leading words. */
  label: z.string(),
  isNamed: z.boolean(),
  /** Nouns that rose together; the leading one or two first. */
  words: z.array(z.string()),
  /** What the search of the stream is asked, with `from` and `to`, for the rows behind the counts. */
  q: z.string(),
  from: instant,
  to: instant,
  mentions: count,
  positive: count,
  negative: count,
  authors: count,
  /** Posts that its own past foretold for the window. */
  expected: z.number(),
  /** How surely it rose, in standard deviations. */
  score: z.number(),
  /** The last look still found it. */
  isRising: z.boolean(),
  firstAt: instant,
  lastAt: instant,
  hiddenAt: instant.nullable(),
  /** The topic that it was made into. */
  topicId: z.uuid().nullable(),
  /** Three posts that show best what it is about, fewer where some are gone. */
  posts: z.array(quote),
})
export type Theme = z.infer<typeof theme>

export const listThemes = endpoint({
  name: 'listThemes',
  method: 'GET',
  path: '/api/w/:workspaceId/themes',
  access: 'listening.read',
  summary: 'What rose against its own past: what rises now first, then what rose within a week; 50 at most.',
  query: z.object({ span: themeSpan.default('day'), hidden: toggle.optional() }),
  output: z.object({
    items: z.array(theme),
    /** When it was looked last; null where nothing was heard yet. */
    lookedAt: instant.nullable(),
    /** Posts that the past holds; under `pastNeeded` nothing can be said to have risen. */
    past: count,
    pastNeeded: count,
  }),
})

export const getTheme = endpoint({
  name: 'getTheme',
  method: 'GET',
  path: '/api/w/:workspaceId/themes/:themeId',
  access: 'listening.read',
  summary: 'A theme with how often its leading words were said: by hour for three days, and by day for five weeks.',
  params: z.object({ themeId: uuid }),
  output: z.object({
    theme,
    hours: z.array(z.object({ at: instant, mentions: count })),
    days: z.array(z.object({ at: instant, mentions: count })),
  }),
})

export const updateTheme = endpoint({
  name: 'updateTheme',
  method: 'PATCH',
  path: '/api/w/:workspaceId/themes/:themeId',
  access: 'listening.manage',
  summary:
    'Names a theme (null: by its words again), or hides it and shows it again; what is hidden stays so when it rises again.',
  params: z.object({ themeId: uuid }),
  body: z.object({ name: z.string().trim().min(1).max(80).nullable().optional(), isHidden: z.boolean().optional() }),
  output: theme,
})

export const followTheme = endpoint({
  name: 'followTheme',
  method: 'POST',
  path: '/api/w/:workspaceId/themes/:themeId/topic',
  access: 'listening.manage',
  summary: 'Makes a topic of a theme, or gives the one that was made; archiving the topic undoes it.',
  params: z.object({ themeId: uuid }),
  /** Why it is followed; a topic has a goal. */
  body: z.object({ goal: z.string().trim().min(1).max(500) }),
  output: topic,
})

export const themeEndpoints = [listThemes, getTheme, updateTheme, followTheme] as const
