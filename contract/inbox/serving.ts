/** What serving one customer cost: their contacts by channel, at what an administrator said that a contact costs. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { uuid } from '../scalars.ts'

export const getServingCost = endpoint({
  name: 'getServingCost',
  method: 'GET',
  path: '/api/w/:workspaceId/inbox/customers/:customerId/serving-cost',
  access: 'customers.value',
  summary:
    'Answers that a customer got and calls that were answered, by channel, with what each cost by the costs a contact that were set; merged customers are one.',
  params: z.object({ customerId: uuid }),
  output: z.object({
    /** ₩ of all contacts whose channel has a cost; null while none was set for any of them. */
    spent: z.number().nullable(),
    /** The most first. */
    channels: z.array(
      z.object({
        channel: z.string(),
        contacts: z.number().int(),
        /** ₩ a contact; null where nobody set one. */
        cost: z.number().nullable(),
        spent: z.number().nullable(),
      }),
    ),
  }),
})

export const servingEndpoints = [getServingCost] as const
