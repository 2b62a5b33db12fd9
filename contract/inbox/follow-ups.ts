/** What may come next: how customers went on after answers to questions like this one. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'
import { sentimentLabel } from '../understanding.ts'

export const listFollowUps = endpoint({
  name: 'listFollowUps',
  method: 'GET',
  path: '/api/w/:workspaceId/conversations/:conversationId/follow-ups',
  access: 'inbox.read',
  summary: 'At most three things that customers said next, after we had answered questions like this one.',
  params: z.object({ conversationId: uuid }),
  output: z.object({
    items: z.array(
      z.object({
        /** Where it was said. */
        conversationId: uuid,
        text: z.string(),
        at: instant,
        sentiment: sentimentLabel.nullable(),
      }),
    ),
    /** Answered questions like this one that were looked at, and how many of those customers wrote again. */
    answered: z.int(),
    wroteAgain: z.int(),
  }),
})

export const followUpEndpoints = [listFollowUps] as const
