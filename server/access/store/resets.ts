/** SQL of links that set a new password, and of letters that bring links. */
import { sql } from 'kysely'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { AccessTables } from '../tables.ts'

const db = (ctx: SystemCtx) => tables<AccessTables>(ctx)

export const insertReset = (
  ctx: Ctx,
  row: Pick<
    AccessTables['access.password_resets'],
    'id' | 'token_digest' | 'user_id' | 'made_by' | 'expires_at' | 'letter'
  >,
) =>
  db(ctx)
    .insertInto('access.password_resets')
    .values({ ...row, workspace_id: ctx.workspaceId, made_at: ctx.now, used_at: null })
    .execute()

/** Takes the link: of two who open it at once, one sets a password. */
export const takeReset = async (ctx: SystemCtx, digest: string): Promise<string | null> => {
  const { rows } = await sql<{ user_id: string }>`
    update access.password_resets set used_at = ${ctx.now}
    where token_digest = ${digest} and used_at is null and expires_at > ${ctx.now} returning user_id`.execute(ctx.tx)
  return rows[0]?.user_id ?? null
}

/** How many links the person has asked for since. */
export const resetsSince = async (ctx: SystemCtx, userId: string, since: Date): Promise<number> => {
  const row = await db(ctx)
    .selectFrom('access.password_resets')
    .select(sql<number>`count(*)`.as('count'))
    .where('user_id', '=', userId)
    .where('made_by', 'is', null)
    .where('made_at', '>=', since)
    .executeTakeFirstOrThrow()
  return row.count
}

export const userByEmail = (ctx: SystemCtx, email: string) =>
  db(ctx).selectFrom('access.users').selectAll().where('email', '=', email).executeTakeFirst()

export const resetLetter = (ctx: Ctx, id: string) =>
  db(ctx)
    .selectFrom('access.password_resets as r')
    .innerJoin('access.users as u', 'u.id', 'r.user_id')
    .select(['r.letter', 'u.email', 'u.locale'])
    .where('r.workspace_id', '=', ctx.workspaceId)
    .where('r.id', '=', id)
    .where('r.letter', 'is not', null)
    .executeTakeFirst()

export const invitationLetter = (ctx: Ctx, id: string) =>
  db(ctx)
    .selectFrom('access.invitations')
    .select(['letter', 'email', 'invited_by'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .where('letter', 'is not', null)
    .executeTakeFirst()

/** The letter went out, or never will: its token is kept no longer. */
export const forgetLetter = (ctx: Ctx, about: 'reset' | 'invitation', id: string) =>
  db(ctx)
    .updateTable(about === 'reset' ? 'access.password_resets' : 'access.invitations')
    .set({ letter: null })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()
