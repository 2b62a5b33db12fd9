/** SQL of letting go: activities of items that are taken back, the sums without them, and people who were known by nothing else. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

/** The customers who said these items, locked in the order of their ids. */
export const lockSpeakers = async (ctx: Ctx, itemIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select customer.id from customers.customers as customer
    where customer.workspace_id = ${ctx.workspaceId} and customer.id in (
      select activity.customer_id from customers.activities as activity
      where activity.workspace_id = ${ctx.workspaceId} and activity.item_id = any(${itemIds}::uuid[])
      union
      select identity.customer_id from customers.identities as identity
      join channels.items as item on item.workspace_id = identity.workspace_id and item.author_id = identity.author_id
      where item.workspace_id = ${ctx.workspaceId} and item.id = any(${itemIds}::uuid[]))
    order by customer.id for update`.execute(tables(ctx))
  return rows.map(row => row.id)
}

export const deleteActivitiesOf = async (ctx: Ctx, itemIds: readonly string[]): Promise<void> => {
  await sql`
    delete from customers.activities
    where workspace_id = ${ctx.workspaceId} and item_id = any(${itemIds}::uuid[])`.execute(tables(ctx))
}

/** Sums of customers from what is left on their timelines; those without anything said keep when they were seen. */
export const sumAgain = async (ctx: Ctx, customerIds: readonly string[]): Promise<void> => {
  await sql`
    update customers.customers as customer set
      said = sums.said,
      first_seen_at = coalesce(sums.first_said_at, customer.first_seen_at),
      last_seen_at = coalesce(sums.last_said_at, customer.last_seen_at)
    from (
      select asked.id, count(activity.id)::int as said, min(activity.at) as first_said_at, max(activity.at) as last_said_at
      from unnest(${customerIds}::uuid[]) as asked (id)
      left join customers.activities as activity on activity.workspace_id = ${ctx.workspaceId}
        and activity.customer_id = asked.id and activity.kind = 'said'
      group by asked.id
    ) as sums
    where customer.workspace_id = ${ctx.workspaceId} and customer.id = sums.id`.execute(tables(ctx))
}

const isStranger = sql`customer.stage = 'stranger' and customer.named_at is null and customer.said = 0 and customer.answered = 0
  and not exists (select from customers.activities as activity
    where activity.workspace_id = customer.workspace_id and activity.customer_id = customer.id)`

export const deleteStrangers = async (ctx: Ctx, customerIds: readonly string[]): Promise<void> => {
  const ids = sql`any(${customerIds}::uuid[])`
  await sql`
    delete from customers.identities as identity using customers.customers as customer
    where identity.workspace_id = ${ctx.workspaceId} and customer.workspace_id = identity.workspace_id
      and customer.id = identity.customer_id and customer.id = ${ids} and ${isStranger}`.execute(tables(ctx))
  await sql`
    delete from customers.customers as customer
    where customer.workspace_id = ${ctx.workspaceId} and customer.id = ${ids} and ${isStranger}`.execute(tables(ctx))
}

/** The authors whom customers are. */
export const authorsOf = async (ctx: Ctx, customerIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ author_id: string }>`
    select author_id from customers.identities
    where workspace_id = ${ctx.workspaceId} and customer_id = any(${customerIds}::uuid[])`.execute(tables(ctx))
  return rows.map(row => row.author_id)
}
