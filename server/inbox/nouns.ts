/** Rows as the contract's nouns. */
import type { Field, FieldValues } from '../../contract/access.ts'
import type { Delivery, ItemParts } from '../../contract/channels.ts'
import type { Conversation, Message } from '../../contract/inbox.ts'
import type { Tag } from '../../contract/listening.ts'
import { shownFieldValues } from '../access/index.ts'
import { tagsOf } from '../listening/index.ts'

interface ConversationLike {
  id: string
  customer_id: string
  customer_name: string
  channel: string
  is_public: boolean
  preview: string
  sentiment: Conversation['sentiment']
  last_message_at: Date
  message_count: number
  ticket_id: string
  state: Conversation['ticket']['state']
  assignee_id: string | null
  team_id: string | null
  opened_at: Date
  due_at: Date | null
  due_kind: Conversation['ticket']['dueKind']
  warn_at: Date | null
  first_due_at: Date | null
  solve_due_at: Date | null
  policy_id: string | null
  first_answered_at: Date | null
  resolved_at: Date | null
  fields: FieldValues
  tag_ids: readonly string[]
}

interface MessageLike {
  id: string
  direction: Message['direction']
  title: string | null
  text: string
  at: Date
  member_id: string | null
  written_by: string | null
  /** Who the channel says wrote the item. */
  author: string | null
  item_id: string | null
  url: string | null
  sentiment: Message['sentiment']
  delivery_id: string | null
  is_automatic: boolean
}

/** What stands beside the rows of a list. */
export interface Beside {
  /** Names of members, by id. */
  names: ReadonlyMap<string, string>
  /** Teams that stand, by id. */
  teams: ReadonlyMap<string, NonNullable<Conversation['ticket']['team']>>
  /** The workspace's own fields that stand. */
  fields: readonly Field[]
  /** The tags that stand, by every id that means them. */
  tags: ReadonlyMap<string, Tag>
}

export const conversationNoun = (row: ConversationLike, { names, teams, fields, tags }: Beside): Conversation => ({
  id: row.id,
  customerId: row.customer_id,
  customerName: row.customer_name,
  channel: row.channel,
  isPublic: row.is_public,
  preview: row.preview,
  sentiment: row.sentiment,
  lastMessageAt: row.last_message_at.toISOString(),
  messageCount: row.message_count,
  fields: shownFieldValues(fields, row.fields),
  tags: tagsOf(tags, row.tag_ids),
  ticket: {
    id: row.ticket_id,
    state: row.state,
    assignee: row.assignee_id === null ? null : { memberId: row.assignee_id, name: names.get(row.assignee_id) ?? '—' },
    team: (row.team_id === null ? null : teams.get(row.team_id)) ?? null,
    openedAt: row.opened_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    dueKind: row.due_kind,
    warnAt: row.warn_at?.toISOString() ?? null,
    firstDueAt: row.first_due_at?.toISOString() ?? null,
    solveDueAt: row.solve_due_at?.toISOString() ?? null,
    clockPolicyId: row.policy_id,
    firstAnsweredAt: row.first_answered_at?.toISOString() ?? null,
    resolvedAt: row.resolved_at?.toISOString() ?? null,
  },
})

interface Named {
  customer: string
  members: ReadonlyMap<string, string>
  deliveries: ReadonlyMap<string, Delivery>
  parts: ReadonlyMap<string, ItemParts>
  /** The policies that answers went out under. */
  policies: ReadonlyMap<string, NonNullable<Message['policy']>>
}

/** An answer links to where the network put it, an inbound message to where it stands. */
export const messageNoun = (row: MessageLike, named: Named): Message => {
  const delivery = row.delivery_id === null ? null : (named.deliveries.get(row.delivery_id) ?? null)
  const writer = (row.member_id === null ? undefined : named.members.get(row.member_id)) ?? row.written_by
  const parts = row.item_id === null ? null : (named.parts.get(row.item_id) ?? null)
  // A machine wrote it: the customer did not.
  const isAutomatic = parts !== null && parts.automatic !== null
  return {
    id: row.id,
    direction: row.direction,
    title: row.title,
    text: row.text,
    at: row.at.toISOString(),
    by: row.direction === 'inbound' && !isAutomatic ? named.customer : (writer ?? row.author ?? '—'),
    itemId: row.item_id,
    url: row.url ?? delivery?.url ?? null,
    sentiment: row.sentiment,
    delivery,
    parts,
    isAutomatic: row.is_automatic,
    policy: policyNoun(named.policies.get(row.id)),
  }
}

const policyNoun = (policy: Message['policy'] | undefined): Message['policy'] =>
  policy ? { policyId: policy.policyId, name: policy.name, number: policy.number } : null
