/** SQL of sessions that are renewed before they end: by one at a time, over all processes. */
import { sql } from 'kysely'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { AccountRow, ChannelsTables } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => tables<ChannelsTables>(ctx)

/** Says when a session is renewed next; whoever was at it is done. */
export const planRenewal = (ctx: Ctx, accountId: string, renewAt: Date | null) =>
  db(ctx)
    .updateTable('channels.accounts')
    .set({ renew_at: renewAt, renewing_until: null })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', accountId)
    .where('disconnected_at', 'is', null)
    .execute()

/** A token was refused before its time: renews now, unless the account was connected anew or needs none. */
export const hastenRenewal = (ctx: Ctx, account: { id: string; connectedAt: Date }) =>
  db(ctx)
    .updateTable('channels.accounts')
    .set({ renew_at: ctx.now })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', account.id)
    .where('connected_at', '=', account.connectedAt)
    .where('renew_at', '>', ctx.now)
    .where('renewing_until', 'is', null)
    .execute()

/** Over all workspaces: accounts whose session is to be renewed and that nobody is renewing. */
export const dueRenewals = async (ctx: SystemCtx): Promise<{ workspaceId: number; accountId: string }[]> => {
  const { rows } = await sql<{ workspaceId: number; accountId: string }>`
    select workspace_id as "workspaceId", id as "accountId" from channels.accounts
    where renew_at <= ${ctx.now} and (renewing_until is null or renewing_until < ${ctx.now})
    order by renew_at limit 500`.execute(ctx.tx)
  return rows
}

/** Locks an account whose renewal is due and takes it until then; undefined when it is not due, or somebody is at it. */
export const takeRenewal = (ctx: Ctx, accountId: string, until: Date): Promise<AccountRow | undefined> =>
  db(ctx)
    .updateTable('channels.accounts')
    .set({ renewing_until: until })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', accountId)
    .where('renew_at', '<=', ctx.now)
    .where(eb => eb.or([eb('renewing_until', 'is', null), eb('renewing_until', '<', ctx.now)]))
    .returningAll()
    .executeTakeFirst()
