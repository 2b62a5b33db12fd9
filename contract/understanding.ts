/** Understanding: what one text means, how sure that is, why, and a person's correction of it. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { instant, uuid } from './scalars.ts'

export const sentimentLabel = z.enum(['positive', 'neutral', 'negative', 'mixed'])
export type SentimentLabel = z.infer<typeof sentimentLabel>
export const intentLabel = z.enum([
  'question',
  'complaint',
  'suggestion',
  'praise',
  'purchase',
  'recommendation',
  'other',
])
export type IntentLabel = z.infer<typeof intentLabel>
export const urgency = z.enum(['low', 'normal', 'high'])
export const emotion = z.enum([
  'anger',
  'disappointment',
  'anxiety',
  'sadness',
  'distrust',
  'annoyance',
  'gratitude',
  'joy',
  'anticipation',
  'relief',
])

/** A span of the text, in UTF-16 units `[from, to)`, that spoke for a label, and how strongly. */
export const why = z.object({
  span: z.tuple([z.number().int(), z.number().int()]),
  weight: z.number(),
  for: z.string(),
})

/** A field that no model reads yet is null, and shown as not read. Confidences are probabilities in [0, 1]. */
export const reading = z.object({
  language: z.string(),
  sentiment: z
    .object({ label: sentimentLabel, confidence: z.number(), scores: z.record(sentimentLabel, z.number()) })
    .nullable(),
  intents: z.array(z.object({ label: intentLabel, confidence: z.number() })).nullable(),
  urgency: urgency.nullable(),
  crisis: z.object({ value: z.boolean(), confidence: z.number() }).nullable(),
  answerable: z.boolean().nullable(),
  spam: z.boolean().nullable(),
  emotions: z.array(emotion).nullable(),
  why: z.array(why),
  /** Words of the workspace's own corrections that made the label another one than the shared model's; absent where none did. */
  lessons: z.array(z.string()).optional(),
  /** The model that read it, e.g. `2026-11.1`. */
  model: z.string(),
})
export type Reading = z.infer<typeof reading>

export const correction = z.object({
  sentiment: sentimentLabel.nullable(),
  by: z.string(),
  at: instant,
})

/** A reading as people see it: the machine's, and over it a person's correction where there is one. */
export const shownReading = reading.extend({ correction: correction.nullable() })
export type ShownReading = z.infer<typeof shownReading>

export const correctReading = endpoint({
  name: 'correctReading',
  method: 'PUT',
  path: '/api/w/:workspaceId/items/:itemId/correction',
  access: 'understanding.correct',
  summary: 'Corrects what the machine read; null takes the correction back. Charts follow at once.',
  params: z.object({ itemId: uuid }),
  body: z.object({ sentiment: sentimentLabel.nullable() }),
  output: shownReading,
})

export const understandingEndpoints = [correctReading] as const
