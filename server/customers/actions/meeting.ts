/** Meeting people: an author becomes an identity of a customer, and what they said joins the timeline. */
import { type ActivityDetail, type ActivityKind, boughtKinds, heardKinds } from '../../../contract/customers.ts'
import { partsByIds } from '../../channels/index.ts'
import { mentionItems } from '../../listening/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { makeId } from '../../platform/ids.ts'
import { nameVector } from '../names.ts'
import { authorName } from '../nouns.ts'
import { accountText, signedAccounts } from '../signatures.ts'
import * as activities from '../store/activities.ts'
import { insertAttributes, type NewAttribute } from '../store/claims.ts'
import { lockCustomers } from '../store/leaves.ts'
import * as people from '../store/people.ts'
import type { ActivityRow } from '../tables.ts'
import { showAgain, tellChanged, tellFound } from './showing.ts'

/**
 * The leaves behind authors, made where an author is nobody's yet. Safe to run again and at the same time: an author
 * is one leaf's. Authors of other workspaces are left out.
 * @returns author id → leaf: the id to store with what came. It never dies; whom it shows is said by `shownOf`.
 */
export const ensureCustomers = async (ctx: Ctx, authorIds: readonly string[]): Promise<Map<string, string>> => {
  if (authorIds.length === 0) return new Map()
  const known = await people.findByAuthors(ctx, authorIds)
  const missing = [...new Set(authorIds)].filter(id => !known.has(id))
  if (missing.length === 0) return known
  const met = (await people.findAuthors(ctx, missing)).map(
    (author): people.NewPerson => ({
      customerId: makeId(ctx.now),
      identityId: makeId(ctx.now),
      kind: 'author',
      namespace: author.channel,
      value: author.remote_id,
      authorId: author.id,
      source: { kind: 'channel', id: author.channel },
      handle: author.handle,
      displayName: author.display_name,
      name: authorName(author),
      words: nameVector([author.display_name, author.handle]),
      metAt: author.first_seen_at,
    }),
  )
  if (met.length === 0) return known
  const made = await people.insertPeople(ctx, met)
  await tellChanged(ctx, made)
  await tellFound(ctx, made)
  return people.findByAuthors(ctx, authorIds)
}

/** One thing that a customer did, received, or did not receive. */
export interface NewActivity {
  /** The leaf that it came to (or whoever is shown for it, where nothing nearer is known). */
  customerId: string
  kind: ActivityKind
  /** Where the same thing, taken back and told again, must be the same activity; else it gets an id of its own. */
  id?: string
  /** What made it: the item that they said, the message that answered them. The same one again makes nothing. */
  sourceId: string
  channel: string
  at: Date
  /** The item that holds text and link; else they stand here. */
  what: { itemId: string } | { text: string; url: string | null }
  /** The conversation that it is part of, where there is one; it may become known later. */
  conversationId: string | null
  /** What `activityDetails` of the contract says of its kind; more of it may become known later. */
  detail?: ActivityDetail
}

/**
 * Records activities and sums them on their customers; what was recorded before stays as it is, but learns the
 * conversation that it belongs to and what its detail says more. Customers must exist. Once a transaction.
 */
export const recordActivities = async (ctx: Ctx, given: readonly NewActivity[]): Promise<void> => {
  if (given.length === 0) return
  await record(ctx, given, await lockCustomers(ctx, idsOf(given)))
}

const idsOf = (given: readonly NewActivity[]): string[] => [...new Set(given.map(one => one.customerId))]

const record = async (ctx: Ctx, given: readonly NewActivity[], shown: ReadonlyMap<string, string>): Promise<void> => {
  const unique = new Map(given.map(one => [`${one.customerId} ${one.kind} ${one.sourceId}`, one]))
  const rows = [...unique.values()].map(one => ({
    id: one.id ?? makeId(ctx.now),
    customer_id: one.customerId,
    kind: one.kind,
    source_id: one.sourceId,
    channel: one.channel,
    at: one.at,
    item_id: 'itemId' in one.what ? one.what.itemId : null,
    conversation_id: one.conversationId,
    text: 'text' in one.what ? one.what.text : null,
    url: 'url' in one.what ? one.what.url : null,
    detail: { ...one.detail } as ActivityRow['detail'],
  }))
  const newIds = await activities.insertActivities(ctx, rows)
  const sums = sumsOf(
    rows.filter(row => newIds.has(row.id)),
    shown,
  )
  if (sums.length === 0) return
  await activities.addToCustomers(ctx, sums)
  await tellChanged(
    ctx,
    sums.map(sum => sum.customerId),
  )
}

