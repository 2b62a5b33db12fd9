/** SQL of what imports made: which items, which topics, and taking them back. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

/** Notes the items of an import, new and known. A second row of the same item changes nothing. */
export const noteItems = async (
  ctx: Ctx,
  importId: string,
  items: readonly { id: string; isNew: boolean }[],
): Promise<void> => {
  if (items.length === 0) return
  await sql`
    insert into listening.import_items (workspace_id, import_id, item_id, is_new)
    select ${ctx.workspaceId}::int, ${importId}::uuid, id, is_new
    from unnest(${items.map(item => item.id)}::uuid[], ${items.map(item => item.isNew)}::boolean[]) as given (id, is_new)
    on conflict do nothing`.execute(tables(ctx))
}

export const noteLinks = async (
  ctx: Ctx,
  importId: string,
  topicId: string,
  itemIds: readonly string[],
): Promise<void> => {
  if (itemIds.length === 0) return
  await sql`
    insert into listening.import_links (workspace_id, import_id, item_id, topic_id)
    select ${ctx.workspaceId}::int, ${importId}::uuid, id, ${topicId}::uuid from unnest(${itemIds}::uuid[]) as given (id)
    on conflict do nothing`.execute(tables(ctx))
}

/** The next items of an import that is taken back, in the order of their ids, locked against each other. */
export const takeItems = async (
  ctx: Ctx,
  importId: string,
  limit: number,
): Promise<{ itemId: string; isNew: boolean }[]> => {
  const { rows } = await sql<{ itemId: string; isNew: boolean }>`
    select item_id as "itemId", is_new as "isNew" from listening.import_items
    where workspace_id = ${ctx.workspaceId} and import_id = ${importId}::uuid
    order by item_id limit ${limit} for update`.execute(tables(ctx))
  return rows
}

/** Those of the items that another import brought too: from now on they are that one's. @returns their ids. */
export const passOn = async (ctx: Ctx, importId: string, itemIds: readonly string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ item_id: string }>`
    update listening.import_items as item set is_new = true
    from (
      select distinct on (other.item_id) other.item_id, other.import_id from listening.import_items as other
      join channels.imports as brought on brought.workspace_id = other.workspace_id and brought.id = other.import_id
      where other.workspace_id = ${ctx.workspaceId} and other.item_id = any(${itemIds}::uuid[])
        and other.import_id <> ${importId}::uuid and brought.state in ('running', 'done')
      order by other.item_id, brought.created_at, other.import_id
    ) as heir
    where item.workspace_id = ${ctx.workspaceId} and item.import_id = heir.import_id and item.item_id = heir.item_id
    returning item.item_id`.execute(tables(ctx))
  return new Set(rows.map(row => row.item_id))
}

/** The links that an import put on items; they are forgotten with this. */
export const takeLinks = async (
  ctx: Ctx,
  importId: string,
  itemIds: readonly string[],
): Promise<{ itemId: string; topicId: string }[]> => {
  const { rows } = await sql<{ itemId: string; topicId: string }>`
    delete from listening.import_links
    where workspace_id = ${ctx.workspaceId} and import_id = ${importId}::uuid and item_id = any(${itemIds}::uuid[])
    returning item_id as "itemId", topic_id as "topicId"`.execute(tables(ctx))
  return rows
}

export const forgetItems = async (ctx: Ctx, importId: string, itemIds: readonly string[]): Promise<void> => {
  await sql`
    delete from listening.import_items
    where workspace_id = ${ctx.workspaceId} and import_id = ${importId}::uuid and item_id = any(${itemIds}::uuid[])`.execute(
    tables(ctx),
  )
}

/** Topics of mentions are taken off; the caller puts back those of mentions that stay. */
export const unlinkAll = async (ctx: Ctx, mentionIds: readonly string[]): Promise<void> => {
  await sql`
    delete from listening.mention_topics
    where workspace_id = ${ctx.workspaceId} and mention_id = any(${mentionIds}::uuid[])`.execute(tables(ctx))
}

/** Those of the items about which a person said whether they helped somebody. */
export const findJudged = async (ctx: Ctx, itemIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ item_id: string }>`
    select item_id from listening.help_judgements
    where workspace_id = ${ctx.workspaceId} and item_id = any(${itemIds}::uuid[])`.execute(tables(ctx))
  return rows.map(row => row.item_id)
}

/** The authors of items whom somebody follows. */
export const followedAuthors = async (ctx: Ctx, itemIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ author_id: string }>`
    select distinct item.author_id from channels.items as item
    join listening.followed_authors as followed
      on followed.workspace_id = item.workspace_id and followed.author_id = item.author_id
    where item.workspace_id = ${ctx.workspaceId} and item.id = any(${itemIds}::uuid[])`.execute(tables(ctx))
  return rows.map(row => row.author_id)
}

/** Those of the items that imports put under a topic, whatever its query says. */
export const findPut = async (ctx: Ctx, topicId: string, itemIds: readonly string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ item_id: string }>`
    select distinct item_id from listening.import_links
    where workspace_id = ${ctx.workspaceId} and topic_id = ${topicId}::uuid and item_id = any(${itemIds}::uuid[])`.execute(
    tables(ctx),
  )
  return new Set(rows.map(row => row.item_id))
}
