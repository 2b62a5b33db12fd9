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
  kind: z.enum(['text', 'url', 'secret', 'choice']),
  /** Of a `choice`: what can be chosen; nothing chosen means the first. */
  choices: z.array(z.object({ value: z.string(), label: z.object({ ko: z.string(), en: z.string() }) })).optional(),
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
  /** Pictures that may go with a message; absent where none may. */
  media: z
    .object({
      most: z.number().int(),
      /** Of one picture. */
      mostBytes: z.number().int(),
      contentTypes: z.array(z.string()),
      needsAlt: z.boolean(),
    })
    .optional(),
  /** Any files that may go with an answer: how many, and bytes of all together; absent where none may. */
  files: z.object({ most: z.number().int(), mostBytes: z.number().int() }).optional(),
  /** Whether what was sent can be taken back there. Where it is not said, it cannot. */
  canWithdraw: z.boolean().optional(),
  /** Whether each side sees that the other is typing. */
  showsTyping: z.boolean().optional(),
  /** Whether a question after a conversation is answered right there, rather than on a page of ours. */
  asksInPlace: z.boolean().optional(),
  /** People can sign in at their own server: the names of the fields that must be known before. */
  signIn: z.object({ fields: z.array(z.string()) }).optional(),
  accountFields: z.array(field),
  /** Kinds of source that the connector listens to, each with its fields. */
  sourceKinds: z.array(
    z.object({ kind: z.string(), name: z.object({ ko: z.string(), en: z.string() }), fields: z.array(field) }),
  ),
  /** How often the network may be asked; we stay below it over all processes. Absent: it names no limit. */
  limits: z
    .array(
      z.object({
        operation: z.enum(['poll', 'deliver']),
        /** What the network counts by. */
        per: z.enum(['account', 'host']),
        calls: z.number().int().min(1),
        seconds: z.number().int().min(1),
      }),
    )
    .optional(),
  /** What a call, an item that it brings, and an answer cost, in millionths of a US dollar. Absent: nothing. */
  costs: z
    .object({
      poll: z.number().int().min(0),
      item: z.number().int().min(0),
      deliver: z.number().int().min(0),
      /** What a month may cost until a person says otherwise. */
      monthlyBudget: z.number().int().min(0),
    })
    .optional(),
})
export type Manifest = z.infer<typeof manifest>

/** What a person can do about it: connect again, look at the address, raise the budget, start the workers, look at the place, resume; or only wait. */
export const todo = z.enum(['reconnect', 'check_address', 'raise_budget', 'start_workers', 'look', 'resume', 'wait'])
export type Todo = z.infer<typeof todo>

export const health = z.object({
  /** `ok` heard lately; `waiting` not tried yet; `silent` quiet for longer than is usual; `broken` refused or unreachable; `paused` by a person. */
  state: z.enum(['ok', 'waiting', 'silent', 'broken', 'paused']),
  lastOkAt: instant.nullable(),
  /** Since when it is not ok. */
  since: instant.nullable(),
  /** A stable code such as `channels.credentials_refused`, with its sentence in the reader's language. */
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Null while there is nothing to do. */
  todo: todo.nullable(),
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
