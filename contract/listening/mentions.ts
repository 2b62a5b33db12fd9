/** Mentions: items of interest, how each ended, and the stream of them. */
import { z } from 'zod'
import { fieldChanges, fieldFilter, fieldValues } from '../access/fields.ts'
import { item, itemKind } from '../channels.ts'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { instant, many, toggle, uuid } from '../scalars.ts'
import { intentLabel, sentimentLabel, shownReading, urgency } from '../understanding.ts'
import { tag } from './tags.ts'
import { topicKind } from './topics.ts'

export const mentionState = z.enum(['pending', 'answered', 'stance', 'not_ours'])
export type MentionState = z.infer<typeof mentionState>

/** How a mention ended, with who and when. */
export const ending = z.object({
  state: mentionState,
  by: z.string().nullable(),
  reason: z.string().nullable(),
  at: instant,
})

/** A span of a text in UTF-16 units, `[from, to)`. */
const span = z.tuple([z.number().int(), z.number().int()])

export const mention = z.object({
  id: z.uuid(),
  item,
  topics: z.array(z.object({ id: z.uuid(), name: z.string(), kind: topicKind })),
  reading: shownReading,
  ending,
  /** Who takes care of it; null for nobody. */
  owner: z.object({ memberId: z.uuid(), name: z.string() }).nullable(),
  tags: z.array(tag),
  /** Of the workspace’s own fields. */
  fields: fieldValues,
  /** Whether somebody of the workspace follows its author. */
  isFollowed: z.boolean(),
  /** Whether only the beginning was heard: the whole stands at its address. */
  isExcerpt: z.boolean(),
  /** What its words leave behind, to compare with others by `areSimilar`; null where they are too few. */
  print: z.string().nullable(),
  /** Spans of `item.text` that made the topics match. */
  highlights: z.array(span),
  /** Spans of `item.text` that the search `q` found; empty without one. */
  found: z.array(span),
})
export type Mention = z.infer<typeof mention>

export const mentionFilter = z.object({
  topicId: uuid.optional(),
  channel: many(z.string().max(40)),
  sentiment: many(sentimentLabel),
  intent: many(intentLabel),
  urgency: many(urgency),
  /** A sign of a crisis was read in it. */
  crisis: toggle.optional(),
  spam: toggle.optional(),
  language: many(z.string().max(8)),
  state: many(mentionState),
  /** Any of these tags. */
  tag: many(uuid),
  /** Of the workspace’s own fields. */
  field: fieldFilter,
  /** A member's id, `me` for whoever asks, `none` for what nobody takes care of. */
  owner: z.union([z.enum(['me', 'none']), uuid]).optional(),
  authorId: uuid.optional(),
  /** Written by an author whom the workspace follows. */
  followed: toggle.optional(),
  minFollowers: z.coerce.number().int().min(0).max(2_000_000_000).optional(),
  kind: many(itemKind),
  /** The site that it stands on, as `listPlaces` names it. */
  site: z.string().max(200).optional(),
  /** It speaks of us and names none of our handles. */
  untagged: toggle.optional(),
  from: instant.optional(),
  to: instant.optional(),
  /** Full-text search: words side by side, "phrases". */
  q: z.string().trim().max(200).optional(),
})
export type MentionFilter = z.infer<typeof mentionFilter>

const listed = <T extends z.ZodType>(item: T) => z.array(item).max(50).optional()

/** The same filter in JSON: what a body holds and an answer shows. */
export const filterInJson = z.object({
  topicId: uuid.optional(),
  channel: listed(z.string().max(40)),
  sentiment: listed(sentimentLabel),
  intent: listed(intentLabel),
  urgency: listed(urgency),
  crisis: z.boolean().optional(),
  spam: z.boolean().optional(),
  language: listed(z.string().max(8)),
  state: listed(mentionState),
  tag: listed(uuid),
  field: listed(z.string().trim().min(3).max(300)),
  owner: mentionFilter.shape.owner,
  authorId: uuid.optional(),
  followed: z.boolean().optional(),
  minFollowers: z.number().int().min(0).max(2_000_000_000).optional(),
  kind: listed(itemKind),
  site: z.string().max(200).optional(),
  untagged: z.boolean().optional(),
  from: instant.optional(),
  to: instant.optional(),
  q: mentionFilter.shape.q,
} satisfies Record<keyof MentionFilter, z.ZodType>)

