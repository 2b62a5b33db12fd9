/** SQL of threads: what was heard or sent before under which root. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'

/** Remote id → the root of its thread, for items that were heard and for deliveries of ours. */
export const knownRoots = async (
  ctx: Ctx,
  channel: string,
  remoteIds: readonly string[],
): Promise<Map<string, string>> => {
  if (remoteIds.length === 0) return new Map()
  const { rows } = await sql<{ remote_id: string; root: string }>`
    select delivery.remote_id, coalesce(item.root_remote_id, item.remote_id) as root
    from channels.deliveries as delivery
    join channels.items as item
      on item.workspace_id = delivery.workspace_id and item.id = delivery.in_reply_to_item_id and item.channel = ${channel}
    where delivery.workspace_id = ${ctx.workspaceId} and delivery.remote_id = any(${remoteIds}::text[])
    union all
    select remote_id, coalesce(root_remote_id, remote_id)
    from channels.items
    where workspace_id = ${ctx.workspaceId} and channel = ${channel} and remote_id = any(${remoteIds}::text[])`.execute(
    ctx.tx,
  )
  return new Map(rows.map(row => [row.remote_id, row.root]))
}

/** What an author last said in messages of an account, the newest first: their titles and roots. */
export const lastSaid = async (
  ctx: Ctx,
  given: { channel: string; authorRemoteId: string; scope: string; after: Date; before: Date },
): Promise<{ title: string; root: string }[]> => {
  const { rows } = await sql<{ title: string; root: string }>`
    select item.title, coalesce(item.root_remote_id, item.remote_id) as root
    from channels.authors as author
    join channels.items as item on item.workspace_id = author.workspace_id and item.author_id = author.id
    where author.workspace_id = ${ctx.workspaceId} and author.channel = ${given.channel}
      and author.remote_id = ${given.authorRemoteId}
      and item.kind = 'message' and item.title is not null and starts_with(item.remote_id, ${given.scope})
      and item.occurred_at between ${given.after} and ${given.before}
    order by item.occurred_at desc, item.id desc
    limit 50`.execute(ctx.tx)
  return rows
}
