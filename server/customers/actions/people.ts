/** Customers as people see them: found, listed, named, with their timeline. */
import type * as contract from '../../../contract/customers.ts'
import type { Customer } from '../../../contract/customers.ts'
import type { Input, Output } from '../../../contract/endpoint.ts'
import { announce } from '../../platform/announce.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { cutPage, readCursor } from '../../platform/keyset.ts'
import { customersChanged } from '../events.ts'
import { nameQuery } from '../names.ts'
import { activityNoun, customerNoun } from '../nouns.ts'
import { placeOf } from '../place.ts'
import { activityPage } from '../store/activities.ts'
import * as store from '../store/people.ts'
import { wordsOf } from './meeting.ts'

/** Characters of one text that a timeline shows: an article of a blog can be a book. */
const longestText = 2000

/** Customers by id; ids of other workspaces are simply not in the map. */
export const customersByIds = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, Customer>> => {
  if (ids.length === 0) return new Map()
  const nouns = await withIdentities(ctx, await store.customerRows(ctx, ids))
  return new Map(nouns.map(noun => [noun.id, noun]))
}

const withIdentities = async (ctx: Ctx, rows: readonly store.ShownCustomer[]): Promise<Customer[]> => {
  if (rows.length === 0) return []
  const identities = await store.identitiesOf(
    ctx,
    rows.map(row => row.id),
  )
  const byCustomer = Map.groupBy(identities, identity => identity.customer_id)
  return rows.map(row => customerNoun(row, byCustomer.get(row.id) ?? []))
}

export const listCustomers = async (
  ctx: Ctx,
  input: Input<typeof contract.listCustomers>,
): Promise<Output<typeof contract.listCustomers>> => {
  const after = placeOf(readCursor(input.cursor, 2))
  const search = input.q === undefined || input.q === '' ? null : nameQuery(input.q)
  if (search === null && input.q) return { items: [], next: null }
  const rows = await store.customerPage(ctx, { search, after, limit: input.limit })
  const page = cutPage(rows, input.limit, row => [row.last_seen_at.toISOString(), row.id])
  return { items: await withIdentities(ctx, page.items), next: page.next }
}

export const getCustomer = async (ctx: Ctx, input: { customerId: string }): Promise<Customer> => {
  const customer = (await customersByIds(ctx, [input.customerId])).get(input.customerId)
  if (customer === undefined) throw notFound('customer')
  return customer
}

/** Gives a customer the name that we use: from now on channels do not change it, and the customer is known. */
export const updateCustomer = async (ctx: Ctx, input: Input<typeof contract.updateCustomer>): Promise<Customer> => {
  const [locked] = await store.lockCustomers(ctx, [input.customerId])
  if (locked === undefined) throw notFound('customer')
  const identities = await store.identitiesOf(ctx, [locked.id])
  const words = wordsOf(input.name, identities)
  await store.giveName(ctx, { id: locked.id, name: input.name, words, by: actorName(ctx.actor) })
  await announce(ctx, customersChanged, { ids: [locked.id] })
  return getCustomer(ctx, input)
}

export const findCustomers = async (
  ctx: Ctx,
  input: Input<typeof contract.findCustomers>,
): Promise<Output<typeof contract.findCustomers>> => ({ items: await store.chipRows(ctx, input.authorIds) })

export const listActivities = async (
  ctx: Ctx,
  input: Input<typeof contract.listActivities>,
): Promise<Output<typeof contract.listActivities>> => {
  const after = placeOf(readCursor(input.cursor, 2))
  if ((await store.customerRows(ctx, [input.customerId])).length === 0) throw notFound('customer')
  const rows = await activityPage(ctx, input.customerId, { after, limit: input.limit }, longestText)
  const page = cutPage(rows, input.limit, row => [row.at.toISOString(), row.id])
  return { items: page.items.map(activityNoun), next: page.next }
}
