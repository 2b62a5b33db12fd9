/** SQL of people around mentions: authors who are followed, and what persons said of who helped whom. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { ListeningTables } from '../tables.ts'

/** Follows an author of this workspace. @returns false where there is none. */
export const insertFollowed = async (ctx: Ctx, authorId: string, by: string): Promise<boolean> => {
  const { rows } = await sql`
    with author as (
      select id from channels.authors where workspace_id = ${ctx.workspaceId} and id = ${authorId}::uuid
    ), followed as (
      insert into listening.followed_authors (workspace_id, author_id, by, at)
      select ${ctx.workspaceId}::int, id, ${by}::text, ${ctx.now}::timestamptz from author
      on conflict do nothing
    )
    select id from author`.execute(tables(ctx))
  return rows.length > 0
}

export const deleteFollowed = async (ctx: Ctx, authorId: string): Promise<void> => {
  await tables<ListeningTables>(ctx)
    .deleteFrom('listening.followed_authors')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('author_id', '=', authorId)
    .execute()
}

/** The newest mentions of an author: what open screens show of them. */
export const newestOfAuthor = async (ctx: Ctx, authorId: string, most: number): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from listening.mentions
    where workspace_id = ${ctx.workspaceId} and author_id = ${authorId}::uuid
    order by occurred_at desc, id desc limit ${most}`.execute(tables(ctx))
  return rows.map(row => row.id)
}

/** What persons said of items, by item. */
export const findJudgements = async (
  ctx: Ctx,
  itemIds: readonly string[],
): Promise<Map<string, { helped: boolean; by: string }>> => {
  const rows = await tables<ListeningTables>(ctx)
    .selectFrom('listening.help_judgements')
    .select(['item_id', 'helped', 'by'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('item_id', '=', sql<string>`any(${itemIds}::uuid[])`)
    .execute()
  return new Map(rows.map(row => [row.item_id, { helped: row.helped, by: row.by }]))
}

export const writeJudgement = async (ctx: Ctx, itemId: string, helped: boolean, by: string): Promise<void> => {
  await sql`
    insert into listening.help_judgements (workspace_id, item_id, helped, by, at)
    values (${ctx.workspaceId}, ${itemId}, ${helped}, ${by}, ${ctx.now})
    on conflict (workspace_id, item_id) do update set helped = excluded.helped, by = excluded.by, at = excluded.at`.execute(
    tables(ctx),
  )
}

export const deleteJudgement = async (ctx: Ctx, itemId: string): Promise<void> => {
  await tables<ListeningTables>(ctx)
    .deleteFrom('listening.help_judgements')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('item_id', '=', itemId)
    .execute()
}
