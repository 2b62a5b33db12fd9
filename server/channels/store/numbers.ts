/** SQL of how our posts do: which are watched, when they are measured, what they counted and when that changed. */
import { sql } from 'kysely'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { Counted } from '../connector.ts'
import type { ChannelsTables, OwnPostRow } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => tables<ChannelsTables>(ctx)

/** Over all workspaces: watches what was sent or heard of our own since, on these channels, except in rehearsals. */
export const watchOwnPosts = async (
  ctx: SystemCtx,
  asked: { channels: readonly string[]; practice: string; since: Date; firstAt: Date },
): Promise<void> => {
  await sql`
    with own as (
      select * from channels.accounts
      where channel = any(${asked.channels}::text[]) and service <> ${asked.practice} and disconnected_at is null
    )
    insert into channels.own_posts (workspace_id, account_id, remote_id, published_at, next_measure_at)
    select own.workspace_id, own.id, delivery.remote_id, delivery.settled_at, ${asked.firstAt}::timestamptz
    from channels.deliveries as delivery
    join own on own.workspace_id = delivery.workspace_id and own.id = delivery.account_id
    where delivery.state = 'sent' and delivery.settled_at > ${asked.since}::timestamptz and delivery.remote_id is not null
    union
    select own.workspace_id, own.id, item.remote_id, item.occurred_at, ${asked.firstAt}::timestamptz
    from own
    join channels.authors as author on author.workspace_id = own.workspace_id and author.channel = own.channel
      and author.remote_id = own.remote_id
    join channels.items as item on item.workspace_id = own.workspace_id and item.author_id = author.id
      and item.occurred_at > ${asked.since}::timestamptz and item.is_own and item.removed_at is null
    on conflict (workspace_id, account_id, remote_id) do nothing`.execute(ctx.tx)
}

/** Over all workspaces: accounts of which posts are due. */
export const dueAccounts = async (ctx: SystemCtx): Promise<{ workspaceId: number; accountId: string }[]> => {
  const { rows } = await sql<{ workspaceId: number; accountId: string }>`
    select distinct workspace_id as "workspaceId", account_id as "accountId" from channels.own_posts
    where next_measure_at <= ${ctx.now} order by 1, 2 limit 500`.execute(ctx.tx)
  return rows
}

/** Takes the posts of an account that are due; one whose measuring never ends comes up again `until`. */
export const takeDuePosts = async (ctx: Ctx, accountId: string, limit: number, until: Date): Promise<string[]> => {
  const { rows } = await sql<{ remote_id: string }>`
    update channels.own_posts as post set next_measure_at = ${until}
    from (
      select remote_id from channels.own_posts
      where workspace_id = ${ctx.workspaceId} and account_id = ${accountId} and next_measure_at <= ${ctx.now}
      order by next_measure_at, remote_id limit ${limit}
      for update
    ) as due
    where post.workspace_id = ${ctx.workspaceId} and post.account_id = ${accountId} and post.remote_id = due.remote_id
    returning post.remote_id`.execute(ctx.tx)
  return rows.map(row => row.remote_id)
}

export const ownPosts = (ctx: Ctx, accountId: string, remoteIds: readonly string[]): Promise<OwnPostRow[]> =>
  db(ctx)
    .selectFrom('channels.own_posts')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('account_id', '=', accountId)
    .where('remote_id', '=', sql<string>`any(${remoteIds}::text[])`)
    .execute()

/** Writes measurements; the history gets those that say something new. */
export const writeNumbers = async (
  ctx: Ctx,
  accountId: string,
  counted: readonly (Counted & { nextAt: Date | null })[],
): Promise<void> => {
  if (counted.length === 0) return
  await sql`
    with given as (
      select * from json_to_recordset(${JSON.stringify(counted)}::json) as given
        ("remoteId" text, likes integer, reposts integer, replies integer, quotes integer, "nextAt" timestamptz)
    ), changed as (
      select given.* from given
      join channels.own_posts as post on post.workspace_id = ${ctx.workspaceId} and post.account_id = ${accountId}
        and post.remote_id = given."remoteId"
      where post.measured_at is null
        or (post.likes, post.reposts, post.replies, post.quotes) <> (given.likes, given.reposts, given.replies, given.quotes)
    ), kept as (
      insert into channels.post_metrics (workspace_id, account_id, remote_id, at, likes, reposts, replies, quotes)
      select ${ctx.workspaceId}::int, ${accountId}::uuid, "remoteId", ${ctx.now}::timestamptz, likes, reposts, replies, quotes
      from changed
      on conflict do nothing
    )
    update channels.own_posts as post set likes = given.likes, reposts = given.reposts, replies = given.replies,
      quotes = given.quotes, measured_at = ${ctx.now}, next_measure_at = given."nextAt"
    from given
    where post.workspace_id = ${ctx.workspaceId} and post.account_id = ${accountId}
      and post.remote_id = given."remoteId"`.execute(ctx.tx)
}

/** Asks about posts again at another time; null for no more. */
export const postponeMeasuring = (ctx: Ctx, accountId: string, remoteIds: readonly string[], nextAt: Date | null) =>
  db(ctx)
    .updateTable('channels.own_posts')
    .set({ next_measure_at: nextAt })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('account_id', '=', accountId)
    .where('remote_id', '=', sql<string>`any(${remoteIds}::text[])`)
    .execute()

export const stopMeasuring = (ctx: Ctx, accountId: string, remoteId: string) =>
  postponeMeasuring(ctx, accountId, [remoteId], null)

export type Numbers = Pick<OwnPostRow, 'likes' | 'reposts' | 'replies' | 'quotes'> & { at: Date }

/** What a post counted when it was measured last, and before, newest first. */
export const numbersOf = async (ctx: Ctx, remoteId: string, limit: number): Promise<Numbers[]> => {
  const { rows } = await sql<Numbers>`
    select likes, reposts, replies, quotes, measured_at as at, 0 as n from channels.own_posts
    where workspace_id = ${ctx.workspaceId} and remote_id = ${remoteId} and measured_at is not null
    union all
    (select metric.likes, metric.reposts, metric.replies, metric.quotes, metric.at, 1 as n
    from channels.own_posts as post
    join channels.post_metrics as metric on metric.workspace_id = post.workspace_id
      and metric.account_id = post.account_id and metric.remote_id = post.remote_id
    where post.workspace_id = ${ctx.workspaceId} and post.remote_id = ${remoteId}
    order by metric.at desc limit ${limit})
    order by n, at desc`.execute(ctx.tx)
  return rows
}
