/** SQL of activities: written once each in batches, summed on the customer, read as a timeline. */
import { sql } from 'kysely'
import type { ActivityKind } from '../../../contract/customers.ts'
import type { SentimentLabel } from '../../../contract/understanding.ts'
import type { ChannelsTables } from '../../channels/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { ActivityRow } from '../tables.ts'

export type NewActivity = Omit<ActivityRow, 'workspace_id'>

/**
 * Writes what is not there yet; a conversation or a detail that was not known before joins what is. Rows must be unique by
 * (customer, kind, source), and their customers locked by the caller. @returns the ids that are new.
 */
export const insertActivities = async (ctx: Ctx, rows: readonly NewActivity[]): Promise<Set<string>> => {
  const written = await sql<{ id: string; is_new: boolean }>`
    insert into customers.activities as activity
      (workspace_id, id, customer_id, kind, source_id, channel, at, item_id, conversation_id, text, url, detail)
    select ${ctx.workspaceId}::int, given.* from unnest(
      ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.customer_id)}::uuid[],
      ${rows.map(row => row.kind)}::text[], ${rows.map(row => row.source_id)}::uuid[],
      ${rows.map(row => row.channel)}::text[], ${rows.map(row => row.at)}::timestamptz[],
      ${rows.map(row => row.item_id)}::uuid[], ${rows.map(row => row.conversation_id)}::uuid[],
      ${rows.map(row => row.text)}::text[], ${rows.map(row => row.url)}::text[],
      ${rows.map(row => JSON.stringify(row.detail))}::jsonb[]
    ) as given (id, customer_id, kind, source_id, channel, at, item_id, conversation_id, text, url, detail)
    on conflict (workspace_id, customer_id, kind, source_id) do update set
      conversation_id = coalesce(activity.conversation_id, excluded.conversation_id),
      detail = activity.detail || jsonb_strip_nulls(excluded.detail)
    where (activity.conversation_id is null and excluded.conversation_id is not null)
      or not activity.detail @> jsonb_strip_nulls(excluded.detail)
    returning id, (xmax = 0) as is_new`.execute(ctx.tx)
  return new Set(written.rows.filter(row => row.is_new).map(row => row.id))
}

export interface Sum {
  customerId: string
  said: number
  answered: number
  heard: number
  bought: number
  /** When they were first and last heard among what is new; null where they were only answered. */
  firstHeardAt: Date | null
  lastHeardAt: Date | null
}

/** Adds to the roll-ups of customers that the caller has locked: whoever was answered is known, who bought is a customer. */
export const addToCustomers = async (ctx: Ctx, sums: readonly Sum[]): Promise<void> => {
  await sql`
    update customers.customers as customer set
      said = customer.said + given.said,
      answered = customer.answered + given.answered,
      heard = customer.heard + given.heard,
      bought = customer.bought + given.bought,
      stage = case
        when given.bought > 0 and customer.stage in ('stranger', 'known', 'lead') then 'customer'
        when given.answered > 0 and customer.stage = 'stranger' then 'known'
        else customer.stage end,
      first_seen_at = case
        when given.heard = 0 then customer.first_seen_at
        when customer.heard = 0 then given.first_at
        else least(customer.first_seen_at, given.first_at) end,
      last_seen_at = case
        when given.heard = 0 then customer.last_seen_at
        when customer.heard = 0 then given.last_at
        else greatest(customer.last_seen_at, given.last_at) end
    from unnest(
      ${sums.map(sum => sum.customerId)}::uuid[], ${sums.map(sum => sum.said)}::int[],
      ${sums.map(sum => sum.answered)}::int[], ${sums.map(sum => sum.heard)}::int[], ${sums.map(sum => sum.bought)}::int[],
      ${sums.map(sum => sum.firstHeardAt)}::timestamptz[], ${sums.map(sum => sum.lastHeardAt)}::timestamptz[]
    ) as given (id, said, answered, heard, bought, first_at, last_at)
    where customer.workspace_id = ${ctx.workspaceId} and customer.id = given.id`.execute(ctx.tx)
}

export interface SaidItem {
  item_id: string
  author_id: string
  channel: string
  occurred_at: Date
}

/** The items of mentions with who wrote them, and when. */
export const saidItems = (ctx: Ctx, itemIds: readonly string[]): Promise<SaidItem[]> =>
  tables<ChannelsTables>(ctx)
    .selectFrom('channels.items')
    .select(['id as item_id', 'author_id', 'channel', 'occurred_at'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${itemIds}::uuid[])`)
    .execute()

export interface ShownActivity {
  id: string
  kind: ActivityRow['kind']
  channel: string
  at: Date
  text: string
  url: string | null
  sentiment: SentimentLabel | null
  conversation_id: string | null
  item_id: string | null
  detail: ActivityRow['detail']
}

export interface TimelinePage {
  /** What may be seen of what is asked for. */
  kinds: readonly ActivityKind[]
  channels: readonly string[] | null
  after: { at: string; id: string } | null
  limit: number
}

/** Walks of an index that one page makes. */
const mostWalks = 60

/**
 * One row more than the page holds, newest first, over all leaves of a customer: each leaf gives its own newest from the
 * index alone, and only the rows of the page are looked at. @param longest characters of a text that are shown.
 */
export const activityPage = async (
  ctx: Ctx,
  leafIds: readonly string[],
  page: TimelinePage,
  longest: number,
): Promise<ShownActivity[]> => {
  const channels = [...new Set(page.channels ?? [])]
  // Each channel has an order of its own in the index; of many the one order of all is walked.
  const narrowed =
    page.channels === null
      ? [sql``]
      : channels.length * leafIds.length <= mostWalks
        ? channels.map(channel => sql`and channel = ${channel}`)
        : [sql`and channel = any(${channels}::text[])`]
  const newest = leafIds.flatMap(leafId =>
    narrowed.map(
      isOfChannel => sql`(
      select id, at from customers.activities
      where workspace_id = ${ctx.workspaceId} and customer_id = ${leafId}::uuid and kind = any(${page.kinds}::text[])
        ${isOfChannel}
        ${page.after === null ? sql`` : sql`and (at, id) < (${page.after.at}::timestamptz, ${page.after.id}::uuid)`}
      order by at desc, id desc limit ${page.limit + 1})`,
    ),
  )
  if (newest.length === 0) return []
  const { rows } = await sql<ShownActivity>`
    with page as (
      select id from (${sql.join(newest, sql` union all `)}) as leaf order by at desc, id desc limit ${page.limit + 1}
    )
    select activity.id, activity.kind, activity.channel, activity.at,
      left(coalesce(activity.text, concat_ws(E'\n', nullif(item.title, ''), item.text)), ${longest}) as text,
      coalesce(activity.url, item.url) as url, mention.sentiment, activity.conversation_id, activity.item_id,
      activity.detail
    from page join customers.activities as activity
      on activity.workspace_id = ${ctx.workspaceId} and activity.id = page.id
    left join channels.items as item
      on item.workspace_id = activity.workspace_id and item.id = activity.item_id
    left join listening.mentions as mention
      on mention.workspace_id = activity.workspace_id and mention.item_id = activity.item_id
    order by activity.at desc, activity.id desc`.execute(tables(ctx))
  return rows
}
