/** Rows of listening: topics, mentions with how they ended, and volumes as roll-ups. */
import type { FieldValues } from '../../contract/access.ts'
import type { Item } from '../../contract/channels.ts'
import type {
  ExportFormat,
  MentionState,
  PlaceMark,
  SavedFilter,
  TagTone,
  ThemeSpan,
  TopicKind,
  TopicSlots,
} from '../../contract/listening.ts'
import type { IntentLabel, Reading, SentimentLabel } from '../../contract/understanding.ts'
import type { AlertTables } from './alert-rows.ts'
import type { Measure } from './tally.ts'

export type * from './alert-rows.ts'

export interface TopicRow {
  workspace_id: number
  id: string
  name: string
  kind: TopicKind
  goal: string
  query: string
  slots: Partial<TopicSlots>
  /** Counted up with every change of what it finds; a search of the past that began under an older number stops. */
  version: number
  created_at: Date
  created_by: string
  archived_at: Date | null
  archived_by: string | null
}

/** How far the search of the past is for a topic: one row, of the last search that was begun. */
export interface PastSearchRow {
  workspace_id: number
  topic_id: string
  /** The topic's when the search began. */
  version: number
  total: number
  looked: number
  found: number
  started_at: Date
  done_at: Date | null
  cancelled_at: Date | null
  cancelled_by: string | null
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
  /** The member who takes care of it. */
  owner_id: string | null
  /** Values of the workspace's own fields, by key. */
  fields: FieldValues
  /** 128 bits to compare texts by (`print.ts`), kept as a uuid; null where the words are too few. */
  print: string | null
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

/** Mentions of one UTC hour, channel and language; `topic_id` is `everything` for all of them whatever their topics. */
export type VolumeRow = Record<Measure, number> & {
  workspace_id: number
  topic_id: string
  hour: Date
  channel: string
  language: string
}

/** What one transaction adds to a volume, until it is folded into it; `counts` in the order of `measures`. */
export interface VolumeChangeRow {
  workspace_id: number
  topic_id: string
  hour: Date
  channel: string
  language: string
  batch_id: string
  counts: number[]
}

/** Posts of a UTC hour that hold a word or a pair of words; '' stands for all posts. */
export interface WordHourRow {
  workspace_id: number
  hour: Date
  word: string
  mentions: number
}

/** The same of a UTC day; ' ' keeps the largest count of what was thrown away. */
export interface WordDayRow {
  workspace_id: number
  word: string
  day: Date
  mentions: number
}

/** When the words of a workspace were counted last, and when it was last looked what rose. */
export interface ThemeRunRow {
  workspace_id: number
  counted_at: Date
  found_at: Date | null
}

export interface ThemeRow {
  workspace_id: number
  id: string
  span: ThemeSpan
  /** The leading word or pair first. */
  words: string[]
  /** What people named it. */
  name: string | null
  score: number
  expected: number
  mentions: number
  positive: number
  negative: number
  authors: number
  /** Mentions that show it best. */
  posts: string[]
  is_rising: boolean
  first_at: Date
  last_at: Date
  /** The window in which it was counted. */
  from_at: Date
  to_at: Date
  hidden_at: Date | null
  hidden_by: string | null
  topic_id: string | null
}

export interface TagRow {
  workspace_id: number
  id: string
  name: string
  tone: TagTone
  created_at: Date
  created_by: string
  removed_at: Date | null
  removed_by: string | null
  /** The tag that its mentions carry since it was merged. */
  merged_into: string | null
}

export interface MentionTagRow {
  workspace_id: number
  mention_id: string
  tag_id: string
  occurred_at: Date
  by: string
  at: Date
  /** The tag whose merge brought it here. */
  via_tag_id: string | null
}

/** A saved view of the stream. */
export interface ViewRow {
  workspace_id: number
  id: string
  name: string
  filter: SavedFilter
  columns: string[]
  /** Who made it; null for a key. */
  member_id: string | null
  is_shared: boolean
  created_at: Date
  removed_at: Date | null
}

/** A member's own order of views, and the one that the stream opens with: an id, or the name of an offered one. */
export interface ViewOrderRow {
  workspace_id: number
  member_id: string
  view_ids: string[]
  default_view: string | null
}

/** A stranger or a customer whose posts somebody wants to see. */
/** What people made of a place where we do not listen. */
export interface MarkedPlaceRow {
  workspace_id: number
  /** Channel and site as one word, since either may be null. */
  place: string
  channel: string | null
  site: string | null
  mark: PlaceMark
  at: Date
  by: string
}

export interface FollowedAuthorRow {
  workspace_id: number
  author_id: string
  by: string
  at: Date
}

/** A person's word on whether one customer's answer helped another. */
export interface HelpJudgementRow {
  workspace_id: number
  item_id: string
  helped: boolean
  by: string
  at: Date
}

export interface ImportItemRow {
  workspace_id: number
  import_id: string
  item_id: string
  /** It was not here before this import. */
  is_new: boolean
}

export interface ImportLinkRow {
  workspace_id: number
  import_id: string
  item_id: string
  topic_id: string
}

export interface ExportRow {
  workspace_id: number
  id: string
  format: ExportFormat
  filter: unknown
  asked_by: string
  asked_at: Date
  total: number
  is_more: boolean
  rows: number
  began_at: Date | null
  finished_at: Date | null
}

/** The topic id of roll-ups over all mentions. */
export const everything = '00000000-0000-0000-0000-000000000000'

export interface ListeningTables extends AlertTables {
  'listening.topics': TopicRow
  'listening.past_searches': PastSearchRow
  'listening.standings': StandingRow
  'listening.mentions': MentionRow
  'listening.mention_topics': MentionTopicRow
  'listening.endings': EndingRow
  'listening.volumes': VolumeRow
  'listening.tags': TagRow
  'listening.mention_tags': MentionTagRow
  'listening.views': ViewRow
  'listening.view_orders': ViewOrderRow
  'listening.followed_authors': FollowedAuthorRow
  'listening.marked_places': MarkedPlaceRow
  'listening.help_judgements': HelpJudgementRow
  'listening.volume_changes': VolumeChangeRow
  'listening.word_hours': WordHourRow
  'listening.word_days': WordDayRow
  'listening.theme_runs': ThemeRunRow
  'listening.themes': ThemeRow
  'listening.import_items': ImportItemRow
  'listening.import_links': ImportLinkRow
  'listening.exports': ExportRow
}
