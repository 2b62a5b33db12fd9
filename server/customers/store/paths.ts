/** SQL of paths: what stood before each order, which places sent visitors, and the rows behind both. */
import { type RawBuilder, sql } from 'kysely'
import type { PathPart, PathSeenBy } from '../../../contract/customers/paths.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

export interface Ends {
  from: Date
  to: Date
}

/** The host of an address without `www.` and `m.`; null where there is none. */
const hostOf = (address: ReturnType<typeof sql.ref>) =>
  sql`regexp_replace(lower(substring(${address} from '^https?://([^/:?#]+)')), '^(www|m)[.]', '')`

/** What the address of a visit's first page says of where it was put: `utm_source`, in lower case; null where it says nothing. */
const markOf = (seen: ReturnType<typeof sql.ref>) =>
  sql`lower(substring(${seen} -> 0 ->> 'url' from '[?&]utm_source=([^&#]+)'))`

/** Hosts of our own sites: a link between our own pages exposes nobody. */
const ownHosts = (ctx: Ctx) =>
  sql`(select regexp_replace(lower(regexp_replace(origin, '^https?://|:[0-9]+$', '', 'g')), '^(www|m)[.]', '')
    from customers.sites as site, unnest(site.origins) as origin where site.workspace_id = ${ctx.workspaceId})`

/** The place that a visit came from, as columns `host` and `mark` of `came`: another site's link, else our own mark on the link. */
const came = (ctx: Ctx) => sql`cross join lateral (
    select found.host, case when found.host is null then ${markOf(sql.ref('visit.seen'))} end as mark
    from (select case when ${hostOf(sql.ref('visit.referrer'))} in ${ownHosts(ctx)} then null
      else ${hostOf(sql.ref('visit.referrer'))} end as host) as found
  ) as came`

/**
 * Orders of a period, one row each, with what stood in the days before: `visited` the last visit, `led` the last one that came from
 * elsewhere, `talked` where the buyer last spoke of us or reacted. The same order told by a page and by a file is one: it has
 * one number.
 */
const pathsOf = (ctx: Ctx, period: Ends, days: number) => sql`
    bought as (
      select coalesce(customer.merged_into, customer.id) as shown,
        coalesce(told.detail ->> 'orderNumber', told.source_id::text) as number, min(told.at) as at,
        (array_agg(told.id order by told.at, told.id))[1] as id,
        max(told.detail ->> 'orderNumber') as told_number,
        (array_agg(told.detail order by told.at, told.id) filter (where told.detail ? 'amount'))[1] as detail
      from customers.activities as told
      join customers.customers as customer on customer.workspace_id = told.workspace_id and customer.id = told.customer_id
      where told.workspace_id = ${ctx.workspaceId} and told.kind in ('ordered', 'purchased')
        and told.at >= ${period.from}::timestamptz and told.at < ${period.to}::timestamptz
      group by 1, 2
    ), path as (
      select bought.*, visited.visit_id, visited.led_id, talked.said_id,
        coalesce(visited.place, talked.channel) as place,
        coalesce(visited.seen_by, case when talked.channel is not null then 'talk' end) as seen_by,
        case when visited.visit_id is null then case when talked.channel is null then 'unknown' else 'exposureOnly' end
          when coalesce(visited.place, talked.channel) is null then 'visitOnly' else 'whole' end as part
      from bought
      left join lateral (
        select ${newest(sql`visit.id`)} as visit_id, ${newest(sql`visit.id`, isLed)} as led_id,
          ${newest(sql`coalesce(came.host, came.mark)`, isLed)} as place,
          ${newest(sql`case when came.host is null then 'mark' else 'link' end`, isLed)} as seen_by
        from (${leavesOfShown(ctx)}) as leaf
        cross join lateral (
          select visitor.site_id, visitor.id from customers.visitors as visitor
          where visitor.workspace_id = ${ctx.workspaceId} and visitor.customer_id = leaf.id ${stepwise}
        ) as visitor
        cross join lateral (
          select visit.id, visit.started_at, visit.seen, visit.referrer from customers.visits as visit
          where visit.workspace_id = ${ctx.workspaceId}
            and visit.site_id = visitor.site_id and visit.visitor_id = visitor.id and not visit.is_program
            and visit.started_at <= bought.at and visit.started_at > bought.at - ${days} * interval '1 day' ${stepwise}
        ) as visit
        ${came(ctx)}
      ) as visited on true
      left join lateral (
        select said.channel, said.id as said_id
        from (${leavesOfShown(ctx)}) as leaf
        cross join lateral (
          select said.channel, said.id, said.at from customers.activities as said
          where said.workspace_id = ${ctx.workspaceId} and said.customer_id = leaf.id
            and said.kind in ('said', 'liked', 'reposted', 'followed')
            and said.at <= bought.at and said.at > bought.at - ${days} * interval '1 day'
          order by said.at desc, said.id desc limit 1
        ) as said
        order by said.at desc, said.id desc limit 1
      ) as talked on true
    )`

