/** Merging by people, and its undoing: every act is an operation that can be taken back at any later time. */
import type * as contract from '../../../contract/customers.ts'
import type { Input, Output } from '../../../contract/endpoint.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { conflict, invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { areTwo, takenOut } from '../groups.ts'
import { calledAs } from '../nouns.ts'
import { leavesOf, ownGroups, shownOf } from '../store/leaves.ts'
import * as store from '../store/merges.ts'
import * as people from '../store/people.ts'
import { groupsOf, regroup } from './grouping.ts'
import { customersByIds } from './people.ts'
import { tellChanged } from './showing.ts'

type Made = Output<typeof contract.mergeCustomers>

/** Joins groups of customers by a person's word. Of each group the eldest stays; the other ids are aliases for ever. */
export const mergeCustomers = async (ctx: Ctx, input: Input<typeof contract.mergeCustomers>): Promise<Made> => {
  await ownGroups(ctx)
  const before = await groupsOf(ctx, input.groups.flat())
  mustExist(before, input.groups.flat())
  const refused = await store.refusalsOf(ctx, [...before.keys()])
  const against = refused.filter(one =>
    input.groups.some(group => {
      const tops = new Set(group.map(id => before.get(id)))
      const [left, right] = [before.get(one.left_id), before.get(one.right_id)]
      return left !== right && tops.has(left) && tops.has(right)
    }),
  )
  const by = actorName(ctx.actor)
  if (against.length > 0) {
    if (!input.evenIfRefused) throw conflict('customers.pair_refused', { by: against[0]!.made_by })
    await store.withdrawRefusals(ctx, { ids: against.map(one => one.id) }, by)
  }
  const operationId = makeId(ctx.now)
  const merges = input.groups.flatMap(([first, ...rest]) =>
    [...new Set(rest)]
      .filter(id => id !== first)
      .map(id => ({
        id: makeId(ctx.now),
        left_id: first!,
        right_id: id,
        how: 'person' as const,
        why: input.why,
        evidence: [],
        operation_id: operationId,
        identity_id: null,
        redoes_id: null,
        made_by: by,
      })),
  )
  if (merges.length === 0) throw invalid('groups', 'customers.one_alone')
  await store.insertMerges(ctx, merges)
  await regroup(ctx, before)
  const now = await shownOf(
    ctx,
    input.groups.map(group => group[0]!),
  )
  return { operationId, customerIds: [...new Set(now.values())] }
}

const mustExist = (known: ReadonlyMap<string, string>, ids: readonly string[]): void => {
  if (ids.some(id => !known.has(id))) throw notFound('customer')
}

/** Undoes one merge at any later time; whatever else joined the two since stays. Undoing twice changes nothing. */
export const undoMerge = async (ctx: Ctx, input: Input<typeof contract.undoMerge>): Promise<Made> => {
  await ownGroups(ctx)
  const [merge] = await store.mergesByIds(ctx, [input.mergeId])
  if (merge === undefined) throw notFound('merge')
  return undo(ctx, [merge], [], input.isRefused)
}

/** Takes one leaf out of its person; the others stay together. */
export const splitCustomer = async (ctx: Ctx, input: Input<typeof contract.splitCustomer>): Promise<Made> => {
  await ownGroups(ctx)
  const before = await groupsOf(ctx, [input.customerId])
  if (!before.has(input.customerId)) throw notFound('customer')
  if (!before.has(input.leafId)) throw invalid('leafId', 'customers.not_merged')
  const merges = (await store.standingAmong(ctx, [...before.keys()])).map(row => ({
    left: row.left_id,
    right: row.right_id,
    row,
  }))
  const { undone, rejoined } = takenOut(input.leafId, merges)
  if (undone.length === 0) throw invalid('leafId', 'customers.not_merged')
  return undo(
    ctx,
    undone.map(one => one.row),
    rejoined.map(one => ({ left: one.left, right: one.right, by: one.by.row })),
    input.isRefused,
  )
}

/** Takes an operation back: what it joined is parted, what it parted is joined, what it refused is open again. */
export const undoOperation = async (ctx: Ctx, input: Input<typeof contract.undoOperation>): Promise<Made> => {
  await ownGroups(ctx)
  const merges = await store.mergesOfOperation(ctx, input.operationId)
  if (merges.length === 0) throw notFound('operation')
  const made = merges.filter(one => one.operation_id === input.operationId && one.undone_at === null)
  const parted = merges.filter(one => one.undone_operation_id === input.operationId)
  await store.withdrawRefusals(ctx, { operationId: input.operationId }, actorName(ctx.actor))
  return undo(
    ctx,
    made,
    parted.map(by => ({ left: by.left_id, right: by.right_id, by })),
    false,
  )
}

interface Rejoin {
  left: string
  right: string
  by: store.Merge
}

const undo = async (
  ctx: Ctx,
  undone: readonly store.Merge[],
  rejoined: readonly Rejoin[],
  isRefused: boolean,
): Promise<Made> => {
  const operationId = makeId(ctx.now)
  const by = actorName(ctx.actor)
  const ends = [
    ...undone.flatMap(one => [one.left_id, one.right_id]),
    ...rejoined.flatMap(one => [one.left, one.right]),
  ]
  const before = await groupsOf(ctx, ends)
  const standing = undone.filter(one => one.undone_at === null)
  await store.markUndone(
    ctx,
    standing.map(one => one.id),
    { name: by, operationId },
  )
  await store.insertMerges(
    ctx,
    rejoined.map(one => ({
      id: makeId(ctx.now),
      left_id: one.left,
      right_id: one.right,
      how: one.by.how,
      why: one.by.why,
      evidence: one.by.evidence,
      operation_id: operationId,
      identity_id: one.by.identity_id,
      redoes_id: one.by.id,
      made_by: by,
    })),
  )
  if (isRefused)
    await store.insertRefusals(
      ctx,
      undone.map(one => ({ id: makeId(ctx.now), left: one.left_id, right: one.right_id, why: '', operationId, by })),
    )
  await regroup(ctx, before)
  return { operationId, customerIds: [...new Set((await shownOf(ctx, ends)).values())].sort() }
}

