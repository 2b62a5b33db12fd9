/** SQL of what a workspace marks customers with: values of its own fields, and tags. */
import { sql } from 'kysely'
import type { FieldValues } from '../../../contract/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

export interface Marks {
  fields: FieldValues
  tags: string[]
}

/** What is shown of somebody who is there. */
export const marksOf = async (ctx: Ctx, shownId: string): Promise<Marks> => {
  const { rows } = await sql<Marks>`
    select fields, tags from customers.customers
    where workspace_id = ${ctx.workspaceId} and id = ${shownId}::uuid`.execute(tables(ctx))
  return rows[0]!
}

/** Takes back what was told under a name. @param options.values only these; all where null */
export const withdrawNamed = async (
  ctx: Ctx,
  leafIds: readonly string[],
  name: string,
  options: { by: string; isOnlyOfPersons: boolean; values: readonly string[] | null },
): Promise<void> => {
  await sql`
    update customers.attributes set withdrawn_at = ${ctx.now}, withdrawn_by = ${options.by}
    where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[]) and name = ${name}
      and withdrawn_at is null and (not ${options.isOnlyOfPersons}::boolean or source_kind = 'person')
      and (${options.values}::text[] is null or value = any(${options.values}::text[]))`.execute(tables(ctx))
}

/** Leaves of whom something stands under one of the names, in the order of their ids. */
export const customersTold = async (
  ctx: Ctx,
  names: readonly string[],
  after: string | null,
  limit: number,
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct customer_id as id from customers.attributes
    where workspace_id = ${ctx.workspaceId} and name = any(${names}::text[]) and withdrawn_at is null
      and (${after}::uuid is null or customer_id > ${after}::uuid)
    order by customer_id limit ${limit}`.execute(tables(ctx))
  return rows.map(row => row.id)
}
