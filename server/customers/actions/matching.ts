/** Who arrives is compared with whom we know: sure pairs are linked, likely ones suggested, all with their evidence. */
import type * as contract from '../../../contract/customers/suggestions.ts'
import type { MatchRules } from '../../../contract/customers/suggestions.ts'
import type { Input, Output } from '../../../contract/endpoint.ts'
import { startJob } from '../../platform/announce.ts'
import { noteChange } from '../../platform/audit.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { makeId } from '../../platform/ids.ts'
import { makeJudge } from '../matching/judge.ts'
import { keysOf } from '../matching/keys.ts'
import { chanceOf } from '../matching/odds.ts'
import type { FieldWeights } from '../matching/weights.ts'
import { ownGroups, shownOf } from '../store/leaves.ts'
import * as store from '../store/matching.ts'
import { joinByMachine } from './grouping.ts'
import { tellMerges } from './merging.ts'
import { customersByIds } from './people.ts'
import { readRules } from './rules.ts'
import { heldWeights } from './weights.ts'

/** Leaves judged at once. */
const leavesAtOnce = 200

/** Leaves with new evidence meet those who share a key with them. Safe to run again: the newer word stands. */
export const matchArrivals = async (ctx: Ctx, { ids }: { ids: readonly string[] }): Promise<void> => {
  await store.ownMatching(ctx)
  const rules = await readRules(ctx)
  const size = await store.countLeaves(ctx)
  const weights = await heldWeights(ctx)
  let isSure = false
  for (let at = 0; at < ids.length; at += leavesAtOnce) {
    const some = [...new Set(ids.slice(at, at + leavesAtOnce))]
    const facts = await store.factsOf(ctx, some)
    await store.replaceKeys(
      ctx,
      some,
      facts.flatMap(one => keysOf(one).map(key => ({ id: one.id, key }))),
    )
    isSure = (await judgePairs(ctx, some, rules, size, weights)) || isSure
  }
  if (isSure) await startJob(ctx, 'customers.link_matches', {}, { key: String(ctx.workspaceId) })
}

/** @returns whether there is a pair that a machine may link. */
const judgePairs = async (
  ctx: Ctx,
  leafIds: readonly string[],
  rules: MatchRules,
  size: number,
  weights: readonly FieldWeights[],
): Promise<boolean> => {
  const pairs = await store.candidatesOf(ctx, leafIds, rules.mostHolders)
  if (pairs.length === 0) return false
  const judge = makeJudge(
    await store.factsOf(ctx, [...new Set(pairs.flatMap(one => [one.left, one.right]))]),
    size,
    weights,
  )
  const judged = pairs.map(pair => ({ pair, ...judge(pair.left, pair.right) }))
  const likely = judged.filter(one => one.chance >= rules.suggestFrom)
  await store.putSuggestions(
    ctx,
    likely.map(({ pair, bits, chance, evidence }) => ({
      id: makeId(ctx.now),
      left_id: pair.left,
      right_id: pair.right,
      bits,
      evidence,
      is_sure: rules.isLinking && chance >= rules.linkFrom,
    })),
  )
  await store.dropSuggestions(
    ctx,
    judged.filter(one => one.chance < rules.suggestFrom).map(one => one.pair),
  )
  return rules.isLinking && likely.some(one => one.chance >= rules.linkFrom)
}

const pairsAtOnce = 500

/** Links sure pairs, each once: what people parted since stays parted. */
export const linkMatches = async (ctx: Ctx): Promise<void> => {
  // Whoever is judging arrivals now ends first: their pairs are due too, and the job that they asked for may be this one.
  await store.ownMatching(ctx)
  await ownGroups(ctx)
  const due = await store.dueSuggestions(ctx, pairsAtOnce)
  if (due.length === 0) return
  await joinByMachine(
    ctx,
    due.map(one => ({
      left: one.left_id,
      right: one.right_id,
      how: 'match' as const,
      why: 'match',
      evidence: one.evidence,
    })),
  )
  await store.markTried(
    ctx,
    due.map(one => one.id),
  )
  if (due.length === pairsAtOnce) await startJob(ctx, 'customers.link_matches', {}, { key: String(ctx.workspaceId) })
}

const mostShown = 200

export const listSuggestions = async (ctx: Ctx): Promise<Output<typeof contract.listSuggestions>> => {
  const rows = await store.openSuggestions(ctx, mostShown)
  const customers = await customersByIds(ctx, [...new Set(rows.flatMap(row => [row.left_id, row.right_id]))])
  return {
    items: rows.map(row => ({
      id: row.id,
      left: customers.get(row.left_id)!,
      right: customers.get(row.right_id)!,
      chance: chanceOf(row.bits),
      evidence: row.evidence as Output<typeof contract.listSuggestions>['items'][number]['evidence'],
      stake: row.stake,
      madeAt: row.made_at.toISOString(),
    })),
  }
}

const recordDays = 30

export const getMatching = async (ctx: Ctx): Promise<Output<typeof contract.getMatching>> => ({
  rules: await readRules(ctx),
  record: await store.machineRecord(ctx, new Date(ctx.now.getTime() - recordDays * 86_400_000)),
})

/** What machines linked lately, for whoever looks after them. */
export const listMachineLinks = async (ctx: Ctx): Promise<Output<typeof contract.listMachineLinks>> => {
  const since = new Date(ctx.now.getTime() - recordDays * 86_400_000)
  const rows = await store.machineMerges(ctx, since, mostShown)
  const merges = await tellMerges(ctx, rows)
  const shown = await shownOf(
    ctx,
    merges.map(one => one.left.id),
  )
  return { items: merges.map(one => ({ ...one, customerId: shown.get(one.left.id) ?? one.left.id })) }
}

/** Changes the rules. Keys that have become certain link those who share one already. */
export const setMatchRules = async (
  ctx: Ctx,
  { isLinking, isLearning, linkFrom, suggestFrom, certainKeys, mostHolders }: Input<typeof contract.setMatchRules>,
): Promise<Output<typeof contract.setMatchRules>> => {
  const before = await readRules(ctx)
  await store.putRules(ctx, {
    is_linking: isLinking,
    is_learning: isLearning,
    link_from: linkFrom,
    suggest_from: suggestFrom,
    certain_keys: [...new Set(certainKeys)].sort(),
    most_holders: mostHolders,
    changed_at: ctx.now,
    changed_by: actorName(ctx.actor),
  })
  const rules = await readRules(ctx)
  noteChange(ctx, { noun: 'match_rules', id: String(ctx.workspaceId), before: { ...before }, after: { ...rules } })
  if (rules.certainKeys.some(key => !before.certainKeys.includes(key)))
    await startJob(ctx, 'customers.join_shared_keys', {}, { key: String(ctx.workspaceId) })
  return { rules }
}
