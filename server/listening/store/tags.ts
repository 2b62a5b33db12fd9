/** SQL of tags: kept when they are taken away, so that they come back with their mentions. */
import { sql } from 'kysely'
import type { Tag } from '../../../contract/listening.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { ListeningTables, TagRow } from '../tables.ts'

/** The tags that stand, by name, each with how many mentions carry it. */
export const findTags = async (ctx: Ctx): Promise<(Tag & { mentions: number })[]> => {
  const { rows } = await sql<Tag & { mentions: number }>`
    select tag.id, tag.name, tag.tone, count(link.mention_id)::int as mentions
    from listening.tags as tag
    left join listening.mention_tags as link on link.workspace_id = tag.workspace_id and link.tag_id = tag.id
    where tag.workspace_id = ${ctx.workspaceId} and tag.removed_at is null
    group by tag.id, tag.name, tag.tone
    order by lower(tag.name)`.execute(tables(ctx))
  return rows
}

/** A tag, also one that was taken away, locked until the transaction ends. */
export const lockTag = (ctx: Ctx, tagId: string): Promise<TagRow | undefined> =>
  tables<ListeningTables>(ctx)
    .selectFrom('listening.tags')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', tagId)
    .forUpdate()
    .executeTakeFirst()

/** The tag that stands under a name, whatever its case. */
export const findTagNamed = async (ctx: Ctx, name: string): Promise<Tag | undefined> => {
  const { rows } = await sql<Tag>`
    select id, name, tone from listening.tags
    where workspace_id = ${ctx.workspaceId} and lower(name) = lower(${name}) and removed_at is null`.execute(
    tables(ctx),
  )
  return rows[0]
}

/** Writes a tag unless its name stands already. */
export const insertTag = async (ctx: Ctx, tag: Tag, by: string): Promise<void> => {
  await sql`
    insert into listening.tags (workspace_id, id, name, tone, created_at, created_by)
    values (${ctx.workspaceId}, ${tag.id}, ${tag.name}, ${tag.tone}, ${ctx.now}, ${by})
    on conflict (workspace_id, lower(name)) where removed_at is null do nothing`.execute(tables(ctx))
}

export const changeTag = async (
  ctx: Ctx,
  tagId: string,
  change: Partial<Pick<TagRow, 'name' | 'tone' | 'removed_at' | 'removed_by' | 'merged_into'>>,
): Promise<void> => {
  await tables<ListeningTables>(ctx)
    .updateTable('listening.tags')
    .set(change)
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', tagId)
    .execute()
}

/** Of these ids, the tags that stand. */
export const findStandingTags = async (ctx: Ctx, tagIds: readonly string[]): Promise<Set<string>> => {
  const rows = await tables<ListeningTables>(ctx)
    .selectFrom('listening.tags')
    .select('id')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${tagIds}::uuid[])`)
    .where('removed_at', 'is', null)
    .forShare()
    .execute()
  return new Set(rows.map(row => row.id))
}

/** The mentions of a tag. */
export const mentionsOfTag = async (ctx: Ctx, tagId: string): Promise<string[]> => {
  const rows = await tables<ListeningTables>(ctx)
    .selectFrom('listening.mention_tags')
    .select('mention_id')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('tag_id', '=', tagId)
    .orderBy('mention_id')
    .execute()
  return rows.map(row => row.mention_id)
}

/** Gives the mentions of a tag to another, which remembers where they came from; those that carry it already stay. */
export const copyTag = async (ctx: Ctx, fromId: string, toId: string, by: string): Promise<void> => {
  await sql`
    insert into listening.mention_tags (workspace_id, mention_id, tag_id, occurred_at, by, at, via_tag_id)
    select workspace_id, mention_id, ${toId}::uuid, occurred_at, ${by}::text, ${ctx.now}::timestamptz, ${fromId}::uuid
    from listening.mention_tags
    where workspace_id = ${ctx.workspaceId} and tag_id = ${fromId}::uuid
    on conflict do nothing`.execute(tables(ctx))
}

/** Takes back what a merge gave. */
export const uncopyTag = async (ctx: Ctx, fromId: string): Promise<void> => {
  await tables<ListeningTables>(ctx)
    .deleteFrom('listening.mention_tags')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('via_tag_id', '=', fromId)
    .execute()
}
