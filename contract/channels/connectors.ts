/** Connectors: what each network allows, what it asks for, and how well it does. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant } from '../scalars.ts'

/** An open string: a new connector changes nothing here. */
export const channel = z.string().min(1).max(40)

/** What a person fills in to connect an account or add a source; the screens are drawn from this. */
export const field = z.object({
  name: z.string(),
  label: z.object({ ko: z.string(), en: z.string() }),
  hint: z.object({ ko: z.string(), en: z.string() }).optional(),
  kind: z.enum(['text', 'url', 'secret']),
  isOptional: z.boolean(),
  placeholder: z.string().optional(),
})
export type Field = z.infer<typeof field>

export const manifest = z.object({
  channel,
  name: z.object({ ko: z.string(), en: z.string() }),
  /** Parts that the connector has. */
  can: z.array(z.enum(['identity', 'listen', 'inbox', 'reply', 'publish', 'metrics'])),
  waysIn: z.array(z.enum(['webhook', 'poll', 'stream', 'answer_in_response', 'file'])),
  /** Whether people hold dialogues there, or it only sends out. */
  isDialogue: z.boolean(),
  textLimit: z.object({ length: z.number().int(), unit: z.enum(['characters', 'graphemes', 'bytes']) }).nullable(),
  accountFields: z.array(field),
  /** Kinds of source that the connector listens to, each with its fields. */
  sourceKinds: z.array(
    z.object({ kind: z.string(), name: z.object({ ko: z.string(), en: z.string() }), fields: z.array(field) }),
  ),
})
export type Manifest = z.infer<typeof manifest>

export const health = z.object({
  /** `ok` heard lately; `waiting` not tried yet; `silent` quiet for longer than is usual; `broken` refused or unreachable; `paused` by a person. */
  state: z.enum(['ok', 'waiting', 'silent', 'broken', 'paused']),
  lastOkAt: instant.nullable(),
  /** Since when it is not ok. */
  since: instant.nullable(),
  /** A stable code such as `channels.credentials_refused`, with its sentence in the reader's language. */
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type Health = z.infer<typeof health>

/** What a person filled in, by the names of the fields. */
export const filledFields = z.record(z.string().max(60), z.string().max(4000))

export const listConnectors = endpoint({
  name: 'listConnectors',
  method: 'GET',
  path: '/api/w/:workspaceId/connectors',
  access: 'channels.read',
  summary: 'The manifests of the connectors: what each network allows, and what it asks for.',
  output: z.object({ items: z.array(manifest) }),
})

export const connectorEndpoints = [listConnectors] as const
