/** What a workspace marks customers with: values of its own fields, and tags. */
import { z } from 'zod'
import { fieldChanges } from '../access/fields.ts'
import { endpoint } from '../endpoint.ts'
import { uuid } from '../scalars.ts'
import { customer } from './people.ts'

const params = z.object({ customerId: uuid })

export const setCustomerFields = endpoint({
  name: 'setCustomerFields',
  method: 'PUT',
  path: '/api/w/:workspaceId/customers/:customerId/fields',
  access: 'customers.edit',
  summary:
    'Writes values of the workspace’s own fields as attributes: all that are named or none. What sources said stays beside them.',
  params,
  body: z.object({ values: fieldChanges }),
  output: customer,
})

export const tagCustomer = endpoint({
  name: 'tagCustomer',
  method: 'PUT',
  path: '/api/w/:workspaceId/customers/:customerId/tags',
  access: 'customers.edit',
  summary: 'Gives a customer tags and takes others from them; the tags are those of the stream.',
  params,
  body: z.object({ add: z.array(uuid).max(50).default([]), remove: z.array(uuid).max(50).default([]) }),
  output: customer,
})

export const markEndpoints = [setCustomerFields, tagCustomer] as const
