/** Who is one person: pairs that a machine joins, and the leaves pointed anew after any change of merges. */
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { makeId } from '../../platform/ids.ts'
import { eldestOf, type Outcome, planJoins } from '../groups.ts'
import { leavesOf, lockRows, ownGroups, shownOf } from '../store/leaves.ts'
import * as store from '../store/merges.ts'
import { readRules } from './rules.ts'
import { showFromTruth, tellChanged, tellRegrouped } from './showing.ts'

/** All leaves of the groups that ids belong to: leaf → shown. */
export const groupsOf = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> =>
  leavesOf(ctx, [...new Set((await shownOf(ctx, ids)).values())])

/**
 * Points the leaves of these groups at whoever stands for them now, and makes what is shown anew. The state afterwards
 * depends on leaves and standing merges alone. The caller owns the groups (`ownGroups`).
 * @param before leaf → shown, of all groups concerned, as `groupsOf` told it before merges were written or undone.
 */
export const regroup = async (ctx: Ctx, before: ReadonlyMap<string, string>): Promise<void> => {
  const leaves = [...before.keys()]
  await lockRows(ctx, leaves)
  const merges = await store.standingAmong(ctx, leaves)
  const now = eldestOf(
    leaves,
    merges.map(one => ({ left: one.left_id, right: one.right_id })),
  )
  const moved = leaves.filter(leaf => now.get(leaf) !== before.get(leaf))
  if (moved.length === 0) return
  await store.pointLeaves(
    ctx,
    moved.map(id => ({ id, into: now.get(id) === id ? null : now.get(id)! })),
  )
  await showFromTruth(ctx, [...new Set(now.values())])
  await tellChanged(ctx, leaves)
  await tellRegrouped(ctx, leaves)
}

export interface MachineJoin {
  left: string
  right: string
  how: 'key' | 'match' | 'import'
  /** One sentence for people, or a code of the web's words. */
  why: string
  /** What speaks for and against, as the matcher writes it. */
  evidence: unknown
  identityId?: string
}

/**
 * Joins pairs that a machine is sure of, as one operation that can be undone as one. Refused pairs stay refused, and two who
 * each have an id of their own in the same system are left alone. Takes the groups' lock: call it first in a transaction.
 * @returns what became of each pair, in order, and the operation.
 */
export const joinByMachine = async (
  ctx: Ctx,
  joins: readonly MachineJoin[],
): Promise<{ operationId: string; outcomes: Outcome[] }> => {
  const operationId = makeId(ctx.now)
  if (joins.length === 0) return { operationId, outcomes: [] }
  await ownGroups(ctx)
  const before = await groupsOf(
    ctx,
    joins.flatMap(one => [one.left, one.right]),
  )
  const leaves = [...before.keys()]
  const refused = await store.refusalsOf(ctx, leaves)
  const keys = Map.groupBy(await store.externalKeysOf(ctx, leaves), one => one.customer_id)
  const outcomes = planJoins(
    joins,
    before,
    refused.map(one => ({ left: one.left_id, right: one.right_id })),
    keys,
  )
  const written = await store.insertMerges(
    ctx,
    joins.flatMap((one, n) =>
      outcomes[n] === 'merged'
        ? [
            {
              id: makeId(ctx.now),
              left_id: one.left,
              right_id: one.right,
              how: one.how,
              why: one.why,
              evidence: one.evidence,
              operation_id: operationId,
              identity_id: one.identityId ?? null,
              redoes_id: null,
              made_by: actorName(ctx.actor),
            },
          ]
        : [],
    ),
  )
  if (written.size > 0) await regroup(ctx, before)
  return { operationId, outcomes }
}

/** Keys judged in one transaction. */
const keysAtOnce = 500

/** Two leaves with the same verified key that the rules call certain are one person, unless somebody said no or each has a number of its own. */
export const joinSharedKeys = async (ctx: Ctx): Promise<void> => {
  await ownGroups(ctx)
  const due = await store.dueSharedKeys(ctx, (await readRules(ctx)).certainKeys, keysAtOnce)
  if (due.length === 0) return
  const { outcomes } = await joinByMachine(
    ctx,
    due.map(one => ({
      left: one.owner_id,
      right: one.customer_id,
      how: 'key' as const,
      why: one.kind,
      evidence: [{ kind: one.kind, namespace: one.namespace, identityId: one.identity_id }],
      identityId: one.identity_id,
    })),
  )
  await store.settleSharedKeys(
    ctx,
    due.map(({ customer_id, identity_id }, n) => ({ customer_id, identity_id, outcome: outcomes[n]! })),
  )
}