/** Keeps the planner to the order of steps, each by its key: tables that have just grown look empty to it. */
const stepwise = sql`offset 0`

/** All leaves of the buyer of an order. */
const leavesOfShown = (ctx: Ctx) => sql`
  select bought.shown as id
  union all
  select id from customers.customers where workspace_id = ${ctx.workspaceId} and merged_into = bought.shown`

/** Of the visits before an order that of the newest, among those that came from elsewhere where asked for. */
const newest = (what: RawBuilder<unknown>, among: RawBuilder<unknown> = sql``) =>
  sql`(array_agg(${what} order by visit.started_at desc, visit.id) ${among})[1]`
const isLed = sql`filter (where came.host is not null or came.mark is not null)`

export interface BoughtRow {
  part: PathPart
  /** What exposed the buyer: the link or mark by which they last came, else the channel on which they last spoke or reacted. */
  place: string | null
  seenBy: PathSeenBy | null
  orders: number
}

/** Orders of a period, grouped by what stood before them within `days`. */
export const findBought = async (ctx: Ctx, period: Ends, days: number): Promise<BoughtRow[]> => {
  const { rows } = await sql<BoughtRow>`
    with ${pathsOf(ctx, period, days)}
    select part, place, seen_by as "seenBy", count(*)::int as orders from path group by 1, 2, 3`.execute(tables(ctx))
  return rows
}

/** Which rows are asked for: one of the four parts, or one place. */
export interface PathsAsked {
  part?: PathPart | undefined
  place?: string | undefined
  seenBy?: PathSeenBy | undefined
}

export interface PathOrderRow {
  id: string
  customer_id: string
  customer_name: string
  at: Date
  part: PathPart
  number: string | null
  detail: { amount?: number; currency?: string } | null
  place: string | null
  seen_by: PathSeenBy | null
  /** When the link was followed, or the words said. */
  exposed_at: Date | null
  referrer: string | null
  item_id: string | null
  visited_at: Date | null
  pages: number | null
  landed: { url: string; title: string } | null
}

