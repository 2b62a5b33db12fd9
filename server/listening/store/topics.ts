/** SQL of topics and of the standing that counts their changes. */
import { sql } from 'kysely'
import type { TopicKind } from '../../../contract/listening.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { ListeningTables, TopicRow } from '../tables.ts'

/** The followed topics of a workspace with their queries. */
export const readStanding = (ctx: Ctx): Promise<{ id: string; query: string }[]> =>
  tables<ListeningTables>(ctx)
    .selectFrom('listening.topics')
    .select(['id', 'query'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('archived_at', 'is', null)
    .orderBy('id')
    .execute()

/**
 * The number that every change of a topic counts up; 0 before the first topic. Held, no topic can change before the
 * transaction of `ctx` ends: what is stored in it has met every topic, and what is stored later meets the changed ones.
 */
export const readVersion = async (ctx: Ctx, isHeld: boolean): Promise<number> => {
  const db = tables<ListeningTables>(ctx)
  const chosen = db.selectFrom('listening.standings').select('version').where('workspace_id', '=', ctx.workspaceId)
  const row = await (isHeld ? chosen.forShare() : chosen).executeTakeFirst()
  if (row !== undefined) return row.version
  if (!isHeld) return 0
  await db
    .insertInto('listening.standings')
    .values({ workspace_id: ctx.workspaceId, version: 0 })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  const made = await chosen.forShare().executeTakeFirstOrThrow()
  return made.version
}

/** Says that what the topics find has changed: every process compiles its matcher anew before the next batch. */
export const countUpStanding = async (ctx: Ctx): Promise<void> => {
  await sql`
    insert into listening.standings as standing (workspace_id, version) values (${ctx.workspaceId}, 1)
    on conflict (workspace_id) do update set version = standing.version + 1`.execute(tables(ctx))
}

export const insertTopic = async (
  ctx: Ctx,
  topic: Pick<TopicRow, 'id' | 'name' | 'kind' | 'goal' | 'query' | 'slots' | 'created_by'>,
): Promise<void> => {
  await tables<ListeningTables>(ctx)
    .insertInto('listening.topics')
    .values({
      ...topic,
      workspace_id: ctx.workspaceId,
      version: 1,
      created_at: ctx.now,
      archived_at: null,
      archived_by: null,
    })
    .execute()
}

export const findTopic = (ctx: Ctx, topicId: string): Promise<TopicRow | undefined> =>
  tables<ListeningTables>(ctx)
    .selectFrom('listening.topics')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', topicId)
    .executeTakeFirst()

/**
 * Finds a topic and keeps others from changing it until the transaction ends. Mentions may still be linked to it: an
 * intake that holds the standing would wait here for us, who wait for the standing.
 */
export const lockTopic = (ctx: Ctx, topicId: string): Promise<TopicRow | undefined> =>
  tables<ListeningTables>(ctx)
    .selectFrom('listening.topics')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', topicId)
    .forNoKeyUpdate()
    .executeTakeFirst()

export const changeTopic = async (
  ctx: Ctx,
  topicId: string,
  change: Partial<
    Pick<TopicRow, 'name' | 'kind' | 'goal' | 'query' | 'slots' | 'version' | 'archived_at' | 'archived_by'>
  >,
): Promise<void> => {
  await tables<ListeningTables>(ctx)
    .updateTable('listening.topics')
    .set(change)
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', topicId)
    .execute()
}

/** The followed topics, or the archived ones; the oldest first. */
export const findTopics = (ctx: Ctx, isArchived: boolean): Promise<TopicRow[]> =>
  tables<ListeningTables>(ctx)
    .selectFrom('listening.topics')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('archived_at', isArchived ? 'is not' : 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()

export interface NamedTopic {
  id: string
  name: string
  kind: TopicKind
}

/** Topics by id in the order given, archived ones too; ids that are none are left out. */
export const findNamed = async (ctx: Ctx, topicIds: readonly string[]): Promise<NamedTopic[]> => {
  const rows = await tables<ListeningTables>(ctx)
    .selectFrom('listening.topics')
    .select(['id', 'name', 'kind'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${topicIds}::uuid[])`)
    .execute()
  const named = new Map(rows.map(row => [row.id, row]))
  return [...new Set(topicIds)].flatMap(id => named.get(id) ?? [])
}
