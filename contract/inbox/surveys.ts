/** The question after a conversation, and how people answered it. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { instant, many, uuid } from '../scalars.ts'

export const survey = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  customerId: z.uuid(),
  customerName: z.string(),
  channel: z.string(),
  agent: z.string().nullable(),
  askedAt: instant,
  /** 1 to 5; null while nobody answered. */
  score: z.number().int().nullable(),
  comment: z.string(),
  answeredAt: instant.nullable(),
})
export type Survey = z.infer<typeof survey>

/** A share with its 95 % interval (Wilson). */
const share = z.object({
  count: z.number().int(),
  of: z.number().int(),
  share: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})
export type SurveyShare = z.infer<typeof share>

const period = z.object({ from: instant, to: instant })

export const getSatisfaction = endpoint({
  name: 'getSatisfaction',
  method: 'GET',
  path: '/api/w/:workspaceId/satisfaction',
  access: 'inbox.read',
  summary: 'How people rated conversations of a period, and whether those whom we helped spoke well of us later.',
  query: period,
  output: z.object({
    asked: z.number().int(),
    answered: z.number().int(),
    /** Answers of each score, 1 first. */
    scores: z.array(z.number().int()),
    /** Share of the scores 4 and 5 among the answers. */
    satisfied: share,
    byChannel: z.array(z.object({ channel: z.string(), satisfied: share })),
    byAgent: z.array(z.object({ memberId: z.uuid().nullable(), name: z.string(), satisfied: share })),
    /** Customers who said something good within 60 days after, of those whose conversation was resolved and of the others. */
    later: z.object({
      resolved: share,
      unresolved: share,
      /** Of the shares, with the 95 % interval of Newcombe. */
      difference: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
    }),
  }),
})

export const listSurveys = endpoint({
  name: 'listSurveys',
  method: 'GET',
  path: '/api/w/:workspaceId/surveys',
  access: 'inbox.read',
  summary: 'Answers to the question after a conversation, newest first.',
  query: pageQuery.extend({
    customerId: uuid.optional(),
    channel: z.string().max(40).optional(),
    memberId: uuid.optional(),
    score: many(z.coerce.number().int().min(1).max(5)),
    from: instant.optional(),
    to: instant.optional(),
  }),
  output: pageOf(survey),
})

export const getSurveyChannels = endpoint({
  name: 'getSurveyChannels',
  method: 'GET',
  path: '/api/w/:workspaceId/survey-channels',
  access: 'inbox.read',
  summary: 'On which channels the question is asked after a conversation. On none, until somebody turns it on.',
  output: z.object({
    channels: z.array(
      z.object({
        channel: z.string(),
        isOn: z.boolean(),
        /** Why nobody can be asked there; null where they can. */
        missing: z.enum(['public_url']).nullable(),
      }),
    ),
  }),
})

export const turnSurveys = endpoint({
  name: 'turnSurveys',
  method: 'PUT',
  path: '/api/w/:workspaceId/survey-channels/:channel',
  access: 'inbox.approve',
  summary: 'Turns the question on or off for a channel. A person is asked once in thirty days at most.',
  params: z.object({ channel: z.string().min(1).max(40) }),
  body: z.object({ isOn: z.boolean() }),
  output: z.object({ ok: z.literal(true) }),
})

export const surveyEndpoints = [getSatisfaction, listSurveys, getSurveyChannels, turnSurveys] as const
