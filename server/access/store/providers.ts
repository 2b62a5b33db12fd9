/** SQL of sign-in providers, and of who among their people is who here. */
import { sql } from 'kysely'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { AccessTables } from '../tables.ts'

const db = (ctx: SystemCtx) => tables<AccessTables>(ctx)

export type ProviderRow = AccessTables['access.sign_in_providers']

/** Of all workspaces, for the page where nobody is known yet. */
export const doorRows = (ctx: SystemCtx) =>
  db(ctx)
    .selectFrom('access.sign_in_providers')
    .select(['workspace_id', 'id', 'name'])
    .orderBy('workspace_id')
    .execute()

export const providerRow = (ctx: Ctx): Promise<ProviderRow | undefined> =>
  db(ctx)
    .selectFrom('access.sign_in_providers')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .executeTakeFirst()

export const keepProvider = (ctx: Ctx, row: Omit<ProviderRow, 'workspace_id' | 'set_at'>) => {
  const { id, domains, ...rest } = row
  const values = { ...rest, domains: sql<string[]>`${JSON.stringify(domains)}::jsonb`, set_at: ctx.now }
  return db(ctx)
    .insertInto('access.sign_in_providers')
    .values({ ...values, id, workspace_id: ctx.workspaceId })
    .onConflict(on => on.column('workspace_id').doUpdateSet(values))
    .execute()
}

/** The provider's people are nobody here any more. */
export const forgetProviderLogins = (ctx: Ctx) =>
  db(ctx).deleteFrom('access.provider_logins').where('workspace_id', '=', ctx.workspaceId).execute()

export const removeProvider = async (ctx: Ctx): Promise<boolean> => {
  const gone = await db(ctx)
    .deleteFrom('access.sign_in_providers')
    .where('workspace_id', '=', ctx.workspaceId)
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}

export const userOfSubject = async (ctx: Ctx, providerId: string, subject: string): Promise<string | null> => {
  const row = await db(ctx)
    .selectFrom('access.provider_logins')
    .select('user_id')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('provider_id', '=', providerId)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.user_id ?? null
}

export const linkSubject = (ctx: Ctx, row: { provider_id: string; subject: string; user_id: string }) =>
  db(ctx)
    .insertInto('access.provider_logins')
    .values({ ...row, workspace_id: ctx.workspaceId, linked_at: ctx.now })
    .onConflict(on => on.columns(['workspace_id', 'provider_id', 'subject']).doNothing())
    .execute()

/** Whether somebody was a member here and was taken out. */
export const wasTakenOut = async (ctx: Ctx, userId: string): Promise<boolean> => {
  const row = await db(ctx)
    .selectFrom('access.members')
    .select('id')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('user_id', '=', userId)
    .where('removed_at', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}
