/** Rows about orders: lines become orders, orders stand on the timeline of whoever bought, and say what that was worth. */
import type { PreviewRow } from '../../../../contract/channels.ts'
import type { Locale } from '../../../../contract/scalars.ts'
import type { Brought, ImportLook, ImportRow, TableRow } from '../../../channels/index.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { makeId } from '../../../platform/ids.ts'
import { stableId } from '../../imports/cells.ts'
import { type ReadOrder, readOrders } from '../../imports/order-rows.ts'
import { lockCustomers } from '../../store/leaves.ts'
import * as store from '../../store/orders.ts'
import { keyText, takeClaims } from '../claims.ts'
import { type NewActivity, recordActivities } from '../meeting.ts'
import { showFromTruth, tellChanged } from '../showing.ts'
import { claimOf, keyOf, meet } from './contacts.ts'
import { previewRow, readLines, refusalsOf } from './reading.ts'

interface Order extends Omit<ReadOrder, 'line'> {
  lines: Map<string, ReadOrder['line']>
}

const numberOf = (one: { system: string; number: string }): string => JSON.stringify([one.system, one.number])

/** Lines of one number are one order; what its last line says of the whole counts. */
const joinLines = (reads: readonly ReadOrder[]): Map<string, Order> => {
  const orders = new Map<string, Order>()
  for (const { line, ...read } of reads) {
    const key = numberOf(read)
    const before = orders.get(key)
    const lines = before?.lines ?? new Map<string, ReadOrder['line']>()
    lines.set(line.key, line)
    // Where a marketplace parts an order, the first line names the buyer, and one cancelled line does not cancel all.
    const state = before && before.state !== read.state && isOver(read.state) ? before.state : read.state
    orders.set(key, {
      ...read,
      state,
      buyer: before?.buyer ?? read.buyer,
      total: read.total ?? before?.total ?? null,
      lines,
    })
  }
  return orders
}

const isOver = (state: ReadOrder['state']): boolean => state === 'cancelled' || state === 'returned'

const readAll = (row: ImportRow, look: ImportLook, rows: readonly TableRow[]) => {
  const lines = readLines(row, look, rows, readOrders)
  return { lines, orders: joinLines(lines.flatMap(({ read }) => (read.ok ? [read.value] : []))) }
}

/** What an order would look like beside what is here of it. */
const differs = (order: Order, shown: store.ShownOrder): boolean =>
  (order.status ?? '') !== (shown.status ?? '') ||
  order.state !== shown.state ||
  order.orderedAt.getTime() !== shown.ordered_at.getTime() ||
  (order.total !== null && order.total !== shown.amount) ||
  [...order.lines.values()].some(
    line =>
      !shown.lines.some(
        one =>
          one.product === line.product &&
          one.option === line.option &&
          one.quantity === line.quantity &&
          one.amount === line.amount,
      ),
  )

const shownOrders = async (ctx: Ctx, orders: ReadonlyMap<string, Order>): Promise<Map<string, store.ShownOrder>> => {
  const ids = await store.findOrders(ctx, [...orders.values()])
  return new Map((await store.ordersByIds(ctx, [...ids.values()])).map(order => [numberOf(order), order]))
}

const outcomeOf = (order: Order, shown: store.ShownOrder | undefined): PreviewRow['outcome'] =>
  shown === undefined ? 'new' : differs(order, shown) ? 'updated' : 'known'

const countsOf = (rows: number, refused: number, outcomes: readonly PreviewRow['outcome'][], customers: number) => {
  const count = (outcome: PreviewRow['outcome']) => outcomes.filter(one => one === outcome).length
  return { rows, added: count('new'), updated: count('updated'), known: count('known'), refused, customers }
}

export const previewOrders = async (
  ctx: Ctx,
  row: ImportRow,
  look: ImportLook,
  rows: readonly TableRow[],
  locale: Locale,
) => {
  const { lines, orders } = readAll(row, look, rows)
  const shown = await shownOrders(ctx, orders)
  const met = await meet(
    ctx,
    [...orders.values()].map(order => order.buyer),
  )
  const outcomes = new Map([...orders].map(([key, order]) => [key, outcomeOf(order, shown.get(key))]))
  return {
    rows: lines.map(one => {
      if (!one.read.ok) return previewRow('orders', one, locale, null)
      const order = one.read.value
      const key = numberOf(order)
      const before = shown.get(key)
      const after = order.status ?? order.state
      const was = before?.status ?? before?.state ?? null
      return previewRow('orders', one, locale, {
        outcome: outcomes.get(key)!,
        author: order.buyer.name || null,
        title: order.number,
        text: [order.line.product, order.line.option].filter(Boolean).join(' · '),
        channel: order.system,
        publishedAt: order.orderedAt.toISOString(),
        changes: [
          { name: 'quantity', before: null, after: String(order.line.quantity) },
          ...(order.line.amount === null
            ? []
            : [
                {
                  name: 'lineTotal',
                  before: null,
                  after: `${order.line.amount.toLocaleString('ko-KR')} ${order.currency}`,
                },
              ]),
          ...(was === after ? [] : [{ name: 'status', before: was, after }]),
        ],
      })
    }),
    counts: countsOf(
      lines.length,
      lines.filter(one => !one.read.ok).length,
      [...outcomes.values()],
      met.filter(one => one.isNew).length,
    ),
  }
}

