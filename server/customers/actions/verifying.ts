/** Verification and relations: what is said of who somebody is, each with who said it, when, and who took it back. */
import type * as contract from '../../../contract/customers.ts'
import type { Relation, Verification } from '../../../contract/customers.ts'
import type { Input, Output } from '../../../contract/endpoint.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { leavesOf, lockCustomers, shownOf, wholeOf } from '../store/leaves.ts'
import { customerRows } from '../store/people.ts'
import * as store from '../store/profile.ts'
import { recordActivities } from './meeting.ts'
import { showAgain, tellChanged } from './showing.ts'

export const verificationNoun = (row: store.ShownVerification): Verification => ({
  id: row.id,
  how: row.how,
  note: row.note,
  at: row.made_at.toISOString(),
  by: row.made_by,
  endedAt: row.ended_at?.toISOString() ?? null,
  endedBy: row.ended_by,
})

export const listVerifications = async (
  ctx: Ctx,
  input: Input<typeof contract.listVerifications>,
): Promise<Output<typeof contract.listVerifications>> => {
  const { leafIds } = await wholeOf(ctx, input.customerId)
  return { items: (await store.verificationsOf(ctx, leafIds)).map(verificationNoun) }
}

/** Notes that the person was checked, on the timeline too: from now on orders and calls are open to those who may see them. */
export const verifyCustomer = async (ctx: Ctx, input: Input<typeof contract.verifyCustomer>): Promise<Verification> => {
  const { customerId, how, note } = input
  const shownId = (await lockCustomers(ctx, [customerId])).get(customerId)
  if (shownId === undefined) throw notFound('customer')
  const id = makeId(ctx.now)
  const by = actorName(ctx.actor)
  await store.insertVerification(ctx, { id, customer_id: customerId, how, note, made_by: by })
  await recordActivities(ctx, [
    {
      customerId,
      kind: 'verified',
      sourceId: id,
      channel: 'maeari',
      at: ctx.now,
      what: { text: note, url: null },
      conversationId: null,
      detail: { how, by },
    },
  ])
  await showAgain(ctx, [shownId])
  await tellChanged(ctx, [shownId])
  return verificationOf(ctx, customerId, id)
}

const verificationOf = async (ctx: Ctx, customerId: string, id: string): Promise<Verification> => {
  const { leafIds } = await wholeOf(ctx, customerId)
  const found = (await store.verificationsOf(ctx, leafIds)).find(one => one.id === id)
  if (found === undefined) throw notFound('verification')
  return verificationNoun(found)
}

/** Closes again what a verification opened. Ending it twice changes nothing. */
export const endVerification = async (
  ctx: Ctx,
  input: Input<typeof contract.endVerification>,
): Promise<Verification> => {
  const { shownId, leafIds } = await wholeOf(ctx, input.customerId)
  await lockCustomers(ctx, leafIds)
  await store.endVerification(ctx, input.verificationId, leafIds, actorName(ctx.actor))
  await showAgain(ctx, [shownId])
  await tellChanged(ctx, [shownId])
  return verificationOf(ctx, input.customerId, input.verificationId)
}

export const listRelations = async (
  ctx: Ctx,
  input: Input<typeof contract.listRelations>,
): Promise<Output<typeof contract.listRelations>> => {
  const { leafIds } = await wholeOf(ctx, input.customerId)
  return { items: await relationNouns(ctx, leafIds) }
}

const relationNouns = async (ctx: Ctx, leafIds: readonly string[]): Promise<Relation[]> => {
  const rows = await store.relationsOf(ctx, leafIds)
  const others = rows.map(row => (leafIds.includes(row.left_id) ? row.right_id : row.left_id))
  const shown = await shownOf(ctx, others)
  const names = new Map((await customerRows(ctx, [...new Set(shown.values())])).map(row => [row.id, row.name]))
  return rows.flatMap((row, n): Relation[] => {
    const id = shown.get(others[n]!)!
    // Two who turned out to be one are no longer related.
    if (leafIds.includes(id)) return []
    return [
      {
        id: row.id,
        kind: row.kind,
        isForward: leafIds.includes(row.left_id),
        other: { id, name: names.get(id) ?? '' },
        note: row.note,
        at: row.made_at.toISOString(),
        by: row.made_by,
      },
    ]
  })
}

/** Notes that two belong together; the same again answers what is there. */
export const relateCustomers = async (ctx: Ctx, input: Input<typeof contract.relateCustomers>): Promise<Relation> => {
  const shown = await lockCustomers(ctx, [input.customerId, input.otherId])
  const [ours, theirs] = [shown.get(input.customerId), shown.get(input.otherId)]
  if (ours === undefined || theirs === undefined) throw notFound('customer')
  if (ours === theirs) throw invalid('otherId', 'customers.one_alone')
  const leafIds = [...(await leavesOf(ctx, [ours])).keys()]
  const isThere = (one: Relation) => one.other.id === theirs && one.kind === input.kind
  const known = (await relationNouns(ctx, leafIds)).find(isThere)
  if (known) return known
  await store.insertRelation(ctx, {
    id: makeId(ctx.now),
    kind: input.kind,
    left_id: input.customerId,
    right_id: input.otherId,
    note: input.note,
    made_by: actorName(ctx.actor),
  })
  await tellChanged(ctx, [ours, theirs])
  return (await relationNouns(ctx, leafIds)).find(isThere)!
}

export const endRelation = async (ctx: Ctx, input: Input<typeof contract.endRelation>): Promise<{ ok: true }> => {
  const { shownId, leafIds } = await wholeOf(ctx, input.customerId)
  const ended = (await relationNouns(ctx, leafIds)).find(one => one.id === input.relationId)
  await store.endRelation(ctx, input.relationId, leafIds, actorName(ctx.actor))
  await tellChanged(ctx, [shownId, ...(ended ? [ended.other.id] : [])])
  return { ok: true }
}
