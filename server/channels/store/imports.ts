/** SQL of imports: the row of each, its bytes and its rows while they wait, and the lines that were refused. */
import { sql } from 'kysely'
import type { ImportHome, ImportState } from '../../../contract/channels.ts'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { Refusal } from '../imports/kind.ts'
import type { ImportLook } from '../imports/look.ts'
import type { ChannelsTables, ImportRow } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => tables<ChannelsTables>(ctx)

export const insertImport = async (
  ctx: Ctx,
  row: {
    id: string
    fileName: string
    zone: string
    topicId: string | null
    home: ImportHome
    allowed: readonly string[]
    by: string
  },
): Promise<void> => {
  await sql`
    insert into channels.imports
      (workspace_id, id, file_name, state, zone, topic_id, home, allowed, created_at, created_by, moved_at)
    values (${ctx.workspaceId}, ${row.id}::uuid, ${row.fileName}, 'receiving', ${row.zone}, ${row.topicId}::uuid,
      ${row.home}, ${row.allowed}::text[], ${ctx.now}::timestamptz, ${row.by}, ${ctx.now}::timestamptz)`.execute(
    tables(ctx),
  )
}

export const findImport = (ctx: Ctx, id: string): Promise<ImportRow | undefined> =>
  db(ctx)
    .selectFrom('channels.imports')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()

/** The same, held until the transaction ends. */
export const lockImport = (ctx: Ctx, id: string): Promise<ImportRow | undefined> =>
  db(ctx)
    .selectFrom('channels.imports')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** Newest first, one more than asked for; those all of whose rows are of kinds that may be seen. */
export const importPage = (
  ctx: Ctx,
  page: {
    after: { createdAt: Date; id: string } | null
    limit: number
    allowed: readonly string[]
    home: ImportHome | null
  },
): Promise<ImportRow[]> =>
  db(ctx)
    .selectFrom('channels.imports')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where(sql<boolean>`kinds <@ ${page.allowed}::text[]`)
    .$if(page.home === 'mentions', query => query.where(sql<boolean>`${homeOf} = 'mentions'`))
    .$if(page.home === 'people', query => query.where(sql<boolean>`${homeOf} = 'people'`))
    .$if(page.after !== null, query =>
      query.where(sql<boolean>`(created_at, id) < (${page.after?.createdAt}::timestamptz, ${page.after?.id}::uuid)`),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()

/** Where a file belongs: by what it holds, and before that is known by where it was brought. */
const homeOf = sql`case when kinds = '{}' then home when 'mentions' = any(kinds) then 'mentions' else 'people' end`

export type ImportChange = Partial<
  Omit<ImportRow, 'workspace_id' | 'id' | 'created_at' | 'created_by' | 'look' | 'problem_params'>
> & { look?: ImportLook; problem_params?: Readonly<Record<string, string | number>> }

export const changeImportRow = async (ctx: Ctx, id: string, change: ImportChange): Promise<void> => {
  const { look, problem_params: params, ...plain } = change
  await db(ctx)
    .updateTable('channels.imports')
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

/** What a piece is sealed for: nothing else can be put in its place. */
const pieceId = (importId: string, number: number): string => `${importId} ${number}`

/** Keeps a piece sealed: nobody has looked yet for numbers that must not be kept. */
export const putPiece = async (ctx: Ctx, importId: string, number: number, bytes: Uint8Array): Promise<void> => {
  const sealed = ctx.world.secrets.sealBytes(bytes, pieceId(importId, number))
  await sql`
    insert into channels.import_pieces (workspace_id, import_id, number, bytes, is_sealed, length)
    values (${ctx.workspaceId}, ${importId}::uuid, ${number}, ${sealed}, true, ${bytes.byteLength})
    on conflict (workspace_id, import_id, number) do update set
      bytes = excluded.bytes, is_sealed = true, length = excluded.length`.execute(tables(ctx))
}

export const readPiece = async (ctx: Ctx, importId: string, number: number): Promise<Uint8Array> => {
  const row = await db(ctx)
    .selectFrom('channels.import_pieces')
    .select(['bytes', 'is_sealed'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('import_id', '=', importId)
    .where('number', '=', number)
    .executeTakeFirst()
  if (row === undefined) return new Uint8Array(0)
  return row.is_sealed ? ctx.world.secrets.openBytes(row.bytes, pieceId(importId, number)) : row.bytes
}

export const sumPieces = async (ctx: Ctx, importId: string): Promise<number> => {
  const { rows } = await sql<{ size: number }>`
    select coalesce(sum(coalesce(length, octet_length(bytes))), 0)::bigint as size from channels.import_pieces
    where workspace_id = ${ctx.workspaceId} and import_id = ${importId}::uuid`.execute(tables(ctx))
  return rows[0]!.size
}

/** Pieces of an upload that began anew and is shorter. */
export const dropPieces = async (ctx: Ctx, importId: string, from = 0): Promise<void> => {
  await db(ctx)
    .deleteFrom('channels.import_pieces')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('import_id', '=', importId)
    .where('number', '>=', from)
    .execute()
}

export const putChunk = async (ctx: Ctx, importId: string, number: number, rows: string): Promise<void> => {
  await db(ctx)
    .insertInto('channels.import_chunks')
    .values({ workspace_id: ctx.workspaceId, import_id: importId, number, rows })
    .execute()
}

export const readChunk = async (ctx: Ctx, importId: string, number: number): Promise<string | undefined> => {
  const row = await db(ctx)
    .selectFrom('channels.import_chunks')
    .select('rows')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('import_id', '=', importId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row?.rows
}

export const dropChunks = async (ctx: Ctx, importId: string): Promise<void> => {
  await db(ctx)
    .deleteFrom('channels.import_chunks')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('import_id', '=', importId)
    .execute()
}

export const putRefusals = async (ctx: Ctx, importId: string, refusals: readonly Refusal[]): Promise<void> => {
  if (refusals.length === 0) return
  await sql`
    insert into channels.import_refusals (workspace_id, import_id, row, code, params, cells)
    select ${ctx.workspaceId}::int, ${importId}::uuid, row, code, params, cells
    from jsonb_to_recordset(${JSON.stringify(refusals)}::jsonb) as given (row int, code text, params jsonb, cells jsonb)
    on conflict do nothing`.execute(tables(ctx))
}

export const refusalPage = async (ctx: Ctx, importId: string, after: number, limit: number): Promise<Refusal[]> => {
  const { rows } = await sql<Refusal>`
    select row, code, params, cells from channels.import_refusals
    where workspace_id = ${ctx.workspaceId} and import_id = ${importId}::uuid and row > ${after}
    order by row limit ${limit + 1}`.execute(tables(ctx))
  return rows
}

/** Removes an import that never ran, whole. */
export const deleteImport = async (ctx: Ctx, id: string): Promise<void> => {
  await dropPieces(ctx, id)
  await dropChunks(ctx, id)
  await db(ctx)
    .deleteFrom('channels.imports')
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
    select workspace_id as "workspaceId", id, state, next_chunk as "nextChunk" from channels.imports
    where state in ('receiving', 'opening', 'running', 'undoing')
      and moved_at < case state when 'receiving' then ${givenUp}::timestamptz else ${before}::timestamptz end
    order by moved_at limit 100`.execute(tables(ctx))
  return rows
}

/** An import of the same file that was cut off after its bytes were here. */
export const findUnfinished = async (ctx: Ctx, fileName: string, size: number): Promise<string | undefined> => {
  const row = await db(ctx)
    .selectFrom('channels.imports')
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
