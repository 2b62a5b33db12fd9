/** SQL of the workspace's own fields on mentions. */
import { sql } from 'kysely'
import type { FieldValues } from '../../../contract/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

/** What is kept of a mention, locked until the transaction ends; undefined where there is no such mention here. */
export const lockFieldValues = async (ctx: Ctx, mentionId: string): Promise<FieldValues | undefined> => {
  const { rows } = await sql<{ fields: FieldValues }>`
    select fields from listening.mentions
    where workspace_id = ${ctx.workspaceId} and id = ${mentionId}::uuid for update`.execute(tables(ctx))
  return rows[0]?.fields
}

export const writeFieldValues = async (ctx: Ctx, mentionId: string, values: FieldValues): Promise<void> => {
  await sql`
    update listening.mentions set fields = ${JSON.stringify(values)}::jsonb
    where workspace_id = ${ctx.workspaceId} and id = ${mentionId}::uuid`.execute(tables(ctx))
}