const sumsOf = (rows: readonly activities.NewActivity[], shown: ReadonlyMap<string, string>): activities.Sum[] => {
  const sums = new Map<string, activities.Sum>()
  for (const row of rows) {
    const customerId = shown.get(row.customer_id) ?? row.customer_id
    const sum = sums.get(customerId) ?? {
      customerId,
      said: 0,
      answered: 0,
      heard: 0,
      bought: 0,
      firstHeardAt: null,
      lastHeardAt: null,
    }
    sums.set(customerId, sum)
    if (row.kind === 'said') sum.said += 1
    if (row.kind === 'answered') sum.answered += 1
    if (boughtKinds.includes(row.kind)) sum.bought += 1
    if (!heardKinds.includes(row.kind)) continue
    sum.heard += 1
    if (sum.firstHeardAt === null || row.at < sum.firstHeardAt) sum.firstHeardAt = row.at
    if (sum.lastHeardAt === null || row.at > sum.lastHeardAt) sum.lastHeardAt = row.at
  }
  return [...sums.values()]
}

/** Hears that mentions were found: their authors become customers who said this. */
export const meetAuthors = async (ctx: Ctx, input: { ids: readonly string[] }): Promise<void> => {
  const mentions = (await mentionItems(ctx, input.ids)).filter(mention => !mention.isOwn)
  if (mentions.length === 0) return
  const items = await activities.saidItems(
    ctx,
    mentions.map(mention => mention.itemId),
  )
  const customers = await ensureCustomers(
    ctx,
    items.map(item => item.author_id),
  )
  const said = items.flatMap((item): NewActivity[] => {
    const customerId = customers.get(item.author_id)
    if (customerId === undefined) return []
    const { channel, occurred_at: at, item_id: itemId } = item
    return [{ customerId, kind: 'said', sourceId: itemId, channel, at, what: { itemId }, conversationId: null }]
  })
  const shown = await lockCustomers(ctx, idsOf(said))
  await refreshNames(ctx, shown)
  await record(ctx, said, shown)
  await noteSigned(ctx, items, customers)
}

/** Below a mail its writer may say where else they speak: evidence of who they are. */
const noteSigned = async (
  ctx: Ctx,
  items: readonly activities.SaidItem[],
  leaves: ReadonlyMap<string, string>,
): Promise<void> => {
  const mails = items.filter(item => item.channel === 'email')
  if (mails.length === 0) return
  const parts = await partsByIds(
    ctx,
    mails.map(mail => mail.item_id),
  )
  const told = mails.flatMap((mail): NewAttribute[] => {
    const leafId = leaves.get(mail.author_id)
    const { signature, automatic } = parts.get(mail.item_id) ?? { signature: null, automatic: null }
    if (leafId === undefined || signature === null || automatic !== null) return []
    return signedAccounts(signature).map(account => ({
      id: makeId(ctx.now),
      leafId,
      name: 'signed_account',
      value: accountText(account),
      folded: accountText(account),
      isVerified: false,
      source: { kind: 'channel', id: 'email' },
      at: mail.occurred_at,
      by: null,
    }))
  })
  await tellFound(ctx, await insertAttributes(ctx, told))
}

/** Hears that authors have a name now: their customers are called so, unless a person named them. */
export const learnNames = async (ctx: Ctx, input: { ids: readonly string[] }): Promise<void> => {
  const leaves = await people.findByAuthors(ctx, input.ids)
  const shown = await lockCustomers(ctx, [...new Set(leaves.values())])
  const renamed = await refreshNames(ctx, shown)
  await tellChanged(ctx, [...new Set(renamed.map(leafId => shown.get(leafId)!))])
}

/** Takes over names that changed on their channels, new evidence of who somebody is. @returns the leaves of whom one did. */
const refreshNames = async (ctx: Ctx, shown: ReadonlyMap<string, string>): Promise<string[]> => {
  const renamed = await people.findRenamed(ctx, [...shown.keys()])
  if (renamed.length === 0) return []
  await people.refreshIdentities(ctx, renamed)
  await showAgain(ctx, [...new Set(renamed.map(leafId => shown.get(leafId)!))])
  await tellFound(ctx, renamed)
  return renamed
}
