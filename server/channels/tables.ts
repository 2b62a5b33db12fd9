/** Row types of the schema `channels`. */
import type { ImportTables } from './imports/rows.ts'

export type { ImportRow } from './imports/rows.ts'

export type HealthState = 'ok' | 'waiting' | 'silent' | 'broken' | 'paused'

interface Health {
  /** The last time that it worked. */
  ok_at: Date | null
  problem_code: string | null
  problem_params: unknown
  /** Since when it does not. */
  problem_at: Date | null
}

export interface AccountRow extends Health {
  workspace_id: number
  id: string
  channel: string
  remote_id: string
  handle: string
  display_name: string
  url: string | null
  service: string
  purpose: 'marketing' | 'care' | 'both'
  /** Sealed with the account's id; null once disconnected. */
  secret: string | null
  session: string | null
  connected_at: Date
  connected_by: string
  disconnected_at: Date | null
  disconnected_by: string | null
  /** The last time that the network was asked whether it still knows the account. */
  checked_at: Date | null
  /** What the heartbeat told last. */
  state: HealthState
  state_code: string | null
  /** When its session must be renewed; null for one that renews itself. */
  renew_at: Date | null
  /** Until when somebody is renewing it. */
  renewing_until: Date | null
}

export interface SourceRow extends Health {
  workspace_id: number
  id: string
  channel: string
  kind: string
  key: string
  address: string
  name: string
  account_id: string | null
  /** Opaque: the connector's. */
  cursor: string | null
  every_seconds: number | null
  /** Null for streams, and while paused or removed. */
  next_poll_at: Date | null
  /** Failures in a row. */
  failures: number
  items_total: number
  items_last_at: Date | null
  added_at: Date
  added_by: string
  paused_at: Date | null
  paused_by: string | null
  removed_at: Date | null
  removed_by: string | null
  /** The last reading, well or not, and for how long it was then to be left alone. */
  tried_at: Date | null
  wait_seconds: number | null
  /** The last time that it brought something new. */
  brought_at: Date | null
  /** Items that usually come in each UTC hour of the day; null while nobody can tell. */
  rhythm: number[] | null
  longest_gap_seconds: number | null
  rhythm_at: Date | null
  /** What the heartbeat told last. */
  state: HealthState
  state_code: string | null
}

export interface AuthorRow {
  workspace_id: number
  id: string
  channel: string
  remote_id: string
  handle: string | null
  display_name: string | null
  url: string | null
  avatar_url: string | null
  followers: number | null
  first_seen_at: Date
}

export interface ItemRow {
  workspace_id: number
  id: string
  channel: string
  remote_id: string
  revision: string
  kind: 'post' | 'reply' | 'quote' | 'article' | 'comment' | 'message'
  title: string | null
  text: string
  url: string | null
  language: string | null
  author_id: string
  in_reply_to_remote_id: string | null
  root_remote_id: string | null
  addressed_account_id: string | null
  is_own: boolean
  published_at: Date | null
  received_at: Date
  occurred_at: Date
  /** When its network took it back: its words are blank since. */
  removed_at: Date | null
}

export interface RawItemRow {
  workspace_id: number
  item_id: string
  raw: unknown
}

export interface SightingRow {
  workspace_id: number
  item_id: string
  source_id: string
  seen_at: Date
}

export interface DeliveryRow {
  workspace_id: number
  id: string
  account_id: string
  /** Null for a post of our own. */
  in_reply_to_item_id: string | null
  /** The delivery that it continues: it waits until that one is sent. */
  after_delivery_id: string | null
  text: string
  state: 'planned' | 'claimed' | 'sent' | 'failed' | 'unknown'
  /** Stored before the first call. */
  remote_id: string | null
  /** The connector's own word of what was sent. */
  remote_version: string | null
  url: string | null
  problem_code: string | null
  problem_params: unknown
  tries: number
  planned_at: Date
  planned_by: string
  /** Set by the first call: from then on the network is asked before anything is sent again. */
  claimed_at: Date | null
  next_try_at: Date | null
  settled_at: Date | null
}

/** A picture that goes out. */
export interface MediaRow {
  workspace_id: number
  id: string
  content_type: string
  bytes: Buffer
  byte_size: number
  width: number
  height: number
  added_at: Date
  added_by: string
}

/** A file that goes out with an answer; `media_type` is null until its bytes are whole. */
export interface OutgoingFileRow {
  workspace_id: number
  id: string
  name: string
  media_type: string | null
  bytes: Buffer
  added_at: Date
  added_by: string
}

