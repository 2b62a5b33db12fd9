/** SQL of roles: what a workspace changed or added, and who has them. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { AccessTables } from '../tables.ts'

const db = (ctx: Ctx) => tables<AccessTables>(ctx)

/** The changed and the own roles of the workspace, own ones by name. */
export const roleRows = (ctx: Ctx) =>
  db(ctx)
    .selectFrom('access.roles')
    .select(['id', 'name', 'granted', 'withheld'])
    .where('workspace_id', '=', ctx.workspaceId)
    .orderBy('name')
    .orderBy('id')
    .execute()

/** Locked where the role is about to be given or taken away, so that nobody is left with a role that is gone. */
export const roleRow = (ctx: Ctx, id: string) =>
  db(ctx)
    .selectFrom('access.roles')
    .select(['id', 'name', 'granted', 'withheld'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export interface RoleToKeep {
  id: string
  name: string | null
  granted: readonly string[]
  withheld: readonly string[]
  by: string
}

export const keepRole = (ctx: Ctx, row: RoleToKeep) => {
  const values = {
    name: row.name,
    granted: [...row.granted],
    withheld: [...row.withheld],
    changed_at: ctx.now,
    changed_by: row.by,
  }
  return db(ctx)
    .insertInto('access.roles')
    .values({ workspace_id: ctx.workspaceId, id: row.id, ...values })
    .onConflict(on => on.columns(['workspace_id', 'id']).doUpdateSet(values))
    .execute()
}

export const deleteRoleRow = (ctx: Ctx, id: string) =>
  db(ctx).deleteFrom('access.roles').where('workspace_id', '=', ctx.workspaceId).where('id', '=', id).execute()

export const membersByRole = async (ctx: Ctx): Promise<Map<string, number>> => {
  const rows = await db(ctx)
    .selectFrom('access.members')
    .select(['role', sql<number>`count(*)`.as('count')])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('removed_at', 'is', null)
    .groupBy('role')
    .execute()
  return new Map(rows.map(row => [row.role, row.count]))
}

/** How many members, open invitations and keys have the role. */
export const holdersOf = async (ctx: Ctx, role: string): Promise<number> => {
  const { rows } = await sql<{ holders: number }>`
    select (select count(*) from access.members
        where workspace_id = ${ctx.workspaceId} and role = ${role} and removed_at is null)
      + (select count(*) from access.invitations
        where workspace_id = ${ctx.workspaceId} and role = ${role} and accepted_at is null and revoked_at is null
          and expires_at > ${ctx.now})
      + (select count(*) from access.api_keys
        where workspace_id = ${ctx.workspaceId} and role = ${role} and revoked_at is null) as holders`.execute(ctx.tx)
  return Number(rows[0]!.holders)
}
