/** SQL of what files bring: the place they are filed under, what is here already, and letting items go again. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { ChannelsTables } from '../tables.ts'

const fileKind = 'file'

/** The source of a channel's files, made where there is none. It is over from its beginning: nobody listens there. */
export const upsertFileSource = async (ctx: Ctx, row: { id: string; channel: string; by: string }): Promise<string> => {
  const made = await sql<{ id: string }>`
    insert into channels.sources
      (workspace_id, id, channel, kind, key, address, name, added_at, added_by, removed_at, removed_by)
    values (${ctx.workspaceId}, ${row.id}::uuid, ${row.channel}, ${fileKind}, ${fileKind}, ${fileKind}, ${fileKind},
      ${ctx.now}::timestamptz, ${row.by}, ${ctx.now}::timestamptz, ${row.by})
    on conflict (workspace_id, channel, kind, key) do update set kind = excluded.kind
    returning id`.execute(tables(ctx))
  return made.rows[0]!.id
}

export interface KnownItem {
  id: string
  channel: string
  remoteId: string
  revision: string
  url: string | null
  title: string | null
  text: string
}

const shown = sql`item.id, item.channel, item.remote_id as "remoteId", item.revision, item.url, item.title, item.text`

/** The newest revision of each of these posts that is here. */
export const itemsByRemoteIds = async (
  ctx: Ctx,
  channel: string,
  remoteIds: readonly string[],
): Promise<Map<string, KnownItem>> => {
  const { rows } = await sql<KnownItem>`
    select ${shown} from channels.items as item
    where item.workspace_id = ${ctx.workspaceId} and item.channel = ${channel} and item.remote_id = any(${remoteIds}::text[])
    order by item.received_at, item.id`.execute(tables(ctx))
  return new Map(rows.map(row => [row.remoteId, row]))
}

/** Items under these addresses, on any channel. */
export const itemsByAddresses = async (ctx: Ctx, urls: readonly string[]): Promise<KnownItem[]> => {
  if (urls.length === 0) return []
  const { rows } = await sql<KnownItem>`
    select ${shown} from channels.items as item
    where item.workspace_id = ${ctx.workspaceId} and md5(item.url) = any(select md5(url) from unnest(${urls}::text[]) as asked (url))
    order by item.received_at, item.id`.execute(tables(ctx))
  return rows
}

/** Those of the items that a source other than a file saw. */
export const seenElsewhere = async (ctx: Ctx, itemIds: readonly string[]): Promise<Set<string>> => {
  const rows = await tables<ChannelsTables>(ctx)
    .selectFrom('channels.sightings as sighting')
    .innerJoin('channels.sources as source', join =>
      join.onRef('source.workspace_id', '=', 'sighting.workspace_id').onRef('source.id', '=', 'sighting.source_id'),
    )
    .select('sighting.item_id')
    .distinct()
    .where('sighting.workspace_id', '=', ctx.workspaceId)
    .where('sighting.item_id', '=', sql<string>`any(${itemIds}::uuid[])`)
    .where('source.kind', '<>', fileKind)
    .execute()
  return new Set(rows.map(row => row.item_id))
}

/** Deletes items with their raw form and who saw them, and authors of whom nothing is left. @returns the authors that are gone. */
export const deleteItems = async (
  ctx: Ctx,
  itemIds: readonly string[],
  keptAuthorIds: readonly string[],
): Promise<string[]> => {
  const ids = sql`any(${itemIds}::uuid[])`
  const at = sql`workspace_id = ${ctx.workspaceId}`
  await sql`
    with counted as (
      select source_id, count(*)::int as count from channels.sightings where ${at} and item_id = ${ids} group by source_id)
    update channels.sources as source set items_total = greatest(source.items_total - counted.count, 0)
    from counted where source.workspace_id = ${ctx.workspaceId} and source.id = counted.source_id`.execute(tables(ctx))
  await sql`delete from channels.sightings where ${at} and item_id = ${ids}`.execute(tables(ctx))
  await sql`delete from channels.raw_items where ${at} and item_id = ${ids}`.execute(tables(ctx))
  const gone = await sql<{ author_id: string }>`
    delete from channels.items where ${at} and id = ${ids} returning author_id`.execute(tables(ctx))
  const authorIds = [...new Set(gone.rows.map(row => row.author_id))].filter(id => !keptAuthorIds.includes(id))
  const removed = await sql<{ id: string }>`
    delete from channels.authors as author
    where author.workspace_id = ${ctx.workspaceId} and author.id = any(${authorIds}::uuid[])
      and not exists (select from channels.items as item
        where item.workspace_id = author.workspace_id and item.author_id = author.id)
      and not exists (select from channels.engagements as engagement
        where engagement.workspace_id = author.workspace_id and engagement.author_id = author.id)
    returning author.id`.execute(tables(ctx))
  return removed.rows.map(row => row.id)
}
