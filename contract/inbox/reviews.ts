/** A second person: an answer that waits until somebody else has looked at it. */
import { z } from 'zod'
import { reasonGiven } from '../channels.ts'
import { endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'
import type { FaultKind } from '../voice/drafts.ts'

/** What a public answer with one of these may set going asks for a second pair of eyes. */
export const riskyKinds: ReadonlySet<FaultKind> = new Set([
  'private_data',
  'conflicting_promise',
  'rule_quoting',
  'blame',
])

export const reviewState = z.enum(['waiting', 'approved', 'returned', 'withdrawn'])
export type ReviewState = z.infer<typeof reviewState>

export const replyReview = z.object({
  id: z.uuid(),
  state: reviewState,
  text: z.string(),
  askedBy: z.string(),
  askedAt: instant,
  /** What made the draft risky, as its writer saw it. */
  faults: z.array(z.string()),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  reason: z.string().nullable(),
  /** The caller wrote it. */
  isOwn: z.boolean(),
  /** The caller may decide: somebody else wrote it, and they have the permission. */
  mayDecide: z.boolean(),
})
export type ReplyReview = z.infer<typeof replyReview>

const conversationParams = z.object({ conversationId: uuid })
const reviewParams = conversationParams.extend({ reviewId: uuid })

export const listReplyReviews = endpoint({
  name: 'listReplyReviews',
  method: 'GET',
  path: '/api/w/:workspaceId/conversations/:conversationId/reviews',
  access: 'inbox.read',
  summary: 'Answers of a conversation that wait or waited for a second person, newest first, at most twenty.',
  params: conversationParams,
  output: z.object({ items: z.array(replyReview) }),
})

export const askReview = endpoint({
  name: 'askReview',
  method: 'POST',
  path: '/api/w/:workspaceId/conversations/:conversationId/reviews',
  access: 'inbox.reply',
  summary: 'Lets an answer wait for a second person. One waits at a time; it goes out once, when somebody approves.',
  params: conversationParams,
  body: z.object({
    text: z.string().trim().min(1).max(20_000),
    policyVersionId: uuid.optional(),
    faults: z.array(z.string().max(40)).max(20).default([]),
  }),
  output: replyReview,
})

export const decideReview = endpoint({
  name: 'decideReview',
  method: 'PUT',
  path: '/api/w/:workspaceId/conversations/:conversationId/reviews/:reviewId/decision',
  access: 'inbox.approve',
  summary: 'Approves a waiting answer, which sends it, or returns it with a reason. The writer cannot decide.',
  params: reviewParams,
  /** A returned one names its reason. */
  body: z.object({ decision: z.enum(['approved', 'returned']), reason: reasonGiven.optional() }),
  output: replyReview,
})

export const withdrawReview = endpoint({
  name: 'withdrawReview',
  method: 'DELETE',
  path: '/api/w/:workspaceId/conversations/:conversationId/reviews/:reviewId',
  access: 'inbox.reply',
  summary: 'Takes the own waiting answer back; it is not sent.',
  params: reviewParams,
  output: replyReview,
})

export const reviewEndpoints = [listReplyReviews, askReview, decideReview, withdrawReview] as const