export const listMentions = endpoint({
  name: 'listMentions',
  method: 'GET',
  path: '/api/w/:workspaceId/mentions',
  access: 'listening.read',
  summary: 'The stream of mentions, newest first.',
  query: pageQuery.extend(mentionFilter.shape),
  output: pageOf(mention),
})

export const getMentions = endpoint({
  name: 'getMentions',
  method: 'GET',
  path: '/api/w/:workspaceId/mentions/by-ids',
  access: 'listening.read',
  summary: 'Mentions by their ids: what a live screen asks after it was told ids.',
  query: z.object({
    ids: z.preprocess(v => (typeof v === 'string' ? v.split(',') : v), z.array(uuid).min(1).max(200)),
  }),
  output: z.object({ items: z.array(mention) }),
})

export const countMentions = endpoint({
  name: 'countMentions',
  method: 'GET',
  path: '/api/w/:workspaceId/mentions/count',
  access: 'listening.read',
  summary: 'How many mentions a filter finds, counted up to 10,000, and how they ended.',
  query: mentionFilter,
  output: z.object({ total: z.number().int(), isMore: z.boolean(), states: z.record(mentionState, z.number().int()) }),
})

/** Why somebody counts as a helper: the asker thanked them, asked no more, or a person of the workspace said so. */
export const helpReason = z.enum(['thanked', 'asked_no_more', 'said_so'])
export type HelpReason = z.infer<typeof helpReason>

/** An item of a thread: what it answers, and whether it helped the one who asked. */
export const threadItem = item.extend({
  /** The item of the thread that it answers; null at the root, and where that one was not heard. */
  parentId: z.uuid().nullable(),
  help: z
    .object({
      /** Whom it helped, as the screen names them. */
      asker: z.string(),
      reason: helpReason,
      /** Who of the workspace decided; null while only the rule has. */
      by: z.string().nullable(),
    })
    .nullable(),
  /** A customer's answer to another customer: a person may say whether it helped. */
  mayHelp: z.boolean(),
})
export type ThreadItem = z.infer<typeof threadItem>

const metric = z.number().nullable()

/** What a file said of a post that it brought: another tool's opinion, kept beside our own. */
export const brought = z.object({
  sentiment: sentimentLabel.nullable(),
  metrics: z.object({ likes: metric, comments: metric, shares: metric, views: metric, reach: metric }),
})
export type Brought = z.infer<typeof brought>

export const getMention = endpoint({
  name: 'getMention',
  method: 'GET',
  path: '/api/w/:workspaceId/mentions/:mentionId',
  access: 'listening.read',
  summary: 'A mention with the thread around it, oldest first, as far as we heard it; `q` marks what a search found.',
  params: z.object({ mentionId: uuid }),
  query: z.object({ q: mentionFilter.shape.q }),
  output: mention.extend({ thread: z.array(threadItem), brought: brought.nullable() }),
})

export const closeMention = endpoint({
  name: 'closeMention',
  method: 'PUT',
  path: '/api/w/:workspaceId/mentions/:mentionId/ending',
  access: 'listening.close',
  summary: 'Says how a mention ended, or opens it again with `pending`. A stance or a not-ours needs no answer.',
  params: z.object({ mentionId: uuid }),
  body: z.object({ state: mentionState, reason: z.string().trim().max(500).default('') }),
  output: mention,
})

export const setMentionFields = endpoint({
  name: 'setMentionFields',
  method: 'PUT',
  path: '/api/w/:workspaceId/mentions/:mentionId/fields',
  access: 'listening.close',
  summary: 'Writes values of the workspace’s own fields: all that are named or none.',
  params: z.object({ mentionId: uuid }),
  body: z.object({ values: fieldChanges }),
  output: mention,
})

export const judgeHelp = endpoint({
  name: 'judgeHelp',
  method: 'PUT',
  path: '/api/w/:workspaceId/items/:itemId/help',
  access: 'listening.close',
  summary: 'Says whether an answer of one customer to another helped; null leaves it to the rule again.',
  params: z.object({ itemId: uuid }),
  body: z.object({ helped: z.boolean().nullable() }),
  output: z.object({ helped: z.boolean().nullable(), before: z.boolean().nullable() }),
})

export const mentionEndpoints = [
  listMentions,
  getMentions,
  countMentions,
  getMention,
  closeMention,
  setMentionFields,
  judgeHelp,
] as const
