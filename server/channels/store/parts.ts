/** SQL of what stands beside a message's text: quotation, signature, notices, files. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { AttachmentRow, ChannelsTables, ItemPartsRow } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => tables<ChannelsTables>(ctx)

export const insertParts = async (ctx: Ctx, rows: readonly Omit<ItemPartsRow, 'workspace_id'>[]): Promise<void> => {
  await sql`
    insert into channels.item_parts (workspace_id, item_id, quoted, signature, automatic, notices)
    select ${ctx.workspaceId}, item_id, quoted, signature, automatic, notices
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as given (item_id uuid, quoted text, signature text, automatic text, notices jsonb)`.execute(ctx.tx)
}

/** One by one: a file is sent to the database as bytes, not as text. */
export const insertAttachment = async (ctx: Ctx, row: Omit<AttachmentRow, 'workspace_id'>): Promise<void> => {
  await db(ctx)
    .insertInto('channels.attachments')
    .values({ ...row, workspace_id: ctx.workspaceId })
    .execute()
}

export const partsRows = (ctx: Ctx, itemIds: readonly string[]): Promise<ItemPartsRow[]> =>
  db(ctx)
    .selectFrom('channels.item_parts')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('item_id', '=', sql<string>`any(${itemIds}::uuid[])`)
    .execute()

export type ListedAttachment = Omit<AttachmentRow, 'bytes'> & { is_kept: boolean }

/** Without their bytes, in the order of their mails. */
export const attachmentRows = (ctx: Ctx, itemIds: readonly string[]): Promise<ListedAttachment[]> =>
  db(ctx)
    .selectFrom('channels.attachments')
    .select(['workspace_id', 'id', 'item_id', 'number', 'name', 'media_type', 'size'])
    .select(sql<boolean>`bytes is not null`.as('is_kept'))
    .where('workspace_id', '=', ctx.workspaceId)
    .where('item_id', '=', sql<string>`any(${itemIds}::uuid[])`)
    .orderBy('item_id')
    .orderBy('number')
    .execute()

export const attachmentRow = (ctx: Ctx, id: string): Promise<AttachmentRow | undefined> =>
  db(ctx)
    .selectFrom('channels.attachments')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
