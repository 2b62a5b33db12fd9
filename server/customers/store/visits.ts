/** SQL of visitors, visits and events: written in batches, each event once. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import type { PageSeen, Visit } from '../track/visits.ts'

export interface VisitorKey {
  siteId: string
  visitorId: string
}

export interface VisitorRow {
  site_id: string
  id: string
  device: string
  person: string | null
  customer_id: string | null
}

/** Makes visitors who are new, moves when they were last seen, and locks them all in the order of their keys. */
export const meetVisitors = async (
  ctx: Ctx,
  met: readonly (VisitorKey & { device: string; firstAt: Date; lastAt: Date })[],
): Promise<VisitorRow[]> => {
  const { rows } = await sql<VisitorRow>`
    insert into customers.visitors as visitor (workspace_id, site_id, id, device, first_seen_at, last_seen_at)
    select ${ctx.workspaceId}::int, given.* from unnest(
      ${met.map(one => one.siteId)}::uuid[], ${met.map(one => one.visitorId)}::uuid[], ${met.map(one => one.device)}::text[],
      ${met.map(one => one.firstAt)}::timestamptz[], ${met.map(one => one.lastAt)}::timestamptz[]
    ) as given (site_id, id, device, first_at, last_at)
    order by given.site_id, given.id
    on conflict (workspace_id, site_id, id) do update set
      first_seen_at = least(visitor.first_seen_at, excluded.first_seen_at),
      last_seen_at = greatest(visitor.last_seen_at, excluded.last_seen_at)
    returning site_id, id, device, person, customer_id`.execute(ctx.tx)
  return rows
}

/** Which of the events are stored already. */
export const knownEvents = async (
  ctx: Ctx,
  events: readonly { siteId: string; id: string }[],
): Promise<Set<string>> => {
  const { rows } = await sql<{ site_id: string; id: string }>`
    select event.site_id, event.id
    from unnest(${events.map(one => one.siteId)}::uuid[], ${events.map(one => one.id)}::uuid[]) as asked (site_id, id)
    join customers.web_events as event on event.workspace_id = ${ctx.workspaceId}
      and event.site_id = asked.site_id and event.id = asked.id`.execute(ctx.tx)
  return new Set(rows.map(row => `${row.site_id} ${row.id}`))
}

interface VisitRow {
  id: string
  site_id: string
  visitor_id: string
  started_at: Date
  ended_at: Date
  pages: number
  seen: PageSeen[]
  did: Record<string, number>
  referrer: string | null
  is_program: boolean
}

const columns = sql.raw(
  'visit.id, visit.site_id, visit.visitor_id, visit.started_at, visit.ended_at, visit.pages, visit.seen, visit.did, visit.referrer, visit.is_program',
)

const visitOf = (row: VisitRow): Visit & { isProgram: boolean } => ({
  id: row.id,
  siteId: row.site_id,
  visitorId: row.visitor_id,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  pages: row.pages,
  seen: row.seen,
  did: row.did,
  referrer: row.referrer,
  isProgram: row.is_program,
})

/** Visits that reach into the span of new events of their visitors. */
export const visitsNear = async (
  ctx: Ctx,
  spans: readonly (VisitorKey & { from: Date; to: Date })[],
): Promise<(Visit & { isProgram: boolean })[]> => {
  const { rows } = await sql<VisitRow>`
    select ${columns}
    from unnest(${spans.map(one => one.siteId)}::uuid[], ${spans.map(one => one.visitorId)}::uuid[],
      ${spans.map(one => one.from)}::timestamptz[], ${spans.map(one => one.to)}::timestamptz[])
      as span (site_id, visitor_id, from_at, to_at)
    join customers.visits as visit on visit.workspace_id = ${ctx.workspaceId} and visit.site_id = span.site_id
      and visit.visitor_id = span.visitor_id and visit.started_at <= span.to_at and visit.ended_at >= span.from_at`.execute(
    ctx.tx,
  )
  return rows.map(visitOf)
}

