/** SQL of stages: names that a workspace gave the six, and its own. */
import { sql } from 'kysely'
import type { Stage } from '../../../contract/customers.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { CustomersTables } from '../tables.ts'

const db = (ctx: Ctx) => tables<CustomersTables>(ctx)

export type StageTableRow = Pick<CustomersTables['customers.stages'], 'id' | 'meaning' | 'name' | 'removed_at'>

export const stageRows = (ctx: Ctx): Promise<StageTableRow[]> =>
  db(ctx)
    .selectFrom('customers.stages')
    .select(['id', 'meaning', 'name', 'removed_at'])
    .where('workspace_id', '=', ctx.workspaceId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()

/** One who changes the stages of a workspace at a time. */
export const lockStages = async (ctx: Ctx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('customers.stages'), ${ctx.workspaceId}::int)`.execute(ctx.tx)
}

export const keepStage = async (ctx: Ctx, row: { id: string; meaning: Stage; name: string }, by: string) => {
  await db(ctx)
    .insertInto('customers.stages')
    .values({
      ...row,
      workspace_id: ctx.workspaceId,
      created_at: ctx.now,
      created_by: by,
      removed_at: null,
      removed_by: null,
    })
    .onConflict(on => on.columns(['workspace_id', 'id']).doUpdateSet({ name: row.name }))
    .execute()
}

export const changeStage = async (
  ctx: Ctx,
  id: string,
  change: { removed_at: Date | null; removed_by: string | null },
): Promise<void> => {
  await db(ctx)
    .updateTable('customers.stages')
    .set(change)
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()
}

/** One of the six goes by the name that it came with again. */
export const forgetName = async (ctx: Ctx, id: string): Promise<void> => {
  await db(ctx)
    .deleteFrom('customers.stages')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()
}

export const countStages = async (
  ctx: Ctx,
): Promise<{ stage: Stage; stage_id: string | null; customers: number }[]> => {
  const { rows } = await sql<{ stage: Stage; stage_id: string | null; customers: number }>`
    select stage, stage_id, count(*)::int as customers from customers.customers
    where workspace_id = ${ctx.workspaceId} and merged_into is null and erased_at is null
    group by stage, stage_id`.execute(tables(ctx))
  return rows
}
