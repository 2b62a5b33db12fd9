/** Saved replies: prepared text with fields such as {고객명}, found by words while an answer is written. */
import { z } from 'zod'
import { done, endpoint } from '../endpoint.ts'
import { shortText, uuid } from '../scalars.ts'

export const savedReply = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Fields in braces: {고객명}, {담당자}, {채널}; {고객명, 이/가} takes the particle that fits. */
  text: z.string(),
  /** How often it was put into an answer. */
  uses: z.number().int(),
})
export type SavedReply = z.infer<typeof savedReply>

const replyText = z.string().trim().min(1).max(4000)
const replyParams = z.object({ savedReplyId: uuid })

export const listSavedReplies = endpoint({
  name: 'listSavedReplies',
  method: 'GET',
  path: '/api/w/:workspaceId/saved-replies',
  access: 'voice.read',
  summary: 'Saved replies, the most used first; with `q` those whose name or text holds the words.',
  query: z.object({ q: z.string().trim().max(100).optional() }),
  output: z.object({ items: z.array(savedReply) }),
})

export const createSavedReply = endpoint({
  name: 'createSavedReply',
  method: 'POST',
  path: '/api/w/:workspaceId/saved-replies',
  access: 'voice.write',
  summary: 'Keeps a reply for the team.',
  body: z.object({ name: shortText, text: replyText }),
  output: savedReply,
})

export const updateSavedReply = endpoint({
  name: 'updateSavedReply',
  method: 'PUT',
  path: '/api/w/:workspaceId/saved-replies/:savedReplyId',
  access: 'voice.write',
  summary: 'Rewrites a saved reply.',
  params: replyParams,
  body: z.object({ name: shortText, text: replyText }),
  output: savedReply,
})

export const removeSavedReply = endpoint({
  name: 'removeSavedReply',
  method: 'DELETE',
  path: '/api/w/:workspaceId/saved-replies/:savedReplyId',
  access: 'voice.write',
  summary: 'Takes a saved reply away; `restoreSavedReply` brings it back.',
  params: replyParams,
  output: done,
})

export const restoreSavedReply = endpoint({
  name: 'restoreSavedReply',
  method: 'POST',
  path: '/api/w/:workspaceId/saved-replies/:savedReplyId/restore',
  access: 'voice.write',
  summary: 'Brings a saved reply back.',
  params: replyParams,
  output: savedReply,
})

export const countSavedReply = endpoint({
  name: 'countSavedReply',
  method: 'POST',
  path: '/api/w/:workspaceId/saved-replies/:savedReplyId/uses',
  access: 'voice.read',
  summary: 'Counts that a saved reply was put into an answer.',
  params: replyParams,
  output: done,
})

export const savedReplyEndpoints = [
  listSavedReplies,
  createSavedReply,
  updateSavedReply,
  removeSavedReply,
  restoreSavedReply,
  countSavedReply,
] as const
