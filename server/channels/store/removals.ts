/** SQL of what networks took back: deleted posts, authors who are gone, handles that changed. */
import { sql } from 'kysely'
import type { SystemCtx } from '../../platform/ctx.ts'

export interface Changed {
  workspaceId: number
  id: string
}

/** Blanks the words and the raw form of items, all revisions, and says when. @returns those that still had their words. */
export const removeItemRows = async (
  ctx: SystemCtx,
  workspaceIds: readonly number[],
  channel: string,
  remoteIds: readonly string[],
): Promise<Changed[]> => {
  const { rows } = await sql<Changed>`
    with removed as (
      update channels.items set removed_at = ${ctx.now}, text = '', title = null
      where workspace_id = any(${workspaceIds}::int[]) and channel = ${channel}
        and remote_id = any(${remoteIds}::text[]) and removed_at is null
      returning workspace_id, id
    ), blanked as (
      update channels.raw_items as raw set raw = 'null'::jsonb from removed
      where raw.workspace_id = removed.workspace_id and raw.item_id = removed.id
    )
    select workspace_id as "workspaceId", id from removed order by workspace_id, id`.execute(ctx.tx)
  return rows
}

/** The same for all that these authors said. */
export const removeAuthorsRows = async (
  ctx: SystemCtx,
  workspaceIds: readonly number[],
  channel: string,
  remoteIds: readonly string[],
): Promise<Changed[]> => {
  const { rows } = await sql<Changed>`
    with removed as (
      update channels.items as item set removed_at = ${ctx.now}, text = '', title = null
      from channels.authors as author
      where author.workspace_id = any(${workspaceIds}::int[]) and author.channel = ${channel}
        and author.remote_id = any(${remoteIds}::text[])
        and item.workspace_id = author.workspace_id and item.author_id = author.id and item.removed_at is null
      returning item.workspace_id, item.id
    ), blanked as (
      update channels.raw_items as raw set raw = 'null'::jsonb from removed
      where raw.workspace_id = removed.workspace_id and raw.item_id = removed.id
    )
    select workspace_id as "workspaceId", id from removed order by workspace_id, id`.execute(ctx.tx)
  return rows
}

/** Gives authors that are known their new handles. @returns those whose handle is another now. */
export const renameAuthorRows = async (
  ctx: SystemCtx,
  workspaceIds: readonly number[],
  channel: string,
  renamed: readonly { remoteId: string; handle: string }[],
): Promise<Changed[]> => {
  const { rows } = await sql<Changed>`
    update channels.authors as author set handle = given.handle
    from unnest(${renamed.map(one => one.remoteId)}::text[], ${renamed.map(one => one.handle)}::text[])
      as given (remote_id, handle)
    where author.workspace_id = any(${workspaceIds}::int[]) and author.channel = ${channel}
      and author.remote_id = given.remote_id and author.handle is distinct from given.handle
    returning author.workspace_id as "workspaceId", author.id`.execute(ctx.tx)
  return rows
}
