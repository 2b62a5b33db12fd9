/** Who holds what, and who may hand it on: a role as it comes, less what a workspace withholds, with what it grants. */
import { isBuiltIn, type Permission, permissions, roleTable } from '../../contract/permissions.ts'

export interface RoleChange {
  readonly granted: readonly string[]
  readonly withheld: readonly string[]
}

/**
 * Changes are kept as differences, so that a permission that a later version brings reaches changed roles too.
 * @param change null where the workspace has changed nothing; an own role without one holds nothing
 */
export const permissionsOf = (role: string, change: RoleChange | null): Set<Permission> => {
  const held = new Set<Permission>(isBuiltIn(role) ? roleTable[role] : [])
  if (change === null || role === 'owner') return held
  for (const permission of permissions) {
    if (change.granted.includes(permission)) held.add(permission)
    if (change.withheld.includes(permission)) held.delete(permission)
  }
  return held
}

/** What must be kept of a wish so that `permissionsOf` gives it back. */
export const changeOf = (role: string, wished: readonly Permission[]): RoleChange => {
  const comes: readonly Permission[] = isBuiltIn(role) ? roleTable[role] : []
  return {
    granted: wished.filter(permission => !comes.includes(permission)),
    withheld: comes.filter(permission => !wished.includes(permission)),
  }
}

/** The first permission that the giver does not hold; null where they may give all of them. Only owners hold `access.own`. */
export const beyond = (holder: ReadonlySet<Permission>, given: Iterable<Permission>): Permission | null => {
  for (const permission of given) if (!holder.has(permission)) return permission
  return null
}
