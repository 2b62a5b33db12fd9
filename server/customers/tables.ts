/** Rows of the schema `customers`. */
import type { Activity, Customer } from '../../contract/customers.ts'

export interface CustomerRow {
  workspace_id: number
  id: string
  /** What is shown: the name that a person gave, else that of the first identity as its channel has it. */
  name: string
  /** Set once a person gave the name: from then on channels do not change it. */
  named_by: string | null
  named_at: Date | null
  stage: Customer['stage']
  /** tsvector of names and handles, written by `names.ts`. */
  words: string
  /** Roll-ups of the activities `said` and `answered`. */
  said: number
  answered: number
  first_seen_at: Date
  last_seen_at: Date
}

/** One author of a channel, as somebody's. */
export interface IdentityRow {
  workspace_id: number
  id: string
  customer_id: string
  author_id: string
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
}

/** Kysely's view of the room; downstream stores may join these for reading. */
export interface CustomersTables {
  'customers.customers': CustomerRow
  'customers.identities': IdentityRow
  'customers.activities': ActivityRow
}
