/** SQL of deliveries: planned → claimed → sent, failed or unknown. */
import { sql } from 'kysely'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { Failure } from '../connector.ts'
import type { ChannelsTables, DeliveryRow } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => tables<ChannelsTables>(ctx)

export type NewDelivery = Pick<
  DeliveryRow,
  'id' | 'account_id' | 'in_reply_to_item_id' | 'after_delivery_id' | 'text' | 'planned_by'
>

export const insertDelivery = (ctx: Ctx, delivery: NewDelivery) =>
  db(ctx)
    .insertInto('channels.deliveries')
    .values({
      ...delivery,
      workspace_id: ctx.workspaceId,
      state: 'planned',
      remote_id: null,
      remote_version: null,
      url: null,
      problem_code: null,
      problem_params: '{}',
      tries: 0,
      planned_at: ctx.now,
      claimed_at: null,
      next_try_at: ctx.now,
      settled_at: null,
    })
    .execute()

export const deliveryRows = (ctx: Ctx, ids: readonly string[]): Promise<DeliveryRow[]> =>
  db(ctx)
    .selectFrom('channels.deliveries')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()

export const lockDelivery = (ctx: Ctx, id: string): Promise<DeliveryRow | undefined> =>
  db(ctx)
    .selectFrom('channels.deliveries')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** Claims it, with the remote id that it will have. `leaseUntil`: when a claim that nobody settled is looked at again. */
export const claimDelivery = (ctx: Ctx, id: string, remoteId: string | null, leaseUntil: Date) =>
  db(ctx)
    .updateTable('channels.deliveries')
    .set({
      state: 'claimed',
      remote_id: remoteId,
      tries: sql<number>`tries + 1`,
      claimed_at: sql<Date>`coalesce(claimed_at, ${ctx.now})`,
      next_try_at: leaseUntil,
    })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()

export const settleSent = (ctx: Ctx, id: string, remoteId: string, url: string | null, version: string | null) =>
  db(ctx)
    .updateTable('channels.deliveries')
    .set({
      state: 'sent',
      remote_id: remoteId,
      remote_version: version,
      url,
      problem_code: null,
      problem_params: '{}',
      next_try_at: null,
      settled_at: ctx.now,
    })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()

export const settleRefused = (ctx: Ctx, id: string, failure: Failure) =>
  db(ctx)
    .updateTable('channels.deliveries')
    .set({
      state: 'failed',
      problem_code: failure.code,
      problem_params: JSON.stringify(failure.params ?? {}),
      next_try_at: null,
      settled_at: ctx.now,
    })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()

/** It had been taken, and came back. Sent again it is not asked about: the copy that is found is the one that came back. */
export const settleCameBack = (ctx: Ctx, id: string, failure: Failure) =>
  db(ctx)
    .updateTable('channels.deliveries')
    .set({
      state: 'failed',
      problem_code: failure.code,
      problem_params: JSON.stringify(failure.params ?? {}),
      claimed_at: null,
      next_try_at: null,
      settled_at: ctx.now,
    })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()

