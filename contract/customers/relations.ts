/** Relations: two customers who belong together and are not one. A household, a company, a guardian. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'

/** `works_at` and `guardian_of` are said of the left one. */
export const relationKind = z.enum(['household', 'works_at', 'guardian_of', 'knows'])

export const relation = z.object({
  id: z.uuid(),
  kind: relationKind,
  /** True where it is said of the customer that was asked for; false where it is said of the other. */
  isForward: z.boolean(),
  other: z.object({ id: z.uuid(), name: z.string() }),
  note: z.string(),
  at: instant,
  by: z.string(),
})
export type Relation = z.infer<typeof relation>

export const listRelations = endpoint({
  name: 'listRelations',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/:customerId/relations',
  access: 'customers.read',
  summary: 'Who belongs to a customer without being the same.',
  params: z.object({ customerId: uuid }),
  output: z.object({ items: z.array(relation) }),
})

export const relateCustomers = endpoint({
  name: 'relateCustomers',
  method: 'POST',
  path: '/api/w/:workspaceId/customers/:customerId/relations',
  access: 'customers.edit',
  summary: 'Notes that two customers belong together. The same again changes nothing.',
  params: z.object({ customerId: uuid }),
  body: z.object({ kind: relationKind, otherId: uuid, note: z.string().trim().max(200).default('') }),
  output: relation,
})

export const endRelation = endpoint({
  name: 'endRelation',
  method: 'DELETE',
  path: '/api/w/:workspaceId/customers/:customerId/relations/:relationId',
  access: 'customers.edit',
  summary: 'They belong together no more. Ending it twice changes nothing.',
  params: z.object({ customerId: uuid, relationId: uuid }),
  output: z.object({ ok: z.literal(true) }),
})

export const relationEndpoints = [listRelations, relateCustomers, endRelation] as const
