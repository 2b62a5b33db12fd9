/** SQL of orders: told by files, shown as the newest telling has them, listed by customer. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

export interface ToldOrder {
  id: string
  customerId: string
  system: string
  number: string
  market: string | null
  orderedAt: Date
  status: string | null
  state: string
  currency: string
  total: number | null
  note: string | null
}

export interface ShownOrder {
  id: string
  customer_id: string
  system: string
  number: string
  market: string | null
  ordered_at: Date
  status: string | null
  state: 'open' | 'sent' | 'delivered' | 'cancelled' | 'returned'
  currency: string
  amount: number
  note: string | null
  lines: { product: string | null; option: string | null; quantity: number; amount: number | null }[]
}

const keyOf = (one: { system: string; number: string }): string => JSON.stringify([one.system, one.number])

/** Order number, as JSON of system and number → id. */
export const findOrders = async (
  ctx: Ctx,
  asked: readonly { system: string; number: string }[],
): Promise<Map<string, string>> => {
  const { rows } = await sql<{ id: string; system: string; number: string }>`
    select orders.id, orders.system, orders.number
    from unnest(${asked.map(one => one.system)}::text[], ${asked.map(one => one.number)}::text[]) as asked (system, number)
    join customers.orders as orders on orders.workspace_id = ${ctx.workspaceId}
      and orders.system = asked.system and orders.number = asked.number`.execute(tables(ctx))
  return new Map(rows.map(row => [keyOf(row), row.id]))
}

/** Makes orders that are not there yet, in the order of their numbers; the caller looks up what became of the others. */
export const insertOrders = async (ctx: Ctx, given: readonly ToldOrder[]): Promise<void> => {
  if (given.length === 0) return
  const rows = given.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  await sql`
    insert into customers.orders
      (workspace_id, id, customer_id, system, number, market, ordered_at, status, state, currency, note)
    select ${ctx.workspaceId}::int, id, customer_id, system, number, market, ordered_at, status, state, currency, note
    from unnest(
      ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.customerId)}::uuid[], ${rows.map(row => row.system)}::text[],
      ${rows.map(row => row.number)}::text[], ${rows.map(row => row.market)}::text[],
      ${rows.map(row => row.orderedAt)}::timestamptz[], ${rows.map(row => row.status)}::text[],
      ${rows.map(row => row.state)}::text[], ${rows.map(row => row.currency)}::text[], ${rows.map(row => row.note)}::text[]
    ) with ordinality as given (id, customer_id, system, number, market, ordered_at, status, state, currency, note, n)
    order by n
    on conflict do nothing`.execute(tables(ctx))
}

/** What an import says of orders; said again by the same import, the last word counts. */
export const tellOrders = async (
  ctx: Ctx,
  importId: string,
  toldAt: Date,
  rows: readonly ToldOrder[],
): Promise<void> => {
  await sql`
    insert into customers.order_tellings as telling
      (workspace_id, order_id, import_id, told_at, customer_id, market, ordered_at, status, state, currency, total, note)
    select ${ctx.workspaceId}::int, id, ${importId}::uuid, ${toldAt}::timestamptz, customer_id, market, ordered_at, status,
      state, currency, total, note
    from unnest(
      ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.customerId)}::uuid[], ${rows.map(row => row.market)}::text[],
      ${rows.map(row => row.orderedAt)}::timestamptz[], ${rows.map(row => row.status)}::text[],
      ${rows.map(row => row.state)}::text[], ${rows.map(row => row.currency)}::text[],
      ${rows.map(row => row.total)}::numeric[], ${rows.map(row => row.note)}::text[]
    ) as given (id, customer_id, market, ordered_at, status, state, currency, total, note)
    on conflict (workspace_id, order_id, import_id) do update set
      market = excluded.market, ordered_at = excluded.ordered_at, status = excluded.status, state = excluded.state,
      currency = excluded.currency, total = coalesce(excluded.total, telling.total), note = excluded.note`.execute(
    tables(ctx),
  )
}

