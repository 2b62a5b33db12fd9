/** SQL of account modes: the mode, exceptions, what was posted and complained, by account and hour. */
import { sql } from 'kysely'
import type { AccountMode } from '../../../contract/inbox/modes.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

export const findMode = async (
  ctx: Ctx,
): Promise<{ mode: AccountMode; changed_at: Date; changed_by: string } | undefined> => {
  const { rows } = await sql<{ mode: AccountMode; changed_at: Date; changed_by: string }>`
    select mode, changed_at, changed_by from inbox.account_modes where workspace_id = ${ctx.workspaceId}`.execute(
    tables(ctx),
  )
  return rows[0]
}

export const writeMode = async (ctx: Ctx, mode: AccountMode, by: string): Promise<void> => {
  await sql`
    insert into inbox.account_modes (workspace_id, mode, changed_at, changed_by)
    values (${ctx.workspaceId}, ${mode}, ${ctx.now}, ${by})
    on conflict (workspace_id) do update
      set mode = excluded.mode, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(tables(ctx))
}

export type Purpose = 'marketing' | 'care' | 'both'

/** Connected accounts and what they are for. */
export const findPurposes = async (ctx: Ctx): Promise<{ id: string; handle: string; purpose: Purpose }[]> => {
  const { rows } = await sql<{ id: string; handle: string; purpose: Purpose }>`
    select id, handle, purpose from channels.accounts
    where workspace_id = ${ctx.workspaceId} and disconnected_at is null order by id`.execute(tables(ctx))
  return rows
}

/** The account to which an item was said; null where to none. */
export const findSpokenTo = async (ctx: Ctx, itemId: string): Promise<string | null> => {
  const { rows } = await sql<{ id: string | null }>`
    select addressed_account_id as id from channels.items
    where workspace_id = ${ctx.workspaceId} and id = ${itemId}`.execute(tables(ctx))
  return rows[0]?.id ?? null
}

/** The exception that holds for the words up to this number. */
export const findException = async (
  ctx: Ctx,
  conversationId: string,
): Promise<{ account_id: string; reason: string; by: string; at: Date } | undefined> => {
  const { rows } = await sql<{ account_id: string; reason: string; by: string; at: Date }>`
    select exception.account_id, exception.reason, exception.by, exception.at
    from inbox.brand_exceptions as exception
    where exception.workspace_id = ${ctx.workspaceId} and exception.conversation_id = ${conversationId}
      and not exists (select from inbox.messages as message
        where message.workspace_id = exception.workspace_id and message.conversation_id = exception.conversation_id
          and message.direction = 'inbound' and not message.is_automatic and message.number > exception.through)
    order by exception.at desc, exception.id desc limit 1`.execute(tables(ctx))
  return rows[0]
}

export const insertException = async (
  ctx: Ctx,
  row: { id: string; conversationId: string; accountId: string; through: number; reason: string; by: string },
): Promise<void> => {
  await sql`
    insert into inbox.brand_exceptions (workspace_id, id, conversation_id, account_id, through, reason, by, at)
    values (${ctx.workspaceId}, ${row.id}, ${row.conversationId}, ${row.accountId}, ${row.through}, ${row.reason},
      ${row.by}, ${ctx.now})`.execute(tables(ctx))
}

const isComplaint = sql`(mention.sentiment = 'negative' or 'complaint' = any(mention.intents))`

/** Complaints by hour since an instant. */
export const countComplaints = async (ctx: Ctx, from: Date, to: Date): Promise<{ at: Date; complaints: number }[]> => {
  const { rows } = await sql<{ at: Date; complaints: number }>`
    select date_trunc('hour', mention.occurred_at) as at, count(*)::int as complaints
    from listening.mentions as mention
    where mention.workspace_id = ${ctx.workspaceId} and mention.occurred_at >= ${from}::timestamptz
      and mention.occurred_at < ${to}::timestamptz and ${isComplaint}
    group by 1`.execute(tables(ctx))
  return rows
}

export const countOpenComplaints = async (ctx: Ctx, from: Date): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from listening.mentions as mention
    where mention.workspace_id = ${ctx.workspaceId} and mention.occurred_at >= ${from}::timestamptz
      and mention.state = 'pending' and ${isComplaint}`.execute(tables(ctx))
  return rows[0]!.count
}

export interface PostRow {
  id: string
  channel: string
  text: string
  url: string | null
  at: Date
}

/** What we posted ourselves, not as an answer, the newest first. */
export const findPosts = async (ctx: Ctx, from: Date, limit: number): Promise<PostRow[]> => {
  const { rows } = await sql<PostRow>`
    select id, channel, left(concat_ws(' · ', nullif(title, ''), text), 200) as text, url, occurred_at as at
    from channels.items
    where workspace_id = ${ctx.workspaceId} and is_own and kind in ('post', 'article')
      and occurred_at >= ${from}::timestamptz
    order by occurred_at desc, id desc limit ${limit}`.execute(tables(ctx))
  return rows
}

export interface SpokenRow {
  accountId: string
  channel: string
  handle: string
  purpose: Purpose
  followers: number | null
  answers: number
  complaints: number
}

/** Accounts with the answers that left from them and the public complaints that were said to them. */
export const measureAccounts = async (ctx: Ctx, from: Date): Promise<SpokenRow[]> => {
  const { rows } = await sql<SpokenRow>`
    with sent as (
      select delivery.account_id, count(*) as answers from inbox.messages as message
      join channels.deliveries as delivery
        on delivery.workspace_id = message.workspace_id and delivery.id = message.delivery_id
      where message.workspace_id = ${ctx.workspaceId} and message.sent_at >= ${from}::timestamptz
        and not message.is_automatic
      group by 1
    ), said as (
      select item.addressed_account_id as account_id, count(*) as complaints
      from listening.mentions as mention
      join channels.items as item on item.workspace_id = mention.workspace_id and item.id = mention.item_id
      where mention.workspace_id = ${ctx.workspaceId} and mention.occurred_at >= ${from}::timestamptz
        and mention.kind <> 'message' and ${isComplaint} and item.addressed_account_id is not null
      group by 1
    )
    select account.id as "accountId", account.channel, account.handle, account.purpose,
      (select max(author.followers) from channels.authors as author
        where author.workspace_id = account.workspace_id and author.channel = account.channel
          and author.remote_id = account.remote_id)::int as followers,
      coalesce(sent.answers, 0)::int as answers, coalesce(said.complaints, 0)::int as complaints
    from channels.accounts as account
    left join sent on sent.account_id = account.id
    left join said on said.account_id = account.id
    where account.workspace_id = ${ctx.workspaceId} and account.disconnected_at is null
    order by answers desc, account.id`.execute(tables(ctx))
  return rows
}

export const countExceptions = async (ctx: Ctx, from: Date): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from inbox.brand_exceptions
    where workspace_id = ${ctx.workspaceId} and at >= ${from}::timestamptz`.execute(tables(ctx))
  return rows[0]!.count
}
