/** Rows as the contract's nouns. */
import type { Activity, Customer } from '../../contract/customers.ts'

interface CustomerLike {
  id: string
  name: string
  stage: Customer['stage']
  said: number
  answered: number
  first_seen_at: Date
  last_seen_at: Date
}

interface IdentityLike {
  id: string
  channel: string
  remote_id: string
  handle: string | null
  display_name: string | null
  url: string | null
  avatar_url: string | null
  followers: number | null
}

interface ActivityLike {
  id: string
  kind: Activity['kind']
  channel: string
  at: Date
  text: string
  url: string | null
  sentiment: Activity['sentiment']
  conversation_id: string | null
  item_id: string | null
}

/** What an author is called: the name it shows, else its handle, else its id on the channel. */
export const authorName = (author: { remote_id: string; handle: string | null; display_name: string | null }): string =>
  author.display_name || author.handle || author.remote_id

export const customerNoun = (row: CustomerLike, identities: readonly IdentityLike[]): Customer => ({
  id: row.id,
  name: row.name,
  stage: row.stage,
  identities: identities.map(identity => ({
    id: identity.id,
    channel: identity.channel,
    handle: identity.handle ?? identity.remote_id,
    displayName: authorName(identity),
    url: identity.url,
    avatarUrl: identity.avatar_url,
    followers: identity.followers,
  })),
  firstSeenAt: row.first_seen_at.toISOString(),
  lastSeenAt: row.last_seen_at.toISOString(),
  counts: { said: row.said, answered: row.answered },
})

export const activityNoun = (row: ActivityLike): Activity => ({
  id: row.id,
  kind: row.kind,
  channel: row.channel,
  at: row.at.toISOString(),
  text: row.text,
  url: row.url,
  sentiment: row.sentiment,
  conversationId: row.conversation_id,
  itemId: row.item_id,
})
