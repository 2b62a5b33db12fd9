/** SQL of pictures that go out: kept, attached to deliveries, forgotten when nothing wants them. */
import { sql } from 'kysely'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { OutgoingMedia } from '../connector.ts'
import type { ChannelsTables, MediaRow } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => tables<ChannelsTables>(ctx)

export const insertMedia = (ctx: Ctx, media: Omit<MediaRow, 'workspace_id' | 'added_at'>) =>
  db(ctx)
    .insertInto('channels.media')
    .values({ ...media, workspace_id: ctx.workspaceId, added_at: ctx.now })
    .execute()

export const mediaRow = (ctx: Ctx, id: string): Promise<Pick<MediaRow, 'content_type' | 'bytes'> | undefined> =>
  db(ctx)
    .selectFrom('channels.media')
    .select(['content_type', 'bytes'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()

/** What is known of pictures, without their bytes. They are held until the transaction ends: nobody forgets them meanwhile. */
export const holdMedia = (
  ctx: Ctx,
  ids: readonly string[],
): Promise<Pick<MediaRow, 'id' | 'content_type' | 'byte_size'>[]> =>
  db(ctx)
    .selectFrom('channels.media')
    .select(['id', 'content_type', 'byte_size'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('id')
    .forKeyShare()
    .execute()

export const attachMedia = async (
  ctx: Ctx,
  deliveryId: string,
  media: readonly { mediaId: string; alt: string }[],
): Promise<void> => {
  if (media.length === 0) return
  await db(ctx)
    .insertInto('channels.delivery_media')
    .values(
      media.map(({ mediaId, alt }, number) => ({
        workspace_id: ctx.workspaceId,
        delivery_id: deliveryId,
        number,
        media_id: mediaId,
        alt,
      })),
    )
    .execute()
}

/** The pictures of a delivery in their order, as a connector sends them. */
export const mediaOfDelivery = (ctx: Ctx, deliveryId: string): Promise<OutgoingMedia[]> =>
  db(ctx)
    .selectFrom('channels.delivery_media as attached')
    .innerJoin('channels.media as media', join =>
      join.onRef('media.workspace_id', '=', 'attached.workspace_id').onRef('media.id', '=', 'attached.media_id'),
    )
    .select(['media.bytes', 'media.content_type as contentType', 'media.width', 'media.height', 'attached.alt'])
    .where('attached.workspace_id', '=', ctx.workspaceId)
    .where('attached.delivery_id', '=', deliveryId)
    .orderBy('attached.number')
    .execute()

export const attachedRows = (
  ctx: Ctx,
  deliveryIds: readonly string[],
): Promise<{ delivery_id: string; media_id: string; alt: string }[]> =>
  db(ctx)
    .selectFrom('channels.delivery_media')
    .select(['delivery_id', 'media_id', 'alt'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('delivery_id', '=', sql<string>`any(${deliveryIds}::uuid[])`)
    .orderBy('delivery_id')
    .orderBy('number')
    .execute()

/** Over all workspaces: forgets pictures that were added before and went out with nothing. */
export const forgetUnsentMedia = async (ctx: SystemCtx, before: Date): Promise<void> => {
  await sql`
    delete from channels.media as media where media.added_at < ${before}
      and not exists (select from channels.delivery_media as attached
        where attached.workspace_id = media.workspace_id and attached.media_id = media.id)`.execute(ctx.tx)
}