export const writeVisits = async (ctx: Ctx, visits: readonly (Visit & { isProgram: boolean })[]): Promise<void> => {
  await sql`
    insert into customers.visits
      (workspace_id, id, site_id, visitor_id, started_at, ended_at, pages, seen, did, referrer, is_program)
    select ${ctx.workspaceId}::int, id, site_id, visitor_id, started_at, ended_at, pages, seen::jsonb, did::jsonb, referrer,
      is_program
    from unnest(
      ${visits.map(one => one.id)}::uuid[], ${visits.map(one => one.siteId)}::uuid[],
      ${visits.map(one => one.visitorId)}::uuid[], ${visits.map(one => one.startedAt)}::timestamptz[],
      ${visits.map(one => one.endedAt)}::timestamptz[], ${visits.map(one => one.pages)}::int[],
      ${visits.map(one => JSON.stringify(one.seen))}::text[], ${visits.map(one => JSON.stringify(one.did))}::text[],
      ${visits.map(one => one.referrer)}::text[], ${visits.map(one => one.isProgram)}::bool[]
    ) as given (id, site_id, visitor_id, started_at, ended_at, pages, seen, did, referrer, is_program)
    on conflict (workspace_id, id) do update set
      started_at = excluded.started_at, ended_at = excluded.ended_at, pages = excluded.pages, seen = excluded.seen,
      did = excluded.did, is_program = excluded.is_program`.execute(ctx.tx)
}

export interface StoredEvent {
  siteId: string
  id: string
  visitId: string
  kind: string
  at: Date
  receivedAt: Date
  url: string | null
  title: string
  name: string
  detail: Record<string, unknown>
}

export const insertEvents = async (ctx: Ctx, events: readonly StoredEvent[]): Promise<void> => {
  await sql`
    insert into customers.web_events
      (workspace_id, site_id, id, visit_id, kind, at, received_at, url, title, name, detail)
    select ${ctx.workspaceId}::int, site_id, id, visit_id, kind, at, received_at, url, title, name, detail::jsonb from unnest(
      ${events.map(one => one.siteId)}::uuid[], ${events.map(one => one.id)}::uuid[],
      ${events.map(one => one.visitId)}::uuid[], ${events.map(one => one.kind)}::text[],
      ${events.map(one => one.at)}::timestamptz[], ${events.map(one => one.receivedAt)}::timestamptz[],
      ${events.map(one => one.url)}::text[], ${events.map(one => one.title)}::text[],
      ${events.map(one => one.name)}::text[], ${events.map(one => JSON.stringify(one.detail))}::text[]
    ) as given (site_id, id, visit_id, kind, at, received_at, url, title, name, detail)
    on conflict do nothing`.execute(ctx.tx)
}

export const noteLastEvents = async (ctx: Ctx, siteIds: readonly string[]): Promise<void> => {
  await sql`
    update customers.sites set last_event_at = ${ctx.now}
    where workspace_id = ${ctx.workspaceId} and id = any(${siteIds}::uuid[])`.execute(ctx.tx)
}

/** Whose a visitor is from now on; one who is somebody already stays theirs. */
export const identifyVisitors = async (
  ctx: Ctx,
  rows: readonly (VisitorKey & { person: string; customerId: string; at: Date })[],
): Promise<void> => {
  await sql`
    update customers.visitors as visitor set person = given.person, customer_id = given.customer_id, identified_at = given.at
    from unnest(${rows.map(row => row.siteId)}::uuid[], ${rows.map(row => row.visitorId)}::uuid[],
      ${rows.map(row => row.person)}::text[], ${rows.map(row => row.customerId)}::uuid[],
      ${rows.map(row => row.at)}::timestamptz[]) as given (site_id, id, person, customer_id, at)
    where visitor.workspace_id = ${ctx.workspaceId} and visitor.site_id = given.site_id and visitor.id = given.id
      and visitor.person is null`.execute(ctx.tx)
}

