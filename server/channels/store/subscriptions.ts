/** SQL of hubs: which source is told of news by whom, since when and until when. */
import { sql } from 'kysely'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { ChannelsTables, SubscriptionRow } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => tables<ChannelsTables>(ctx)

export const subscriptionRow = (ctx: Ctx, sourceId: string): Promise<SubscriptionRow | undefined> =>
  db(ctx)
    .selectFrom('channels.subscriptions')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('source_id', '=', sourceId)
    .executeTakeFirst()

/** Wants news from a hub; the same hub and topic again change nothing, another one begins anew. */
export const wantSubscription = (ctx: Ctx, wanted: Pick<SubscriptionRow, 'source_id' | 'hub' | 'topic' | 'secret'>) =>
  sql`
    insert into channels.subscriptions as kept (workspace_id, source_id, hub, topic, secret, state, next_ask_at)
    values (${ctx.workspaceId}, ${wanted.source_id}, ${wanted.hub}, ${wanted.topic}, ${wanted.secret}, 'wanted', ${ctx.now})
    on conflict (workspace_id, source_id) do update set hub = excluded.hub, topic = excluded.topic, secret = excluded.secret,
      state = 'wanted', next_ask_at = excluded.next_ask_at, asked_at = null, lease_until = null, told_at = null
      where (kept.hub, kept.topic) is distinct from (excluded.hub, excluded.topic)`.execute(ctx.tx)

/** The feed names no hub any more. */
export const forgetSubscription = (ctx: Ctx, sourceId: string) =>
  db(ctx)
    .deleteFrom('channels.subscriptions')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('source_id', '=', sourceId)
    .execute()

/** Over all workspaces: subscriptions to be asked for or renewed now, of sources that are listened to; each to one taker. */
export const takeDueSubscriptions = async (
  ctx: SystemCtx,
  askAgainAt: Date,
): Promise<{ workspaceId: number; sourceId: string }[]> => {
  const taken = await sql<{ workspace_id: number; source_id: string }>`
    update channels.subscriptions set next_ask_at = ${askAgainAt}
    from channels.sources
    where next_ask_at <= ${ctx.now} and sources.workspace_id = subscriptions.workspace_id and sources.id = subscriptions.source_id
      and sources.removed_at is null and sources.paused_at is null
    returning subscriptions.workspace_id, subscriptions.source_id`.execute(ctx.tx)
  return taken.rows.map(row => ({ workspaceId: row.workspace_id, sourceId: row.source_id }))
}

export const updateSubscription = (
  ctx: Ctx,
  sourceId: string,
  change: Partial<Pick<SubscriptionRow, 'state' | 'asked_at' | 'next_ask_at' | 'lease_until' | 'told_at'>>,
) =>
  db(ctx)
    .updateTable('channels.subscriptions')
    .set(change)
    .where('workspace_id', '=', ctx.workspaceId)
    .where('source_id', '=', sourceId)
    .execute()

/** Sources of the workspace that a hub tells of news at this moment. */
export const activeHubs = async (ctx: Ctx, sourceId?: string): Promise<string[]> => {
  const rows = await db(ctx)
    .selectFrom('channels.subscriptions')
    .select('source_id')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('state', '=', 'active')
    .where('lease_until', '>', ctx.now)
    .$if(sourceId !== undefined, query => query.where('source_id', '=', sourceId!))
    .execute()
  return rows.map(row => row.source_id)
}
