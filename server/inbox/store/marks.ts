/** SQL of what a workspace marks conversations with: values of its own fields, and tags. */
import { sql } from 'kysely'
import type { FieldValues } from '../../../contract/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

export interface Marks {
  fields: FieldValues
  tags: string[]
}

/** Locked until the transaction ends; undefined where there is no such conversation here. */
export const lockMarks = async (ctx: Ctx, conversationId: string): Promise<Marks | undefined> => {
  const { rows } = await sql<Marks>`
    select fields, tags from inbox.conversations
    where workspace_id = ${ctx.workspaceId} and id = ${conversationId}::uuid for update`.execute(tables(ctx))
  return rows[0]
}

export const writeMarks = async (ctx: Ctx, conversationId: string, marks: Marks): Promise<void> => {
  await sql`
    update inbox.conversations set fields = ${JSON.stringify(marks.fields)}::jsonb, tags = ${marks.tags}::uuid[]
    where workspace_id = ${ctx.workspaceId} and id = ${conversationId}::uuid`.execute(tables(ctx))
}