export interface ToldLine {
  orderId: string
  key: string
  product: string | null
  option: string | null
  quantity: number
  amount: number | null
}

export const tellLines = async (ctx: Ctx, importId: string, rows: readonly ToldLine[]): Promise<void> => {
  await sql`
    insert into customers.order_lines (workspace_id, order_id, import_id, key, product, option, quantity, amount)
    select ${ctx.workspaceId}::int, order_id, ${importId}::uuid, key, product, option, quantity, amount
    from unnest(
      ${rows.map(row => row.orderId)}::uuid[], ${rows.map(row => row.key)}::text[], ${rows.map(row => row.product)}::text[],
      ${rows.map(row => row.option)}::text[], ${rows.map(row => row.quantity)}::int[],
      ${rows.map(row => row.amount)}::numeric[]
    ) as given (order_id, key, product, option, quantity, amount)
    on conflict (workspace_id, order_id, import_id, key) do update set
      product = excluded.product, option = excluded.option, quantity = excluded.quantity, amount = excluded.amount`.execute(
    tables(ctx),
  )
}

/** A line as the newest telling has it; lines that one file leaves out stay as another told them. */
const newestLines = (ctx: Ctx, orderIds: readonly string[]) => sql`
  select distinct on (line.order_id, line.key) line.order_id, line.key, line.product, line.option, line.quantity, line.amount
  from customers.order_lines as line
  join customers.order_tellings as telling on telling.workspace_id = line.workspace_id
    and telling.order_id = line.order_id and telling.import_id = line.import_id
  where line.workspace_id = ${ctx.workspaceId} and line.order_id = any(${orderIds}::uuid[])
  order by line.order_id, line.key, telling.told_at desc, telling.import_id desc`

/** Makes what is shown of orders anew from what was told: the newest word, and the sum of the lines where no sum was told. */
export const showOrders = async (ctx: Ctx, orderIds: readonly string[]): Promise<void> => {
  await sql`
    with newest as (
      select distinct on (order_id) * from customers.order_tellings
      where workspace_id = ${ctx.workspaceId} and order_id = any(${orderIds}::uuid[])
      order by order_id, told_at desc, import_id desc
    ), line as (${newestLines(ctx, orderIds)}), sums as (select order_id, sum(amount) as amount from line group by order_id)
    update customers.orders as orders set
      customer_id = newest.customer_id, market = newest.market, ordered_at = newest.ordered_at, status = newest.status,
      state = newest.state, currency = newest.currency, note = newest.note,
      amount = coalesce(newest.total, sums.amount, 0)
    from newest left join sums using (order_id)
    where orders.workspace_id = ${ctx.workspaceId} and orders.id = newest.order_id`.execute(tables(ctx))
}

/** Orders with their lines, in no order. */
export const ordersByIds = async (ctx: Ctx, orderIds: readonly string[]): Promise<ShownOrder[]> => {
  if (orderIds.length === 0) return []
  const { rows } = await sql<ShownOrder>`
    with line as (${newestLines(ctx, orderIds)}), lines as (
      select order_id, jsonb_agg(jsonb_build_object(
        'product', product, 'option', option, 'quantity', quantity, 'amount', amount) order by key) as lines
      from line group by order_id)
    select orders.id, orders.customer_id, orders.system, orders.number, orders.market, orders.ordered_at, orders.status,
      orders.state, orders.currency, orders.amount::float8 as amount, orders.note, coalesce(lines.lines, '[]') as lines
    from customers.orders as orders left join lines on lines.order_id = orders.id
    where orders.workspace_id = ${ctx.workspaceId} and orders.id = any(${orderIds}::uuid[])`.execute(tables(ctx))
  return rows
}

