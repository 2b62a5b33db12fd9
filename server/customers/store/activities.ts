/** SQL of activities: written once each in batches, summed on the customer, read as a timeline. */
import { sql } from 'kysely'
import type { SentimentLabel } from '../../../contract/understanding.ts'
import type { ChannelsTables } from '../../channels/index.ts'
import type { ListeningTables } from '../../listening/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { ActivityRow, CustomersTables } from '../tables.ts'

export type NewActivity = Omit<ActivityRow, 'workspace_id'>

/**
 * Writes what is not there yet; a conversation that was not known before joins what is. Rows must be unique by
 * (customer, kind, source), and their customers locked by the caller. @returns the ids that are new.
 */
export const insertActivities = async (ctx: Ctx, rows: readonly NewActivity[]): Promise<Set<string>> => {
  const written = await sql<{ id: string; is_new: boolean }>`
    insert into customers.activities as activity
      (workspace_id, id, customer_id, kind, source_id, channel, at, item_id, conversation_id, text, url)
    select ${ctx.workspaceId}::int, given.* from unnest(
      ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.customer_id)}::uuid[],
      ${rows.map(row => row.kind)}::text[], ${rows.map(row => row.source_id)}::uuid[],
      ${rows.map(row => row.channel)}::text[], ${rows.map(row => row.at)}::timestamptz[],
      ${rows.map(row => row.item_id)}::uuid[], ${rows.map(row => row.conversation_id)}::uuid[],
      ${rows.map(row => row.text)}::text[], ${rows.map(row => row.url)}::text[]
    ) as given (id, customer_id, kind, source_id, channel, at, item_id, conversation_id, text, url)
    on conflict (workspace_id, customer_id, kind, source_id) do update set conversation_id = excluded.conversation_id
    where activity.conversation_id is null and excluded.conversation_id is not null
    returning id, (xmax = 0) as is_new`.execute(ctx.tx)
  return new Set(written.rows.filter(row => row.is_new).map(row => row.id))
}

export interface Sum {
  customerId: string
  said: number
  answered: number
  /** When they were first and last heard among what is new; null where they were only answered. */
  firstSaidAt: Date | null
  lastSaidAt: Date | null
}

/** Adds to the roll-ups of customers that the caller has locked; whoever was answered is known. */
export const addToCustomers = async (ctx: Ctx, sums: readonly Sum[]): Promise<void> => {
  await sql`
    update customers.customers as customer set
      said = customer.said + given.said,
      answered = customer.answered + given.answered,
      stage = case when given.answered > 0 then 'known' else customer.stage end,
      first_seen_at = case
        when given.said = 0 then customer.first_seen_at
        when customer.said = 0 then given.first_said_at
        else least(customer.first_seen_at, given.first_said_at) end,
      last_seen_at = case
        when given.said = 0 then customer.last_seen_at
        when customer.said = 0 then given.last_said_at
        else greatest(customer.last_seen_at, given.last_said_at) end
    from unnest(
      ${sums.map(sum => sum.customerId)}::uuid[], ${sums.map(sum => sum.said)}::int[],
      ${sums.map(sum => sum.answered)}::int[], ${sums.map(sum => sum.firstSaidAt)}::timestamptz[],
      ${sums.map(sum => sum.lastSaidAt)}::timestamptz[]
    ) as given (id, said, answered, first_said_at, last_said_at)
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
}

/** One row more than the page holds, newest first. @param longest characters of a text that are shown. */
export const activityPage = async (
  ctx: Ctx,
  customerId: string,
  page: { after: { at: string; id: string } | null; limit: number },
  longest: number,
): Promise<ShownActivity[]> =>
  await tables<CustomersTables & ChannelsTables & ListeningTables>(ctx)
    .selectFrom('customers.activities as activity')
    .leftJoin('channels.items as item', join =>
      join.onRef('item.workspace_id', '=', 'activity.workspace_id').onRef('item.id', '=', 'activity.item_id'),
    )
    .leftJoin('listening.mentions as mention', join =>
      join
        .onRef('mention.workspace_id', '=', 'activity.workspace_id')
        .onRef('mention.item_id', '=', 'activity.item_id'),
    )
    .select([
      'activity.id',
      'activity.kind',
      'activity.channel',
      'activity.at',
      sql<string>`left(coalesce(activity.text, concat_ws(E'\n', nullif(item.title, ''), item.text)), ${longest})`.as(
        'text',
      ),
      sql<string | null>`coalesce(activity.url, item.url)`.as('url'),
      'mention.sentiment',
      'activity.conversation_id',
      'activity.item_id',
    ])
    .where('activity.workspace_id', '=', ctx.workspaceId)
    .where('activity.customer_id', '=', customerId)
    .$if(page.after !== null, query =>
      query.where(sql<boolean>`(activity.at, activity.id) < (${page.after?.at}::timestamptz, ${page.after?.id}::uuid)`),
    )
    .orderBy('activity.at', 'desc')
    .orderBy('activity.id', 'desc')
    .limit(page.limit + 1)
    .execute()
