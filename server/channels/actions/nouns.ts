/** Rows as the contract's nouns. */
import type { Account, Author, Delivery, Item, OutgoingFile, Source, Withdrawal } from '../../../contract/channels.ts'
import type { Locale } from '../../../contract/scalars.ts'
import { accountHealth, sourceHealth } from '../health.ts'
import { sentenceOf } from '../sentences.ts'
import type { AuthorOfItem, ItemWithAuthor } from '../store/items.ts'
import type { AccountRow, DeliveryRow, SourceRow, WithdrawalRow } from '../tables.ts'

export const accountNoun = (row: AccountRow, locale: Locale): Account => ({
  id: row.id,
  channel: row.channel,
  handle: row.handle,
  displayName: row.display_name,
  purpose: row.purpose,
  health: accountHealth(row, locale),
  connectedAt: row.connected_at.toISOString(),
})

export const sourceNoun = (row: SourceRow, now: Date, locale: Locale): Source => ({
  id: row.id,
  channel: row.channel,
  kind: row.kind,
  name: row.name,
  address: row.address,
  accountId: row.account_id,
  health: sourceHealth(row, now, locale),
  items: { total: row.items_total, lastAt: row.items_last_at?.toISOString() ?? null },
  everySeconds: row.every_seconds,
})

interface KnownOfDelivery {
  media: readonly { media_id: string; alt: string }[]
  files: readonly OutgoingFile[]
  withdrawal: WithdrawalRow | null
}

export const deliveryNoun = (row: DeliveryRow, known: KnownOfDelivery, locale: Locale): Delivery => ({
  id: row.id,
  state: row.state,
  url: row.url,
  problem: problemOf(row, locale),
  media: known.media.map(one => ({ mediaId: one.media_id, alt: one.alt })),
  files: known.files.map(({ id, name, type, size }) => ({ id, name, type, size })),
  withdrawal: known.withdrawal === null ? null : withdrawalNoun(known.withdrawal, locale),
})

const problemOf = (row: { problem_code: string | null; problem_params: unknown }, locale: Locale) =>
  row.problem_code === null
    ? null
    : { code: row.problem_code, message: sentenceOf(row.problem_code, locale, row.problem_params) }

export const withdrawalNoun = (row: WithdrawalRow, locale: Locale): Withdrawal => ({
  state: row.state,
  by: row.planned_by,
  at: (row.settled_at ?? row.planned_at).toISOString(),
  reason: row.reason,
  problem: problemOf(row, locale),
})

export const authorNoun = (row: AuthorOfItem): Author => ({
  id: row.author_id,
  channel: row.channel,
  handle: row.author_handle ?? row.author_remote_id,
  displayName: row.author_display_name || row.author_handle || row.author_remote_id,
  url: row.author_url,
  avatarUrl: row.author_avatar_url,
  followers: row.author_followers,
})

export const itemNoun = (row: ItemWithAuthor): Item => ({
  id: row.id,
  channel: row.channel,
  kind: row.kind,
  title: row.title,
  text: row.text,
  url: row.url,
  author: authorNoun(row),
  publishedAt: row.published_at?.toISOString() ?? null,
  receivedAt: row.received_at.toISOString(),
  occurredAt: row.occurred_at.toISOString(),
  isOwn: row.is_own,
  removedAt: row.removed_at?.toISOString() ?? null,
})
