/** Weights of agreements, learned each night from the workspace's own customers, kept with what changed. */
import type * as contract from '../../../contract/customers/weights.ts'
import type { Output } from '../../../contract/endpoint.ts'
import { startJob } from '../../platform/announce.ts'
import { type Ctx, type SystemCtx, within } from '../../platform/ctx.ts'
import { makeId } from '../../platform/ids.ts'
import { wordsOfFeature } from '../matching/evidence.ts'
import { makeJudge } from '../matching/judge.ts'
import type { Facts } from '../matching/keys.ts'
import { type FieldWeights, fewestToLearn, learnWeights, shippedOf, surpriseOf, weighed } from '../matching/weights.ts'
import * as matching from '../store/matching.ts'
import { workspaceIds } from '../store/retention.ts'
import * as store from '../store/weights.ts'
import { readRules } from './rules.ts'

/** Keys of a sample: some ten thousand people have so many. */
const sampledKeys = 30_000
const factsAtOnce = 2000
/** The last decisions that weights are held against, and how few tell nothing. */
const decisionsAsked = 300
const fewestDecisions = 20
/** New weights hold unless people's decisions surprise them by so much more than those that held, in bits a decision. */
const mostWorse = 0.02
const keptVersions = 30

/** Starts the night's learning, one job a workspace. */
export const startLearning = async (ctx: SystemCtx): Promise<void> => {
  for (const workspaceId of await workspaceIds(ctx))
    await startJob(within(ctx, workspaceId), 'customers.learn_weights', {}, { key: 'weights' })
}

/**
 * Learns from a bounded sample and writes a version. What is linked stays linked and what was refused stays refused:
 * only who arrives from now on is judged by it.
 */
export const learnFromCustomers = async (ctx: Ctx): Promise<void> => {
  const [last] = await store.weightsRows(ctx, 1)
  const ids = await store.sampleLeaves(ctx, startOf(makeId(ctx.now)), sampledKeys)
  // Too few once is told once.
  if (ids.length < fewestToLearn && (!last || last.outcome === 'too_few')) return
  const fields = learnWeights(await factsOfMany(ctx, ids))
  const version = (last?.version ?? 0) + 1
  const decided = await store.decidedPairs(ctx, decisionsAsked)
  await store.insertWeights(ctx, {
    version,
    made_at: ctx.now,
    people: ids.length,
    decided: decided.length,
    outcome: fields.length === 0 ? 'too_few' : (await isWorse(ctx, fields, decided)) ? 'worse' : 'used',
    fields,
  })
  await store.dropWeights(ctx, version - keptVersions)
}

/** Somewhere among numbers of 63 bits: the random end of an id. */
const startOf = (id: string): string => (BigInt(`0x${id.replaceAll('-', '').slice(-16)}`) >> 1n).toString()

const factsOfMany = async (ctx: Ctx, ids: readonly string[]): Promise<Facts[]> => {
  const all: Facts[] = []
  for (let at = 0; at < ids.length; at += factsAtOnce)
    all.push(...(await matching.factsOf(ctx, ids.slice(at, at + factsAtOnce))))
  return all
}

/** Whether what people decided surprises the new weights more than those that hold now. */
const isWorse = async (
  ctx: Ctx,
  fields: readonly FieldWeights[],
  decided: readonly store.Decided[],
): Promise<boolean> => {
  if (decided.length < fewestDecisions) return false
  const facts = await factsOfMany(ctx, [...new Set(decided.flatMap(one => [one.left, one.right]))])
  const known = new Set(facts.map(one => one.id))
  const size = await matching.countLeaves(ctx)
  const surprise = (weights: readonly FieldWeights[]): number => {
    const judge = makeJudge(facts, size, weights)
    return surpriseOf(
      decided
        .filter(one => known.has(one.left) && known.has(one.right))
        .map(one => ({ chance: judge(one.left, one.right).chance, isOne: one.isOne })),
    )
  }
  const [held] = await store.usedWeights(ctx)
  return surprise(fields) > surprise(held?.fields ?? []) + mostWorse
}

/** What whoever arrives is judged by: what was learned, or nothing where what ships stands. */
export const heldWeights = async (ctx: Ctx): Promise<readonly FieldWeights[]> => {
  const { isLearning } = await readRules(ctx)
  if (!isLearning) return []
  const [held] = await store.usedWeights(ctx)
  return held?.fields ?? []
}

export const getMatchWeights = async (ctx: Ctx): Promise<Output<typeof contract.getMatchWeights>> => {
  const { isLearning } = await readRules(ctx)
  const [last] = await store.weightsRows(ctx, 1)
  const [held, before] = await store.usedWeights(ctx)
  if (!held) return { isLearning, last: last ? noteOf(last) : null, held: null, fields: [] }
  const ships = new Map(weighed(shippedOf(held.fields)).map(one => [one.kind, one]))
  const earlier = new Map(weighed(before?.fields ?? shippedOf(held.fields)).map(one => [one.kind, one]))
  return {
    isLearning,
    last: last ? noteOf(last) : null,
    held: noteOf(held),
    fields: weighed(held.fields).map(({ kind, same, differs }) => {
      const was = earlier.get(kind) ?? ships.get(kind)!
      const shipped = ships.get(kind)!
      return {
        kind,
        field: wordsOfFeature(kind),
        same,
        differs,
        before: { same: was.same, differs: was.differs },
        shipped: { same: shipped.same, differs: shipped.differs },
      }
    }),
  }
}

const noteOf = ({ version, made_at, people, decided, outcome }: store.WeightsRow) => ({
  version,
  madeAt: made_at.toISOString(),
  people,
  decided,
  outcome,
})