/** The latest visits of visitors, for the timeline of somebody who has just been recognised. */
export const visitsOfVisitors = async (
  ctx: Ctx,
  visitors: readonly VisitorKey[],
  most: number,
): Promise<(Visit & { isProgram: boolean })[]> => {
  const { rows } = await sql<VisitRow>`
    select ${columns}
    from (select visit.*, row_number() over (partition by visit.site_id, visit.visitor_id order by visit.started_at desc) as n
      from unnest(${visitors.map(one => one.siteId)}::uuid[], ${visitors.map(one => one.visitorId)}::uuid[])
        as asked (site_id, visitor_id)
      join customers.visits as visit on visit.workspace_id = ${ctx.workspaceId} and visit.site_id = asked.site_id
        and visit.visitor_id = asked.visitor_id) as visit
    where visit.n <= ${most}`.execute(ctx.tx)
  return rows.map(visitOf)
}

/** Events of visits that are more than a page seen. */
export const deedsOfVisits = async (ctx: Ctx, visitIds: readonly string[]): Promise<StoredEvent[]> => {
  const { rows } = await sql<StoredEvent>`
    select site_id as "siteId", id, visit_id as "visitId", kind, at, received_at as "receivedAt", url, title, name, detail
    from customers.web_events
    where workspace_id = ${ctx.workspaceId} and visit_id = any(${visitIds}::uuid[]) and kind not in ('page', 'identify')
    order by at, id`.execute(ctx.tx)
  return rows
}

/** What a visit that went on is called now, on the timelines that have it. */
export const retellVisits = async (
  ctx: Ctx,
  rows: readonly { visitId: string; customerId: string; text: string; url: string | null }[],
): Promise<void> => {
  await sql`
    update customers.activities as activity set text = given.text, url = given.url
    from unnest(${rows.map(row => row.visitId)}::uuid[], ${rows.map(row => row.customerId)}::uuid[],
      ${rows.map(row => row.text)}::text[], ${rows.map(row => row.url)}::text[]) as given (id, customer_id, text, url)
    where activity.workspace_id = ${ctx.workspaceId} and activity.customer_id = given.customer_id
      and activity.kind = 'visited' and activity.source_id = given.id`.execute(ctx.tx)
}

export interface RecentEvent {
  id: string
  kind: string
  at: Date
  received_at: Date
  url: string | null
  title: string
  name: string
  visitor_id: string
  device: string
  customer_id: string | null
}

/** The newest events of a site, as the settings show them arrive. */
export const recentEvents = async (ctx: Ctx, siteId: string, limit: number): Promise<RecentEvent[]> => {
  const { rows } = await sql<RecentEvent>`
    select event.id, event.kind, event.at, event.received_at, event.url, event.title, event.name, visit.visitor_id,
      visitor.device, visitor.customer_id
    from (select * from customers.web_events
      where workspace_id = ${ctx.workspaceId} and site_id = ${siteId}
      order by received_at desc, id desc limit ${limit}) as event
    join customers.visits as visit on visit.workspace_id = event.workspace_id and visit.id = event.visit_id
    join customers.visitors as visitor on visitor.workspace_id = visit.workspace_id and visitor.site_id = visit.site_id
      and visitor.id = visit.visitor_id
    order by event.received_at desc, event.at desc, event.id desc`.execute(ctx.tx)
  return rows
}

export interface VisitOfCustomer {
  id: string
  site: string
  device: string
  started_at: Date
  ended_at: Date
  pages: number
  seen: PageSeen[]
  did: Record<string, number>
  referrer: string | null
}

/** The latest visits of the leaves of a customer. */
export const visitsOfCustomer = async (
  ctx: Ctx,
  customerIds: readonly string[],
  limit: number,
): Promise<VisitOfCustomer[]> => {
  const { rows } = await sql<VisitOfCustomer>`
    select visit.id, site.name as site, visitor.device, visit.started_at, visit.ended_at, visit.pages, visit.seen, visit.did,
      visit.referrer
    from customers.visitors as visitor
    join customers.visits as visit on visit.workspace_id = visitor.workspace_id and visit.site_id = visitor.site_id
      and visit.visitor_id = visitor.id
    join customers.sites as site on site.workspace_id = visit.workspace_id and site.id = visit.site_id
    where visitor.workspace_id = ${ctx.workspaceId} and visitor.customer_id = any(${customerIds}::uuid[])
      and not visit.is_program
    order by visit.started_at desc, visit.id desc limit ${limit}`.execute(ctx.tx)
  return rows
}
