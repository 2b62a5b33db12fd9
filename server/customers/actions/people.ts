/** Customers as people see them: found, listed, named, with their timeline. */
import type * as contract from '../../../contract/customers.ts'
import type { Customer, CustomerFilter } from '../../../contract/customers.ts'
import type { Input, Output } from '../../../contract/endpoint.ts'
import { fieldsOf, readFieldConditions } from '../../access/index.ts'
import { standingTags } from '../../listening/index.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { cutPage, readCursor } from '../../platform/keyset.ts'
import { foldedAttribute } from '../identity-values.ts'
import { nameQuery } from '../names.ts'
import { activityNoun, type Beside, customerNoun } from '../nouns.ts'
import { placeOf } from '../place.ts'
import { closedBecause, openKinds } from '../policy.ts'
import { activityPage } from '../store/activities.ts'
import { insertAttributes } from '../store/claims.ts'
import { leavesOf, lockCustomers, shownOf } from '../store/leaves.ts'
import * as store from '../store/people.ts'
import { verifiedAmong } from '../store/shown.ts'
import { type Sight, seenAmong, seesEverybody } from '../store/sight.ts'
import { readerOf } from './reading.ts'
import { showAgain, tellChanged } from './showing.ts'
import { ownStages } from './stages.ts'

/** Characters of one text that a timeline shows: an article of a blog can be a book. */
const longestText = 2000

/** Customers by any of their ids: asked id → whoever it is now. Ids of other workspaces are simply not in the map. */
export const customersByIds = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, Customer>> => {
  const shown = await shownOf(ctx, ids)
  if (shown.size === 0) return new Map()
  const nouns = await withIdentities(ctx, await store.customerRows(ctx, [...new Set(shown.values())]))
  const byId = new Map(nouns.map(noun => [noun.id, noun]))
  return new Map([...shown].map(([asked, id]) => [asked, byId.get(id)!]))
}

export const withIdentities = async (ctx: Ctx, rows: readonly store.ShownCustomer[]): Promise<Customer[]> => {
  if (rows.length === 0) return []
  const ids = rows.map(row => row.id)
  const leaves = await leavesOf(ctx, ids)
  const verified = await verifiedAmong(ctx, ids)
  const beside = await besideOf(ctx, rows)
  const identities = Map.groupBy(await store.identitiesOf(ctx, [...leaves.keys()]), one => leaves.get(one.customer_id)!)
  const aliases = Map.groupBy(
    [...leaves].filter(([leaf, shown]) => leaf !== shown),
    ([, shown]) => shown,
  )
  return rows.map(row =>
    customerNoun(
      row,
      {
        identities: identities.get(row.id) ?? [],
        aliases: (aliases.get(row.id) ?? []).map(([leaf]) => leaf),
        isOpen: closedBecause('contacts', readerOf(ctx, verified.has(row.id))) === null,
      },
      beside,
    ),
  )
}

const besideOf = async (ctx: Ctx, rows: readonly store.ShownCustomer[]): Promise<Beside> => ({
  fields: await fieldsOf(ctx, 'customer'),
  tags: await standingTags(
    ctx,
    rows.flatMap(row => row.tags),
  ),
  stages: rows.some(row => row.stage_id !== null) ? await ownStages(ctx) : new Map(),
})

/** The page of a list: what a filter means, for the screen and for files. */
export const pageOfCustomers = async (
  ctx: Ctx,
  filter: CustomerFilter,
  after: store.CustomerPage['after'],
  limit: number,
  sight: Sight | null,
): Promise<store.ShownCustomer[]> => {
  const search = filter.q === undefined || filter.q === '' ? null : nameQuery(filter.q)
  if (search === null && filter.q) return []
  return store.customerPage(ctx, {
    search,
    stages: filter.stage ?? null,
    stageIds: filter.stageId ?? null,
    channels: filter.channel ?? null,
    isBuyer: filter.buyer ?? null,
    isFollowed: filter.followed ?? null,
    tagIds: filter.tag ?? null,
    fields: await readFieldConditions(ctx, 'customer', filter.field),
    sight: seesEverybody(ctx) ? null : sight,
    after,
    limit,
  })
}

