/** Orders as people see them. */

import type * as contract from '../../../contract/customers/orders.ts'
import type { Order } from '../../../contract/customers/orders.ts'
import type { Input, Output } from '../../../contract/endpoint.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { cutPage, readCursor } from '../../platform/keyset.ts'
import { placeOf } from '../place.ts'
import { closedBecause } from '../policy.ts'
import { leavesOf, shownOf } from '../store/leaves.ts'
import * as store from '../store/orders.ts'
import { verifiedAmong } from '../store/shown.ts'
import { readerOf } from './reading.ts'

export const listOrders = async (
  ctx: Ctx,
  input: Input<typeof contract.listOrders>,
): Promise<Output<typeof contract.listOrders>> => {
  const after = placeOf(readCursor(input.cursor, 2))
  const shown = (await shownOf(ctx, [input.customerId])).get(input.customerId)
  if (shown === undefined) throw notFound('customer')
  const leafIds = [...(await leavesOf(ctx, [shown])).keys()]
  const reader = readerOf(ctx, (await verifiedAmong(ctx, [shown])).has(shown))
  const sums = closedBecause('value', reader) === null ? await store.orderSums(ctx, leafIds) : []
  if (closedBecause('history', reader) !== null) return { items: [], next: null, sums, isClosed: true }
  const rows = await store.orderPage(ctx, leafIds, after, input.limit)
  const page = cutPage(rows, input.limit, row => [row.ordered_at.toISOString(), row.id])
  return { items: page.items.map(orderNoun), next: page.next, sums, isClosed: false }
}

const orderNoun = (row: store.ShownOrder): Order => ({
  id: row.id,
  number: row.number,
  market: row.system,
  shop: row.market,
  orderedAt: row.ordered_at.toISOString(),
  status: row.status,
  state: row.state,
  amount: row.amount,
  currency: row.currency,
  note: row.note,
  lines: row.lines,
})
