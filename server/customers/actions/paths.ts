/** The report of paths: exposure, visit, order, what nobody can know, and the rows behind each number. */
import type * as contract from '../../../contract/customers/paths.ts'
import type { PathOrder, PathVisit } from '../../../contract/customers/paths.ts'
import type { Input, Output } from '../../../contract/endpoint.ts'
import { itemsAtAddresses } from '../../channels/index.ts'
import { findMentionIds } from '../../listening/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { invalid } from '../../platform/errors.ts'
import { cutPage, readCursor } from '../../platform/keyset.ts'
import { markName, pathsOf } from '../paths.ts'
import { placeOf } from '../place.ts'
import { closedBecause } from '../policy.ts'
import * as store from '../store/paths.ts'
import { verifiedAmong } from '../store/shown.ts'
import { readerOf } from './reading.ts'

const daysBefore = 30
const reportDays = 92
const placesAtMost = 50
const sendersAtMost = 200

/** @throws 422 for a period that is longer than 92 days, or ends before it begins. */
export const getPaths = async (
  ctx: Ctx,
  input: Input<typeof contract.getPaths>,
): Promise<Output<typeof contract.getPaths>> => {
  const period = periodOf(input)
  const bought = await store.findBought(ctx, period, daysBefore)
  const { places, ...counts } = pathsOf(bought, await store.findSenders(ctx, period, sendersAtMost))
  return { ...counts, hasSites: await store.hasSites(ctx), places: places.slice(0, placesAtMost) }
}

/** @throws 422 as `getPaths`. */
export const listPathOrders = async (
  ctx: Ctx,
  input: Input<typeof contract.listPathOrders>,
): Promise<Output<typeof contract.listPathOrders>> => {
  const { part, place, seenBy, limit } = input
  const period = { ...periodOf(input), days: daysBefore }
  const after = placeOf(readCursor(input.cursor, 2))
  const rows = await store.findPathOrders(ctx, period, { part, place, seenBy }, after, limit)
  const page = cutPage(rows, limit, row => [row.at.toISOString(), row.id])
  const isOpen = await openAmong(
    ctx,
    page.items.map(row => row.customer_id),
  )
  const posts = await postsOf(
    ctx,
    page.items.map(row => row.referrer),
  )
  const said = await findMentionIds(
    ctx,
    page.items.flatMap(row => (row.item_id !== null && isOpen(row.customer_id) ? [row.item_id] : [])),
  )
  const orderNoun = (row: store.PathOrderRow): PathOrder => {
    const mentionId = row.item_id === null ? posts(row.referrer) : (said.get(row.item_id) ?? null)
    return {
      id: row.id,
      at: row.at.toISOString(),
      part: row.part,
      customer: isOpen(row.customer_id) ? { id: row.customer_id, name: row.customer_name } : null,
      number: isOpen(row.customer_id) ? row.number : null,
      amount: row.detail?.amount ?? null,
      currency: row.detail?.currency ?? null,
      exposure:
        row.place === null || row.seen_by === null || row.exposed_at === null
          ? null
          : { place: markName(row.place), seenBy: row.seen_by, at: row.exposed_at.toISOString(), mentionId },
      visit:
        row.visited_at === null
          ? null
          : { at: row.visited_at.toISOString(), pages: row.pages ?? 0, landed: landed(row) },
    }
  }
  return { items: page.items.map(orderNoun), next: page.next }
}

/** @throws 422 as `getPaths`. */
export const listPathVisits = async (
  ctx: Ctx,
  input: Input<typeof contract.listPathVisits>,
): Promise<Output<typeof contract.listPathVisits>> => {
  const { place, seenBy, limit } = input
  const after = placeOf(readCursor(input.cursor, 2))
  const rows = await store.findPathVisits(ctx, periodOf(input), { place, seenBy }, after, limit)
  const page = cutPage(rows, limit, row => [row.started_at.toISOString(), row.id])
  const isOpen = await openAmong(
    ctx,
    page.items.flatMap(row => row.customer_id ?? []),
  )
  const posts = await postsOf(
    ctx,
    page.items.map(row => row.referrer),
  )
  const visitNoun = (row: store.PathVisitRow): PathVisit => ({
    id: row.id,
    at: row.started_at.toISOString(),
    pages: row.pages,
    landed: landed(row),
    customer:
      row.customer_id !== null && isOpen(row.customer_id)
        ? { id: row.customer_id, name: row.customer_name ?? '' }
        : null,
    mentionId: posts(row.referrer),
  })
  return { items: page.items.map(visitNoun), next: page.next }
}

const periodOf = (input: { from: string; to: string }): store.Ends => {
  const period = { from: new Date(input.from), to: new Date(input.to) }
  const days = (period.to.getTime() - period.from.getTime()) / 86_400_000
  if (days <= 0 || days > reportDays) throw invalid('to', 'customers.paths_period', { days: reportDays })
  return period
}

/** Whose history is open to the reader. */
const openAmong = async (ctx: Ctx, customerIds: readonly string[]): Promise<(customerId: string) => boolean> => {
  const verified = await verifiedAmong(ctx, [...new Set(customerIds)])
  return customerId => closedBecause('history', readerOf(ctx, verified.has(customerId))) === null
}

/** The mentions whose links were followed. */
const postsOf = async (
  ctx: Ctx,
  referrers: readonly (string | null)[],
): Promise<(referrer: string | null) => string | null> => {
  const items = await itemsAtAddresses(ctx, [...new Set(referrers.filter(one => one !== null))])
  const mentions = await findMentionIds(ctx, [...items.values()])
  return referrer => mentions.get(items.get(referrer ?? '') ?? '') ?? null
}

/** Of an address only where the page stands: what follows may name who was sent there. */
const landed = (row: { landed: { url: string; title: string } | null }) =>
  row.landed === null ? null : { url: row.landed.url.replace(/[?#].*$/s, ''), title: row.landed.title }
