/** A draft of an answer while it is written: what a second look says of it, and the policies that hold for the question. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { uuid } from '../scalars.ts'
import { fault } from '../voice/drafts.ts'

export const draftPolicy = z.object({
  policyId: z.uuid(),
  versionId: z.uuid(),
  name: z.string(),
  number: z.number().int(),
  body: z.string(),
  isOverdue: z.boolean(),
})
export type DraftPolicy = z.infer<typeof draftPolicy>

export const checkReply = endpoint({
  name: 'checkReply',
  method: 'POST',
  path: '/api/w/:workspaceId/conversations/:conversationId/draft-checks',
  access: 'inbox.reply',
  summary:
    'Checks a draft against what the customer wrote, the tone guide, the policies and what others were told; nothing is kept.',
  isQuestion: true,
  params: z.object({ conversationId: uuid }),
  body: z.object({ text: z.string().max(20_000) }),
  output: z.object({
    faults: z.array(fault),
    policies: z.array(draftPolicy),
    /** A risky answer here goes out only once somebody else has approved it. */
    needsSecond: z.boolean(),
  }),
})

export const draftEndpoints = [checkReply] as const
