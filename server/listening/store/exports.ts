/** SQL of exports: who took what, how far it is, and what networks call the items of a page. */
import { sql } from 'kysely'
import type { ExportFormat } from '../../../contract/listening.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { ExportRow, ListeningTables } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => tables<ListeningTables>(ctx)

export const insertExport = async (
  ctx: Ctx,
  row: { id: string; format: ExportFormat; filter: unknown; by: string; total: number; isMore: boolean },
): Promise<void> => {
  await sql`
    insert into listening.exports (workspace_id, id, format, filter, asked_by, asked_at, total, is_more)
    values (${ctx.workspaceId}, ${row.id}::uuid, ${row.format}, ${JSON.stringify(row.filter)}::jsonb, ${row.by},
      ${ctx.now}::timestamptz, ${row.total}, ${row.isMore})`.execute(tables(ctx))
}

export const findExport = (ctx: Ctx, id: string): Promise<ExportRow | undefined> =>
  db(ctx)
    .selectFrom('listening.exports')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()

export const exportPage = (
  ctx: Ctx,
  after: { askedAt: Date; id: string } | null,
  limit: number,
): Promise<ExportRow[]> =>
  db(ctx)
    .selectFrom('listening.exports')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .$if(after !== null, query =>
      query.where(sql<boolean>`(asked_at, id) < (${after?.askedAt}::timestamptz, ${after?.id}::uuid)`),
    )
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()

export const moveExport = async (
  ctx: Ctx,
  id: string,
  change: Partial<Pick<ExportRow, 'rows' | 'began_at' | 'finished_at'>>,
): Promise<void> => {
  await db(ctx)
    .updateTable('listening.exports')
    .set(change)
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()
}

export interface RemoteNames {
  remoteId: string
  revision: string
  authorId: string
  inReplyTo: string | null
  root: string | null
}

/** What networks call items and their authors. */
export const remoteNames = async (ctx: Ctx, itemIds: readonly string[]): Promise<Map<string, RemoteNames>> => {
  const { rows } = await sql<RemoteNames & { id: string }>`
    select item.id, item.remote_id as "remoteId", item.revision, author.remote_id as "authorId",
      item.in_reply_to_remote_id as "inReplyTo", item.root_remote_id as root
    from channels.items as item
    join channels.authors as author on author.workspace_id = item.workspace_id and author.id = item.author_id
    where item.workspace_id = ${ctx.workspaceId} and item.id = any(${itemIds}::uuid[])`.execute(tables(ctx))
  return new Map(rows.map(({ id, ...names }) => [id, names]))
}
