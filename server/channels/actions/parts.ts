/** The verbs of what stands beside a message's text: kept with it, shown, downloaded; and what it says of our deliveries. */
import type { ItemParts } from '../../../contract/channels.ts'
import type { Locale } from '../../../contract/scalars.ts'
import { announce } from '../../platform/announce.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import type { Download } from '../../platform/route.ts'
import type { Incoming } from '../connector.ts'
import { asidesReceived, deliveriesSettled } from '../events.ts'
import { sentenceOf } from '../sentences.ts'
import { storableText, storableTextOrNull } from '../storable.ts'
import { deliveryByRemoteIds, settleCameBack } from '../store/deliveries.ts'
import { itemRows } from '../store/items.ts'
import * as store from '../store/parts.ts'

/** An item that was not there before, as it came. */
export interface Fresh {
  readonly id: string
  readonly isOwn: boolean
  /** One of our deliveries, found where it arrived. */
  readonly isDelivered: boolean
  readonly incoming: Incoming
}

/** Keeps what stands beside new items, settles the deliveries that they say came back, and tells of words said aside. */
export const keepParts = async (ctx: Ctx, fresh: readonly Fresh[]): Promise<void> => {
  const withParts = fresh.filter(one => one.incoming.beside !== undefined)
  if (withParts.length > 0) {
    await store.insertParts(ctx, withParts.map(partsOf))
    for (const one of withParts) await keepFiles(ctx, one)
  }
  const asides = fresh.filter(isAside).map(one => one.id)
  if (asides.length > 0) await announce(ctx, asidesReceived, { ids: asides })
  for (const { incoming } of fresh) if (incoming.cameBack) await settleBack(ctx, incoming.cameBack)
}

/** Of a private thread, and asking for nothing: what we said from elsewhere, what a machine wrote. */
const isAside = ({ isOwn, isDelivered, incoming }: Fresh): boolean =>
  incoming.kind === 'message' &&
  incoming.rootRemoteId !== null &&
  !isDelivered &&
  (isOwn || (incoming.beside?.automatic ?? null) !== null)

const partsOf = ({ id, incoming }: Fresh) => {
  const { quoted, signature, automatic, notices } = incoming.beside!
  return {
    item_id: id,
    quoted: storableTextOrNull(quoted),
    signature: storableTextOrNull(signature),
    automatic,
    notices: notices.slice(0, 20),
  }
}

const keepFiles = async (ctx: Ctx, { id, incoming }: Fresh): Promise<void> => {
  for (const [index, file] of incoming.beside!.files.entries()) {
    await store.insertAttachment(ctx, {
      id: makeId(ctx.now),
      item_id: id,
      number: index + 1,
      name: storableText(file.name),
      media_type: storableText(file.type),
      size: file.size,
      bytes: file.bytes === null ? null : Buffer.from(file.bytes),
    })
  }
}

/** A bounce proves that an answer which counted as sent never arrived. */
const settleBack = async (ctx: Ctx, { remoteIds, failure }: NonNullable<Incoming['cameBack']>): Promise<void> => {
  const delivery = await deliveryByRemoteIds(ctx, remoteIds)
  if (!delivery || delivery.state === 'failed') return
  await settleCameBack(ctx, delivery.id, failure)
  await announce(ctx, deliveriesSettled, { ids: [delivery.id] })
}

/** What stands beside the texts of items; those without anything are not in the map. */
export const partsByIds = async (
  ctx: Ctx,
  itemIds: readonly string[],
  locale: Locale = 'ko',
): Promise<Map<string, ItemParts>> => {
  if (itemIds.length === 0) return new Map()
  const [rows, files] = [await store.partsRows(ctx, itemIds), await store.attachmentRows(ctx, itemIds)]
  return new Map(
    rows.map(row => [
      row.item_id,
      {
        quoted: row.quoted,
        signature: row.signature,
        automatic: row.automatic,
        notices: row.notices.map(({ code, params }) => ({ code, message: sentenceOf(code, locale, params) })),
        attachments: files
          .filter(file => file.item_id === row.item_id)
          .map(({ id, name, media_type: type, size, is_kept: isKept }) => ({ id, name, type, size, isKept })),
      },
    ]),
  )
}

const nothing: ItemParts = { quoted: null, signature: null, automatic: null, notices: [], attachments: [] }

/** @throws 404 for an item of another workspace. */
export const getItemParts = async (ctx: Ctx, input: { itemId: string }, locale: Locale): Promise<ItemParts> => {
  const [item] = await itemRows(ctx, [input.itemId])
  if (!item) throw notFound('item')
  return (await partsByIds(ctx, [item.id], locale)).get(item.id) ?? nothing
}

/** A file to be saved, never to be shown. @throws 404 for one that is not kept, or not here. */
export const getAttachment = async (ctx: Ctx, input: { attachmentId: string }): Promise<Download> => {
  const row = await store.attachmentRow(ctx, input.attachmentId)
  if (!row?.bytes) throw notFound('attachment')
  const { name: fileName, media_type: contentType, bytes } = row
  return { fileName, contentType, bytes: () => whole(bytes) }
}

async function* whole(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}
