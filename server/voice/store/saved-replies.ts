/** SQL of saved replies: kept when they are taken away, so that they come back. */
import { sql } from 'kysely'
import type { SavedReply } from '../../../contract/voice/saved-replies.ts'
import type { Ctx } from '../../platform/ctx.ts'

/** At most so many are listed: more are found by words. */
const mostListed = 200

/** Those that stand, the most used first; every one of `words` in the name or the text. */
export const findSavedReplies = async (ctx: Ctx, words: readonly string[]): Promise<SavedReply[]> => {
  const { rows } = await sql<SavedReply>`
    select id, name, text, uses from voice.saved_replies
    where workspace_id = ${ctx.workspaceId} and removed_at is null
      and not exists (
        select from unnest(${words}::text[]) as word
        where strpos(lower(name || ' ' || text), word) = 0)
    order by uses desc, name, id
    limit ${mostListed}`.execute(ctx.tx)
  return rows
}

export const insertSavedReply = async (ctx: Ctx, row: SavedReply, by: string): Promise<void> => {
  await sql`
    insert into voice.saved_replies (workspace_id, id, name, text, changed_at, changed_by)
    values (${ctx.workspaceId}, ${row.id}, ${row.name}, ${row.text}, ${ctx.now}, ${by})`.execute(ctx.tx)
}

/** @returns the reply as it stands, undefined where there is none. */
export const changeSavedReply = async (
  ctx: Ctx,
  id: string,
  change: { name: string; text: string },
  by: string,
): Promise<SavedReply | undefined> => {
  const { rows } = await sql<SavedReply>`
    update voice.saved_replies set name = ${change.name}, text = ${change.text}, changed_at = ${ctx.now}, changed_by = ${by}
    where workspace_id = ${ctx.workspaceId} and id = ${id} and removed_at is null
    returning id, name, text, uses`.execute(ctx.tx)
  return rows[0]
}

/** Takes a reply away or brings it back. @returns it, undefined where there is none. */
export const markRemoved = async (ctx: Ctx, id: string, by: string | null): Promise<SavedReply | undefined> => {
  const { rows } = await sql<SavedReply>`
    update voice.saved_replies
    set removed_at = case when ${by}::text is null then null else coalesce(removed_at, ${ctx.now}::timestamptz) end,
      removed_by = ${by}::text
    where workspace_id = ${ctx.workspaceId} and id = ${id}
    returning id, name, text, uses`.execute(ctx.tx)
  return rows[0]
}

export const countUse = async (ctx: Ctx, id: string): Promise<boolean> => {
  const { rows } = await sql`
    update voice.saved_replies set uses = uses + 1
    where workspace_id = ${ctx.workspaceId} and id = ${id} returning 1`.execute(ctx.tx)
  return rows.length > 0
}

/** Those that hold most of these words in name or text, the most used first; at least `least` of them. */
export const savedLike = async (
  ctx: Ctx,
  words: readonly string[],
  { least, most }: { least: number; most: number },
): Promise<SavedReply[]> => {
  const { rows } = await sql<SavedReply>`
    select id, name, text, uses from (
      select id, name, text, uses, (
        select count(*) from unnest(${words}::text[]) as word
        where strpos(lower(name || ' ' || text), word) > 0) as shared
      from voice.saved_replies where workspace_id = ${ctx.workspaceId} and removed_at is null) as reply
    where shared >= ${least}
    order by shared desc, uses desc, name, id
    limit ${most}`.execute(ctx.tx)
  return rows
}
