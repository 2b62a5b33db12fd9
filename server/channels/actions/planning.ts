/** What may be sent: texts and pictures held against what a network takes, before anything is planned. */
import type { Manifest } from '../../../contract/channels.ts'
import { startJob } from '../../platform/announce.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { conflict, invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { connectorOf } from '../connectors/index.ts'
import { measureText } from '../measure.ts'
import { storableText } from '../storable.ts'
import { accountRow } from '../store/accounts.ts'
import { insertDelivery } from '../store/deliveries.ts'
import { attachMedia, holdMedia } from '../store/media.ts'
import { attachFiles, holdFiles } from '../store/outgoing-files.ts'

/** A picture that goes with a message, and its words for people who cannot see it. */
export interface Attached {
  readonly mediaId: string
  readonly alt: string
}

interface Content {
  text: string
  media: readonly Attached[]
  /** Ids of files in their order. */
  files: readonly string[]
}

/** @throws 422 at the field that the network would not take. */
export const checkContent = async (
  ctx: Ctx,
  manifest: Manifest,
  given: { text: string; media?: readonly Attached[] | undefined; files?: readonly string[] | undefined },
): Promise<Content> => {
  const text = storableText(given.text).trim()
  const media = (given.media ?? []).map(one => ({ ...one, alt: storableText(one.alt).trim() }))
  const files = [...new Set(given.files ?? [])]
  if (text === '' && media.length === 0 && files.length === 0) throw invalid('text', 'channels.text_empty')
  const limit = manifest.textLimit
  const length = limit === null ? 0 : measureText(text, limit.unit)
  if (limit !== null && length > limit.length)
    throw invalid('text', 'channels.text_too_long', { length, limit: limit.length, over: length - limit.length })
  if (media.length > 0) await checkMedia(ctx, manifest, media)
  if (files.length > 0) await checkFiles(ctx, manifest, files)
  return { text, media, files }
}

const checkFiles = async (ctx: Ctx, manifest: Manifest, files: readonly string[]): Promise<void> => {
  const takes = manifest.files
  if (!takes) throw invalid('files', 'channels.files_not_taken')
  if (files.length > takes.most) throw invalid('files', 'channels.files_too_many', { most: takes.most })
  const sizes = await holdFiles(ctx, files)
  for (const [n, id] of files.entries()) if (!sizes.has(id)) throw invalid(`files.${n}`, 'channels.file_gone')
  const all = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  if (all > takes.mostBytes)
    throw invalid('files', 'channels.files_too_large', { most: Math.floor(takes.mostBytes / 1_000_000) })
}

const checkMedia = async (ctx: Ctx, manifest: Manifest, media: readonly Attached[]): Promise<void> => {
  const takes = manifest.media
  if (!takes) throw invalid('media', 'channels.media_not_taken')
  if (media.length > takes.most) throw invalid('media', 'channels.media_too_many', { most: takes.most })
  const ids = media.map(one => one.mediaId)
  const known = new Map((await holdMedia(ctx, ids)).map(row => [row.id, row]))
  for (const [n, { mediaId, alt }] of media.entries()) {
    const row = known.get(mediaId)
    if (!row) throw invalid(`media.${n}`, 'channels.media_gone')
    if (!takes.contentTypes.includes(row.content_type)) throw invalid(`media.${n}`, 'channels.media_kind')
    if (row.byte_size > takes.mostBytes)
      throw invalid(`media.${n}`, 'channels.media_too_large', { most: Math.floor(takes.mostBytes / 1000) })
    if (takes.needsAlt && alt === '') throw invalid(`media.${n}.alt`, 'channels.alt_missing')
  }
}

/** Writes a delivery and starts its job in this transaction. @returns its id. */
export const writePlan = async (
  ctx: Ctx,
  plan: Content & { accountId: string; inReplyToItemId: string | null; afterDeliveryId: string | null },
): Promise<string> => {
  const id = makeId(ctx.now)
  await insertDelivery(ctx, {
    id,
    account_id: plan.accountId,
    in_reply_to_item_id: plan.inReplyToItemId,
    after_delivery_id: plan.afterDeliveryId,
    text: plan.text,
    planned_by: actorName(ctx.actor),
  })
  await attachMedia(ctx, id, plan.media)
  await attachFiles(ctx, id, plan.files)
  await startJob(ctx, 'channels.deliver', { deliveryId: id }, { key: id })
  return id
}

/** Plans a post of our own from an account. @returns the delivery's id. */
export const planPost = async (
  ctx: Ctx,
  input: { accountId: string; text: string; media: readonly Attached[] },
): Promise<string> => {
  const account = await accountRow(ctx, input.accountId)
  if (!account) throw notFound('account')
  if (account.disconnected_at !== null) throw conflict('channels.account_disconnected')
  const connector = connectorOf(account.channel)
  if (!connector?.reply || !connector.manifest.can.includes('publish')) throw conflict('channels.cannot_post_here')
  const content = await checkContent(ctx, connector.manifest, input)
  return writePlan(ctx, { ...content, accountId: account.id, inReplyToItemId: null, afterDeliveryId: null })
}
