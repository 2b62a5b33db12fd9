/** The verbs of pictures that go out. */
import { mostMediaBytes } from '../../../contract/channels.ts'
import { actorName, type Ctx, type SystemCtx } from '../../platform/ctx.ts'
import { invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { readPicture } from '../pictures.ts'
import * as store from '../store/media.ts'
import { forgetUnsentFiles } from '../store/outgoing-files.ts'

/** Keeps a picture. @throws 422 for what is none by its bytes, or is too large. */
export const addMedia = async (
  ctx: Ctx,
  input: { data: string },
): Promise<{ id: string; contentType: string; byteSize: number; width: number; height: number }> => {
  const bytes = Buffer.from(input.data, 'base64')
  if (bytes.length > mostMediaBytes) throw invalid('data', 'channels.media_too_large', { most: mostMediaBytes / 1000 })
  const picture = readPicture(bytes)
  if (picture === null) throw invalid('data', 'channels.media_kind')
  const id = makeId(ctx.now)
  const { contentType, width, height } = picture
  await store.insertMedia(ctx, {
    id,
    content_type: contentType,
    bytes,
    byte_size: bytes.length,
    width,
    height,
    added_by: actorName(ctx.actor),
  })
  return { id, contentType, byteSize: bytes.length, width, height }
}

export const getMedia = async (
  ctx: Ctx,
  input: { mediaId: string },
): Promise<{ contentType: string; data: string }> => {
  const row = await store.mediaRow(ctx, input.mediaId)
  if (!row) throw notFound('media')
  return { contentType: row.content_type, data: row.bytes.toString('base64') }
}

const dayMs = 86_400_000

/** Forgets pictures and files that nobody sent within a day. */
export const forgetUnsent = async (ctx: SystemCtx): Promise<void> => {
  const before = new Date(ctx.now.getTime() - dayMs)
  await store.forgetUnsentMedia(ctx, before)
  await forgetUnsentFiles(ctx, before)
}
