/** Row types of the schema `access`. */
import type { Generated } from 'kysely'
import type { TeamTone } from '../../contract/access/teams.ts'
import type { Field } from '../../contract/access.ts'
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
    /** Of a practice workspace: whose team practises there. */
    practice_of: number | null
    created_at: Date
  }
  /** `time_zone` is null where the workspace's is theirs. */
  'access.users': { id: string; name: string; email: string; locale: Locale; time_zone: string | null }
  'access.members': {
    workspace_id: number
    id: string
    user_id: string
    role: string
    joined_at: Date
    last_seen_at: Date | null
    removed_at: Date | null
    removed_by: string | null
  }
  'access.invitations': {
    workspace_id: number
    id: string
    token_digest: string
    role: string
    note: string
    invited_by: string
    created_at: Date
    expires_at: Date
    accepted_at: Date | null
    revoked_at: Date | null
    /** Whom the link is mailed to. */
    email: string | null
    /** The token for the letter, sealed; null once it went out, and where none does. */
    letter: string | null
  }
  'access.api_keys': {
    workspace_id: number
    id: string
    name: string
    start: string
    role: string
    created_by: string
    created_at: Date
    expires_at: Date | null
    /** Null: all that the role may. */
    scopes: string[] | null
    last_used_at: Date | null
    revoked_at: Date | null
  }
  'access.sign_in_providers': {
    workspace_id: number
    id: string
    name: string
    issuer: string
    client_id: string
    /** Sealed. */
    client_secret: string
    domains: string[]
    join_role: string | null
    /** Who answers for what the provider says. */
    set_by_user: string
    set_by: string
    set_at: Date
  }
  'access.provider_logins': {
    workspace_id: number
    provider_id: string
    subject: string
    user_id: string
    linked_at: Date
  }
  'access.roles': {
    workspace_id: number
    /** The key of a role that comes along, or the id of an own one. */
    id: string
    name: string | null
    granted: string[]
    withheld: string[]
    changed_at: Date
    changed_by: string
  }
  'access.fields': {
    workspace_id: number
    id: string
    noun: Field['noun']
    key: string
    name: string
    kind: Field['kind']
    choices: Field['choices']
    is_required: boolean
    position: number
    created_at: Date
    created_by: string
    removed_at: Date | null
    removed_by: string | null
  }
  'access.audit': {
    workspace_id: number
    id: string
    at: Date
    actor_kind: 'member' | 'key'
    actor_id: string
    actor_name: string
    verb: string
    target: string | null
    input: Record<string, unknown>
    changes: { noun: string; id: string; before: unknown; after: unknown }[]
    ip: string | null
  }
  'access.teams': {
    workspace_id: number
    id: string
    name: string
    tone: TeamTone
    lead_id: string | null
    first_answer_minutes: number | null
    /** `TeamHours` as JSON. */
    hours: string | null
    made_at: Date
    made_by: string
    removed_at: Date | null
    removed_by: string | null
  }
  'access.team_members': { workspace_id: number; team_id: string; member_id: string; since: Date }
  'access.password_resets': {
    workspace_id: number
    id: string
    token_digest: string
    user_id: string
    made_at: Date
    /** Null where the person asked for it. */
    made_by: string | null
    expires_at: Date
    used_at: Date | null
    letter: string | null
  }
}
