/** SQL of tags that later rooms keep as ids on their own rows. */
import { type RawBuilder, sql } from 'kysely'
import type { Tag } from '../../../contract/listening.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

/** The tags that stand, by every id that means them: their own, and those of tags that were merged into them. */
export const standingTags = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, Tag>> => {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Tag & { asked: string }>`
    select asked.id as asked, tag.id, tag.name, tag.tone
    from listening.tags as asked
    join listening.tags as tag on tag.workspace_id = asked.workspace_id
      and tag.id = case when asked.removed_at is null then asked.id else asked.merged_into end
    where asked.workspace_id = ${ctx.workspaceId} and asked.id = any(${[...new Set(ids)]}::uuid[])
      and tag.removed_at is null`.execute(tables(ctx))
  return new Map(rows.map(({ asked, ...tag }) => [asked, tag]))
}

/** Whether a column of ids holds any of the tags, or one that was merged into them. The column's index serves. */
export const tagged = (ctx: Ctx, column: RawBuilder<unknown>, tagIds: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`(${column} <> '{}' and ${column} && array(select id from listening.tags
    where workspace_id = ${ctx.workspaceId} and (id = any(${tagIds}::uuid[])
      or (removed_at is not null and merged_into = any(${tagIds}::uuid[])))))`