/** @param sight who is shown to those who do not see everybody; null where the house itself asks. */
export const listCustomers = async (
  ctx: Ctx,
  input: Input<typeof contract.listCustomers>,
  sight: Sight | null = null,
): Promise<Output<typeof contract.listCustomers>> => {
  const after = placeOf(readCursor(input.cursor, 2))
  const rows = await pageOfCustomers(ctx, input, after, input.limit, sight)
  const page = cutPage(rows, input.limit, row => [row.last_seen_at.toISOString(), row.id])
  return { items: await withIdentities(ctx, page.items), next: page.next }
}

const customerOf = async (ctx: Ctx, id: string): Promise<Customer> => {
  const customer = (await customersByIds(ctx, [id])).get(id)
  if (customer === undefined) throw notFound('customer')
  return customer
}

export const getCustomer = async (
  ctx: Ctx,
  input: { customerId: string },
): Promise<Output<typeof contract.getCustomer>> => {
  const customer = await customerOf(ctx, input.customerId)
  return { ...customer, isAlias: customer.id !== input.customerId }
}

/** Gives a customer the name that we use: from now on channels do not change it, and the customer is known. */
export const updateCustomer = async (ctx: Ctx, input: Input<typeof contract.updateCustomer>): Promise<Customer> => {
  const shown = (await lockCustomers(ctx, [input.customerId])).get(input.customerId)
  if (shown === undefined) throw notFound('customer')
  await tellAttribute(ctx, { leafId: input.customerId, name: 'name', value: input.name })
  await showAgain(ctx, [shown])
  await tellChanged(ctx, [shown])
  return customerOf(ctx, input.customerId)
}

/** Writes down what a person said of a customer; what was said before stays beside it. @returns its id. */
export const tellAttribute = async (
  ctx: Ctx,
  told: { leafId: string; name: string; value: string },
): Promise<string> => {
  const id = makeId(ctx.now)
  await insertAttributes(ctx, [
    {
      ...told,
      id,
      folded: foldedAttribute(told.name, told.value),
      isVerified: false,
      source: { kind: 'person', id },
      at: ctx.now,
      by: actorName(ctx.actor),
    },
  ])
  return id
}

export const findCustomers = async (
  ctx: Ctx,
  input: Input<typeof contract.findCustomers>,
  sight: Sight | null = null,
): Promise<Output<typeof contract.findCustomers>> => {
  const rows = await store.chipRows(ctx, input.authorIds)
  const seen = await seenAmong(
    ctx,
    sight,
    rows.map(row => row.customerId),
  )
  return { items: rows.filter(row => seen.has(row.customerId)) }
}

export const listActivities = async (
  ctx: Ctx,
  input: Input<typeof contract.listActivities>,
): Promise<Output<typeof contract.listActivities>> => {
  const after = placeOf(readCursor(input.cursor, 2))
  const shown = (await shownOf(ctx, [input.customerId])).get(input.customerId)
  if (shown === undefined) throw notFound('customer')
  const verified = await verifiedAmong(ctx, [shown])
  const open = openKinds(readerOf(ctx, verified.has(shown)))
  const kinds = input.kind === undefined ? open : open.filter(kind => input.kind!.includes(kind))
  if (kinds.length === 0) return { items: [], next: null }
  const rows = await activityPage(
    ctx,
    [...(await leavesOf(ctx, [shown])).keys()],
    { kinds, channels: input.channel ?? null, after, limit: input.limit },
    longestText,
  )
  const page = cutPage(rows, input.limit, row => [row.at.toISOString(), row.id])
  return { items: page.items.map(activityNoun), next: page.next }
}
