/** SQL of how far the search of the past is for each topic. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { ListeningTables, PastSearchRow } from '../tables.ts'

/** A search that begins takes the place of the one before. */
export const beginPast = async (ctx: Ctx, topicId: string, version: number): Promise<void> => {
  const search = {
    version,
    total: 0,
    looked: 0,
    found: 0,
    started_at: ctx.now,
    done_at: null,
    cancelled_at: null,
    cancelled_by: null,
  }
  await tables<ListeningTables>(ctx)
    .insertInto('listening.past_searches')
    .values({ ...search, workspace_id: ctx.workspaceId, topic_id: topicId })
    .onConflict(conflict => conflict.columns(['workspace_id', 'topic_id']).doUpdateSet(search))
    .execute()
}

export const findPastSearches = async (
  ctx: Ctx,
  topicIds: readonly string[],
): Promise<ReadonlyMap<string, PastSearchRow>> => {
  const rows = await tables<ListeningTables>(ctx)
    .selectFrom('listening.past_searches')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('topic_id', '=', sql<string>`any(${topicIds}::uuid[])`)
    .execute()
  return new Map(rows.map(row => [row.topic_id, row]))
}

interface Searched {
  topicId: string
  version: number
}

/** Whether the search was stopped; held, so that none stops it before the transaction ends. */
export const isCancelled = async (ctx: Ctx, { topicId, version }: Searched): Promise<boolean> => {
  const row = await tables<ListeningTables>(ctx)
    .selectFrom('listening.past_searches')
    .select('cancelled_at')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('topic_id', '=', topicId)
    .where('version', '=', version)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined && row.cancelled_at !== null
}

/** Notes how many items there are to look at. */
export const countPast = async (ctx: Ctx, { topicId, version }: Searched, since: Date): Promise<void> => {
  await sql`
    update listening.past_searches set total = (
      select count(*)::int from channels.items
      where workspace_id = ${ctx.workspaceId} and occurred_at >= ${since}::timestamptz
    )
    where workspace_id = ${ctx.workspaceId} and topic_id = ${topicId}::uuid and version = ${version}`.execute(
    tables(ctx),
  )
}

export const advancePast = async (
  ctx: Ctx,
  { topicId, version }: Searched,
  page: { looked: number; found: number; isLast: boolean },
): Promise<void> => {
  await tables<ListeningTables>(ctx)
    .updateTable('listening.past_searches')
    .set(row => ({
      looked: row('looked', '+', page.looked),
      found: row('found', '+', page.found),
      ...(page.isLast ? { done_at: ctx.now } : {}),
    }))
    .where('workspace_id', '=', ctx.workspaceId)
    .where('topic_id', '=', topicId)
    .where('version', '=', version)
    .execute()
}

/** Stops a search that runs. */
export const cancelPast = async (ctx: Ctx, topicId: string, by: string): Promise<void> => {
  await tables<ListeningTables>(ctx)
    .updateTable('listening.past_searches')
    .set({ cancelled_at: ctx.now, cancelled_by: by })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('topic_id', '=', topicId)
    .where('done_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .execute()
}
