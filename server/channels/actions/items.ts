/** The verbs of items: receive a batch, show items and their threads, name authors that came without a name. */
import { createHash } from 'node:crypto'
import type { Author, Item } from '../../../contract/channels.ts'
import { announce, startJob } from '../../platform/announce.ts'
import type { Ctx, World } from '../../platform/ctx.ts'
import { notFound, upstream } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import type { Incoming, Named } from '../connector.ts'
import { connectorOf } from '../connectors/index.ts'
import { authorsNamed, sourcesChanged } from '../events.ts'
import { practiceService } from '../practice.ts'
import {
  clampOccurred,
  storableInstant,
  storableJson,
  storableLink,
  storableText,
  storableTextOrNull,
} from '../storable.ts'
import { listAccountRows, ownAccounts } from '../store/accounts.ts'
import { deliveredRemoteIds } from '../store/deliveries.ts'
import * as store from '../store/items.ts'
import { countBrought, sourceRow } from '../store/sources.ts'
import { meetArticles } from './files.ts'
import { authorNoun, itemNoun } from './nouns.ts'
import { keepParts } from './parts.ts'
import { placeInThreads } from './placing.ts'

/** One item that was not there before this batch. */
export interface StoredItem {
  readonly id: string
  /** Its place in the batch that was handed in. */
  readonly index: number
  readonly channel: string
  readonly kind: Incoming['kind']
  readonly remoteId: string
  readonly title: string | null
  readonly text: string
  readonly url: string | null
  readonly language: string | null
  readonly authorId: string
  /** Of the author, as the batch said or as was known before; null where nobody said. */
  readonly followers: number | null
  /** The own account that it answers or mentions. */
  readonly addressedAccountId: string | null
  /** Written by an own account, whether through us or not: it opens nothing. */
  readonly isOwn: boolean
  readonly occurredAt: Date
  readonly receivedAt: Date
}

/**
 * Stores a batch that a source brought, in a constant number of statements. The same batch again, or the same item
 * from another source, stores nothing and is not in `stored`.
 */
export const receive = async (
  ctx: Ctx,
  input: { sourceId: string; incoming: readonly Incoming[] },
): Promise<{ stored: StoredItem[] }> => {
  if (input.incoming.length === 0) return { stored: [] }
  const source = await sourceRow(ctx, input.sourceId)
  if (!source) throw notFound('source')
  const given = await placeInThreads(ctx, source.channel, uniqueInOrder(input.incoming), storableId)
  const met = await meetArticles(ctx, source.channel, given)
  const batch = met.size === 0 ? given : given.filter((_, n) => !met.has(n))
  const authors = await knowAuthors(ctx, source.channel, input.incoming)
  const accounts = await ownAccounts(ctx, source.channel)
  const own = new Set(accounts.map(account => account.remote_id))
  const listening = new Map(accounts.filter(one => one.is_connected).map(one => [one.remote_id, one.id]))
  const delivered = await deliveredRemoteIds(
    ctx,
    batch.map(one => one.remoteId),
  )
  const rows = batch.map(({ incoming, remoteId, revision, index }) => {
    const isOwn = own.has(incoming.author.remoteId) || delivered.has(remoteId)
    const publishedAt = storableInstant(incoming.publishedAt)
    const addressed = isOwn ? undefined : incoming.addressedTo.find(address => listening.has(address))
    const row: store.NewItem = {
      id: makeId(ctx.now),
      channel: source.channel,
      remote_id: remoteId,
      revision,
      kind: incoming.kind,
      title: storableTextOrNull(incoming.title),
      text: storableText(incoming.text),
      url: storableLink(incoming.url),
      language: storableTextOrNull(incoming.language)?.slice(0, 40) ?? null,
      author_id: authors.get(storableId(incoming.author.remoteId))!.id,
      in_reply_to_remote_id: storableIdOrNull(incoming.inReplyToRemoteId),
      root_remote_id: storableIdOrNull(incoming.rootRemoteId),
      addressed_account_id: addressed === undefined ? null : listening.get(addressed)!,
      is_own: isOwn,
      published_at: publishedAt,
      occurred_at: clampOccurred(incoming.publishedAt, ctx.now),
      raw: storableJson(incoming.raw),
    }
    return { row, index, incoming }
  })
  const storedIds = await store.insertItems(
    ctx,
    rows.map(({ row }) => row),
  )
  await keepParts(
    ctx,
    rows.flatMap(({ row, incoming }) =>
      storedIds.has(row.id)
        ? [{ id: row.id, isOwn: row.is_own, isDelivered: delivered.has(row.remote_id), incoming }]
        : [],
    ),
  )
  const seen = rows.map(({ row }) => row)
  const sighted = await store.insertSightings(ctx, source.id, source.channel, seen)
  const brought =
    sighted +
    (await store.sightItems(
      ctx,
      source.id,
      [...met.values()].map(item => item.id),
    ))
  if (brought > 0) {
    const lastAt = new Date(Math.max(...given.map(one => clampOccurred(one.incoming.publishedAt, ctx.now).getTime())))
    await countBrought(ctx, source.id, brought, lastAt)
    if (source.every_seconds !== null) await announce(ctx, sourcesChanged, { ids: [source.id] })
  }
  return {
    stored: rows
      .filter(({ row }) => storedIds.has(row.id))
      .map(({ row, index }) =>
        storedItem(ctx, row, index, authors.get(storableId(input.incoming[index]!.author.remoteId))!.followers),
      ),
  }
}

