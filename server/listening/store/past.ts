/** SQL of searching the past: kept items in pages, the newest first. */
import { sql } from 'kysely'
import type { Item } from '../../../contract/channels.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { Place } from './stream.ts'

export interface PastItem {
  id: string
  occurredAt: Date
  channel: string
  title: string | null
  text: string
  url: string | null
  isAddressed: boolean
  kind: Item['kind']
  authorId: string
  author: { handle: string | null; displayName: string | null; followers: number | null }
}

const shown = sql`
    select item.id, item.occurred_at as "occurredAt", item.channel, item.title, item.text, item.url, item.kind,
      item.author_id as "authorId",
      item.addressed_account_id is not null as "isAddressed",
      json_build_object('handle', author.handle, 'displayName', author.display_name, 'followers', author.followers) as author
    from channels.items as item
    join channels.authors as author on author.workspace_id = item.workspace_id and author.id = item.author_id`

/** The same of chosen items. */
export const findPastItemsById = async (ctx: Ctx, itemIds: readonly string[]): Promise<PastItem[]> => {
  const { rows } = await sql<PastItem>`
    ${shown}
    where item.workspace_id = ${ctx.workspaceId} and item.id = any(${itemIds}::uuid[]) and not item.is_own
    order by item.id`.execute(tables(ctx))
  return rows
}

/** Items that people other than us wrote since `since`, each in its newest revision, at most `limit`, older than `after`. */
export const findPastItems = async (ctx: Ctx, since: Date, after: Place | null, limit: number): Promise<PastItem[]> => {
  const older =
    after === null
      ? sql`true`
      : sql`(item.occurred_at, item.id) < (${after.occurredAt}::timestamptz, ${after.id}::uuid)`
  const { rows } = await sql<PastItem>`
    ${shown}
    where item.workspace_id = ${ctx.workspaceId} and item.occurred_at >= ${since}::timestamptz
      and not item.is_own and ${older}
      and not exists (select from channels.items as newer where newer.workspace_id = item.workspace_id
        and newer.channel = item.channel and newer.remote_id = item.remote_id
        and (newer.received_at, newer.id) > (item.received_at, item.id))
    order by item.occurred_at desc, item.id desc limit ${limit}`.execute(tables(ctx))
  return rows
}
