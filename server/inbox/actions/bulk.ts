/** Many conversations at once: one transaction, one way back that restores each and leaves alone what others moved since. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox/bulk.ts'
import type { Permission } from '../../../contract/permissions.ts'
import { isMember } from '../../access/index.ts'
import { recordActivities } from '../../customers/index.ts'
import { changedTags, standingTags } from '../../listening/index.ts'
import { announce } from '../../platform/announce.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { forbidden, invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { conversationsChanged } from '../events.ts'
import * as store from '../store/bulk.ts'
import { lockConversations, reopenTickets } from '../store/conversations.ts'
import { refuseMissing } from './marks.ts'
import { teamOf } from './moves.ts'

const need = (ctx: Ctx, permission: Permission): void => {
  if (!('permissions' in ctx.actor) || !ctx.actor.permissions.has(permission)) throw forbidden(permission)
}

/** Those that are so already stay as they are. @throws 404 where one of them is not here, 403, 422 */
export const changeConversations = async (
  ctx: Ctx,
  input: Input<typeof contract.changeConversations>,
): Promise<Output<typeof contract.changeConversations>> => {
  const { change } = input
  if (change.assign || change.team) need(ctx, 'inbox.assign')
  const memberId = change.assign?.memberId
  if (memberId && !(await isMember(ctx, memberId))) throw invalid('change.assign.memberId', 'inbox.not_a_member')
  if (change.team) await teamOf(ctx, change.team.teamId)
  const ids = [...new Set(input.conversationIds)]
  await lockConversations(ctx, ids)
  const before = await store.findTargets(ctx, ids)
  if (before.length < ids.length) throw notFound('conversation')

  const tagsFor = await missingTags(ctx, before, change.tagIds ?? [])
  const parts: store.Part[] = before.flatMap(one => {
    const after = {
      teamId: change.team ? change.team.teamId : one.teamId,
      memberId: change.assign ? change.assign.memberId : one.memberId,
    }
    const isMoved = after.teamId !== one.teamId || after.memberId !== one.memberId
    const isClosed = change.close === true && one.state === 'open'
    const tagged = tagsFor(one)
    const was = { teamId: one.teamId, memberId: one.memberId }
    return isMoved || isClosed || tagged.length > 0
      ? [{ conversationId: one.id, before: was, after, isMoved, isClosed, tagged }]
      : []
  })
  if (parts.length === 0) return { changeId: null, changed: 0 }
  await store.placeAll(
    ctx,
    parts.filter(part => part.isMoved),
    'after',
    actorName(ctx.actor),
  )
  await store.tagAll(ctx, parts, true)
  await close(ctx, before, parts)
  const changeId = makeId(ctx.now)
  await store.keepOperation(ctx, { id: changeId, parts }, ctx.actor)
  const changed = parts.map(part => part.conversationId)
  await announce(ctx, conversationsChanged, { ids: changed })
  return { changeId, changed: changed.length }
}

/** Of the tags those that each does not carry yet, whatever it was merged into. @throws 422 for one that does not stand */
const missingTags = async (ctx: Ctx, targets: readonly store.Target[], tagIds: readonly string[]) => {
  if (tagIds.length === 0) return () => []
  await changedTags(ctx, [], { add: tagIds, remove: [] })
  const meant = await standingTags(
    ctx,
    targets.flatMap(one => one.tags),
  )
  return (one: store.Target): string[] => {
    const carried = new Set(one.tags.flatMap(id => [id, meant.get(id)?.id ?? id]))
    return [...new Set(tagIds)].filter(id => !carried.has(id))
  }
}

const close = async (ctx: Ctx, targets: readonly store.Target[], parts: readonly store.Part[]): Promise<void> => {
  const closed = new Set(parts.filter(part => part.isClosed).map(part => part.conversationId))
  if (closed.size === 0) return
  for (const id of closed) await refuseMissing(ctx, id)
  await store.resolveAll(ctx, [...closed], actorName(ctx.actor))
  await recordActivities(
    ctx,
    targets
      .filter(one => closed.has(one.id))
      .map(one => ({
        customerId: one.customerId,
        kind: 'resolved' as const,
        sourceId: makeId(ctx.now),
        channel: one.channel,
        at: ctx.now,
        what: { text: '', url: null },
        conversationId: one.id,
      })),
  )
}

/** The same again changes nothing. @throws notFound */
export const undoConversations = async (
  ctx: Ctx,
  input: { changeId: string },
): Promise<Output<typeof contract.undoConversations>> => {
  const operation = await store.lockOperation(ctx, input.changeId)
  if (operation === undefined) throw notFound('change')
  if (operation.undoneAt !== null) return { restored: 0, skipped: 0 }
  const ids = operation.parts.map(part => part.conversationId)
  await lockConversations(ctx, ids)
  const now = new Map((await store.findTargets(ctx, ids)).map(one => [one.id, one]))
  const standing = operation.parts.filter(part => {
    const one = now.get(part.conversationId)
    const isPlaced = one?.teamId === part.after.teamId && one.memberId === part.after.memberId
    return isPlaced && (!part.isClosed || one.state === 'resolved')
  })
  await store.placeAll(
    ctx,
    standing.filter(part => part.isMoved),
    'before',
    actorName(ctx.actor),
  )
  await reopenTickets(
    ctx,
    standing.filter(part => part.isClosed).map(part => part.conversationId),
  )
  await store.tagAll(ctx, standing, false)
  await store.setOperationUndone(ctx, operation.id, actorName(ctx.actor))
  const restored = standing.map(part => part.conversationId)
  if (restored.length > 0) await announce(ctx, conversationsChanged, { ids: restored })
  return { restored: restored.length, skipped: operation.parts.length - restored.length }
}
