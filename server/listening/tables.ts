/** Rows of listening: topics, mentions with how they ended, and volumes as roll-ups. */

import type { Item } from '../../contract/channels.ts'
import type { MentionState, TopicKind } from '../../contract/listening.ts'
import type { IntentLabel, Reading, SentimentLabel } from '../../contract/understanding.ts'

export interface TopicRow {
  workspace_id: number
  id: string
  name: string
  kind: TopicKind
  goal: string
  query: string
  /** Counted up with every change of what it finds; a search of the past that began under an older number stops. */
  version: number
  created_at: Date
  created_by: string
  archived_at: Date | null
  archived_by: string | null
}

/** One a workspace: counted up whenever any topic starts, stops or changes what it finds. */
export interface StandingRow {
  workspace_id: number
  version: number
}

/** One an item of interest. What the stream filters by stands here. */
export interface MentionRow {
  workspace_id: number
  id: string
  item_id: string
  occurred_at: Date
  found_at: Date
  channel: string
  language: string
  /** As shown: a person's correction, else the machine's. */
  sentiment: SentimentLabel | null
  state: MentionState
  state_by: string | null
  state_reason: string | null
  state_at: Date
  /** Said to an own account: a mention even without a topic. */
  is_addressed: boolean
  /** tsvector, written as a literal by understanding. */
  words: string
  /** The main one first; null where nobody read them. */
  intents: IntentLabel[] | null
  urgency: Reading['urgency']
  is_crisis: boolean
  is_spam: boolean
  is_answerable: boolean
  author_id: string
  /** Of the author when it was heard; null where the network does not say. */
  followers: number | null
  kind: Item['kind']
  /** Said to an own account, or names the handle of one on its own channel. */
  is_tagged: boolean
  /** Where it stands, on channels that gather many sites; null elsewhere. */
  site: string | null
}

export interface MentionTopicRow {
  workspace_id: number
  mention_id: string
  topic_id: string
  occurred_at: Date
}

/** The history of how a mention ended, counted up from 1; the mention's own columns show the last one. */
export interface EndingRow {
  workspace_id: number
  mention_id: string
  number: number
  state: MentionState
  by: string
  reason: string | null
  at: Date
}

/** Mentions of one UTC hour on one channel; `topic_id` is `everything` for all of them whatever their topics. */
export interface VolumeRow {
  workspace_id: number
  topic_id: string
  hour: Date
  channel: string
  positive: number
  neutral: number
  negative: number
  mixed: number
  /** Mentions whose sentiment nobody read. */
  unread: number
}

/** The topic id of roll-ups over all mentions. */
export const everything = '00000000-0000-0000-0000-000000000000'

export interface ListeningTables {
  'listening.topics': TopicRow
  'listening.standings': StandingRow
  'listening.mentions': MentionRow
  'listening.mention_topics': MentionTopicRow
  'listening.endings': EndingRow
  'listening.volumes': VolumeRow
}
