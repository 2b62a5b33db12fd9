/** Sites of the web tracker as people set them up, and what somebody did on them and by telephone lately. */
import { randomBytes } from 'node:crypto'
import type * as contract from '../../../contract/customers/sites.ts'
import type { Input, Output } from '../../../contract/endpoint.ts'
import { readOrigin } from '../../channels/index.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { unansweredOf } from '../calls/unanswered.ts'
import { closedBecause, openKinds } from '../policy.ts'
import { callsOfCustomer } from '../store/calls.ts'
import { leavesOf, shownOf } from '../store/leaves.ts'
import { verifiedAmong } from '../store/shown.ts'
import * as store from '../store/sites.ts'
import * as visits from '../store/visits.ts'
import { waitingOf } from '../store/waiting.ts'
import { readerOf } from './reading.ts'

const siteNoun = (row: store.SiteRow): contract.Site => ({
  id: row.id,
  name: row.name,
  key: row.key,
  origins: row.origins,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  lastEventAt: row.last_event_at?.toISOString() ?? null,
  refused:
    row.refused_at === null || row.refused_origin === null
      ? null
      : { origin: row.refused_origin, at: row.refused_at.toISOString() },
})

export const listSites = async (ctx: Ctx): Promise<Output<typeof contract.listSites>> => ({
  items: (await store.siteRows(ctx)).map(siteNoun),
})

/** @throws invalid('origins') for one that is no address of a site. */
const readOrigins = (typed: readonly string[]): string[] =>
  [...new Set(typed)].map(one => {
    const origin = readOrigin(one)
    if (origin === null) throw invalid('origins', 'customers.bad_origin', { typed: one })
    return origin
  })

const makeSecret = (): string => randomBytes(32).toString('base64url')

export const addSite = async (
  ctx: Ctx,
  input: Input<typeof contract.addSite>,
): Promise<Output<typeof contract.addSite>> => {
  const id = makeId(ctx.now)
  const secret = makeSecret()
  await store.insertSite(ctx, {
    id,
    name: input.name,
    key: `${ctx.workspaceId}-${randomBytes(15).toString('base64url')}`,
    secret: ctx.world.secrets.seal(secret, id),
    origins: readOrigins(input.origins),
    // Ids of people are unique within a site: the 17th member of one shop is not that of another.
    system: `web_${id.slice(-12)}`,
    by: actorName(ctx.actor),
  })
  return { ...siteNoun(await siteOf(ctx, id)), secret }
}

const siteOf = async (ctx: Ctx, siteId: string): Promise<store.SiteRow> => {
  const row = (await store.sitesByIds(ctx, [siteId])).get(siteId)
  if (row === undefined || row.removed_at !== null) throw notFound('site')
  return row
}

export const updateSite = async (ctx: Ctx, input: Input<typeof contract.updateSite>): Promise<contract.Site> => {
  const origins = readOrigins(input.origins)
  if (!(await store.writeSite(ctx, { id: input.siteId, name: input.name, origins }))) throw notFound('site')
  return siteNoun(await siteOf(ctx, input.siteId))
}

export const removeSite = async (ctx: Ctx, input: { siteId: string }): Promise<{ ok: true }> => {
  if (!(await store.removeSite(ctx, input.siteId, actorName(ctx.actor)))) throw notFound('site')
  return { ok: true }
}

export const getSiteSecret = async (
  ctx: Ctx,
  input: Input<typeof contract.getSiteSecret>,
): Promise<{ secret: string }> => {
  const site = await siteOf(ctx, input.siteId)
  if (!input.isNew) return { secret: ctx.world.secrets.open(site.secret, site.id) }
  const secret = makeSecret()
  await store.writeSecret(ctx, site.id, ctx.world.secrets.seal(secret, site.id))
  return { secret }
}

const shownEvents = 30

export const listSiteEvents = async (
  ctx: Ctx,
  input: { siteId: string },
): Promise<Output<typeof contract.listSiteEvents>> => {
  await siteOf(ctx, input.siteId)
  const rows = await visits.recentEvents(ctx, input.siteId, shownEvents)
  return {
    items: rows.map(row => ({
      id: row.id,
      kind: row.kind as Output<typeof contract.listSiteEvents>['items'][number]['kind'],
      at: row.at.toISOString(),
      url: row.url,
      title: row.title,
      name: row.name,
      visitor: row.visitor_id.slice(0, 6),
      device: row.device as contract.Visit['device'],
      customerId: row.customer_id,
    })),
  }
}

const shownVisits = 10
const lookedAtCalls = 50
const waitingMs = 30 * 86_400_000

export const getTouches = async (
  ctx: Ctx,
  input: { customerId: string },
): Promise<Output<typeof contract.getTouches>> => {
  const shown = (await shownOf(ctx, [input.customerId])).get(input.customerId)
  if (shown === undefined) throw notFound('customer')
  const isVerified = (await verifiedAmong(ctx, [shown])).has(shown)
  const reader = readerOf(ctx, isVerified)
  const closed = closedBecause('history', reader)
  const leafIds = [...(await leavesOf(ctx, [shown])).keys()]
  const waits = await waitingOf(ctx, leafIds, openKinds(reader), new Date(ctx.now.getTime() - waitingMs))
  const waiting = waits && { ...waits, since: waits.since.toISOString() }
  const nothing = { unanswered: 0, lastUnansweredAt: null, lastAnsweredAt: null }
  if (closed !== null) return { closedBecause: closed, waiting, visits: [], devices: [], calls: nothing }
  const rows = await visits.visitsOfCustomer(ctx, leafIds, shownVisits)
  const calls = unansweredOf(await callsOfCustomer(ctx, leafIds, lookedAtCalls), ctx.now)
  return {
    closedBecause: null,
    waiting,
    visits: rows.map(visitNoun),
    devices: [...new Set(rows.map(row => row.device as contract.Visit['device']))],
    calls: {
      unanswered: calls.unanswered,
      lastUnansweredAt: calls.lastUnansweredAt?.toISOString() ?? null,
      lastAnsweredAt: calls.lastAnsweredAt?.toISOString() ?? null,
    },
  }
}

const visitNoun = (row: visits.VisitOfCustomer): contract.Visit => ({
  id: row.id,
  site: row.site,
  device: row.device as contract.Visit['device'],
  startedAt: row.started_at.toISOString(),
  endedAt: row.ended_at.toISOString(),
  pages: row.pages,
  seen: row.seen,
  did: Object.entries(row.did).map(([name, count]) => ({ name, count })),
  referrer: row.referrer,
})
