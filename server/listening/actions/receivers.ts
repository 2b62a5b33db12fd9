/** Receivers: addresses outside the house; what is secret of them is sealed, and shown once. */
import type { Input } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import type { Receiver } from '../../../contract/listening.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import * as store from '../store/receivers.ts'
import type { ReceiverRow } from '../tables.ts'
import { makeSigningSecret } from '../webhook-signing.ts'

const present = (row: Pick<ReceiverRow, 'id' | 'kind' | 'name' | 'host' | 'added_at' | 'added_by'>): Receiver => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  host: row.host,
  addedAt: row.added_at.toISOString(),
  addedBy: row.added_by,
})

export const listReceivers = async (ctx: Ctx) => ({
  items: (await store.findReceivers(ctx)).map(present),
  isMailReady: ctx.world.mail.isReady,
})

export const addReceiver = async (ctx: Ctx, input: Input<typeof contract.addReceiver>) => {
  const address = URL.parse(input.url)
  if (address === null || !/^https?:$/.test(address.protocol) || address.username !== '' || address.password !== '')
    throw invalid('url', 'fetch.bad_url')
  const id = makeId(ctx.now)
  const secret = input.kind === 'webhook' ? makeSigningSecret() : null
  const { secrets } = ctx.world
  const row = {
    id,
    kind: input.kind,
    name: input.name,
    host: address.host,
    url: secrets.seal(address.href, id),
    secret: secret === null ? null : secrets.seal(secret, id),
    added_by: actorName(ctx.actor),
  }
  await store.insertReceiver(ctx, row)
  return { ...present({ ...row, added_at: ctx.now }), secret }
}

const inUse = async (ctx: Ctx, receiverId: string): Promise<ReceiverRow> => {
  const [row] = await store.receiversByIds(ctx, [receiverId])
  if (row === undefined || row.removed_at !== null) throw notFound('receiver')
  return row
}

export const renewReceiverSecret = async (ctx: Ctx, input: { receiverId: string }): Promise<{ secret: string }> => {
  const receiver = await inUse(ctx, input.receiverId)
  if (receiver.kind !== 'webhook') throw notFound('receiver')
  const secret = makeSigningSecret()
  await store.changeReceiver(ctx, receiver.id, { secret: ctx.world.secrets.seal(secret, receiver.id) })
  return { secret }
}

export const removeReceiver = async (ctx: Ctx, input: { receiverId: string }): Promise<{ ok: true }> => {
  const receiver = await inUse(ctx, input.receiverId)
  await store.changeReceiver(ctx, receiver.id, { removed_at: ctx.now, removed_by: actorName(ctx.actor) })
  return { ok: true }
}

export const restoreReceiver = async (ctx: Ctx, input: { receiverId: string }): Promise<Receiver> => {
  const [receiver] = await store.receiversByIds(ctx, [input.receiverId])
  if (receiver === undefined) throw notFound('receiver')
  await store.changeReceiver(ctx, receiver.id, { removed_at: null, removed_by: null })
  return present(receiver)
}
