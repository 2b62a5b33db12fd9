/** SQL of letting go: activities of items that are taken back, and people who were known by nothing else. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

/** The leaves that said these items. */
export const speakersOf = async (ctx: Ctx, itemIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select customer.id from customers.customers as customer
    where customer.workspace_id = ${ctx.workspaceId} and customer.id in (
      select activity.customer_id from customers.activities as activity
      where activity.workspace_id = ${ctx.workspaceId} and activity.item_id = any(${itemIds}::uuid[])
      union
      select identity.customer_id from customers.identities as identity
      join channels.items as item on item.workspace_id = identity.workspace_id and item.author_id = identity.author_id
      where item.workspace_id = ${ctx.workspaceId} and item.id = any(${itemIds}::uuid[]))
    order by customer.id`.execute(tables(ctx))
  return rows.map(row => row.id)
}

export const deleteActivitiesOf = async (ctx: Ctx, itemIds: readonly string[]): Promise<void> => {
  await sql`
    delete from customers.activities
    where workspace_id = ${ctx.workspaceId} and item_id = any(${itemIds}::uuid[])`.execute(tables(ctx))
}

/** Whoever was merged, even if it was undone since, was looked at by somebody and stays. */
const isStranger = sql`customer.stage = 'stranger' and customer.merged_into is null
  and customer.said = 0 and customer.answered = 0
  and not exists (select from customers.attributes as attribute
    where attribute.workspace_id = customer.workspace_id and attribute.customer_id = customer.id)
  and not exists (select from customers.merges as joined
    where joined.workspace_id = customer.workspace_id and (joined.left_id = customer.id or joined.right_id = customer.id))
  and not exists (select from customers.refusals as refusal
    where refusal.workspace_id = customer.workspace_id and (refusal.left_id = customer.id or refusal.right_id = customer.id))
  and not exists (select from customers.relations as relation
    where relation.workspace_id = customer.workspace_id and (relation.left_id = customer.id or relation.right_id = customer.id))
  and not exists (select from customers.verifications as verification
    where verification.workspace_id = customer.workspace_id and verification.customer_id = customer.id)
  and not exists (select from customers.shared_keys as shared
    where shared.workspace_id = customer.workspace_id and (shared.customer_id = customer.id
      or shared.identity_id in (select identity.id from customers.identities as identity
        where identity.workspace_id = customer.workspace_id and identity.customer_id = customer.id)))
  and not exists (select from customers.consents as consent
    where consent.workspace_id = customer.workspace_id and consent.customer_id = customer.id)
  and not exists (select from customers.contact_choices as choice
    where choice.workspace_id = customer.workspace_id and choice.customer_id = customer.id)
  and not exists (select from customers.calls as call
    where call.workspace_id = customer.workspace_id and call.customer_id = customer.id)
  and not exists (select from customers.orders as bought
    where bought.workspace_id = customer.workspace_id and bought.customer_id = customer.id)
  and not exists (select from customers.order_tellings as told
    where told.workspace_id = customer.workspace_id and told.customer_id = customer.id)
  and not exists (select from customers.import_records as record
    where record.workspace_id = customer.workspace_id and record.customer_id = customer.id)
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
    where workspace_id = ${ctx.workspaceId} and author_id is not null and customer_id = any(${customerIds}::uuid[])`.execute(
    tables(ctx),
  )
  return rows.map(row => row.author_id)
}
