/** The same question with different remedies: what a week's answers and grants say beside each other. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'
import { grantKind } from './authority.ts'

const remedy = z.object({
  conversationId: uuid,
  customerName: z.string(),
  question: z.string(),
  answer: z.string(),
  by: z.string(),
  at: instant,
  /** What was granted in the conversation that week. */
  grants: z.array(z.object({ kind: grantKind, amount: z.int().nullable(), what: z.string() })),
  /** Where this answer promises other than an earlier one of the group did: why, in the language of the answer. */
  conflicts: z.array(z.string()),
})
export type Remedy = z.infer<typeof remedy>

export const listInconsistencies = endpoint({
  name: 'listInconsistencies',
  method: 'GET',
  path: '/api/w/:workspaceId/inconsistencies',
  access: 'inbox.read',
  summary:
    'Questions of a week that share telling words and were answered with different grants or conflicting promises; at most 30 groups of the newest 600 answers.',
  /** Any instant of the week, which begins on Monday in the workspace’s zone; now by default. */
  query: z.object({ week: instant.optional() }),
  output: z.object({
    from: instant,
    to: instant,
    /** Answered questions that were compared. */
    compared: z.int(),
    groups: z.array(
      z.object({
        /** Words that the questions share. */
        shared: z.array(z.string()),
        grantsDiffer: z.boolean(),
        remedies: z.array(remedy),
      }),
    ),
  }),
})

export const consistencyEndpoints = [listInconsistencies] as const
