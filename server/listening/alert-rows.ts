/** Rows of alerts: rules, what they raised, who was told on screen, messages to elsewhere. */
import type {
  Alert,
  AlertCondition,
  AlertFilter,
  AlertMessage,
  AlertPace,
  QuietHours,
  ReceiverKind,
} from '../../contract/listening.ts'

/** An address outside the house that alerts go to. */
export interface ReceiverRow {
  workspace_id: number
  id: string
  kind: ReceiverKind
  name: string
  host: string
  /** Sealed: whoever knows the address of a chat may write there. */
  url: string
  /** Sealed; what signs a webhook. */
  secret: string | null
  added_at: Date
  added_by: string
  removed_at: Date | null
  removed_by: string | null
}

export interface AlertRuleRow {
  workspace_id: number
  id: string
  name: string
  condition: AlertCondition
  filter: AlertFilter
  /** The member whose own rule it is; null where it is shared. */
  owner_id: string | null
  /** Null: everybody. */
  hearer_ids: string[] | null
  on_screen: boolean
  by_mail: boolean
  receiver_ids: string[]
  pace: AlertPace
  quiet: QuietHours | null
  muted_until: Date | null
  muted_by: string | null
  created_at: Date
  created_by: string
  changed_at: Date
  removed_at: Date | null
  removed_by: string | null
  /** What a later room raises alerts of under it; null for people's rules. */
  made_for: string | null
}

/** What a rule raised: posts that came together, or a threshold from its crossing until it fell below again. */
export interface AlertRow {
  workspace_id: number
  id: string
  rule_id: string
  kind: Alert['kind']
  raised_at: Date
  latest_at: Date
  /** Posts that come before join it; its messages leave then. */
  closes_at: Date
  rearmed_at: Date | null
  is_crisis: boolean
  count: number
  negative: number
  compared: Alert['compared']
}

/** That a member is told on screen. */
export interface AlertNoticeRow {
  workspace_id: number
  alert_id: string
  member_id: string
  raised_at: Date
  seen_at: Date | null
}

/** That somebody is told elsewhere; its id is what a receiver knows a repetition by. */
export interface AlertMessageRow {
  workspace_id: number
  id: string
  rule_id: string
  /** Null for a test. */
  alert_id: string | null
  road: AlertMessage['road']
  /** A member, or a receiver. */
  target_id: string
  state: AlertMessage['state']
  /** The message that told it with others. */
  folded_into: string | null
  due_at: Date
  tries: number
  tried_at: Date | null
  settled_at: Date | null
  problem_code: string | null
  problem_params: unknown
}

export interface AlertTables {
  'listening.receivers': ReceiverRow
  'listening.alert_rules': AlertRuleRow
  'listening.alerts': AlertRow
  'listening.alert_mentions': { workspace_id: number; alert_id: string; mention_id: string }
  'listening.alert_notices': AlertNoticeRow
  'listening.alert_messages': AlertMessageRow
}
