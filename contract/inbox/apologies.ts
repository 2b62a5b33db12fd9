/** The apology playbook of a conversation: acknowledge, fix, apologise, follow up, each by a time. */
import { z } from 'zod'
import { reasonGiven } from '../channels.ts'
import { endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'

export const apologyStepName = z.enum(['acknowledge', 'fix', 'apologise', 'follow_up'])
export type ApologyStepName = z.infer<typeof apologyStepName>

/** Minutes from the start until a step is due, where nobody says otherwise. */
export const apologyMinutes: Readonly<Record<ApologyStepName, number>> = {
  acknowledge: 30,
  fix: 24 * 60,
  apologise: 24 * 60,
  follow_up: 7 * 24 * 60,
}

export const apologyStep = z.object({
  step: apologyStepName,
  dueAt: instant,
  doneAt: instant.nullable(),
  doneBy: z.string().nullable(),
  /** The answer that did it; null where a person said that it is done. */
  messageId: z.uuid().nullable(),
})
export type ApologyStep = z.infer<typeof apologyStep>

export const apology = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  /** What went wrong, in our words. */
  reason: z.string(),
  startedBy: z.string(),
  startedAt: instant,
  /** When all was done, or somebody called it off. */
  endedAt: instant.nullable(),
  isCalledOff: z.boolean(),
  steps: z.array(apologyStep),
})
export type Apology = z.infer<typeof apology>

const conversationParams = z.object({ conversationId: uuid })
const path = '/api/w/:workspaceId/conversations/:conversationId/apology' as const

export const getApology = endpoint({
  name: 'getApology',
  method: 'GET',
  path,
  access: 'inbox.read',
  summary: 'The running apology of a conversation, or the last one; null where none was begun.',
  params: conversationParams,
  output: z.object({ apology: apology.nullable() }),
})

export const startApology = endpoint({
  name: 'startApology',
  method: 'POST',
  path,
  access: 'inbox.reply',
  summary: 'Begins the playbook; one runs at a time. Minutes are counted from now.',
  params: conversationParams,
  body: z.object({
    reason: reasonGiven,
    minutes: z
      .partialRecord(
        apologyStepName,
        z
          .int()
          .min(1)
          .max(90 * 24 * 60),
      )
      .default({}),
  }),
  output: apology,
})

export const setApologyStep = endpoint({
  name: 'setApologyStep',
  method: 'PUT',
  path: `${path}/steps/:step`,
  access: 'inbox.reply',
  summary:
    'Says that a step of the running apology is done, or not yet. An answer does the next step by itself, all but the fix.',
  params: conversationParams.extend({ step: apologyStepName }),
  body: z.object({ isDone: z.boolean() }),
  output: apology,
})

export const callOffApology = endpoint({
  name: 'callOffApology',
  method: 'PUT',
  path: `${path}/end`,
  access: 'inbox.reply',
  summary: 'Calls the last apology off before all is done, or lets it run again.',
  params: conversationParams,
  body: z.object({ isCalledOff: z.boolean() }),
  output: apology,
})

export const listRunningApologies = endpoint({
  name: 'listRunningApologies',
  method: 'GET',
  path: '/api/w/:workspaceId/apologies',
  access: 'inbox.read',
  summary: 'The next step of each running apology, the nearest first, at most 200.',
  output: z.object({
    items: z.array(z.object({ conversationId: z.uuid(), step: apologyStepName, dueAt: instant })),
  }),
})

export const apologyEndpoints = [
  getApology,
  startApology,
  setApologyStep,
  callOffApology,
  listRunningApologies,
] as const
