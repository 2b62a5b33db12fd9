/** Rows as the contract's nouns. */
import type { Delivery, ItemParts } from '../../contract/channels.ts'
import type { Conversation, Message } from '../../contract/inbox.ts'

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
  opened_at: Date
  due_at: Date | null
  first_answered_at: Date | null
  resolved_at: Date | null
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
}

/** @param names of members, by id. */
export const conversationNoun = (row: ConversationLike, names: ReadonlyMap<string, string>): Conversation => ({
  id: row.id,
  customerId: row.customer_id,
  customerName: row.customer_name,
  channel: row.channel,
  isPublic: row.is_public,
  preview: row.preview,
  sentiment: row.sentiment,
  lastMessageAt: row.last_message_at.toISOString(),
  messageCount: row.message_count,
  ticket: {
    id: row.ticket_id,
    state: row.state,
    assignee: row.assignee_id === null ? null : { memberId: row.assignee_id, name: names.get(row.assignee_id) ?? '—' },
    openedAt: row.opened_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    firstAnsweredAt: row.first_answered_at?.toISOString() ?? null,
    resolvedAt: row.resolved_at?.toISOString() ?? null,
  },
})

interface Named {
  customer: string
  members: ReadonlyMap<string, string>
  deliveries: ReadonlyMap<string, Delivery>
  parts: ReadonlyMap<string, ItemParts>
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
  }
}
