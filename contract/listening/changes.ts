/** Changes of many mentions at once: assign, end, tag, correct; each with the way back. */
import { z } from 'zod'
import { done, endpoint } from '../endpoint.ts'
import { uuid } from '../scalars.ts'
import { sentimentLabel } from '../understanding.ts'
import { filterInJson, mentionState } from './mentions.ts'

/** More than this are not changed at once. */
export const changedAtMost = 10_000

/** Mentions by their ids, or all that a filter finds. */
export const chosenMentions = z.union([
  z.object({ ids: z.array(uuid).min(1).max(1000) }),
  z.object({ filter: filterInJson }),
])
export type ChosenMentions = z.input<typeof chosenMentions>

export const mentionChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('assign'), memberId: uuid.nullable() }),
  z.object({ kind: z.literal('end'), state: mentionState, reason: z.string().trim().max(500).default('') }),
  z.object({
    kind: z.literal('tag'),
    add: z.array(uuid).max(20).default([]),
    remove: z.array(uuid).max(20).default([]),
  }),
  /** Null takes corrections back. */
  z.object({ kind: z.literal('correct'), sentiment: sentimentLabel.nullable() }),
])
export type MentionChange = z.input<typeof mentionChange>

export const changeMentions = endpoint({
  name: 'changeMentions',
  method: 'POST',
  path: '/api/w/:workspaceId/mentions/changes',
  access: 'listening.close',
  summary: 'Does one thing to many mentions, 10,000 at most; `undoMentions` takes it back.',
  body: z.object({ mentions: chosenMentions, change: mentionChange }),
  output: z.object({
    /** What `undoMentions` takes; null where nothing changed. */
    changeId: z.uuid().nullable(),
    /** Mentions that were not so before. */
    changed: z.number().int(),
  }),
})

export const undoMentions = endpoint({
  name: 'undoMentions',
  method: 'POST',
  path: '/api/w/:workspaceId/mentions/changes/:changeId/undo',
  access: 'listening.close',
  summary: 'Puts every mention of a change as it was; those that somebody changed since stay, and are counted.',
  params: z.object({ changeId: uuid }),
  output: z.object({ restored: z.number().int(), skipped: z.number().int() }),
})

export const followAuthor = endpoint({
  name: 'followAuthor',
  method: 'PUT',
  path: '/api/w/:workspaceId/authors/:authorId/followed',
  access: 'listening.close',
  summary: 'Follows an author, known to us or not, or follows them no more.',
  params: z.object({ authorId: uuid }),
  body: z.object({ isFollowed: z.boolean() }),
  output: done,
})

export const changeEndpoints = [changeMentions, undoMentions, followAuthor] as const
