/** SQL of files that go out with answers. */
import { sql } from 'kysely'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { OutgoingFile } from '../connector.ts'
import type { ChannelsTables, OutgoingFileRow } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => tables<ChannelsTables>(ctx)

export const insertFile = (ctx: Ctx, row: { id: string; name: string; added_by: string }) =>
  db(ctx)
    .insertInto('channels.outgoing_files')
    .values({ ...row, workspace_id: ctx.workspaceId, media_type: null, bytes: Buffer.alloc(0), added_at: ctx.now })
    .execute()

/** Puts a piece of a file that nothing carries yet behind the others; the first begins it anew. @returns bytes so far, null where there is none. */
export const putPiece = async (ctx: Ctx, id: string, number: number, piece: Uint8Array): Promise<number | null> => {
  const { rows } = await sql<{ size: number }>`
    update channels.outgoing_files as file
    set bytes = ${number === 0 ? sql`${Buffer.from(piece)}::bytea` : sql`bytes || ${Buffer.from(piece)}::bytea`}
    where workspace_id = ${ctx.workspaceId} and id = ${id}::uuid and media_type is null
    returning length(bytes) as size`.execute(ctx.tx)
  return rows[0]?.size ?? null
}

export const fileRow = (ctx: Ctx, id: string): Promise<OutgoingFileRow | undefined> =>
  db(ctx)
    .selectFrom('channels.outgoing_files')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()

export const finishFile = (ctx: Ctx, id: string, mediaType: string) =>
  db(ctx)
    .updateTable('channels.outgoing_files')
    .set({ media_type: mediaType })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()

/** Sizes of files whose bytes are whole, held until the transaction ends: nobody forgets them meanwhile. */
export const holdFiles = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, number>> => {
  const { rows } = await sql<{ id: string; size: number }>`
    select id, length(bytes) as size from channels.outgoing_files
    where workspace_id = ${ctx.workspaceId} and id = any(${ids}::uuid[]) and media_type is not null
    order by id for key share`.execute(ctx.tx)
  return new Map(rows.map(row => [row.id, row.size]))
}

export const attachFiles = async (ctx: Ctx, deliveryId: string, fileIds: readonly string[]): Promise<void> => {
  if (fileIds.length === 0) return
  await db(ctx)
    .insertInto('channels.delivery_files')
    .values(
      fileIds.map((file_id, number) => ({ workspace_id: ctx.workspaceId, delivery_id: deliveryId, number, file_id })),
    )
    .execute()
}

/** The files of a delivery in their order, as a connector sends them. */
export const filesOfDelivery = async (ctx: Ctx, deliveryId: string): Promise<OutgoingFile[]> => {
  const { rows } = await sql<OutgoingFile>`
    select file.name, file.media_type as type, file.bytes
    from channels.delivery_files as attached join channels.outgoing_files as file
      on file.workspace_id = attached.workspace_id and file.id = attached.file_id
    where attached.workspace_id = ${ctx.workspaceId} and attached.delivery_id = ${deliveryId}::uuid
    order by attached.number`.execute(ctx.tx)
  return rows
}

export interface CarriedFile {
  deliveryId: string
  id: string
  name: string
  type: string
  size: number
}

/** What deliveries carry, without the bytes. */
export const carriedFiles = async (ctx: Ctx, deliveryIds: readonly string[]): Promise<CarriedFile[]> => {
  const { rows } = await sql<CarriedFile>`
    select attached.delivery_id as "deliveryId", file.id, file.name, file.media_type as type, length(file.bytes) as size
    from channels.delivery_files as attached join channels.outgoing_files as file
      on file.workspace_id = attached.workspace_id and file.id = attached.file_id
    where attached.workspace_id = ${ctx.workspaceId} and attached.delivery_id = any(${deliveryIds}::uuid[])
    order by attached.delivery_id, attached.number`.execute(ctx.tx)
  return rows
}

/** Over all workspaces: forgets files that were added before and went out with nothing. */
export const forgetUnsentFiles = async (ctx: SystemCtx, before: Date): Promise<void> => {
  await sql`
    delete from channels.outgoing_files as file where file.added_at < ${before}
      and not exists (select from channels.delivery_files as attached
        where attached.workspace_id = file.workspace_id and attached.file_id = file.id)`.execute(ctx.tx)
}
