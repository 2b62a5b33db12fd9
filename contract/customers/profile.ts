/** The profile: who this is, what is known and what is not, what they are worth, how they feel, how they like to be reached. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'
import { attribute, sourceKind } from './identities.ts'
import { stage } from './stages.ts'
import { verification } from './verification.ts'

/** What one would like to know of somebody, the weightiest first. */
export const facets = ['name', 'contact', 'identity', 'purchase', 'company', 'preference'] as const
export type Facet = (typeof facets)[number]

/** Why a part of the profile is closed to the reader; null where it is open. */
const closed = z.enum(['permission', 'unverified']).nullable()
const preference = z.object({
  value: z.string(),
  /** They said so themselves (`told`), or it is what they do. */
  by: z.enum(['told', 'seen']),
  /** Share of what they did that it is taken from, 0 to 1; null where they told us. */
  share: z.number().nullable(),
  /** How many activities it is taken from. */
  from: z.number().int(),
})

export const profile = z.object({
  customerId: z.uuid(),
  parts: z.object({ contacts: closed, history: closed, value: closed }),
  /** The verification that stands, if any. */
  verification: verification.nullable(),
  attributes: z.array(attribute),
  known: z.array(
    z.object({
      facet: z.enum(facets),
      state: z.enum(['sure', 'likely', 'unknown']),
      /** Where it is known from. */
      source: sourceKind.nullable(),
    }),
  ),
  /** How much of what one would like to know is known, 0 to 1, by the weights of the facets. */
  sureness: z.number(),
  /** What would fill the largest gap, to be asked by the way; null where nothing is worth a question. */
  question: z.enum(facets).nullable(),
  isMinor: z.boolean(),
  value: z
    .object({
      orders: z.number().int(),
      returned: z.number().int(),
      sums: z.array(z.object({ currency: z.string(), amount: z.number() })),
      firstAt: instant.nullable(),
      lastAt: instant.nullable(),
    })
    .nullable(),
  /** What serving them takes. `minutes` reckons three for an answer and one for a note, and calls as long as they were. */
  cost: z
    .object({
      answers: z.number().int(),
      notes: z.number().int(),
      calls: z.number().int(),
      minutes: z.number().int(),
    })
    .nullable(),
  /** What they felt, by month of the workspace’s zone, the oldest first; at most twelve. */
  mood: z.array(
    z.object({
      month: z.string(),
      positive: z.number().int(),
      neutral: z.number().int(),
      negative: z.number().int(),
      mixed: z.number().int(),
    }),
  ),
  /** Words that keep coming back in what they said, with in how many texts; of the last 200. */
  interests: z.array(z.object({ word: z.string(), texts: z.number().int() })),
  channel: preference.nullable(),
  /** Hours of the day in the workspace’s zone, `19-22`. */
  time: preference.nullable(),
})
export type Profile = z.infer<typeof profile>

export const getProfile = endpoint({
  name: 'getProfile',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/:customerId/profile',
  access: 'customers.read',
  summary: 'All that is known of a customer, as far as the reader may see it and the person is verified.',
  params: z.object({ customerId: uuid }),
  output: profile,
})

export const setStage = endpoint({
  name: 'setStage',
  method: 'PUT',
  path: '/api/w/:workspaceId/customers/:customerId/stage',
  access: 'customers.edit',
  summary:
    'Says where a customer stands. What happened may carry them further; `lost` holds until somebody says otherwise.',
  params: z.object({ customerId: uuid }),
  /** `stageId`: an own stage within it. */
  body: z.object({ stage, stageId: z.string().max(60).nullable().optional() }),
  output: z.object({ stage, stageId: z.string().nullable() }),
})

export const tellAttribute = endpoint({
  name: 'tellAttribute',
  method: 'POST',
  path: '/api/w/:workspaceId/customers/:customerId/attributes',
  access: 'customers.edit',
  summary: 'Writes down what somebody said of themselves. What other sources say stays beside it.',
  params: z.object({ customerId: uuid }),
  body: z.object({
    name: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,59}$/)
      .refine(name => name !== 'stage' && name !== 'tag'),
    value: z.string().trim().min(1).max(1000),
  }),
  output: z.object({ id: z.uuid() }),
})

export const withdrawAttribute = endpoint({
  name: 'withdrawAttribute',
  method: 'DELETE',
  path: '/api/w/:workspaceId/customers/:customerId/attributes/:attributeId',
  access: 'customers.edit',
  summary: 'Takes one told thing back, whoever told it; what else was told of it is shown instead.',
  params: z.object({ customerId: uuid, attributeId: uuid }),
  output: z.object({ ok: z.literal(true) }),
})

const noteText = z.string().trim().min(1).max(5000)

export const noteCustomer = endpoint({
  name: 'noteCustomer',
  method: 'POST',
  path: '/api/w/:workspaceId/customers/:customerId/notes',
  access: 'customers.edit',
  summary: 'Adds a note that only members see; it stands on the timeline.',
  params: z.object({ customerId: uuid }),
  body: z.object({
    text: noteText,
    /** When a note that was taken away had been written; now where absent. */
    at: instant.optional(),
  }),
  output: z.object({ id: z.uuid() }),
})

export const rewriteNote = endpoint({
  name: 'rewriteNote',
  method: 'PUT',
  path: '/api/w/:workspaceId/customers/:customerId/notes/:noteId',
  access: 'customers.edit',
  summary: 'Writes a note anew. Notes of conversations are changed there.',
  params: z.object({ customerId: uuid, noteId: uuid }),
  body: z.object({ text: noteText }),
  output: z.object({ ok: z.literal(true) }),
})

export const removeNote = endpoint({
  name: 'removeNote',
  method: 'DELETE',
  path: '/api/w/:workspaceId/customers/:customerId/notes/:noteId',
  access: 'customers.edit',
  summary: 'Takes a note away. Twice changes nothing.',
  params: z.object({ customerId: uuid, noteId: uuid }),
  output: z.object({ ok: z.literal(true) }),
})

export const lookUpCustomer = endpoint({
  name: 'lookUpCustomer',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/lookup',
  access: 'customers.contacts',
  summary:
    'Who is behind a number, an address, a handle or an id elsewhere, in one call: for a screen that opens while it rings. Verified keys first, then whoever only said that it is theirs.',
  query: z.object({
    phone: z.string().trim().max(60).optional(),
    email: z.string().trim().max(254).optional(),
    handle: z.string().trim().max(200).optional(),
    external: z.string().trim().max(500).optional(),
    /** The system of `external`; any where absent. */
    system: z.string().trim().max(60).optional(),
  }),
  output: z.object({
    items: z.array(
      z.object({
        customerId: z.uuid(),
        name: z.string(),
        stage,
        isBuyer: z.boolean(),
        said: z.number().int(),
        answered: z.number().int(),
        lastSeenAt: instant,
        /** True where it is a key of theirs; false where it only stands among their contact details. */
        isKey: z.boolean(),
      }),
    ),
  }),
})

export const profileEndpoints = [
  lookUpCustomer,
  getProfile,
  setStage,
  tellAttribute,
  withdrawAttribute,
  noteCustomer,
  rewriteNote,
  removeNote,
] as const
