/** Merges: two who are one person. Nothing is destroyed, and each can be undone at any later time. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'
import { customer } from './people.ts'

/** By a person; by a key that both have; by likeness; by a file that said so. */
export const mergeHow = z.enum(['person', 'key', 'match', 'import'])
const leaf = z.object({ id: z.uuid(), name: z.string() })

export const merge = z.object({
  id: z.uuid(),
  operationId: z.uuid(),
  left: leaf,
  right: leaf,
  how: mergeHow,
  /** A person's words, or the kind of key. */
  why: z.string(),
  /** What spoke for and against it, as whoever merged them wrote it. */
  evidence: z.unknown(),
  at: instant,
  by: z.string(),
  undoneAt: instant.nullable(),
  undoneBy: z.string().nullable(),
})
export type Merge = z.infer<typeof merge>

/** An act, and whom it left. Undo it by its id. */
const operation = z.object({ operationId: z.uuid(), customerIds: z.array(z.uuid()) })
const groups = z.array(z.array(uuid).min(2).max(50)).min(1).max(100)

export const previewMerge = endpoint({
  name: 'previewMerge',
  method: 'POST',
  path: '/api/w/:workspaceId/customers/merges/preview',
  access: 'customers.merge',
  summary: 'What would come of merging groups of customers, and what speaks against it. Changes nothing.',
  body: z.object({ groups }),
  output: z.object({
    groups: z.array(
      z.object({
        members: z.array(customer),
        /** Whose id stays. */
        customerId: z.uuid(),
        counts: customer.shape.counts,
        /** Who said that two of them are two. */
        refusedBy: z.string().nullable(),
        /** Two of them have ids of their own in the same system. */
        areTwo: z.boolean(),
      }),
    ),
  }),
  isQuestion: true,
})

export const mergeCustomers = endpoint({
  name: 'mergeCustomers',
  method: 'POST',
  path: '/api/w/:workspaceId/customers/merges',
  access: 'customers.merge',
  summary:
    'Merges groups of customers as one operation. The eldest of a group stays, the other ids are its aliases for ever.',
  body: z.object({
    groups,
    why: z.string().trim().max(500).default(''),
    /** Merges also those of whom somebody said that they are two, and takes that back. */
    evenIfRefused: z.boolean().default(false),
  }),
  output: operation,
})

export const undoMerge = endpoint({
  name: 'undoMerge',
  method: 'POST',
  path: '/api/w/:workspaceId/customers/merges/:mergeId/undo',
  access: 'customers.merge',
  summary: 'Undoes one merge exactly, also after later ones. Undoing twice changes nothing.',
  params: z.object({ mergeId: uuid }),
  body: z.object({
    /** Whether no machine may join the two again. */
    isRefused: z.boolean().default(true),
  }),
  output: operation,
})

export const undoOperation = endpoint({
  name: 'undoOperation',
  method: 'POST',
  path: '/api/w/:workspaceId/customers/operations/:operationId/undo',
  access: 'customers.merge',
  summary: 'Takes an operation back as a whole: a bulk merge, a split, or an undoing.',
  params: z.object({ operationId: uuid }),
  output: operation,
})

export const splitCustomer = endpoint({
  name: 'splitCustomer',
  method: 'POST',
  path: '/api/w/:workspaceId/customers/:customerId/split',
  access: 'customers.merge',
  summary: 'Takes one leaf, with all that came to it, out of a customer; the others stay together.',
  params: z.object({ customerId: uuid }),
  body: z.object({ leafId: uuid, isRefused: z.boolean().default(true) }),
  output: operation,
})

export const listMerges = endpoint({
  name: 'listMerges',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/:customerId/merges',
  access: 'customers.read',
  summary: 'What joined a customer, why, and what was undone; newest first, at most 200.',
  params: z.object({ customerId: uuid }),
  output: z.object({ items: z.array(merge) }),
})

export const refusePair = endpoint({
  name: 'refusePair',
  method: 'POST',
  path: '/api/w/:workspaceId/customers/refusals',
  access: 'customers.merge',
  summary: 'Says that two customers are two. No machine joins them, whoever either is merged with.',
  body: z.object({ leftId: uuid, rightId: uuid, why: z.string().trim().max(500).default('') }),
  output: z.object({ ok: z.literal(true) }),
})

export const withdrawRefusal = endpoint({
  name: 'withdrawRefusal',
  method: 'POST',
  path: '/api/w/:workspaceId/customers/refusals/withdraw',
  access: 'customers.merge',
  summary: 'Leaves it open again whether two customers are one.',
  body: z.object({ leftId: uuid, rightId: uuid }),
  output: z.object({ ok: z.literal(true) }),
})

export const mergeEndpoints = [
  previewMerge,
  mergeCustomers,
  undoMerge,
  undoOperation,
  splitCustomer,
  listMerges,
  refusePair,
  withdrawRefusal,
] as const
