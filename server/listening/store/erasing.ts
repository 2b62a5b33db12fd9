/** SQL of one person's data: mentions of what they wrote. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

export const mentionRows = async (ctx: Ctx, itemIds: readonly string[]): Promise<Record<string, unknown>[]> => {
  const { rows } = await sql<Record<string, unknown>>`
    select item_id as "itemId", channel, sentiment, state, state_at as "stateAt", fields, found_at as "foundAt" from listening.mentions
    where workspace_id = ${ctx.workspaceId} and item_id = any(${itemIds}::uuid[]) order by found_at, id`.execute(
    tables(ctx),
  )
  return rows
}

/** Search finds them by no word any more; in the ledger and the sums they stay. Nobody is followed who is gone. */
export const blankMentions = async (
  ctx: Ctx,
  { itemIds, authorIds }: { itemIds: readonly string[]; authorIds: readonly string[] },
): Promise<string[]> => {
  await sql`
    delete from listening.followed_authors
    where workspace_id = ${ctx.workspaceId} and author_id = any(${authorIds}::uuid[])`.execute(tables(ctx))
  await dropRareWords(ctx, itemIds)
  const { rows } = await sql<{ id: string }>`
    update listening.mentions set words = ''::tsvector, print = null, fields = '{}'
    where workspace_id = ${ctx.workspaceId} and item_id = any(${itemIds}::uuid[]) returning id`.execute(tables(ctx))
  return rows.map(row => row.id)
}

/** A word that so few said is as good as their text. */
const rare = 3

/** Words that were counted in these posts go from the counts where hardly anybody else said them. */
const dropRareWords = async (ctx: Ctx, itemIds: readonly string[]): Promise<void> => {
  const said = sql`
    select distinct item.occurred_at as at, lower(concat_ws(' ', item.title, item.text)) as text from channels.items as item
    where item.workspace_id = ${ctx.workspaceId} and item.id = any(${itemIds}::uuid[])`
  await sql`
    delete from listening.word_hours as counted using (${said}) as said
    where counted.workspace_id = ${ctx.workspaceId} and counted.word <> '' and counted.mentions <= ${rare}
      and counted.hour between said.at - interval '1 hour' and said.at
      and position(lower(counted.word) in said.text) > 0`.execute(tables(ctx))
  await sql`
    delete from listening.word_days as counted using (${said}) as said
    where counted.workspace_id = ${ctx.workspaceId} and counted.word <> '' and counted.mentions <= ${rare}
      and counted.day between said.at - interval '2 days' and said.at
      and position(lower(counted.word) in said.text) > 0`.execute(tables(ctx))
}
