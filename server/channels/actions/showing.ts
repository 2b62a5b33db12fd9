/** Deliveries as people see them: with their pictures, whether they were taken back, and how they do. */
import type { Delivery } from '../../../contract/channels.ts'
import type { Locale } from '../../../contract/scalars.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { deliveryRows } from '../store/deliveries.ts'
import { attachedRows } from '../store/media.ts'
import { carriedFiles } from '../store/outgoing-files.ts'
import { withdrawalsOfDeliveries } from '../store/withdrawals.ts'
import { deliveryNoun } from './nouns.ts'

export const deliveriesByIds = async (
  ctx: Ctx,
  ids: readonly string[],
  locale: Locale = 'ko',
): Promise<Map<string, Delivery>> => {
  if (ids.length === 0) return new Map()
  const rows = await deliveryRows(ctx, ids)
  const media = Map.groupBy(await attachedRows(ctx, ids), row => row.delivery_id)
  const files = Map.groupBy(await carriedFiles(ctx, ids), row => row.deliveryId)
  const withdrawals = new Map((await withdrawalsOfDeliveries(ctx, ids)).map(row => [row.delivery_id, row]))
  return new Map(
    rows.map(row => {
      const known = {
        media: media.get(row.id) ?? [],
        files: files.get(row.id) ?? [],
        withdrawal: withdrawals.get(row.id) ?? null,
      }
      return [row.id, deliveryNoun(row, known, locale)]
    }),
  )
}

export const getDelivery = async (ctx: Ctx, deliveryId: string, locale: Locale): Promise<Delivery> => {
  const delivery = (await deliveriesByIds(ctx, [deliveryId], locale)).get(deliveryId)
  if (!delivery) throw notFound('delivery')
  return delivery
}
