/** Rows of the schema `customers`. */
import type { FieldValues } from '../../contract/access.ts'
import type { Activity, Customer, IdentityKind, Relation, SourceKind, Verification } from '../../contract/customers.ts'

/** A leaf: what arrived points at it for ever. What is shown of a person stands in the row that nothing is merged from. */
export interface CustomerRow {
  workspace_id: number
  id: string
  /** What is shown: the name that a person gave, else that of the first identity as its channel has it. */
  name: string
  /** Set once a person gave the name: from then on channels do not change it. */
  named_by: string | null
  named_at: Date | null
  stage: Customer['stage']
  /** The workspace's own stage within it; it may since have been taken away. */
  stage_id: string | null
  /** What is shown of the workspace's own fields, by key. */
  fields: FieldValues
  /** Ids of tags, those that were taken away too. */
  tags: string[]
  /** Who is shown in this one's place; null for whoever is shown. One hop. */
  merged_into: string | null
  /** When the leaf was met, by its source: what seen times are where nothing was heard. */
  met_at: Date
  /** Set where the person asked to be forgotten: an empty place that conversations still point at. */
  erased_at: Date | null
  /** tsvector of names and handles, written by `names.ts`. */
  words: string
  /** Roll-ups of the activities `said` and `answered`. */
  said: number
  answered: number
  /** Roll-ups of what they did (`heardKinds`), and bought (`boughtKinds`). */
  heard: number
  bought: number
  first_seen_at: Date
  last_seen_at: Date
}

/** What points to a leaf by itself: an author of a channel, a verified address or number, a browser, an id elsewhere. */
export interface IdentityRow {
  workspace_id: number
  id: string
  customer_id: string
  kind: IdentityKind
  namespace: string
  value: string
  /** The author, where it is one. */
  author_id: string | null
  source_kind: SourceKind
  source_id: string
  /** Names of the author as the customer's name and words were last made from. */
  handle: string | null
  display_name: string | null
  linked_at: Date
}

export interface ActivityRow {
  workspace_id: number
  id: string
  customer_id: string
  kind: Activity['kind']
  /** What made it (an item, a message): the same one again makes nothing. */
  source_id: string
  channel: string
  at: Date
  /** Text and link stand in the item where there is one. */
  item_id: string | null
  /** Of a later room, so not a foreign key. */
  conversation_id: string | null
  text: string | null
  url: string | null
  detail: Activity['detail']
}

/** What a source said of a leaf; never overwritten, taken back where a person says so. */
export interface AttributeRow {
  workspace_id: number
  id: string
  customer_id: string
  name: string
  value: string
  /** As look-ups and matching compare it. */
  folded: string
  is_verified: boolean
  source_kind: SourceKind
  source_id: string
  at: Date
  noted_by: string | null
  withdrawn_at: Date | null
  withdrawn_by: string | null
}

/** Two leaves that are one person, until it is undone. */
export interface MergeRow {
  workspace_id: number
  id: string
  left_id: string
  right_id: string
  how: 'person' | 'key' | 'match' | 'import'
  why: string
  evidence: unknown
  /** What one act made is undone as one. */
  operation_id: string
  /** The key that both have, where that joined them. */
  identity_id: string | null
  /** The merge that was undone and is made again by this one. */
  redoes_id: string | null
  made_at: Date
  made_by: string
  undone_at: Date | null
  undone_by: string | null
  undone_operation_id: string | null
}

/** Two leaves of whom somebody said that they are two; `left_id` is the smaller. */
export interface RefusalRow {
  workspace_id: number
  id: string
  left_id: string
  right_id: string
  why: string
  operation_id: string
  made_at: Date
  made_by: string
  withdrawn_at: Date | null
  withdrawn_by: string | null
}

/** A key of one leaf that another has too: what joins them by itself, unless something stands against it. */
export interface SharedKeyRow {
  workspace_id: number
  customer_id: string
  identity_id: string
  seen_at: Date
  settled_at: Date | null
  outcome: 'merged' | 'same' | 'refused' | 'bridge' | null
}

/** Somebody checked that the person is who they say: what opens orders and calls. */
export interface VerificationRow {
  workspace_id: number
  id: string
  customer_id: string
  how: Verification['how']
  note: string
  made_at: Date
  made_by: string
  ended_at: Date | null
  ended_by: string | null
}

/** Two who belong together and are not one. */
export interface RelationRow {
  workspace_id: number
  id: string
  kind: Relation['kind']
  left_id: string
  right_id: string
  note: string
  made_at: Date
  made_by: string
  ended_at: Date | null
  ended_by: string | null
}

/** A hash under which leaves that may be one person meet. */
export interface MatchKeyRow {
  workspace_id: number
  key: string
  customer_id: string
}

/** Two leaves that may be one person; whether it is open is told by merges and refusals. `left_id` is the smaller. */
export interface SuggestionRow {
  workspace_id: number
  id: string
  left_id: string
  right_id: string
  /** Odds in bits. */
  bits: number
  evidence: unknown
  made_at: Date
  /** A machine may link it; it tries once. */
  is_sure: boolean
  tried_at: Date | null
}

export interface MatchRulesRow {
  workspace_id: number
  is_linking: boolean
  /** Whether weights learned from the workspace's own customers hold; else those that ship. */
  is_learning: boolean
  link_from: number
  suggest_from: number
  certain_keys: string[]
  most_holders: number
  changed_at: Date
  changed_by: string
}

/** Kysely's view of the room; downstream stores may join these for reading. */
export interface CustomersTables {
  'customers.stages': {
    workspace_id: number
    /** One of the six that was renamed, or the id of an own one. */
    id: string
    meaning: Customer['stage']
    name: string
    created_at: Date
    created_by: string
    removed_at: Date | null
    removed_by: string | null
  }
  'customers.customers': CustomerRow
  'customers.identities': IdentityRow
  'customers.activities': ActivityRow
  'customers.attributes': AttributeRow
  'customers.merges': MergeRow
  'customers.refusals': RefusalRow
  'customers.shared_keys': SharedKeyRow
  'customers.verifications': VerificationRow
  'customers.relations': RelationRow
  'customers.match_keys': MatchKeyRow
  'customers.suggestions': SuggestionRow
  'customers.match_rules': MatchRulesRow
}
