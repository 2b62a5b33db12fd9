/** Saved queues: a filter with a name, one's own or the team's. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox/queues.ts'
import type { SavedQueue } from '../../../contract/inbox/queues.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { conflict, forbidden, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import * as store from '../store/filters.ts'

const mostQueues = 60

const memberOf = (ctx: Ctx): string | null => (ctx.actor.kind === 'member' ? ctx.actor.memberId : null)
/** A queue belongs to a person: keys keep none. */
const ownerOf = (ctx: Ctx): string => {
  const memberId = memberOf(ctx)
  if (memberId === null) throw forbidden('inbox.read')
  return memberId
}
const mayShare = (ctx: Ctx): boolean => 'permissions' in ctx.actor && ctx.actor.permissions.has('inbox.assign')

export const listSavedQueues = async (ctx: Ctx): Promise<Output<typeof contract.listSavedQueues>> => {
  const items: SavedQueue[] = []
  for (const row of await store.findQueues(ctx, memberOf(ctx))) items.push(await present(ctx, row))
  return { items }
}

const present = async (ctx: Ctx, row: store.QueueRow): Promise<SavedQueue> => ({
  id: row.id,
  name: row.name,
  isShared: row.isShared,
  isOwn: row.ownerId === memberOf(ctx),
  filter: row.filter,
  count: await store.countFiltered(ctx, row.filter, memberOf(ctx)),
})

/** One that the caller may see. @throws notFound */
export const seenQueue = async (ctx: Ctx, id: string): Promise<store.QueueRow> => {
  const row = await store.findQueue(ctx, id)
  if (row === undefined || (!row.isShared && row.ownerId !== memberOf(ctx))) throw notFound('queue')
  return row
}

const changeable = async (ctx: Ctx, id: string): Promise<store.QueueRow> => {
  const row = await seenQueue(ctx, id)
  if (row.ownerId !== memberOf(ctx) && !mayShare(ctx)) throw forbidden('inbox.assign')
  return row
}

export const createSavedQueue = async (
  ctx: Ctx,
  input: Input<typeof contract.createSavedQueue>,
): Promise<SavedQueue> => {
  const ownerId = ownerOf(ctx)
  if (input.isShared && !mayShare(ctx)) throw forbidden('inbox.assign')
  if ((await store.findQueues(ctx, ownerId)).length >= mostQueues) throw conflict('inbox.too_many_queues')
  const { name, isShared, filter } = input
  const id = makeId(ctx.now)
  await store.keepQueue(ctx, { id, name, isShared, filter, ownerId })
  return present(ctx, await seenQueue(ctx, id))
}

export const updateSavedQueue = async (
  ctx: Ctx,
  input: Input<typeof contract.updateSavedQueue>,
): Promise<SavedQueue> => {
  const row = await changeable(ctx, input.queueId)
  if (row.isRemoved) throw notFound('queue')
  if (input.isShared && !mayShare(ctx)) throw forbidden('inbox.assign')
  const { name, isShared, filter } = input
  await store.keepQueue(ctx, { id: row.id, name, isShared, filter, ownerId: row.ownerId })
  return present(ctx, (await store.findQueue(ctx, row.id))!)
}

export const removeSavedQueue = async (ctx: Ctx, input: { queueId: string }) => {
  const row = await changeable(ctx, input.queueId)
  await store.setQueueRemoved(ctx, row.id, true)
  return { ok: true as const }
}

export const restoreSavedQueue = async (ctx: Ctx, input: { queueId: string }): Promise<SavedQueue> => {
  const row = await changeable(ctx, input.queueId)
  await store.setQueueRemoved(ctx, row.id, false)
  return present(ctx, row)
}