/** One row more than the page holds, the newest first, over all leaves of a customer. */
export const orderPage = async (
  ctx: Ctx,
  leafIds: readonly string[],
  after: { at: string; id: string } | null,
  limit: number,
): Promise<ShownOrder[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from customers.orders
    where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[])
      ${after === null ? sql`` : sql`and (ordered_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
    order by ordered_at desc, id desc limit ${limit + 1}`.execute(tables(ctx))
  const orders = new Map(
    (
      await ordersByIds(
        ctx,
        rows.map(row => row.id),
      )
    ).map(order => [order.id, order]),
  )
  return rows.map(row => orders.get(row.id)!)
}

export interface OrderSum {
  currency: string
  orders: number
  amount: number
}

/** What was bought and neither cancelled nor returned, by currency, the largest first; and how many orders there are. */
export const orderSums = async (ctx: Ctx, leafIds: readonly string[]): Promise<OrderSum[]> => {
  const { rows } = await sql<OrderSum>`
    select currency, count(*)::int as orders, sum(amount)::float8 as amount from customers.orders
    where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[])
      and state not in ('cancelled', 'returned')
    group by currency order by orders desc, currency`.execute(tables(ctx))
  return rows
}

/** The activities of orders as they stand. */
export const orderActivities = async (
  ctx: Ctx,
  orders: readonly { id: string; customerId: string }[],
): Promise<
  { id: string; customerId: string; kind: string; orderId: string; at: Date; detail: object; text: string }[]
> => {
  const { rows } = await sql<{
    id: string
    customerId: string
    kind: string
    orderId: string
    at: Date
    detail: object
    text: string
  }>`
    select activity.id, activity.customer_id as "customerId", activity.kind, activity.source_id as "orderId", activity.at,
      activity.detail, coalesce(activity.text, '') as text
    from unnest(${orders.map(one => one.customerId)}::uuid[], ${orders.map(one => one.id)}::uuid[]) as asked (customer_id, id)
    join customers.activities as activity on activity.workspace_id = ${ctx.workspaceId}
      and activity.customer_id = asked.customer_id and activity.kind in ('ordered', 'cancelled', 'returned')
      and activity.source_id = asked.id`.execute(tables(ctx))
  return rows
}

export const deleteActivities = async (ctx: Ctx, ids: readonly string[]): Promise<void> => {
  await sql`
    delete from customers.activities where workspace_id = ${ctx.workspaceId} and id = any(${ids}::uuid[])`.execute(
    tables(ctx),
  )
}

/** Takes back what an import told of some orders. @returns the orders, those of which nothing is told any more apart. */
export const untellOrders = async (
  ctx: Ctx,
  importId: string,
  limit: number,
): Promise<{ id: string; customerId: string; isGone: boolean }[]> => {
  const { rows } = await sql<{ order_id: string }>`
    select order_id from customers.order_tellings
    where workspace_id = ${ctx.workspaceId} and import_id = ${importId}::uuid order by order_id limit ${limit}`.execute(
    tables(ctx),
  )
  const ids = rows.map(row => row.order_id)
  if (ids.length === 0) return []
  const own = sql`workspace_id = ${ctx.workspaceId} and import_id = ${importId}::uuid and order_id = any(${ids}::uuid[])`
  await sql`delete from customers.order_lines where ${own}`.execute(tables(ctx))
  await sql`delete from customers.order_tellings where ${own}`.execute(tables(ctx))
  const left = await sql<{ id: string; customerId: string; isGone: boolean }>`
    select orders.id, orders.customer_id as "customerId", not exists (
      select from customers.order_tellings as telling
      where telling.workspace_id = orders.workspace_id and telling.order_id = orders.id) as "isGone"
    from customers.orders as orders
    where orders.workspace_id = ${ctx.workspaceId} and orders.id = any(${ids}::uuid[]) order by orders.id`.execute(
    tables(ctx),
  )
  return left.rows
}

export const deleteOrders = async (ctx: Ctx, ids: readonly string[]): Promise<void> => {
  await sql`
    delete from customers.orders where workspace_id = ${ctx.workspaceId} and id = any(${ids}::uuid[])`.execute(
    tables(ctx),
  )
}
