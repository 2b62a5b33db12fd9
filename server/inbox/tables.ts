/** Rows of the schema `inbox`. */

import type { FieldValues } from '../../contract/access.ts'
import type { DueKind } from '../../contract/inbox/clocks.ts'
import type { Message, TicketState } from '../../contract/inbox.ts'

/** One thread of a channel with one customer. */
export interface ConversationRow {
  workspace_id: number
  id: string
  customer_id: string
  channel: string
  /** The remote id of the thread's first item. */
  thread: string
  is_public: boolean
  opened_at: Date
  message_count: number
  last_message_at: Date
  /** The customer's last words: what a list shows, and what an answer answers. */
  last_item_id: string
  /** Values of the workspace's own fields, by key. */
  fields: FieldValues
  /** Ids of tags, those that were taken away too. */
  tags: string[]
}

/** The work that a conversation is: one each. */
export interface TicketRow {
  workspace_id: number
  id: string
  conversation_id: string
  state: TicketState
  assignee_id: string | null
  assigned_at: Date | null
  assigned_by: string | null
  team_id: string | null
  /** When rules looked at it; never twice. */
  routed_at: Date | null
  /** How far the last words may spread, 0 to 100, and how often the customer bought: what queues sort by. */
  risk: number
  worth: number
  /** When the customer first asked, before anybody answered. */
  opened_at: Date
  /** When the next answer is due; null while the customer waits for nothing. */
  due_at: Date | null
  /** Which deadline that is. */
  due_kind: DueKind | null
  warn_at: Date | null
  /** Kept when it was answered: what was promised. */
  first_due_at: Date | null
  next_due_at: Date | null
  solve_due_at: Date | null
  /** The policy that holds; null for the default. */
  policy_id: string | null
  /** The first word that nothing has covered. */
  waiting_since: Date | null
  /** When somebody is told next that the deadline is near, or past. */
  alarm_at: Date | null
  first_answered_at: Date | null
  resolved_at: Date | null
  resolved_by: string | null
  /** The number of the last message when it was resolved. */
  resolved_through: number | null
  /** Messages up to this number wait for nothing: they were resolved before a later word opened the ticket again. */
  settled_through: number
  /** The word that a silence was noted for, and when it was said; null where nobody has waited too long. */
  silent_message_id: string | null
  silent_since: Date | null
}

export interface MessageRow {
  workspace_id: number
  id: string
  conversation_id: string
  /** Counted up in the order in which messages came to us: an answer answers what has a smaller number. */
  number: number
  direction: Message['direction']
  at: Date
  /** Of inbound messages, and of our own words from elsewhere: they have their text there. */
  item_id: string | null
  /** Inbound, and an answer is waited for: earlier words of the thread that nobody said to us are context only. */
  is_asking: boolean
  /** Written by a machine: it starts no clock, opens no ticket, and nothing answers it. */
  is_automatic: boolean
  /** Of answers that went out through us: channels knows how it goes. */
  delivery_id: string | null
  /** The outcome of the delivery that was last taken note of: the same one again changes nothing. */
  settled_at: Date | null
  /** When the network took it. */
  sent_at: Date | null
  text: string | null
  member_id: string | null
  /** The writer's name at the time; members are shown by the name that they have now. */
  written_by: string | null
  /** tsvector, as a literal of understanding. */
  words: string
}

/** Kysely's view of the room; downstream stores may join these for reading. */
export interface InboxTables {
  'inbox.conversations': ConversationRow
  'inbox.tickets': TicketRow
  'inbox.messages': MessageRow
}
