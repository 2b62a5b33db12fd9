/** SQL of a past that is brought in: which items became mentions, and how those had ended. */
import { sql } from 'kysely'
import type { MentionState } from '../../../contract/listening.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { ListeningTables } from '../tables.ts'

export const mentionIdsOfItems = async (ctx: Ctx, itemIds: readonly string[]): Promise<Map<string, string>> => {
  const rows = await tables<ListeningTables>(ctx)
    .selectFrom('listening.mentions')
    .select(['id', 'item_id'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('item_id', '=', sql<string>`any(${itemIds}::uuid[])`)
    .execute()
  return new Map(rows.map(row => [row.item_id, row.id]))
}

export interface EndingRow {
  mentionId: string
  state: MentionState
  by: string
  reason: string | null
  at: Date
}

/** Each mention at most once in `rows`. */
export const writeEndings = async (ctx: Ctx, rows: readonly EndingRow[]): Promise<void> => {
  const given = JSON.stringify(rows)
  await sql`
    with given as (
      select * from json_to_recordset(${given}::json) as given ("mentionId" uuid, state text, by text, reason text, at timestamptz)
    ), ended as (
      update listening.mentions as mention
      set state = given.state, state_by = given.by, state_reason = given.reason, state_at = given.at
      from given where mention.workspace_id = ${ctx.workspaceId} and mention.id = given."mentionId" and mention.state = 'pending'
        and mention.id = any(${rows.map(row => row.mentionId)}::uuid[])
      returning mention.id
    )
    insert into listening.endings (workspace_id, mention_id, number, state, by, reason, at)
    select ${ctx.workspaceId}::int, given."mentionId", 1, given.state, given.by, given.reason, given.at
    from given join ended on ended.id = given."mentionId"
    on conflict do nothing`.execute(tables(ctx))
}
