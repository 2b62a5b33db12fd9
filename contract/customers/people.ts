/** Customers: found, listed, named. */
import { z } from 'zod'
import { fieldFilter, fieldValues } from '../access/fields.ts'
import { endpoint } from '../endpoint.ts'
import { tag } from '../listening/tags.ts'
import { pageOf, pageQuery } from '../page.ts'
import { instant, many, shortText, toggle, uuid } from '../scalars.ts'
import { identity } from './identities.ts'
import { stage } from './stages.ts'

export const customer = z.object({
  id: z.uuid(),
  name: z.string(),
  stage,
  /** The workspace’s own stage within it, one that stands; null for the plain one. */
  stageId: z.string().nullable(),
  /** Of the workspace’s own fields: the shown attribute of each, as far as its field can hold it. */
  fields: fieldValues,
  tags: z.array(tag),
  identities: z.array(identity),
  firstSeenAt: instant,
  lastSeenAt: instant,
  counts: z.object({
    said: z.number().int(),
    answered: z.number().int(),
    /** Orders and purchases: more than none is a verified buyer. */
    bought: z.number().int(),
  }),
  /** Ids of those who were merged into this one; each still finds it. */
  aliases: z.array(z.uuid()),
})
export type Customer = z.infer<typeof customer>

export const customerFilter = z.object({
  q: z.string().trim().max(100).optional(),
  /** Whoever stands there, in own stages within it too. */
  stage: many(stage),
  /** Own stages; with `stage`, whoever stands in any of both. */
  stageId: many(z.string().max(60)),
  /** Those who have an identity there. */
  channel: many(z.string().max(60)),
  /** Verified buyers, or those who bought nothing that we know of. */
  buyer: toggle.optional(),
  /** Those with an author whom the workspace follows. */
  followed: toggle.optional(),
  /** Any of these tags. */
  tag: many(uuid),
  field: fieldFilter,
})
export type CustomerFilter = z.infer<typeof customerFilter>

export const listCustomers = endpoint({
  name: 'listCustomers',
  method: 'GET',
  path: '/api/w/:workspaceId/customers',
  access: 'customers.read',
  summary: 'Customers, last heard first; `q` searches names and handles.',
  query: pageQuery.extend(customerFilter.shape),
  output: pageOf(customer),
})

export const exportCustomers = endpoint({
  name: 'exportCustomers',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/export',
  access: 'customers.export',
  summary: 'The customers of a list as a file, last heard first, with tags and the workspace’s own fields.',
  query: customerFilter.extend({ format: z.enum(['csv', 'xlsx', 'jsonl']).default('csv') }),
  output: z.string(),
})

export const getCustomer = endpoint({
  name: 'getCustomer',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/:customerId',
  access: 'customers.read',
  summary:
    'One customer with identities and counts. An id that was merged away answers the customer it is now, and says so.',
  params: z.object({ customerId: uuid }),
  output: customer.extend({
    /** True where the id that was asked for is an alias of `id`. */
    isAlias: z.boolean(),
  }),
})

export const updateCustomer = endpoint({
  name: 'updateCustomer',
  method: 'PATCH',
  path: '/api/w/:workspaceId/customers/:customerId',
  access: 'customers.edit',
  summary: 'Gives a customer the name that we use.',
  params: z.object({ customerId: uuid }),
  body: z.object({ name: shortText }),
  output: customer,
})

export const findCustomers = endpoint({
  name: 'findCustomers',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/by-authors',
  access: 'customers.read',
  summary: 'The customers behind authors: what a chip beside a mention asks.',
  query: z.object({
    authorIds: z.preprocess(v => (typeof v === 'string' ? v.split(',') : v), z.array(uuid).min(1).max(200)),
  }),
  output: z.object({
    items: z.array(
      z.object({
        authorId: z.uuid(),
        customerId: z.uuid(),
        name: z.string(),
        said: z.number().int(),
        answered: z.number().int(),
        isBuyer: z.boolean(),
      }),
    ),
  }),
})

export const peopleEndpoints = [listCustomers, exportCustomers, getCustomer, updateCustomer, findCustomers] as const
