/** Customers: who is speaking. People as we know them, their identities, their timeline. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { pageOf, pageQuery } from './page.ts'
import { instant, shortText, uuid } from './scalars.ts'
import { sentimentLabel } from './understanding.ts'

export const identity = z.object({
  id: z.uuid(),
  channel: z.string(),
  handle: z.string(),
  displayName: z.string(),
  url: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  followers: z.number().int().nullable(),
})

export const customer = z.object({
  id: z.uuid(),
  name: z.string(),
  /** A stranger has only been heard; known means that a person has named or answered them. */
  stage: z.enum(['stranger', 'known']),
  identities: z.array(identity),
  firstSeenAt: instant,
  lastSeenAt: instant,
  counts: z.object({ said: z.number().int(), answered: z.number().int() }),
})
export type Customer = z.infer<typeof customer>

/** One thing that a customer did or received. */
export const activity = z.object({
  id: z.uuid(),
  kind: z.enum(['said', 'answered', 'note', 'resolved', 'liked', 'reposted', 'followed']),
  channel: z.string(),
  at: instant,
  text: z.string(),
  url: z.string().nullable(),
  sentiment: sentimentLabel.nullable(),
  /** The conversation that it is part of, where there is one. */
  conversationId: z.uuid().nullable(),
  itemId: z.uuid().nullable(),
})
export type Activity = z.infer<typeof activity>

export const listCustomers = endpoint({
  name: 'listCustomers',
  method: 'GET',
  path: '/api/w/:workspaceId/customers',
  access: 'customers.read',
  summary: 'Customers, last heard first; `q` searches names and handles.',
  query: pageQuery.extend({ q: z.string().trim().max(100).optional() }),
  output: pageOf(customer),
})

export const getCustomer = endpoint({
  name: 'getCustomer',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/:customerId',
  access: 'customers.read',
  summary: 'One customer with identities and counts.',
  params: z.object({ customerId: uuid }),
  output: customer,
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
      }),
    ),
  }),
})

export const listActivities = endpoint({
  name: 'listActivities',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/:customerId/timeline',
  access: 'customers.read',
  summary: 'What a customer said and what we answered, newest first.',
  params: z.object({ customerId: uuid }),
  query: pageQuery,
  output: pageOf(activity),
})

export const customersEndpoints = [listCustomers, getCustomer, updateCustomer, findCustomers, listActivities] as const
