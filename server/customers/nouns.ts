/** Rows as the contract's nouns. */
import type { Field, FieldValues } from '../../contract/access.ts'
import type { Activity, Customer, Identity } from '../../contract/customers.ts'
import type { Tag } from '../../contract/listening.ts'
import { shownFieldValues } from '../access/index.ts'
import { tagsOf } from '../listening/index.ts'
import { covered, nameOfKey } from './identity-values.ts'
import { showPhone } from './phone.ts'

interface CustomerLike {
  id: string
  name: string
  stage: Customer['stage']
  stage_id: string | null
  fields: FieldValues
  tags: readonly string[]
  said: number
  answered: number
  bought: number
  first_seen_at: Date
  last_seen_at: Date
}

export interface IdentityLike {
  id: string
  customer_id: string
  kind: Identity['kind']
  namespace: string
  value: string
  source_kind: Identity['source']['kind']
  source_id: string
  linked_at: Date
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
  detail: Activity['detail']
}

/** What an author is called: the name it shows, else its handle, else its id on the channel. */
export const authorName = (author: { remote_id: string; handle: string | null; display_name: string | null }): string =>
  author.display_name || author.handle || author.remote_id

/** What somebody is called by their identities: the first author, else the first key, covered. */
export const calledAs = (identities: readonly IdentityLike[]): string => {
  const author = identities.find(one => one.kind === 'author')
  if (author) return author.display_name || author.handle || author.value
  const [first] = identities
  return first ? nameOfKey(first.kind, first.value) : '—'
}

const channels = { email: 'email', phone: 'call', visitor: 'web' } as const

/** An identity as it may be seen: addresses, numbers and ids elsewhere are covered unless contact details are open. */
export const identityNoun = (one: IdentityLike, isOpen: boolean): Identity => {
  const isMasked = one.kind !== 'author' && one.kind !== 'visitor' && !isOpen
  const value = isMasked ? covered(one.kind, one.value) : one.kind === 'phone' ? showPhone(one.value) : one.value
  return {
    id: one.id,
    kind: one.kind,
    namespace: one.namespace,
    channel: one.kind === 'author' || one.kind === 'external' ? one.namespace : channels[one.kind],
    handle: one.handle ?? value,
    displayName: one.display_name || one.handle || value,
    url: one.url,
    avatarUrl: one.avatar_url,
    followers: one.followers,
    leafId: one.customer_id,
    source: { kind: one.source_kind, id: one.source_id },
    linkedAt: one.linked_at.toISOString(),
    isMasked,
  }
}

/** What a workspace added, as far as it stands. */
export interface Beside {
  fields: readonly Field[]
  /** By every id that means them. */
  tags: ReadonlyMap<string, Tag>
  /** Ids of own stages. */
  stages: ReadonlyMap<string, Customer['stage']>
}

export const customerNoun = (
  row: CustomerLike,
  of: { identities: readonly IdentityLike[]; aliases: readonly string[]; isOpen: boolean },
  beside: Beside,
): Customer => ({
  id: row.id,
  name: row.name,
  stage: row.stage,
  stageId: row.stage_id !== null && beside.stages.has(row.stage_id) ? row.stage_id : null,
  fields: shownFieldValues(beside.fields, row.fields),
  tags: tagsOf(beside.tags, row.tags),
  identities: of.identities.map(identity => identityNoun(identity, of.isOpen)),
  firstSeenAt: row.first_seen_at.toISOString(),
  lastSeenAt: row.last_seen_at.toISOString(),
  counts: { said: row.said, answered: row.answered, bought: row.bought },
  aliases: [...of.aliases],
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
  detail: row.detail,
})
