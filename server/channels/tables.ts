/** Row types of the schema `channels`. */
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
  in_reply_to_item_id: string
  text: string
  state: 'planned' | 'claimed' | 'sent' | 'failed' | 'unknown'
  /** Stored before the first call. */
  remote_id: string | null
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

/** Kysely's view of the room; downstream stores may join these for reading. */
export interface ChannelsTables {
  'channels.accounts': AccountRow
  'channels.sources': SourceRow
  'channels.authors': AuthorRow
  'channels.items': ItemRow
  'channels.raw_items': RawItemRow
  'channels.sightings': SightingRow
  'channels.deliveries': DeliveryRow
  'channels.engagements': EngagementRow
  'channels.own_posts': OwnPostRow
}
