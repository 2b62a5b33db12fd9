/** SQL of imports: the row of each, its bytes and its rows while they wait, and the lines that were refused. */
import { sql } from 'kysely'
import type { ImportState } from '../../../contract/listening.ts'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { ImportLook } from '../import-look.ts'
import type { ImportRow, ListeningTables } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => tables<ListeningTables>(ctx)

export const insertImport = async (
  ctx: Ctx,
  row: { id: string; fileName: string; zone: string; topicId: string | null; by: string },
): Promise<void> => {
  await sql`
    insert into listening.imports (workspace_id, id, file_name, state, zone, topic_id, created_at, created_by, moved_at)
    values (${ctx.workspaceId}, ${row.id}::uuid, ${row.fileName}, 'receiving', ${row.zone}, ${row.topicId}::uuid,
      ${ctx.now}::timestamptz, ${row.by}, ${ctx.now}::timestamptz)`.execute(tables(ctx))
}

export const findImport = (ctx: Ctx, id: string): Promise<ImportRow | undefined> =>
  db(ctx)
    .selectFrom('listening.imports')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()

/** The same, held until the transaction ends. */
export const lockImport = (ctx: Ctx, id: string): Promise<ImportRow | undefined> =>
  db(ctx)
    .selectFrom('listening.imports')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const importPage = (
  ctx: Ctx,
  after: { createdAt: Date; id: string } | null,
  limit: number,
): Promise<ImportRow[]> =>
  db(ctx)
    .selectFrom('listening.imports')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .$if(after !== null, query =>
      query.where(sql<boolean>`(created_at, id) < (${after?.createdAt}::timestamptz, ${after?.id}::uuid)`),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()

export type ImportChange = Partial<
  Omit<ImportRow, 'workspace_id' | 'id' | 'created_at' | 'created_by' | 'look' | 'problem_params'>
> & { look?: ImportLook; problem_params?: Readonly<Record<string, string | number>> }

export const changeImportRow = async (ctx: Ctx, id: string, change: ImportChange): Promise<void> => {
  const { look, problem_params: params, ...plain } = change
  await db(ctx)
    .updateTable('listening.imports')
    .set({
      ...plain,
      moved_at: ctx.now,
      ...(look === undefined ? {} : { look: JSON.stringify(look) }),
      ...(params === undefined ? {} : { problem_params: JSON.stringify(params) }),
    })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()
}

export const putPiece = async (ctx: Ctx, importId: string, number: number, bytes: Uint8Array): Promise<void> => {
  await sql`
    insert into listening.import_pieces (workspace_id, import_id, number, bytes)
    values (${ctx.workspaceId}, ${importId}::uuid, ${number}, ${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)})
    on conflict (workspace_id, import_id, number) do update set bytes = excluded.bytes`.execute(tables(ctx))
}

export const readPiece = async (ctx: Ctx, importId: string, number: number): Promise<Uint8Array> => {
  const row = await db(ctx)
    .selectFrom('listening.import_pieces')
    .select('bytes')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('import_id', '=', importId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row?.bytes ?? new Uint8Array(0)
}

export const sumPieces = async (ctx: Ctx, importId: string): Promise<number> => {
  const { rows } = await sql<{ size: number }>`
    select coalesce(sum(length(bytes)), 0)::bigint as size from listening.import_pieces
    where workspace_id = ${ctx.workspaceId} and import_id = ${importId}::uuid`.execute(tables(ctx))
  return rows[0]!.size
}

/** Pieces of an upload that began anew and is shorter. */
export const dropPieces = async (ctx: Ctx, importId: string, from = 0): Promise<void> => {
  await db(ctx)
    .deleteFrom('listening.import_pieces')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('import_id', '=', importId)
    .where('number', '>=', from)
    .execute()
}

export const putChunk = async (ctx: Ctx, importId: string, number: number, rows: string): Promise<void> => {
  await db(ctx)
    .insertInto('listening.import_chunks')
    .values({ workspace_id: ctx.workspaceId, import_id: importId, number, rows })
    .execute()
}

export const readChunk = async (ctx: Ctx, importId: string, number: number): Promise<string | undefined> => {
  const row = await db(ctx)
    .selectFrom('listening.import_chunks')
    .select('rows')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('import_id', '=', importId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row?.rows
}

export const dropChunks = async (ctx: Ctx, importId: string): Promise<void> => {
  await db(ctx)
    .deleteFrom('listening.import_chunks')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('import_id', '=', importId)
    .execute()
}

export interface Refusal {
  row: number
  code: string
  params: Readonly<Record<string, string>>
  cells: readonly string[]
}

export const putRefusals = async (ctx: Ctx, importId: string, refusals: readonly Refusal[]): Promise<void> => {
  if (refusals.length === 0) return
  await sql`
    insert into listening.import_refusals (workspace_id, import_id, row, code, params, cells)
    select ${ctx.workspaceId}::int, ${importId}::uuid, row, code, params, cells
    from jsonb_to_recordset(${JSON.stringify(refusals)}::jsonb) as given (row int, code text, params jsonb, cells jsonb)
    on conflict do nothing`.execute(tables(ctx))
}

export const refusalPage = async (ctx: Ctx, importId: string, after: number, limit: number): Promise<Refusal[]> => {
  const { rows } = await sql<Refusal>`
    select row, code, params, cells from listening.import_refusals
    where workspace_id = ${ctx.workspaceId} and import_id = ${importId}::uuid and row > ${after}
    order by row limit ${limit + 1}`.execute(tables(ctx))
  return rows
}

/** Removes an import that never ran, whole. */
export const deleteImport = async (ctx: Ctx, id: string): Promise<void> => {
  await dropPieces(ctx, id)
  await dropChunks(ctx, id)
  await db(ctx)
    .deleteFrom('listening.imports')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Over all workspaces: imports that stood still since `before`, and those whose upload was given up before `givenUp`. */
export const stalledImports = async (
  ctx: SystemCtx,
  before: Date,
  givenUp: Date,
): Promise<{ workspaceId: number; id: string; state: ImportState; nextChunk: number }[]> => {
  const { rows } = await sql<{ workspaceId: number; id: string; state: ImportState; nextChunk: number }>`
    select workspace_id as "workspaceId", id, state, next_chunk as "nextChunk" from listening.imports
    where state in ('receiving', 'opening', 'running', 'undoing')
      and moved_at < case state when 'receiving' then ${givenUp}::timestamptz else ${before}::timestamptz end
    order by moved_at limit 100`.execute(tables(ctx))
  return rows
}

/** An import of the same file that was cut off after its bytes were here. */
export const findUnfinished = async (ctx: Ctx, fileName: string, size: number): Promise<string | undefined> => {
  const row = await db(ctx)
    .selectFrom('listening.imports')
    .select('id')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('file_name', '=', fileName)
    .where('byte_size', '=', size)
    .where('state', 'in', ['opening', 'running'])
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** The chunk that a running import brings in next; null when it does not run. */
export const nextChunk = async (ctx: Ctx, id: string): Promise<number | null> => {
  const row = await findImport(ctx, id)
  return row?.state === 'running' ? row.next_chunk : null
}
