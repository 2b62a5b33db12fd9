/** What roles are called: those that come along in the reader's language, own ones as they were named. */
import { useMemo } from 'react'
import { listRoles, type RoleRow } from '../../contract/access.ts'
import { isBuiltIn } from '../../contract/permissions.ts'
import type { Choice } from '../kit/select.tsx'
import { useEndpoint } from '../platform/query.ts'
import { words } from './words.ts'

/** The words for a role that comes along, else the given name. */
export const roleName = (role: string, name: string | null): string =>
  isBuiltIn(role) ? words.t(`role.${role}`) : (name ?? '…')

export const roleHint = (role: string): string | undefined =>
  isBuiltIn(role) ? words.t(`role.${role}Hint`) : undefined

/** Names of all roles of the workspace, and what a picker offers: only what `held` may hand on. */
export const useRoles = (): {
  rows: readonly RoleRow[]
  nameOf: (role: string) => string
  choices: (held: readonly string[]) => Choice<string>[]
} => {
  const query = useEndpoint(listRoles, {})
  const rows = query.data?.items
  return useMemo(() => {
    const known = rows ?? []
    const names = new Map(known.map(row => [row.role, row.name]))
    return {
      rows: known,
      nameOf: role => roleName(role, names.get(role) ?? null),
      choices: held =>
        known
          .filter(row => row.permissions.every(permission => held.includes(permission)))
          .map(row => ({ value: row.role, label: roleName(row.role, row.name), hint: roleHint(row.role) })),
    }
  }, [rows])
}