/** Orders behind a number of the report, newest first, one more than `limit`. */
export const findPathOrders = async (
  ctx: Ctx,
  period: Ends & { days: number },
  asked: PathsAsked,
  after: { at: string; id: string } | null,
  limit: number,
): Promise<PathOrderRow[]> => {
  const wanted: RawBuilder<unknown>[] = [sql`true`]
  if (asked.part) wanted.push(sql`path.part = ${asked.part}`)
  if (asked.place !== undefined) wanted.push(sql`path.place = any(${writtenAs(asked.place)}::text[])`)
  if (asked.seenBy) wanted.push(sql`path.seen_by = ${asked.seenBy}`)
  if (after) wanted.push(sql`(path.at, path.id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
  const { rows } = await sql<PathOrderRow>`
    with ${pathsOf(ctx, period, period.days)}, page as (
      select * from path where ${sql.join(wanted, sql` and `)} order by at desc, id desc limit ${limit + 1}
    )
    select page.id, page.shown as customer_id, customer.name as customer_name, page.at, page.part,
      page.told_number as number, page.detail, page.place, page.seen_by,
      coalesce(led.started_at, case when page.seen_by = 'talk' then said.at end) as exposed_at, led.referrer,
      case when page.seen_by = 'talk' then said.item_id end as item_id,
      visit.started_at as visited_at, visit.pages, visit.seen -> 0 as landed
    from page
    join customers.customers as customer on customer.workspace_id = ${ctx.workspaceId} and customer.id = page.shown
    left join customers.visits as visit on visit.workspace_id = ${ctx.workspaceId} and visit.id = page.visit_id
    left join customers.visits as led on led.workspace_id = ${ctx.workspaceId} and led.id = page.led_id
    left join customers.activities as said on said.workspace_id = ${ctx.workspaceId} and said.id = page.said_id
    order by page.at desc, page.id desc`.execute(tables(ctx))
  return rows
}

/** A mark of a link is found as it stands in addresses too: `네이버` is `%eb%84%a4…` there. */
const writtenAs = (place: string): string[] => [...new Set([place, encodeURIComponent(place).toLowerCase()])]

export interface PathVisitRow {
  id: string
  started_at: Date
  pages: number
  referrer: string | null
  landed: { url: string; title: string } | null
  /** Who is shown for the visitor, where they signed in. */
  customer_id: string | null
  customer_name: string | null
}

/** Visits of a period that came from a place, newest first, one more than `limit`. */
export const findPathVisits = async (
  ctx: Ctx,
  period: Ends,
  asked: { place: string; seenBy: 'link' | 'mark' },
  after: { at: string; id: string } | null,
  limit: number,
): Promise<PathVisitRow[]> => {
  const beyond =
    after === null ? sql`` : sql`and (visit.started_at, visit.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  const { rows } = await sql<PathVisitRow>`
    with page as (
      select visit.id, visit.started_at, visit.pages, visit.referrer, visit.seen -> 0 as landed, visit.site_id, visit.visitor_id
      from customers.visits as visit
      ${came(ctx)}
      where visit.workspace_id = ${ctx.workspaceId} and not visit.is_program
        and visit.started_at >= ${period.from}::timestamptz and visit.started_at < ${period.to}::timestamptz
        and ${asked.seenBy === 'link' ? sql`came.host` : sql`came.mark`} = any(${writtenAs(asked.place)}::text[]) ${beyond}
      order by visit.started_at desc, visit.id desc limit ${limit + 1}
    )
    select page.id, page.started_at, page.pages, page.referrer, page.landed, shown.id as customer_id, shown.name as customer_name
    from page
    left join lateral (
      select customer.id, customer.name
      from customers.visitors as visitor
      join customers.customers as leaf on leaf.workspace_id = visitor.workspace_id and leaf.id = visitor.customer_id
      join customers.customers as customer on customer.workspace_id = leaf.workspace_id
        and customer.id = coalesce(leaf.merged_into, leaf.id)
      where visitor.workspace_id = ${ctx.workspaceId} and visitor.site_id = page.site_id and visitor.id = page.visitor_id
      ${stepwise}
    ) as shown on true
    order by page.started_at desc, page.id desc`.execute(tables(ctx))
  return rows
}

export interface SentRow {
  place: string
  seenBy: 'link' | 'mark'
  visits: number
  visitors: number
}

/** Sites other than our own, and marks of our links, that sent visits in a period, the most first. */
export const findSenders = async (ctx: Ctx, period: Ends, most: number): Promise<SentRow[]> => {
  const { rows } = await sql<SentRow>`
    select coalesce(came.host, came.mark) as place, case when came.host is null then 'mark' else 'link' end as "seenBy",
      count(*)::int as visits, count(distinct (visit.site_id, visit.visitor_id))::int as visitors
    from customers.visits as visit
    ${came(ctx)}
    where visit.workspace_id = ${ctx.workspaceId} and not visit.is_program
      and visit.started_at >= ${period.from}::timestamptz and visit.started_at < ${period.to}::timestamptz
      and (came.host is not null or came.mark is not null)
    group by 1, 2 order by visits desc, place limit ${most}`.execute(tables(ctx))
  return rows
}

export const hasSites = async (ctx: Ctx): Promise<boolean> => {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from customers.sites where workspace_id = ${ctx.workspaceId} and removed_at is null) as found`.execute(
    tables(ctx),
  )
  return rows[0]!.found
}