const storedItem = (ctx: Ctx, row: store.NewItem, index: number, followers: number | null): StoredItem => ({
  id: row.id,
  index,
  channel: row.channel,
  kind: row.kind,
  remoteId: row.remote_id,
  title: row.title,
  text: row.text,
  url: row.url,
  language: row.language,
  authorId: row.author_id,
  followers,
  addressedAccountId: row.addressed_account_id,
  isOwn: row.is_own,
  occurredAt: row.occurred_at,
  receivedAt: ctx.now,
})

/** Each (remote id, revision) once, sorted, so that batches that meet lock rows in one order. */
const uniqueInOrder = (incoming: readonly Incoming[]) => {
  const unique = new Map<string, { incoming: Incoming; remoteId: string; revision: string; index: number }>()
  for (const [index, one] of incoming.entries()) {
    const remoteId = storableId(one.remoteId)
    const revision = storableId(one.revision)
    const key = `${remoteId}\0${revision}`
    if (!unique.has(key)) unique.set(key, { incoming: one, remoteId, revision, index })
  }
  return [...unique.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}

/** A remote id as it fits an index (2,704 bytes at most): very long ones by their SHA-256. */
export const storableId = (remoteId: string): string => {
  const plain = storableText(remoteId)
  return plain.length <= 600 ? plain : `sha256:${createHash('sha256').update(plain).digest('hex')}`
}

const storableIdOrNull = (remoteId: string | null): string | null => (remoteId === null ? null : storableId(remoteId))

const storableName = (name: string | null): string | null => {
  const plain = storableText(name ?? '').trim()
  return plain === '' ? null : plain.slice(0, 300).toWellFormed()
}

const storableCount = (count: number | null): number | null =>
  count === null || !Number.isFinite(count) ? null : Math.min(Math.max(Math.trunc(count), 0), 2_147_483_647)

const authorOf = (ctx: Ctx, channel: string, author: Named): store.NewAuthor => ({
  id: makeId(ctx.now),
  channel,
  remote_id: storableId(author.remoteId),
  handle: storableName(author.handle),
  display_name: storableName(author.displayName),
  url: storableLink(author.url),
  avatar_url: storableLink(author.avatarUrl),
  followers: storableCount(author.followers),
})

/** Knows each author afterwards. @returns what is known of each, by remote id */
export const knowAuthors = async (
  ctx: Ctx,
  channel: string,
  said: readonly { readonly author: Named }[],
): Promise<Map<string, store.KnownAuthor>> => {
  const authors = new Map<string, store.NewAuthor>()
  for (const { author } of said) {
    const row = authorOf(ctx, channel, author)
    const earlier = authors.get(row.remote_id)
    if (!earlier || (earlier.handle === null && row.handle !== null)) authors.set(row.remote_id, row)
  }
  const sorted = [...authors.values()].sort((a, b) => (a.remote_id < b.remote_id ? -1 : 1))
  const { known, newIds } = await store.upsertAuthors(ctx, channel, sorted)
  const nameless = sorted
    .filter(author => author.handle === null)
    .flatMap(author => known.get(author.remote_id)?.id ?? [])
  const toName = nameless.filter(id => newIds.has(id))
  if (toName.length > 0 && connectorOf(channel)?.identity?.name) {
    await startJob(ctx, 'channels.name_authors', { channel, ids: toName })
  }
  return known
}

export interface NamingPlan {
  channel: string
  service: string | null
  authors: readonly { id: string; remoteId: string }[]
}

export const planNaming = async (
  ctx: Ctx,
  input: { channel: string; ids: readonly string[] },
): Promise<NamingPlan | null> => {
  const authors = await store.namelessAuthors(ctx, input.ids)
  if (authors.length === 0) return null
  const account = (await listAccountRows(ctx)).find(
    row => row.channel === input.channel && row.service !== practiceService,
  )
  return {
    channel: input.channel,
    service: account?.service ?? null,
    authors: authors.map(author => ({ id: author.id, remoteId: author.remote_id })),
  }
}

/** Asks the network for names. @throws 502 when it could tell none of them: the job is tried again. */
export const askNames = async (world: World, plan: NamingPlan, signal: AbortSignal): Promise<readonly Named[]> => {
  const remoteIds = plan.authors.map(author => author.remoteId)
  const name = connectorOf(plan.channel)?.identity?.name
  if (!name) return []
  const { named, failure } = await name(world, { remoteIds, service: plan.service, signal })
  if (named.length === 0 && failure !== null) throw upstream(failure.code, failure.params)
  return named
}

export const settleNames = async (ctx: Ctx, plan: NamingPlan, named: readonly Named[]): Promise<void> => {
  const rows = named.map(one => authorOf(ctx, plan.channel, one)).sort((a, b) => (a.remote_id < b.remote_id ? -1 : 1))
  if (rows.length === 0) return
  const { known } = await store.upsertAuthors(ctx, plan.channel, rows)
  await announce(ctx, authorsNamed, { ids: [...new Set([...known.values()].map(author => author.id))] })
}

/** Items as the contract shows them; ids of other workspaces are simply not in the map. */
export const itemsByIds = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, Item>> => {
  if (ids.length === 0) return new Map()
  return new Map((await store.itemRows(ctx, ids)).map(row => [row.id, itemNoun(row)]))
}

/** Authors as the contract shows them; ids of other workspaces are simply not in the map. */
export const authorsByIds = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, Author>> => {
  if (ids.length === 0) return new Map()
  return new Map((await store.authorRows(ctx, ids)).map(row => [row.author_id, authorNoun(row)]))
}

const threadLimit = 200

/** An item of a thread, and the item of it that this one answers; null at the root and where that was not heard. */
export interface ThreadItem extends Item {
  parentId: string | null
}

/** The thread around an item as far as it was heard, own words too, oldest first; of an edited post its last words. */
export const threadOf = async (ctx: Ctx, itemId: string): Promise<ThreadItem[]> => {
  const [item] = await store.itemRows(ctx, [itemId])
  if (!item) throw notFound('item')
  const rows = await store.threadRows(ctx, item, threadLimit)
  const standing = new Map(rows.map(row => [row.remote_id, row.id]))
  if (standing.has(item.remote_id)) standing.set(item.remote_id, item.id)
  return rows
    .filter(row => standing.get(row.remote_id) === row.id)
    .map(row => ({
      ...itemNoun(row),
      parentId: row.in_reply_to_remote_id === null ? null : (standing.get(row.in_reply_to_remote_id) ?? null),
    }))
}

export const getRawItem = async (
  ctx: Ctx,
  input: { itemId: string },
): Promise<{ channel: string; remoteId: string; raw: unknown }> => {
  const row = await store.rawItem(ctx, input.itemId)
  if (!row) throw notFound('item')
  return { channel: row.channel, remoteId: row.remote_id, raw: row.raw }
}