/** What would come of merging: each group as one, and what speaks against it. Changes nothing. */
export const previewMerge = async (
  ctx: Ctx,
  input: Input<typeof contract.previewMerge>,
): Promise<Output<typeof contract.previewMerge>> => {
  const before = await groupsOf(ctx, input.groups.flat())
  mustExist(before, input.groups.flat())
  const leaves = [...before.keys()]
  const refused = await store.refusalsOf(ctx, leaves)
  const keys = Map.groupBy(await store.externalKeysOf(ctx, leaves), one => before.get(one.customer_id)!)
  const rows = new Map((await people.customerRows(ctx, [...new Set(before.values())])).map(row => [row.id, row]))
  const customers = await customersByIds(ctx, [...rows.keys()])
  return {
    groups: input.groups.map(group => {
      const tops = [...new Set(group.map(id => before.get(id)!))].sort()
      const members = tops.map(id => customers.get(id)!)
      const pairs = tops.flatMap((one, n) => tops.slice(n + 1).map(other => [one, other] as const))
      return {
        members,
        customerId: tops[0]!,
        counts: {
          said: members.reduce((sum, one) => sum + one.counts.said, 0),
          answered: members.reduce((sum, one) => sum + one.counts.answered, 0),
          bought: members.reduce((sum, one) => sum + one.counts.bought, 0),
        },
        refusedBy:
          refused.find(one => {
            const [left, right] = [before.get(one.left_id), before.get(one.right_id)]
            return left !== right && tops.includes(left ?? '') && tops.includes(right ?? '')
          })?.made_by ?? null,
        areTwo: pairs.some(([one, other]) => areTwo(keys.get(one) ?? [], keys.get(other) ?? [])),
      }
    }),
  }
}

/** Says that two are two; a machine does not join them, whatever joins either with others. Saying it twice changes nothing. */
export const refusePair = async (ctx: Ctx, input: Input<typeof contract.refusePair>): Promise<{ ok: true }> => {
  await ownGroups(ctx)
  const shown = await shownOf(ctx, [input.leftId, input.rightId])
  mustExist(shown, [input.leftId, input.rightId])
  if (shown.get(input.leftId) === shown.get(input.rightId)) throw conflict('customers.are_merged')
  await store.insertRefusals(ctx, [
    {
      id: makeId(ctx.now),
      left: input.leftId,
      right: input.rightId,
      why: input.why,
      operationId: makeId(ctx.now),
      by: actorName(ctx.actor),
    },
  ])
  await tellChanged(ctx, [input.leftId, input.rightId])
  return { ok: true }
}

/** Leaves it open again whether two are one. */
export const withdrawRefusal = async (
  ctx: Ctx,
  input: Input<typeof contract.withdrawRefusal>,
): Promise<{ ok: true }> => {
  await ownGroups(ctx)
  const shown = await shownOf(ctx, [input.leftId, input.rightId])
  mustExist(shown, [input.leftId, input.rightId])
  const leaves = [...(await leavesOf(ctx, [...new Set(shown.values())])).entries()]
  const topOf = new Map(leaves)
  const standing = (await store.refusalsOf(ctx, [...topOf.keys()])).filter(
    one => topOf.get(one.left_id) !== topOf.get(one.right_id) && topOf.has(one.left_id) && topOf.has(one.right_id),
  )
  await store.withdrawRefusals(ctx, { ids: standing.map(one => one.id) }, actorName(ctx.actor))
  await tellChanged(ctx, [input.leftId, input.rightId])
  return { ok: true }
}

/** Merges of one customer, undone ones too, newest first: what joined whom, why, and who undid it. */
export const listMerges = async (
  ctx: Ctx,
  input: Input<typeof contract.listMerges>,
): Promise<Output<typeof contract.listMerges>> => {
  const groups = await groupsOf(ctx, [input.customerId])
  if (!groups.has(input.customerId)) throw notFound('customer')
  return { items: await tellMerges(ctx, await store.mergesOf(ctx, [...groups.keys()], 200)) }
}

/** Merges as the API tells them: both ends by what they are called. */
export const tellMerges = async (ctx: Ctx, rows: readonly store.Merge[]): Promise<contract.Merge[]> => {
  const ends = [...new Set(rows.flatMap(row => [row.left_id, row.right_id]))]
  const identities = Map.groupBy(await people.identitiesOf(ctx, ends), one => one.customer_id)
  const names = await store.leafNames(ctx, ends)
  const named = (id: string) => {
    const own = identities.get(id) ?? []
    // A number of a system is no name: whoever has no more is called as their own row says.
    return { id, name: own.some(one => one.kind === 'author') ? calledAs(own) : (names.get(id) ?? calledAs(own)) }
  }
  return rows.map(row => ({
    id: row.id,
    operationId: row.operation_id,
    left: named(row.left_id),
    right: named(row.right_id),
    how: row.how,
    why: row.why,
    evidence: row.evidence,
    at: row.made_at.toISOString(),
    by: row.made_by,
    undoneAt: row.undone_at?.toISOString() ?? null,
    undoneBy: row.undone_by,
  }))
}
