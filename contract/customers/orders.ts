/** Orders: what a customer bought, where, for how much, and how it stands. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { instant, uuid } from '../scalars.ts'

export const orderState = z.enum(['open', 'sent', 'delivered', 'cancelled', 'returned'])
export type OrderState = z.infer<typeof orderState>

export const order = z.object({
  id: z.uuid(),
  number: z.string(),
  /** The marketplace (`naver_smartstore`, `coupang` …) or the table of one's own that the number belongs to. */
  market: z.string(),
  /** The shop within it, where the file says. */
  shop: z.string().nullable(),
  orderedAt: instant,
  /** In the marketplace's words, and what they mean. */
  status: z.string().nullable(),
  state: orderState,
  /** In units of the currency, not in cents. */
  amount: z.number(),
  /** ISO 4217. */
  currency: z.string(),
  note: z.string().nullable(),
  lines: z.array(
    z.object({
      product: z.string().nullable(),
      option: z.string().nullable(),
      quantity: z.number().int(),
      amount: z.number().nullable(),
    }),
  ),
})
export type Order = z.infer<typeof order>

/** What was bought and neither cancelled nor returned. */
export const orderSum = z.object({ currency: z.string(), orders: z.number().int(), amount: z.number() })

export const listOrders = endpoint({
  name: 'listOrders',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/:customerId/orders',
  access: 'customers.history',
  summary:
    'Orders of a customer, newest first, and what they come to by currency. They open once the person is verified; sums stay open to those who may see values.',
  params: z.object({ customerId: uuid }),
  query: pageQuery,
  output: pageOf(order).extend({
    sums: z.array(orderSum),
    /** Why there are no items: the person is not verified. */
    isClosed: z.boolean(),
  }),
})

export const orderEndpoints = [listOrders] as const
