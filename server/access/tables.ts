/** Row types of the schema `access`. */
import type { Generated } from 'kysely'
import type { Role } from '../../contract/permissions.ts'
import type { Locale } from '../../contract/scalars.ts'

export interface AccessTables {
  'access.organizations': { id: string; name: string; created_at: Date }
  'access.workspaces': {
    id: Generated<number>
    organization_id: string
    name: string
    time_zone: string
    locale: Locale
    is_demo: Generated<boolean>
    created_at: Date
  }
  'access.users': { id: string; name: string; email: string; locale: Locale }
  'access.members': {
    workspace_id: number
    id: string
    user_id: string
    role: Role
    joined_at: Date
    last_seen_at: Date | null
    removed_at: Date | null
    removed_by: string | null
  }
  'access.invitations': {
    workspace_id: number
    id: string
    token_digest: string
    role: Role
    note: string
    invited_by: string
    created_at: Date
    expires_at: Date
    accepted_at: Date | null
    revoked_at: Date | null
  }
  'access.api_keys': {
    workspace_id: number
    id: string
    name: string
    start: string
    role: Role
    created_by: string
    created_at: Date
    expires_at: Date | null
    last_used_at: Date | null
    revoked_at: Date | null
  }
}
