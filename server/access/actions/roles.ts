/** Roles: read, changed, made and taken away; nobody gives what they do not hold. */
import type { RoleRow } from '../../../contract/access.ts'
import { isBuiltIn, type Permission, roles } from '../../../contract/permissions.ts'
import { noteChange } from '../../platform/audit.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { conflict, forbidden, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { beyond, changeOf, permissionsOf, type RoleChange } from '../policy.ts'
import { listMemberRows } from '../store/people.ts'
import * as store from '../store/roles.ts'

export const listRoles = async (ctx: Ctx): Promise<{ items: RoleRow[] }> => {
  const rows = await store.roleRows(ctx)
  const members = await store.membersByRole(ctx)
  const changed = new Map(rows.map(row => [row.id, row]))
  const own = rows.filter(row => !isBuiltIn(row.id))
  return {
    items: [
      ...roles.map(role => present(role, changed.get(role) ?? null, members)),
      ...own.map(row => present(row.id, row, members)),
    ],
  }
}

const present = (
  role: string,
  row: (RoleChange & { name: string | null }) | null,
  members: ReadonlyMap<string, number>,
): RoleRow => ({
  role,
  name: isBuiltIn(role) ? null : (row?.name ?? role),
  isBuiltIn: isBuiltIn(role),
  isChanged: isBuiltIn(role) && row !== null,
  permissions: [...permissionsOf(role, row)],
  members: members.get(role) ?? 0,
})

/** The keys of all roles: those that come along, then the workspace's own. */
export const roleKeys = async (ctx: Ctx): Promise<string[]> => [
  ...roles,
  ...(await store.roleRows(ctx)).flatMap(row => (isBuiltIn(row.id) ? [] : [row.id])),
]

/** Whether any member beside this one holds the permission. */
export const isHeldBeside = async (ctx: Ctx, permission: Permission, memberId: string | null): Promise<boolean> => {
  const changed = new Map((await store.roleRows(ctx)).map(row => [row.id, row]))
  return (await listMemberRows(ctx)).some(
    ({ id, role }) => id !== memberId && permissionsOf(role, changed.get(role) ?? null).has(permission),
  )
}

/** What a role holds here. @throws notFound for one that the workspace does not have */
export const findRole = async (ctx: Ctx, role: string): Promise<Set<Permission>> => {
  const row = (await store.roleRow(ctx, role)) ?? null
  if (row === null && !isBuiltIn(role)) throw notFound('role')
  return permissionsOf(role, row)
}

/** Refuses to hand on what the actor does not hold: nobody climbs by giving. */
export const refuseBeyond = (ctx: Ctx, given: Iterable<Permission>): void => {
  if (!('permissions' in ctx.actor)) throw forbidden('access.manage')
  const missing = beyond(ctx.actor.permissions, given)
  if (missing !== null) throw forbidden(missing)
}

export const createRole = async (ctx: Ctx, input: { name: string; permissions: Permission[] }): Promise<RoleRow> => {
  refuseBeyond(ctx, input.permissions)
  const { items } = await listRoles(ctx)
  if (items.length >= 60) throw conflict('access.too_many_roles')
  const id = makeId(ctx.now)
  const row = { id, name: input.name, ...changeOf(id, input.permissions) }
  await store.keepRole(ctx, { ...row, by: actorName(ctx.actor) })
  return present(id, row, new Map())
}

export const updateRole = async (
  ctx: Ctx,
  input: { role: string; name?: string | undefined; permissions?: Permission[] | undefined },
): Promise<RoleRow> => {
  const { role } = input
  if (role === 'owner') throw conflict('access.owner_keeps_all')
  if (isBuiltIn(role) && input.name !== undefined) throw conflict('access.role_keeps_name')
  const row = (await store.roleRow(ctx, role)) ?? null
  if (row === null && !isBuiltIn(role)) throw notFound('role')
  const before = permissionsOf(role, row)
  const wished = input.permissions ?? [...before]
  // Neither to give nor to take what one does not hold oneself.
  const moved = [...wished.filter(one => !before.has(one)), ...[...before].filter(one => !wished.includes(one))]
  refuseBeyond(ctx, moved)
  const change = changeOf(role, wished)
  const name = input.name ?? row?.name ?? null
  if (isBuiltIn(role) && change.granted.length === 0 && change.withheld.length === 0)
    await store.deleteRoleRow(ctx, role)
  else await store.keepRole(ctx, { id: role, name, ...change, by: actorName(ctx.actor) })
  noteChange(ctx, {
    noun: 'role',
    id: role,
    before: { name: row?.name ?? null, permissions: [...before] },
    after: { name, permissions: wished },
  })
  const { items } = await listRoles(ctx)
  return items.find(one => one.role === role)!
}

export const deleteRole = async (ctx: Ctx, input: { role: string }) => {
  const { role } = input
  const row = await store.roleRow(ctx, role)
  if (!row && !isBuiltIn(role)) throw notFound('role')
  if (!isBuiltIn(role) && (await store.holdersOf(ctx, role)) > 0) throw conflict('access.role_in_use')
  const before = permissionsOf(role, row ?? null)
  const after = isBuiltIn(role) ? permissionsOf(role, null) : new Set<Permission>()
  refuseBeyond(ctx, [...before].filter(one => !after.has(one)).concat([...after].filter(one => !before.has(one))))
  await store.deleteRoleRow(ctx, role)
  noteChange(ctx, {
    noun: 'role',
    id: role,
    before: { name: row?.name ?? null, permissions: [...before] },
    after: isBuiltIn(role) ? { name: null, permissions: [...after] } : null,
  })
  return { ok: true as const }
}
