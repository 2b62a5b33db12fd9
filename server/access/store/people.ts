/** SQL of the access room: workspaces, members, invitations, keys. */
import { sql } from 'kysely'
import type { Locale } from '../../../contract/scalars.ts'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { AccessTables } from '../tables.ts'

const db = (ctx: SystemCtx) => tables<AccessTables>(ctx)

export const hasMembers = async (ctx: SystemCtx): Promise<boolean> =>
  (await db(ctx).selectFrom('access.members').select('id').limit(1).executeTakeFirst()) !== undefined

/** One set-up at a time: the second waits here and then finds the first one's owner. */
export const lockSetup = async (ctx: SystemCtx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('access.setup'))`.execute(ctx.tx)
}

export const insertOrganization = (ctx: SystemCtx, row: { id: string; name: string }) =>
  db(ctx)
    .insertInto('access.organizations')
    .values({ ...row, created_at: ctx.now })
    .execute()

export const insertWorkspace = async (
  ctx: SystemCtx,
  row: { organization_id: string; name: string; time_zone: string; locale: Locale; is_demo: boolean },
): Promise<number> => {
  const made = await db(ctx)
    .insertInto('access.workspaces')
    .values({ ...row, created_at: ctx.now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

/** The practice workspace of one, locked where it stands. */
export const lockPracticeWorkspace = async (ctx: Ctx) => {
  await sql`select pg_advisory_xact_lock(hashtext('access.practice'), ${ctx.workspaceId}::int)`.execute(ctx.tx)
  return db(ctx)
    .selectFrom('access.workspaces')
    .selectAll()
    .where('practice_of', '=', ctx.workspaceId)
    .executeTakeFirst()
}

export const insertPracticeWorkspace = (
  ctx: Ctx,
  row: { organization_id: string; name: string; time_zone: string; locale: Locale },
) =>
  db(ctx)
    .insertInto('access.workspaces')
    .values({ ...row, is_demo: true, practice_of: ctx.workspaceId, created_at: ctx.now })
    .returningAll()
    .executeTakeFirstOrThrow()

/** Whoever may enter this workspace and not that one, with the role that they have here. */
export const missingMembers = async (ctx: Ctx, otherId: number): Promise<{ userId: string; role: string }[]> => {
  const { rows } = await sql<{ userId: string; role: string }>`
    select user_id as "userId", role from access.members as here
    where here.workspace_id = ${ctx.workspaceId} and here.removed_at is null and not exists (
      select from access.members as there
      where there.workspace_id = ${otherId}::int and there.user_id = here.user_id)
    order by user_id`.execute(ctx.tx)
  return rows
}

export const insertMembers = async (
  ctx: Ctx,
  workspaceId: number,
  rows: readonly { id: string; userId: string; role: string }[],
): Promise<void> => {
  await sql`
    insert into access.members (workspace_id, id, user_id, role, joined_at)
    select ${workspaceId}::int, given.id, given."userId", given.role, ${ctx.now}
    from json_to_recordset(${JSON.stringify(rows)}::json) as given (id uuid, "userId" text, role text)`.execute(ctx.tx)
}

/** The practice workspace of this one, where the person is a member of it. */
export const practiceWorkspaceFor = (ctx: Ctx, userId: string) =>
  db(ctx)
    .selectFrom('access.workspaces as w')
    .innerJoin('access.members as m', 'm.workspace_id', 'w.id')
    .select('w.id')
    .where('w.practice_of', '=', ctx.workspaceId)
    .where('m.user_id', '=', userId)
    .where('m.removed_at', 'is', null)
    .executeTakeFirst()

/** All workspaces of the installation, the oldest first. */
export const listWorkspaces = (ctx: SystemCtx) =>
  db(ctx).selectFrom('access.workspaces').select(['id', 'name']).orderBy('id').execute()

export const workspaceById = (ctx: SystemCtx, id: number) =>
  db(ctx).selectFrom('access.workspaces').selectAll().where('id', '=', id).executeTakeFirst()

export const updateWorkspaceRow = (ctx: Ctx, change: { name?: string; time_zone?: string; locale?: Locale }) =>
  db(ctx)
    .updateTable('access.workspaces')
    .set(change)
    .where('id', '=', ctx.workspaceId)
    .returningAll()
    .executeTakeFirstOrThrow()

export const upsertUser = (ctx: SystemCtx, row: { id: string; name: string; email: string; locale: Locale }) =>
  db(ctx)
    .insertInto('access.users')
    .values(row)
    .onConflict(on => on.column('id').doUpdateSet({ name: row.name, locale: row.locale }))
    .execute()

export const updateUser = (
  ctx: SystemCtx,
  id: string,
  change: { name?: string; locale?: Locale; time_zone?: string | null },
) => db(ctx).updateTable('access.users').set(change).where('id', '=', id).execute()

export const userById = (ctx: SystemCtx, id: string) =>
  db(ctx).selectFrom('access.users').selectAll().where('id', '=', id).executeTakeFirst()

/** The workspaces that a person may enter, oldest first. */
export const membershipsOf = (ctx: SystemCtx, userId: string) =>
  db(ctx)
    .selectFrom('access.members as m')
    .innerJoin('access.workspaces as w', 'w.id', 'm.workspace_id')
    .leftJoin('access.roles as r', on => on.onRef('r.workspace_id', '=', 'm.workspace_id').onRef('r.id', '=', 'm.role'))
    .select([
      'm.id as member_id',
      'm.role',
      'r.granted',
      'r.withheld',
      'w.id',
      'w.name',
      'w.time_zone',
      'w.locale',
      'w.is_demo',
      'w.organization_id',
    ])
    .where('m.user_id', '=', userId)
    .where('m.removed_at', 'is', null)
    .orderBy('w.id')
    .execute()

export const membership = (ctx: SystemCtx, workspaceId: number, userId: string) =>
  db(ctx)
    .selectFrom('access.members as m')
    .leftJoin('access.roles as r', on => on.onRef('r.workspace_id', '=', 'm.workspace_id').onRef('r.id', '=', 'm.role'))
    .select(['m.id', 'm.role', 'm.last_seen_at', 'r.granted', 'r.withheld'])
    .where('m.workspace_id', '=', workspaceId)
    .where('m.user_id', '=', userId)
    .where('m.removed_at', 'is', null)
    .executeTakeFirst()

export const touchMember = (ctx: SystemCtx, workspaceId: number, memberId: string) =>
  db(ctx)
    .updateTable('access.members')
    .set({ last_seen_at: ctx.now })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', memberId)
    .execute()

/** Joins, or comes back after having been taken out. */
export const upsertMember = (
  ctx: SystemCtx,
  row: { workspace_id: number; id: string; user_id: string; role: string },
) =>
  db(ctx)
    .insertInto('access.members')
    .values({ ...row, joined_at: ctx.now, last_seen_at: null, removed_at: null, removed_by: null })
    .onConflict(on =>
      on
        .columns(['workspace_id', 'user_id'])
        .doUpdateSet({ role: row.role, joined_at: ctx.now, removed_at: null, removed_by: null }),
    )
    .execute()

export const listMemberRows = (ctx: Ctx) =>
  db(ctx)
    .selectFrom('access.members as m')
    .innerJoin('access.users as u', 'u.id', 'm.user_id')
    .select(['m.id', 'u.name', 'u.email', 'u.locale', 'u.time_zone', 'm.role', 'm.joined_at', 'm.last_seen_at'])
    .where('m.workspace_id', '=', ctx.workspaceId)
    .where('m.removed_at', 'is', null)
    .orderBy('m.joined_at')
    .execute()

/** Every member row of the workspace locked, so that two owners cannot take each other out at once. */
export const lockMembers = (ctx: Ctx) =>
  db(ctx)
    .selectFrom('access.members')
    .select(['id', 'role'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()

export const updateMemberRole = (ctx: Ctx, memberId: string, role: string) =>
  db(ctx)
    .updateTable('access.members')
    .set({ role })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', memberId)
    .execute()

export const removeMemberRow = (ctx: Ctx, memberId: string, by: string) =>
  db(ctx)
    .updateTable('access.members')
    .set({ removed_at: ctx.now, removed_by: by })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', memberId)
    .execute()

/** A member who is here. */
export const memberRow = (ctx: Ctx, memberId: string) =>
  db(ctx)
    .selectFrom('access.members')
    .select(['id', 'user_id', 'role'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', memberId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()

/** Names of members, also of those who left. */
export const memberNameRows = (ctx: Ctx, ids: readonly string[]) =>
  db(ctx)
    .selectFrom('access.members as m')
    .innerJoin('access.users as u', 'u.id', 'm.user_id')
    .select(['m.id', 'u.name', 'm.removed_at'])
    .where('m.workspace_id', '=', ctx.workspaceId)
    .where('m.id', 'in', [...ids])
    .execute()

export const insertInvitation = (
  ctx: Ctx,
  row: Pick<
    AccessTables['access.invitations'],
    'id' | 'token_digest' | 'role' | 'note' | 'invited_by' | 'expires_at' | 'email' | 'letter'
  >,
) =>
  db(ctx)
    .insertInto('access.invitations')
    .values({ ...row, workspace_id: ctx.workspaceId, created_at: ctx.now, accepted_at: null, revoked_at: null })
    .returningAll()
    .executeTakeFirstOrThrow()

export const openInvitations = (ctx: Ctx) =>
  db(ctx)
    .selectFrom('access.invitations')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    .orderBy('created_at', 'desc')
    .execute()

export const revokeInvitationRow = async (ctx: Ctx, id: string): Promise<boolean> => {
  const changed = await db(ctx)
    .updateTable('access.invitations')
    .set({ revoked_at: ctx.now })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

export const invitationByToken = (ctx: SystemCtx, digest: string) =>
  db(ctx)
    .selectFrom('access.invitations as i')
    .innerJoin('access.workspaces as w', 'w.id', 'i.workspace_id')
    .leftJoin('access.roles as r', on => on.onRef('r.workspace_id', '=', 'i.workspace_id').onRef('r.id', '=', 'i.role'))
    .select(['i.workspace_id', 'i.id', 'i.role', 'i.invited_by', 'r.name as role_name', 'w.name as workspace_name'])
    .where('i.token_digest', '=', digest)
    .where('i.accepted_at', 'is', null)
    .where('i.revoked_at', 'is', null)
    .where('i.expires_at', '>', ctx.now)
    .executeTakeFirst()

/** @returns whether it was still open: of two who open one link at once, one joins. */
export const takeInvitation = async (ctx: SystemCtx, workspaceId: number, id: string): Promise<boolean> => {
  const changed = await db(ctx)
    .updateTable('access.invitations')
    .set({ accepted_at: ctx.now })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

export const insertKey = (
  ctx: Ctx,
  row: {
    id: string
    name: string
    start: string
    role: string
    scopes: string[] | null
    created_by: string
    expires_at: Date | null
  },
) =>
  db(ctx)
    .insertInto('access.api_keys')
    .values({ ...row, workspace_id: ctx.workspaceId, created_at: ctx.now, last_used_at: null, revoked_at: null })
    .returningAll()
    .executeTakeFirstOrThrow()

export const listKeyRows = (ctx: Ctx) =>
  db(ctx)
    .selectFrom('access.api_keys')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .execute()

export const revokeKeyRow = async (ctx: Ctx, id: string): Promise<boolean> => {
  const changed = await db(ctx)
    .updateTable('access.api_keys')
    .set({ revoked_at: ctx.now })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

export const keyById = (ctx: SystemCtx, workspaceId: number, id: string) =>
  db(ctx)
    .selectFrom('access.api_keys as k')
    .leftJoin('access.roles as r', on => on.onRef('r.workspace_id', '=', 'k.workspace_id').onRef('r.id', '=', 'k.role'))
    .select(['k.name', 'k.role', 'k.scopes', 'k.last_used_at', 'r.granted', 'r.withheld'])
    .where('k.workspace_id', '=', workspaceId)
    .where('k.id', '=', id)
    .where('k.revoked_at', 'is', null)
    .executeTakeFirst()

export const touchKey = (ctx: SystemCtx, workspaceId: number, id: string) =>
  db(ctx)
    .updateTable('access.api_keys')
    .set({ last_used_at: ctx.now })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()

export const firstOwnerRow = (ctx: SystemCtx) =>
  db(ctx)
    .selectFrom('access.members as m')
    .innerJoin('access.users as u', 'u.id', 'm.user_id')
    .select(['m.user_id as userId', 'u.name'])
    .where('m.role', '=', 'owner')
    .where('m.removed_at', 'is', null)
    .orderBy('m.workspace_id')
    .orderBy('m.joined_at')
    .limit(1)
    .executeTakeFirst()
