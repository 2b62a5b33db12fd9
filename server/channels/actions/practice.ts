/** The verbs of practice: a place to rehearse, with what was said and answered there before. */
import type { Ctx } from '../../platform/ctx.ts'
import { makeId } from '../../platform/ids.ts'
import { practiceKind, practiceService } from '../practice.ts'
import { insertAccount, practicePlaceRow } from '../store/accounts.ts'
import { insertSentDeliveries, type SentDelivery } from '../store/deliveries.ts'
import { addSourceRow, markSourceHeard } from '../store/sources.ts'

export interface PracticePlace {
  channel: string
  /** The account that answers there; null where nobody of ours speaks. */
  account: { handle: string; displayName: string; remoteId: string } | null
  name: string
}

/** Opens a channel of a rehearsal. @returns the source to play items into, and the account that answers. */
export const openPracticePlace = async (
  ctx: Ctx,
  place: PracticePlace,
): Promise<{ sourceId: string; accountId: string | null }> => {
  const accountId = place.account ? makeId(ctx.now) : null
  if (place.account && accountId) {
    await insertAccount(ctx, {
      id: accountId,
      channel: place.channel,
      remote_id: place.account.remoteId,
      handle: place.account.handle,
      display_name: place.account.displayName,
      url: null,
      service: practiceService,
      purpose: 'both',
      secret: ctx.world.secrets.seal('', accountId),
      session: null,
      connected_by: ctx.actor.kind === 'nobody' ? 'practice' : ctx.actor.name,
    })
  }
  const { row } = await addSourceRow(
    ctx,
    {
      id: makeId(ctx.now),
      channel: place.channel,
      kind: practiceKind,
      key: practiceKind,
      address: place.name,
      name: place.name,
      account_id: accountId,
      cursor: null,
      every_seconds: null,
      added_by: ctx.actor.kind === 'nobody' ? 'practice' : ctx.actor.name,
    },
    false,
  )
  await markSourceHeard(ctx, row.id)
  return { sourceId: row.id, accountId }
}

/** The practice place of a channel where we speak, opened where there is none. */
export const ensurePracticePlace = async (
  ctx: Ctx,
  place: PracticePlace & { account: NonNullable<PracticePlace['account']> },
): Promise<{ sourceId: string; accountRemoteId: string }> => {
  const standing = await practicePlaceRow(ctx, place.channel)
  if (standing !== undefined) return standing
  const { sourceId } = await openPracticePlace(ctx, place)
  return { sourceId, accountRemoteId: place.account.remoteId }
}

/** Keeps answers that were given in a rehearsal's past as sent. */
export const recordSentDeliveries = (ctx: Ctx, sent: readonly SentDelivery[]): Promise<void> =>
  insertSentDeliveries(ctx, sent)
