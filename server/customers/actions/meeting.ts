/** Meeting people: an author becomes an identity of a customer, and what they said joins the timeline. */
import type { Activity } from '../../../contract/customers.ts'
import { mentionItems } from '../../listening/index.ts'
import { announce } from '../../platform/announce.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { makeId } from '../../platform/ids.ts'
import { customersChanged } from '../events.ts'
import { nameVector } from '../names.ts'
import { authorName } from '../nouns.ts'
import * as activities from '../store/activities.ts'
import * as people from '../store/people.ts'

/**
 * The customers behind authors, made where an author is nobody's yet. Safe to run again and at the same time: an author
 * is one customer's. Authors of other workspaces are left out.
 * @returns author id → customer id
 */
export const ensureCustomers = async (ctx: Ctx, authorIds: readonly string[]): Promise<Map<string, string>> => {
  if (authorIds.length === 0) return new Map()
  const known = await people.findByAuthors(ctx, authorIds)
  const missing = [...new Set(authorIds)].filter(id => !known.has(id))
  if (missing.length === 0) return known
  const met = (await people.findAuthors(ctx, missing)).map(author => ({
    customerId: makeId(ctx.now),
    identityId: makeId(ctx.now),
    author,
    name: authorName(author),
    words: nameVector([author.display_name, author.handle]),
  }))
  if (met.length === 0) return known
  const made = await people.insertPeople(ctx, met)
  await tell(ctx, made)
  return people.findByAuthors(ctx, authorIds)
}

/** One thing that a customer did or received. */
export interface NewActivity {
  customerId: string
  kind: Activity['kind']
  /** What made it: the item that they said, the message that answered them. The same one again makes nothing. */
  sourceId: string
  channel: string
  at: Date
  /** The item that holds text and link; else they stand here. */
  what: { itemId: string } | { text: string; url: string | null }
  /** The conversation that it is part of, where there is one; it may become known later. */
  conversationId: string | null
}

/**
 * Records activities and sums them on their customers; what was recorded before stays as it is, but learns the
 * conversation that it belongs to. Customers must exist.
 */
export const recordActivities = async (ctx: Ctx, given: readonly NewActivity[]): Promise<void> => {
  if (given.length === 0) return
  await people.lockCustomers(ctx, idsOf(given))
  await record(ctx, given)
}

const idsOf = (given: readonly NewActivity[]): string[] => [...new Set(given.map(one => one.customerId))]

const record = async (ctx: Ctx, given: readonly NewActivity[]): Promise<void> => {
  const unique = new Map(given.map(one => [`${one.customerId} ${one.kind} ${one.sourceId}`, one]))
  const rows = [...unique.values()].map(one => ({
    id: makeId(ctx.now),
    customer_id: one.customerId,
    kind: one.kind,
    source_id: one.sourceId,
    channel: one.channel,
    at: one.at,
    item_id: 'itemId' in one.what ? one.what.itemId : null,
    conversation_id: one.conversationId,
    text: 'text' in one.what ? one.what.text : null,
    url: 'url' in one.what ? one.what.url : null,
  }))
  const newIds = await activities.insertActivities(ctx, rows)
  const sums = sumsOf(rows.filter(row => newIds.has(row.id)))
  if (sums.length === 0) return
  await activities.addToCustomers(ctx, sums)
  await tell(
    ctx,
    sums.map(sum => sum.customerId),
  )
}

/** Ids that one fact carries. */
const idsOfFact = 1000

const tell = async (ctx: Ctx, customerIds: readonly string[]): Promise<void> => {
  for (let from = 0; from < customerIds.length; from += idsOfFact)
    await announce(ctx, customersChanged, { ids: customerIds.slice(from, from + idsOfFact) })
}

const sumsOf = (rows: readonly activities.NewActivity[]): activities.Sum[] => {
  const sums = new Map<string, activities.Sum>()
  for (const row of rows) {
    const sum = sums.get(row.customer_id) ?? {
      customerId: row.customer_id,
      said: 0,
      answered: 0,
      firstSaidAt: null,
      lastSaidAt: null,
    }
    sums.set(row.customer_id, sum)
    if (row.kind === 'answered') sum.answered += 1
    if (row.kind !== 'said') continue
    sum.said += 1
    if (sum.firstSaidAt === null || row.at < sum.firstSaidAt) sum.firstSaidAt = row.at
    if (sum.lastSaidAt === null || row.at > sum.lastSaidAt) sum.lastSaidAt = row.at
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
  const locked = await people.lockCustomers(ctx, idsOf(said))
  await refreshNames(ctx, locked)
  await record(ctx, said)
}

/** Hears that authors have a name now: their customers are called so, unless a person named them. */
export const learnNames = async (ctx: Ctx, input: { ids: readonly string[] }): Promise<void> => {
  const customers = await people.findByAuthors(ctx, input.ids)
  const locked = await people.lockCustomers(ctx, [...new Set(customers.values())])
  const renamed = await refreshNames(ctx, locked)
  await tell(ctx, renamed)
}

type Locked = Awaited<ReturnType<typeof people.lockCustomers>>

const refreshNames = async (ctx: Ctx, locked: Locked): Promise<string[]> => {
  const renamed = await people.findRenamed(
    ctx,
    locked.map(one => one.id),
  )
  if (renamed.length === 0) return []
  await people.refreshIdentities(ctx, renamed)
  const identities = Map.groupBy(await people.identitiesOf(ctx, renamed), identity => identity.customer_id)
  await people.writeNames(
    ctx,
    locked.flatMap(customer => {
      const own = identities.get(customer.id)
      if (own === undefined) return []
      const name = customer.named_at === null ? authorName(own[0]!) : customer.name
      return [{ id: customer.id, name, words: wordsOf(name, own) }]
    }),
  )
  return renamed
}

/** A customer is found by the name that is shown, and by all names and handles of their identities. */
export const wordsOf = (name: string, identities: readonly people.IdentityOfCustomer[]): string =>
  nameVector([name, ...identities.flatMap(identity => [identity.display_name, identity.handle])])