/** The first of these remote ids that is a delivery of ours, locked. */
export const deliveryByRemoteIds = async (ctx: Ctx, remoteIds: readonly string[]): Promise<DeliveryRow | undefined> => {
  const rows = await db(ctx)
    .selectFrom('channels.deliveries')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('remote_id', '=', sql<string>`any(${remoteIds}::text[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  return remoteIds.flatMap(id => rows.find(row => row.remote_id === id) ?? [])[0]
}

/** Puts it back to be tried again; `refund` gives back the try that the network did not want yet. */
export const postponeDelivery = (
  ctx: Ctx,
  id: string,
  state: 'planned' | 'unknown',
  failure: Failure,
  nextTryAt: Date | null,
  refund: boolean,
) =>
  db(ctx)
    .updateTable('channels.deliveries')
    .set({
      state,
      problem_code: failure.code,
      problem_params: JSON.stringify(failure.params ?? {}),
      next_try_at: nextTryAt,
      ...(refund ? { tries: sql<number>`greatest(tries - 1, 0)` } : {}),
    })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()

/** Lets it wait for the one that it continues. */
export const letWait = (ctx: Ctx, id: string, until: Date) =>
  db(ctx)
    .updateTable('channels.deliveries')
    .set({ next_try_at: until })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()

/** The deliveries that continue this one and are not settled. */
export const followerIds = async (ctx: Ctx, id: string): Promise<string[]> => {
  const rows = await db(ctx)
    .selectFrom('channels.deliveries')
    .select('id')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('after_delivery_id', '=', id)
    .where('settled_at', 'is', null)
    .execute()
  return rows.map(row => row.id)
}

/** Plans it anew after a person asked for that. */
/** `mayAsk` false: it is sent without asking whether it was before. */
export const replanDelivery = (ctx: Ctx, id: string, { mayAsk }: { mayAsk: boolean }) =>
  db(ctx)
    .updateTable('channels.deliveries')
    .set({
      state: 'planned',
      tries: 0,
      problem_code: null,
      problem_params: '{}',
      next_try_at: ctx.now,
      settled_at: null,
      ...(mayAsk ? {} : { claimed_at: null }),
    })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()

/** Which of these remote ids are deliveries of ours. */
export const deliveredRemoteIds = async (ctx: Ctx, remoteIds: readonly string[]): Promise<Set<string>> => {
  const rows = await db(ctx)
    .selectFrom('channels.deliveries')
    .select('remote_id')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('remote_id', '=', sql<string>`any(${remoteIds}::text[])`)
    .execute()
  return new Set(rows.flatMap(row => (row.remote_id === null ? [] : [row.remote_id])))
}

/** Over all workspaces: deliveries whose next try passed by without anybody taking them. */
export const stalledDeliveries = async (
  ctx: SystemCtx,
  before: Date,
): Promise<{ workspaceId: number; deliveryId: string }[]> => {
  const rows = await db(ctx)
    .selectFrom('channels.deliveries')
    .select(['workspace_id', 'id'])
    .where('next_try_at', '<', before)
    .orderBy('next_try_at')
    .limit(500)
    .execute()
  return rows.map(row => ({ workspaceId: row.workspace_id, deliveryId: row.id }))
}

export interface SentDelivery {
  id: string
  accountId: string
  itemId: string
  text: string
  by: string
  at: Date
}

/** Deliveries that were sent in the past, in one statement. */
export const insertSentDeliveries = async (ctx: Ctx, sent: readonly SentDelivery[]): Promise<void> => {
  const given = JSON.stringify(sent)
  await sql`
    insert into channels.deliveries (workspace_id, id, account_id, in_reply_to_item_id, text, state, remote_id, problem_params,
      tries, planned_at, planned_by, claimed_at, settled_at)
    select ${ctx.workspaceId}, id, "accountId", "itemId", text, 'sent', 'practice:' || id, '{}', 1, at, by, at, at
    from json_to_recordset(${given}::json) as given (id uuid, "accountId" uuid, "itemId" uuid, text text, by text, at timestamptz)
    on conflict do nothing`.execute(ctx.tx)
}

/** Tries the waiting deliveries of a channel that one problem holds up again at once; the sweeper takes them. */
export const wakeWaitingDeliveries = (ctx: Ctx, channel: string, problemCode: string) =>
  sql`
    update channels.deliveries set next_try_at = ${ctx.now}::timestamptz - interval '1 minute'
    from channels.accounts
    where deliveries.workspace_id = ${ctx.workspaceId} and accounts.workspace_id = deliveries.workspace_id
      and accounts.id = deliveries.account_id and accounts.channel = ${channel}
      and deliveries.state = 'planned' and deliveries.problem_code = ${problemCode}`.execute(ctx.tx)