export const bringOrders = async (
  ctx: Ctx,
  row: ImportRow,
  look: ImportLook,
  rows: readonly TableRow[],
): Promise<Brought> => {
  const { lines, orders } = readAll(row, look, rows)
  const refusals = refusalsOf(lines)
  if (orders.size === 0) return { counts: { rows: lines.length, refused: refusals.length }, refusals }
  const before = await shownOrders(ctx, orders)
  const met = await meet(
    ctx,
    [...orders.values()].map(order => order.buyer),
  )
  const leaves = await takeClaims(
    ctx,
    [...orders.values()].map(order => claimOf(row, order.buyer, order.orderedAt)),
  )
  const told = [...orders].map(
    ([key, { lines: _, buyer, ...order }]): store.ToldOrder => ({
      ...order,
      id: before.get(key)?.id ?? makeId(ctx.now),
      customerId: leaves.get(keyText(keyOf(buyer)))!,
    }),
  )
  await store.insertOrders(
    ctx,
    told.filter(one => !before.has(numberOf(one))),
  )
  const ids = await store.findOrders(ctx, told)
  const settled = told.map(one => ({ ...one, id: ids.get(numberOf(one))! }))
  await store.tellOrders(ctx, row.id, row.created_at, settled)
  await store.tellLines(
    ctx,
    row.id,
    settled.flatMap(one =>
      [...orders.get(numberOf(one))!.lines.values()].map(({ key, ...line }) => ({ ...line, key, orderId: one.id })),
    ),
  )
  await showOrders(
    ctx,
    settled.map(one => ({ id: one.id, customerId: before.get(numberOf(one))?.customer_id ?? one.customerId })),
  )
  const outcomes = [...orders].map(([key, order]) => outcomeOf(order, before.get(key)))
  return {
    counts: countsOf(lines.length, refusals.length, outcomes, met.filter(one => one.isNew).length),
    refusals,
  }
}

const kinds = {
  open: ['ordered'],
  sent: ['ordered'],
  delivered: ['ordered'],
  cancelled: ['cancelled'],
  returned: ['ordered', 'returned'],
} as const

/** What an order is on a timeline: who returned it had bought, who cancelled it had not. */
const activitiesOf = (order: store.ShownOrder): NewActivity[] =>
  kinds[order.state].map(kind => {
    const [first, ...rest] = order.lines.map(line => line.product).filter(product => product !== null)
    return {
      id: stableId(`${order.id} ${kind}`),
      customerId: order.customer_id,
      kind,
      sourceId: order.id,
      channel: order.system.startsWith('table:') ? 'order' : order.system,
      at: order.ordered_at,
      what: { text: first === undefined ? '' : rest.length > 0 ? `${first} +${rest.length}` : first, url: null },
      conversationId: null,
      detail: {
        orderNumber: order.number,
        amount: order.amount,
        currency: order.currency,
        items: order.lines.reduce((sum, line) => sum + line.quantity, 0),
        ...(order.market === null ? {} : { shop: order.market }),
      },
    }
  })

/**
 * Makes orders and their activities anew from what was told. What stands on a timeline and says something else is replaced.
 * @param orders with whose they were before; all of them must still be told by something.
 */
export const showOrders = async (ctx: Ctx, orders: readonly { id: string; customerId: string }[]): Promise<void> => {
  await store.showOrders(
    ctx,
    orders.map(one => one.id),
  )
  const shown = await store.ordersByIds(
    ctx,
    orders.map(one => one.id),
  )
  const wanted = shown.flatMap(activitiesOf)
  const standing = await store.orderActivities(ctx, orders)
  const sameAs = (a: {
    kind: string
    orderId: string
    customerId: string
    at: Date
    detail: object
    text: string
  }): string =>
    JSON.stringify([a.kind, a.orderId, a.customerId, a.at.toISOString(), a.text, Object.entries(a.detail).sort()])
  const right = new Set(
    wanted.map(one =>
      sameAs({
        ...one,
        orderId: one.sourceId,
        detail: one.detail ?? {},
        text: 'text' in one.what ? one.what.text : '',
      }),
    ),
  )
  const wrong = standing.filter(one => !right.has(sameAs(one)))
  if (wrong.length > 0) await replace(ctx, wrong)
  await recordActivities(ctx, wanted)
}

const replace = async (ctx: Ctx, wrong: readonly { id: string; customerId: string }[]): Promise<void> => {
  const shown = await lockCustomers(ctx, [...new Set(wrong.map(one => one.customerId))])
  await store.deleteActivities(
    ctx,
    wrong.map(one => one.id),
  )
  await showFromTruth(ctx, [...new Set(shown.values())])
  await tellChanged(ctx, [...new Set(shown.values())])
}
