/** Rows of the schema `voice`. */
import type { Department } from '../../contract/voice/policies.ts'

export interface PolicyRow {
  workspace_id: number
  id: string
  name: string
  words: string[]
  departments: Department[]
  created_at: Date
  created_by: string
  archived_at: Date | null
  archived_by: string | null
}

export interface PolicyVersionRow {
  workspace_id: number
  id: string
  policy_id: string
  number: number
  body: string
  /** YYYY-MM-DD in the workspace's zone. */
  review_on: string
  written_by: string
  written_at: Date
  live_at: Date | null
  ended_at: Date | null
}

export interface SignatureRow {
  workspace_id: number
  version_id: string
  department: string
  member_id: string
  signed_by: string
  signed_at: Date
}

export interface AppliedRow {
  workspace_id: number
  answer_id: string
  version_id: string
  at: Date
}

export interface SavedReplyRow {
  workspace_id: number
  id: string
  name: string
  text: string
  uses: number
  changed_at: Date
  changed_by: string
  removed_at: Date | null
  removed_by: string | null
}

/** Kysely's view of the room; downstream stores may join these for reading. */
export interface VoiceTables {
  'voice.policies': PolicyRow
  'voice.policy_versions': PolicyVersionRow
  'voice.signatures': SignatureRow
  'voice.applied': AppliedRow
  'voice.saved_replies': SavedReplyRow
}