export interface DeliveryFileRow {
  workspace_id: number
  delivery_id: string
  number: number
  file_id: string
}

export interface DeliveryMediaRow {
  workspace_id: number
  delivery_id: string
  number: number
  media_id: string
  alt: string
}

/** A post of ours that a person takes back. */
export interface WithdrawalRow {
  workspace_id: number
  id: string
  account_id: string
  remote_id: string
  delivery_id: string | null
  reason: string
  state: 'planned' | 'done' | 'failed'
  problem_code: string | null
  problem_params: unknown
  tries: number
  planned_at: Date
  planned_by: string
  settled_at: Date | null
}

/** What somebody did without words: to a post of ours, or to an account. */
export interface EngagementRow {
  workspace_id: number
  id: string
  channel: string
  account_id: string
  remote_id: string
  kind: 'like' | 'repost' | 'follow'
  author_id: string
  on_remote_id: string | null
  at: Date
  received_at: Date
}

/** A post of an own account, whose numbers are asked for while it is young. */
export interface OwnPostRow {
  workspace_id: number
  account_id: string
  remote_id: string
  published_at: Date
  likes: number
  reposts: number
  replies: number
  quotes: number
  measured_at: Date | null
  next_measure_at: Date | null
}

/** Items that a source brought in one UTC hour. */
export interface BroughtRow {
  workspace_id: number
  source_id: string
  hour: Date
  items: number
}

/** A turn of an account's or a source's health. */
export interface HealthChangeRow {
  workspace_id: number
  id: string
  source_id: string | null
  account_id: string | null
  state: HealthState
  problem_code: string | null
  problem_params: unknown
  /** Since when it is so; `at` is when it was told. */
  began_at: Date
  at: Date
}

/** How many calls are left to a network, over all processes. */
export interface BucketRow {
  workspace_id: number
  key: string
  operation: 'poll' | 'deliver'
  tokens: number
  filled_at: Date
  blocked_until: Date | null
}

/** What calls cost on one UTC day, in millionths of a US dollar. */
export interface CostRow {
  workspace_id: number
  day: string
  channel: string
  /** The account's id; empty where none takes part. */
  account: string
  operation: 'poll' | 'item' | 'deliver'
  count: number
  micros: number
}

export interface BudgetRow {
  workspace_id: number
  channel: string
  monthly_micros: number
  /** The month in which `said_percent` was announced. */
  said_month: string | null
  said_percent: number
  changed_at: Date
  changed_by: string
}

/** A hub that tells of news in a feed (WebSub). */
export interface SubscriptionRow {
  workspace_id: number
  source_id: string
  hub: string
  topic: string
  /** Sealed with the source's id. */
  secret: string
  state: 'wanted' | 'asked' | 'active' | 'refused'
  asked_at: Date | null
  next_ask_at: Date | null
  lease_until: Date | null
  /** The last time that it told of news. */
  told_at: Date | null
}

/** What stands beside a message's text. */
export interface ItemPartsRow {
  workspace_id: number
  item_id: string
  quoted: string | null
  signature: string | null
  automatic: 'bounce' | 'auto_reply' | 'list' | 'bulk' | null
  notices: readonly { readonly code: string; readonly params: Readonly<Record<string, string | number>> }[]
}

export interface AttachmentRow {
  workspace_id: number
  id: string
  item_id: string
  /** In the order of the message, from 1. */
  number: number
  name: string
  media_type: string
  size: number
  /** Null where it was too large to be kept. */
  bytes: Buffer | null
}

/** Kysely's view of the room; downstream stores may join these for reading. */
export interface ChannelsTables extends ImportTables {
  'channels.accounts': AccountRow
  'channels.sources': SourceRow
  'channels.authors': AuthorRow
  'channels.items': ItemRow
  'channels.raw_items': RawItemRow
  'channels.sightings': SightingRow
  'channels.deliveries': DeliveryRow
  'channels.media': MediaRow
  'channels.delivery_media': DeliveryMediaRow
  'channels.outgoing_files': OutgoingFileRow
  'channels.delivery_files': DeliveryFileRow
  'channels.withdrawals': WithdrawalRow
  'channels.engagements': EngagementRow
  'channels.own_posts': OwnPostRow
  'channels.brought': BroughtRow
  'channels.health_changes': HealthChangeRow
  'channels.buckets': BucketRow
  'channels.costs': CostRow
  'channels.budgets': BudgetRow
  'channels.subscriptions': SubscriptionRow
  'channels.item_parts': ItemPartsRow
  'channels.attachments': AttachmentRow
}
