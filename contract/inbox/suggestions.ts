/** Beside an answer while it is written: what we told others who asked the same, and, where a provider is on, its draft and its summary. */
import { z } from 'zod'
import { providerAsk } from '../deep-reading.ts'
import { endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'
import { sentimentLabel } from '../understanding.ts'
import { savedReply } from '../voice/saved-replies.ts'
import { draftPolicy } from './drafts.ts'

/** How the customer took an answer; null where nothing was said or asked. */
export const reaction = z.object({
  /** 1 to 5, of the question after the conversation. */
  score: z.int().nullable(),
  /** Of the first words that came after the answer. */
  sentiment: sentimentLabel.nullable(),
})
export type Reaction = z.infer<typeof reaction>

export const pastAnswer = z.object({
  messageId: z.uuid(),
  conversationId: z.uuid(),
  /** What the other customer asked, and what they were told, without what says who they are; their name is `{고객명}`. */
  question: z.string(),
  text: z.string(),
  by: z.string(),
  at: instant,
  /** Words that both questions hold. */
  shared: z.array(z.string()),
  /** In [0, 1]: how much of this question the other one covers, rare words counting more. */
  likeness: z.number(),
  reaction,
  /** How often these words answered a question like this one. */
  times: z.int(),
})
export type PastAnswer = z.infer<typeof pastAnswer>

const conversationParams = z.object({ conversationId: uuid })

export const listPastAnswers = endpoint({
  name: 'listPastAnswers',
  method: 'GET',
  path: '/api/w/:workspaceId/conversations/:conversationId/suggestions',
  access: 'inbox.reply',
  summary:
    'At most three answers that we gave to questions like the last one, with where they come from and how they were taken; saved replies and policies that fit it.',
  params: conversationParams,
  output: z.object({
    answers: z.array(pastAnswer),
    savedReplies: z.array(savedReply),
    policies: z.array(draftPolicy),
    /** Whether a provider may be asked for a draft and a summary. */
    hasProvider: z.boolean(),
  }),
})

export const assistKind = z.enum(['draft', 'summary'])
export type AssistKind = z.infer<typeof assistKind>

/** What a draft stands on. `n` is how the draft names it: [1]. */
export const assistSource = z.object({
  n: z.int(),
  kind: z.enum(['answer', 'saved', 'policy']),
  /** Who answered, or the name of the reply or of the policy. */
  name: z.string(),
  /** Where an answer was given. */
  conversationId: z.uuid().nullable(),
})
export type AssistSource = z.infer<typeof assistSource>

export const assist = z.object({
  kind: assistKind,
  ask: providerAsk,
  sources: z.array(assistSource),
  /** The conversation went on since. */
  isOld: z.boolean(),
})
export type Assist = z.infer<typeof assist>

export const getAssists = endpoint({
  name: 'getAssists',
  method: 'GET',
  path: '/api/w/:workspaceId/conversations/:conversationId/assists',
  access: 'inbox.reply',
  summary: 'Whether a provider is on, and the last draft and the last summary that it was asked for here.',
  params: conversationParams,
  output: z.object({ isOn: z.boolean(), draft: assist.nullable(), summary: assist.nullable() }),
})

export const askAssist = endpoint({
  name: 'askAssist',
  method: 'POST',
  path: '/api/w/:workspaceId/conversations/:conversationId/assists',
  access: 'inbox.reply',
  summary:
    'Asks the provider for a draft that stands on past answers, saved replies and policies, or for a summary. Who is who is masked before anything leaves; nothing is ever sent to a customer by it.',
  params: conversationParams,
  body: z.object({ kind: assistKind }),
  output: assist,
})

export const suggestionEndpoints = [listPastAnswers, getAssists, askAssist] as const
