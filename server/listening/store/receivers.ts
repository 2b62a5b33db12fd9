/** SQL of receivers: addresses outside the house that alerts go to. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { ListeningTables, ReceiverRow } from '../tables.ts'

const db = (ctx: Ctx) => tables<ListeningTables>(ctx)

/** Receivers in use, by name. */
export const findReceivers = (ctx: Ctx): Promise<ReceiverRow[]> =>
  db(ctx)
    .selectFrom('listening.receivers')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute()

/** Receivers by id, removed ones too. */
export const receiversByIds = (ctx: Ctx, ids: readonly string[]): Promise<ReceiverRow[]> =>
  db(ctx)
    .selectFrom('listening.receivers')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()

export const insertReceiver = async (
  ctx: Ctx,
  row: Omit<ReceiverRow, 'workspace_id' | 'added_at' | 'removed_at' | 'removed_by'>,
): Promise<void> => {
  await db(ctx)
    .insertInto('listening.receivers')
    .values({ ...row, workspace_id: ctx.workspaceId, added_at: ctx.now, removed_at: null, removed_by: null })
    .execute()
}

export const changeReceiver = async (
  ctx: Ctx,
  id: string,
  change: Partial<Pick<ReceiverRow, 'secret' | 'removed_at' | 'removed_by'>>,
): Promise<void> => {
  await db(ctx)
    .updateTable('listening.receivers')
    .set(change)
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()
}
