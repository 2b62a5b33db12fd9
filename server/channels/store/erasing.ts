/** SQL of one person's data: what their authors wrote, shown and taken out. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

type Row = Record<string, unknown>

/** Items that authors wrote. */
export const itemsOfAuthors = async (ctx: Ctx, authorIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from channels.items
    where workspace_id = ${ctx.workspaceId} and author_id = any(${authorIds}::uuid[])`.execute(tables(ctx))
  return rows.map(row => row.id)
}

export const authorRows = async (ctx: Ctx, authorIds: readonly string[]): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select channel, remote_id as "remoteId", handle, display_name as "displayName", url, avatar_url as "avatarUrl", followers,
      first_seen_at as "firstSeenAt"
    from channels.authors where workspace_id = ${ctx.workspaceId} and id = any(${authorIds}::uuid[]) order by id`.execute(
    tables(ctx),
  )
  return rows
}

export const itemRows = async (ctx: Ctx, itemIds: readonly string[]): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select id, channel, kind, title, text, url, language, published_at as "publishedAt", received_at as "receivedAt"
    from channels.items where workspace_id = ${ctx.workspaceId} and id = any(${itemIds}::uuid[])
    order by occurred_at, id`.execute(tables(ctx))
  return rows
}

export const attachmentRows = async (ctx: Ctx, itemIds: readonly string[]): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select item_id as "itemId", name, media_type as "mediaType", size from channels.attachments
    where workspace_id = ${ctx.workspaceId} and item_id = any(${itemIds}::uuid[]) order by item_id, number`.execute(
    tables(ctx),
  )
  return rows
}

/** Authors keep nothing that a network would know them by: who speaks again is met anew. */
export const blankAuthors = async (ctx: Ctx, authorIds: readonly string[]): Promise<void> => {
  const at = sql`workspace_id = ${ctx.workspaceId} and author_id = any(${authorIds}::uuid[])`
  await sql`delete from channels.engagements where ${at}`.execute(tables(ctx))
  await sql`
    update channels.authors set remote_id = 'erased:' || id, handle = null, display_name = null, url = null, avatar_url = null,
      followers = null
    where workspace_id = ${ctx.workspaceId} and id = any(${authorIds}::uuid[])`.execute(tables(ctx))
}

/**
 * Items stay as places in threads and in sums, without words, links, names of theirs on the network, or files. What others
 * answered points at the place.
 */
export const blankItems = async (ctx: Ctx, itemIds: readonly string[]): Promise<void> => {
  const ids = sql`any(${itemIds}::uuid[])`
  const at = sql`workspace_id = ${ctx.workspaceId} and item_id = ${ids}`
  await sql`
    update channels.items as other set
      in_reply_to_remote_id = case when other.in_reply_to_remote_id = gone.remote_id then 'erased:' || gone.id
        else other.in_reply_to_remote_id end,
      root_remote_id = case when other.root_remote_id = gone.remote_id then 'erased:' || gone.id else other.root_remote_id end
    from channels.items as gone
    where gone.workspace_id = ${ctx.workspaceId} and gone.id = ${ids} and other.workspace_id = gone.workspace_id
      and other.channel = gone.channel
      and (other.root_remote_id = gone.remote_id or other.in_reply_to_remote_id = gone.remote_id)`.execute(tables(ctx))
  await sql`
    delete from channels.threads as thread using channels.items as gone
    where gone.workspace_id = ${ctx.workspaceId} and gone.id = ${ids} and thread.workspace_id = gone.workspace_id
      and thread.channel = gone.channel and thread.root_remote_id in (gone.remote_id, gone.root_remote_id)`.execute(
    tables(ctx),
  )
  await sql`delete from channels.raw_items where ${at}`.execute(tables(ctx))
  await sql`delete from channels.item_parts where ${at}`.execute(tables(ctx))
  await sql`delete from channels.attachments where ${at}`.execute(tables(ctx))
  // Files and pictures that went to them: what no delivery carries any more is forgotten within the hour.
  for (const carried of ['channels.delivery_files', 'channels.delivery_media'])
    await sql`
      delete from ${sql.table(carried)} as carried using channels.deliveries as delivery
      where carried.workspace_id = ${ctx.workspaceId} and delivery.workspace_id = carried.workspace_id
        and delivery.id = carried.delivery_id and delivery.in_reply_to_item_id = ${ids}`.execute(tables(ctx))
  await sql`
    update channels.deliveries set text = '', url = null
    where workspace_id = ${ctx.workspaceId} and in_reply_to_item_id = ${ids}`.execute(tables(ctx))
  await sql`
    update channels.items set removed_at = coalesce(removed_at, ${ctx.now}), text = '', title = null, url = null,
      remote_id = 'erased:' || id, revision = ''
    where workspace_id = ${ctx.workspaceId} and id = ${ids}`.execute(tables(ctx))
}

/** Raw forms of items that were received before an instant. */
export const countAgedRaw = async (ctx: Ctx, before: Date): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from channels.raw_items as raw
    join channels.items as item on item.workspace_id = raw.workspace_id and item.id = raw.item_id
    where raw.workspace_id = ${ctx.workspaceId} and item.received_at < ${before}`.execute(tables(ctx))
  return rows[0]?.count ?? 0
}

/** Forgets raw forms that were received before an instant; words and readings stay. @returns how many went. */
export const dropAgedRaw = async (ctx: Ctx, before: Date, most: number): Promise<number> => {
  const { rows } = await sql`
    delete from channels.raw_items
    where workspace_id = ${ctx.workspaceId} and item_id = any(array(
      select raw.item_id from channels.raw_items as raw
      join channels.items as item on item.workspace_id = raw.workspace_id and item.id = raw.item_id
      where raw.workspace_id = ${ctx.workspaceId} and item.received_at < ${before}
      order by raw.item_id limit ${most}))
    returning 1`.execute(tables(ctx))
  return rows.length
}
