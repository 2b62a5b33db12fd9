/** Roles: the table of who may do what, as it comes and as a workspace has changed it. */
import { z } from 'zod'
import { done, endpoint } from '../endpoint.ts'
import { permissions } from '../permissions.ts'
import { shortText } from '../scalars.ts'

/** One of the roles that come along (`agent`), or the id of one that the workspace made. */
export const roleId = z.string().min(1).max(60)
export const permission = z.enum(permissions)

export const roleRow = z.object({
  role: roleId,
  /** Null for the roles that come along: they are named in the reader's language. */
  name: z.string().nullable(),
  isBuiltIn: z.boolean(),
  /** Whether the workspace has changed what comes along. */
  isChanged: z.boolean(),
  permissions: z.array(permission),
  members: z.number().int(),
})
export type RoleRow = z.infer<typeof roleRow>

export const listRoles = endpoint({
  name: 'listRoles',
  method: 'GET',
  path: '/api/w/:workspaceId/roles',
  access: 'access.read',
  summary: 'The table of roles, what each may do, and how many members have it.',
  output: z.object({ items: z.array(roleRow) }),
})

export const createRole = endpoint({
  name: 'createRole',
  method: 'POST',
  path: '/api/w/:workspaceId/roles',
  access: 'access.manage',
  summary: 'Makes a role of the workspace’s own. Nobody gives a permission that they do not hold.',
  body: z.object({ name: shortText, permissions: z.array(permission).max(permissions.length) }),
  output: roleRow,
})

export const updateRole = endpoint({
  name: 'updateRole',
  method: 'PATCH',
  path: '/api/w/:workspaceId/roles/:role',
  access: 'access.manage',
  summary:
    'Changes what a role may do, at once for everybody who has it; `name` only of own roles. Owners keep everything.',
  params: z.object({ role: roleId }),
  body: z.object({ name: shortText.optional(), permissions: z.array(permission).max(permissions.length).optional() }),
  output: roleRow,
})

export const deleteRole = endpoint({
  name: 'deleteRole',
  method: 'DELETE',
  path: '/api/w/:workspaceId/roles/:role',
  access: 'access.manage',
  summary: 'Takes an own role away that nobody has any more; a role that comes along is put back as it came.',
  params: z.object({ role: roleId }),
  output: done,
})

export const rolesEndpoints = [listRoles, createRole, updateRole, deleteRole] as const
