/** Presence: who takes work, who looks at a conversation, who types there. Told to open screens alone: none of it is a fact of the past. */
import type { Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox/presence.ts'
import type { Looker, Presence, PresenceState } from '../../../contract/inbox/presence.ts'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { within } from '../../platform/ctx.ts'
import { forbidden, notFound } from '../../platform/errors.ts'
import * as store from '../store/presence.ts'
import { conversationById } from '../store/queues.ts'
import { returnWork } from './moves.ts'

const ok = { ok: true as const }

export const listPresences = async (ctx: Ctx): Promise<{ items: Presence[] }> => ({
  items: (await store.findPresences(ctx)).map(row => ({
    memberId: row.memberId,
    name: row.name,
    state: row.isHere && row.state ? row.state : 'away',
    isIdle: !row.isHere && row.state !== null && row.state !== 'away',
    since: row.setAt?.toISOString() ?? null,
    load: row.load,
  })),
})

/** Who goes away returns to the queue what customers wait for. */
export const setPresence = async (
  ctx: Ctx,
  input: { state: PresenceState },
): Promise<Output<typeof contract.setPresence>> => {
  const memberId = memberOf(ctx)
  const before = await store.lockPresence(ctx, memberId)
  await store.keepPresence(ctx, memberId, input.state)
  const leaves = input.state === 'away' && before?.state !== 'away'
  const returned = leaves ? await returnWork(ctx, memberId, 'away') : 0
  if (before?.state !== input.state || !before.isHere) await tell(ctx, 'inbox.presences_changed', [memberId])
  return { state: input.state, returned }
}

/** The first beat makes somebody available; a beat after idleness says that they are back. */
export const beatPresence = async (ctx: Ctx) => {
  const memberId = memberOf(ctx)
  const before = await store.lockPresence(ctx, memberId)
  await store.keepPresence(ctx, memberId, null)
  if (before === undefined || !before.isHere) await tell(ctx, 'inbox.presences_changed', [memberId])
  return ok
}

/** Tells of those who went idle, in every workspace, and forgets looks of long ago. */
export const noteIdle = async (ctx: SystemCtx): Promise<void> => {
  for (const workspaceId of await store.findFading(ctx)) {
    const here = within(ctx, workspaceId)
    const ids = await store.takeIdle(here)
    if (ids.length > 0) await tell(here, 'inbox.presences_changed', ids)
  }
  await store.sweepLooks(ctx)
}

export const listLookers = async (ctx: Ctx, input: { conversationId: string }): Promise<{ items: Looker[] }> => ({
  items: (await store.findLookers(ctx, input.conversationId)).filter(one => one.memberId !== selfOf(ctx)),
})

export const lookAt = async (ctx: Ctx, input: { conversationId: string; isTyping: boolean }) => {
  const { conversationId, isTyping } = input
  if ((await conversationById(ctx, conversationId)) === undefined) throw notFound('conversation')
  if (await store.keepLook(ctx, conversationId, memberOf(ctx), isTyping))
    await tell(ctx, 'inbox.lookers_changed', [conversationId])
  return listLookers(ctx, input)
}

export const lookAway = async (ctx: Ctx, input: { conversationId: string }) => {
  if (await store.endLook(ctx, input.conversationId, memberOf(ctx)))
    await tell(ctx, 'inbox.lookers_changed', [input.conversationId])
  return ok
}

const tell = (ctx: Ctx, fact: string, ids: string[]): Promise<void> =>
  ctx.world.outbox.notify(ctx.tx, { workspaceId: ctx.workspaceId, fact, ids })

const selfOf = (ctx: Ctx): string | null => (ctx.actor.kind === 'member' ? ctx.actor.memberId : null)

/** Keys sit at no screen. */
const memberOf = (ctx: Ctx): string => {
  if (ctx.actor.kind !== 'member') throw forbidden('inbox.read')
  return ctx.actor.memberId
}
