/** A past of visits and orders that is played in: what the tracker and the till would have told of people whom we know. */
import type { Ctx } from '../../platform/ctx.ts'
import { makeId } from '../../platform/ids.ts'
import * as store from '../store/visits.ts'
import type { Visit } from '../track/visits.ts'
import { recordActivities } from './meeting.ts'
import { addSite } from './sites.ts'
import { visited } from './web-folding.ts'

export interface PlayedVisit {
  /** Null: somebody who never signed in. */
  readonly customerId: string | null
  readonly at: Date
  readonly referrer: string | null
  /** Addresses below the site, the first with its query, and titles. */
  readonly pages: readonly { path: string; title: string }[]
}

export interface PlayedOrder {
  readonly customerId: string
  readonly at: Date
  readonly number: string
  readonly product: string
  /** In units of the currency. */
  readonly amount: number
  readonly currency: string
}

const pageMs = 40_000

/** Adds the site with its visits, and the orders to the timelines of who gave them. Customers must exist. */
export const playShopping = async (
  ctx: Ctx,
  told: {
    site: { name: string; origin: string }
    visits: readonly PlayedVisit[]
    orders: readonly PlayedOrder[]
  },
): Promise<void> => {
  const site = await addSite(ctx, { name: told.site.name, origins: [told.site.origin] })
  const visitorOf = new Map(
    told.visits.flatMap(({ customerId }) => (customerId ? [[customerId, makeId(ctx.now)]] : [])),
  )
  const visits = told.visits.map(visit => {
    const visitorId = (visit.customerId && visitorOf.get(visit.customerId)) || makeId(ctx.now)
    return { ...asVisit(ctx, visit, site.id, visitorId, told.site.origin), isProgram: false }
  })
  const spans = Map.groupBy(visits, visit => visit.visitorId)
  await store.meetVisitors(
    ctx,
    [...spans].map(([visitorId, own]) => {
      const times = own.flatMap(visit => [visit.startedAt.getTime(), visit.endedAt.getTime()])
      const [firstAt, lastAt] = [new Date(Math.min(...times)), new Date(Math.max(...times))]
      return { siteId: site.id, visitorId, device: 'phone', firstAt, lastAt }
    }),
  )
  await store.identifyVisitors(
    ctx,
    [...visitorOf].map(([customerId, visitorId], n) => ({
      ...{ siteId: site.id, visitorId, customerId, person: `member-${n + 1}`, at: ctx.now },
    })),
  )
  await store.writeVisits(ctx, visits)
  await recordActivities(ctx, [
    ...told.visits.flatMap(({ customerId }, n) => (customerId ? [visited(visits[n]!, customerId, 'phone')] : [])),
    ...told.orders.map(({ customerId, at, number, product, amount, currency }) => ({
      ...{
        customerId,
        at,
        kind: 'purchased' as const,
        sourceId: makeId(ctx.now),
        channel: 'web',
        conversationId: null,
      },
      what: { text: product, url: null },
      detail: { orderNumber: number, amount, currency, items: 1 },
    })),
  ])
}

const asVisit = (ctx: Ctx, visit: PlayedVisit, siteId: string, visitorId: string, origin: string): Visit => ({
  ...{ id: makeId(ctx.now), siteId, visitorId, startedAt: visit.at, pages: visit.pages.length, did: {} },
  endedAt: new Date(visit.at.getTime() + visit.pages.length * pageMs),
  seen: visit.pages.map(({ path, title }, n) => ({
    url: `${origin}${path}`,
    title,
    at: new Date(visit.at.getTime() + n * pageMs).toISOString(),
  })),
  referrer: visit.referrer,
})
