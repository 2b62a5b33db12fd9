/** SQL of threads that are fetched around an item. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'

/** Takes a thread that is not fresh. @returns whether it was taken: false when it was asked for a moment ago. */
export const takeThread = async (
  ctx: Ctx,
  thread: { channel: string; rootRemoteId: string },
  freshUntil: Date,
): Promise<boolean> => {
  const { rows } = await sql`
    insert into channels.threads as known (workspace_id, channel, root_remote_id, asked_at, fresh_until)
    values (${ctx.workspaceId}::int, ${thread.channel}, ${thread.rootRemoteId}, ${ctx.now}::timestamptz, ${freshUntil}::timestamptz)
    on conflict (workspace_id, channel, root_remote_id) do update
      set asked_at = excluded.asked_at, fresh_until = excluded.fresh_until
      where known.fresh_until <= excluded.asked_at
    returning 1`.execute(ctx.tx)
  return rows.length > 0
}

export const setFresh = async (
  ctx: Ctx,
  thread: { channel: string; rootRemoteId: string },
  freshUntil: Date,
): Promise<void> => {
  await sql`
    update channels.threads set fresh_until = ${freshUntil}
    where workspace_id = ${ctx.workspaceId} and channel = ${thread.channel}
      and root_remote_id = ${thread.rootRemoteId}`.execute(ctx.tx)
}

export interface ThreadPlace {
  itemId: string
  channel: string
  remoteId: string
  rootRemoteId: string
  isReply: boolean
  /** The source that saw it last. */
  sourceId: string | null
}

/** Where items of these channels stand in their threads; those that are gone, and those of other workspaces, are left out. */
export const threadPlaces = async (
  ctx: Ctx,
  itemIds: readonly string[],
  channels: readonly string[],
): Promise<ThreadPlace[]> => {
  const { rows } = await sql<ThreadPlace>`
    select item.id as "itemId", item.channel, item.remote_id as "remoteId",
      coalesce(item.root_remote_id, item.remote_id) as "rootRemoteId", item.in_reply_to_remote_id is not null as "isReply", (
        select sighting.source_id from channels.sightings as sighting
        where sighting.workspace_id = item.workspace_id and sighting.item_id = item.id
        order by sighting.seen_at desc, sighting.source_id limit 1) as "sourceId"
    from channels.items as item
    where item.workspace_id = ${ctx.workspaceId} and item.id = any(${itemIds}::uuid[]) and item.removed_at is null
      and item.channel = any(${channels}::text[])
    order by item.id`.execute(ctx.tx)
  return rows
}

/** Those of the items that were said before then. */
export const saidBefore = async (
  ctx: Ctx,
  channel: string,
  remoteIds: readonly string[],
  before: Date,
): Promise<string[]> => {
  const { rows } = await sql<{ remote_id: string }>`
    select distinct remote_id from channels.items
    where workspace_id = ${ctx.workspaceId} and channel = ${channel} and remote_id = any(${remoteIds}::text[])
      and occurred_at < ${before}`.execute(ctx.tx)
  return rows.map(row => row.remote_id)
}
