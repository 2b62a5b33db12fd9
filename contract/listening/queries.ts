/** Queries before they are saved: read, suggested from a name, and tried on the past. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant, shortText, uuid } from '../scalars.ts'

/** The boolean rule as a person types it; its grammar is docs/queries.md. */
export const queryText = z.string().trim().min(1).max(100_000)

const chips = z.array(z.string())

/** A query in groups of terms, each as it stands in it. */
export const queryGroups = z.object({
  /** One of these must be there. */
  find: chips,
  /** And of each of these one. */
  with: z.array(chips),
  /** None of these may be there. */
  without: chips,
})
export type QueryGroups = z.infer<typeof queryGroups>

export const readQuery = endpoint({
  name: 'readQuery',
  method: 'POST',
  path: '/api/w/:workspaceId/queries/read',
  access: 'listening.manage',
  isQuestion: true,
  summary: 'Reads a query: its canonical text and its groups; one that cannot be read is refused with its place.',
  body: z.object({ query: queryText }),
  output: z.object({
    query: z.string(),
    /** Null where groups of terms cannot say what the query says. */
    groups: queryGroups.nullable(),
  }),
})

const names = z.array(shortText).max(50).default([])

export const suggestQuery = endpoint({
  name: 'suggestQuery',
  method: 'POST',
  path: '/api/w/:workspaceId/topics/suggest',
  access: 'listening.manage',
  isQuestion: true,
  summary: 'Makes a working query from a name, with the spellings people use.',
  body: z.object({
    name: shortText,
    /** Other spellings of the same. */
    also: names,
    /** Further things to find; each with its own spellings. */
    products: names,
    campaigns: names,
    people: names,
    rivals: names,
    /** With or without their sign. */
    handles: names,
    hashtags: names,
    /** Addresses of pages. */
    pages: names,
    exclusions: names,
  }),
  output: z.object({
    query: z.string(),
    variants: z.array(z.string()),
    exclusions: z.array(z.string()),
    /** Terms that are not in the query, and may be added: short forms, and words that narrow an ambiguous name. */
    offers: z.object({ short: z.array(z.string()), narrowing: z.array(z.string()) }),
  }),
})
export type SuggestedQuery = z.infer<typeof suggestQuery.output>

export const triedPost = z.object({
  itemId: z.uuid(),
  channel: z.string(),
  at: instant,
  author: z.string(),
  /** A piece of the text around what was found. */
  text: z.string(),
  /** Spans of `text`. */
  highlights: z.array(z.tuple([z.number().int(), z.number().int()])),
})
export type TriedPost = z.infer<typeof triedPost>

const nearby = z.object({ term: z.string(), count: z.number().int(), sample: triedPost })

export const tryQuery = endpoint({
  name: 'tryQuery',
  method: 'POST',
  path: '/api/w/:workspaceId/queries/try',
  access: 'listening.manage',
  isQuestion: true,
  summary:
    'Runs a query over what was kept in the last 90 days without saving it: what it finds, what it would miss, what it would catch wrongly.',
  body: z.object({
    query: queryText,
    /** A saved topic to compare with. */
    topicId: uuid.optional(),
    /** `next` of the answer before: goes on to older posts. */
    cursor: z.string().max(500).optional(),
  }),
  output: z.object({
    /** Posts looked at, and how many of them the query finds. */
    looked: z.number().int(),
    found: z.number().int(),
    /** The oldest moment reached; older posts are counted by asking again with `next`. */
    since: instant,
    next: z.string().nullable(),
    /** Found posts by day in the zone of the workspace, `YYYY-MM-DD`, the oldest first; days without any are left out. */
    days: z.array(z.object({ day: z.string(), count: z.number().int() })),
    channels: z.array(z.object({ channel: z.string(), count: z.number().int() })),
    samples: z.array(triedPost),
    /** Words close to those asked for, in posts that are not found. */
    missed: z.array(nearby),
    /** Words of found posts that seem to be about something else; `why` says what speaks for it. */
    strays: z.array(nearby.extend({ why: z.enum(['other_meaning', 'not_ours', 'apart']) })),
    /** Against the saved query of `topicId`; null without one. */
    change: z
      .object({
        added: z.number().int(),
        removed: z.number().int(),
        addedSamples: z.array(triedPost),
        removedSamples: z.array(triedPost),
      })
      .nullable(),
  }),
})
export type Tried = z.infer<typeof tryQuery.output>

export const queryEndpoints = [readQuery, suggestQuery, tryQuery] as const
