/** The verbs of how our posts do: measured now and then, shown with who did what. */
import type * as contract from '../../../contract/channels.ts'
import type { Input, Output } from '../../../contract/endpoint.ts'
import { startJob } from '../../platform/announce.ts'
import { type Ctx, type SystemCtx, type World, within } from '../../platform/ctx.ts'
import { invalid, notFound } from '../../platform/errors.ts'
import type { ConnectedAccount, Measured } from '../connector.ts'
import { connectorOf, connectors } from '../connectors/index.ts'
import { failureOf } from '../failures.ts'
import type { Allowance } from '../limits.ts'
import { nextMeasureSeconds } from '../pace.ts'
import { practiceService } from '../practice.ts'
import { accountRow } from '../store/accounts.ts'
import { deliveryRows } from '../store/deliveries.ts'
import { engagementsOn } from '../store/engagements.ts'
import { itemPlace } from '../store/items.ts'
import * as store from '../store/numbers.ts'
import { hastenRenewal } from '../store/renewals.ts'
import { keepSession, openAccount } from './accounts.ts'
import { heedPatience, takeAllowance } from './allowances.ts'
import { authorNoun } from './nouns.ts'
import { watchPatience } from './patience.ts'

/** What was posted longer ago than this and never watched is left alone. */
const watchSeconds = 24 * 3600
/** A new post is measured for the first time after this long. */
const firstSeconds = 120
const takenSeconds = 300
const callSeconds = 30
/** A network that does not count is asked again after so long; a post that it does not know, after so long. */
const refusedSeconds = 24 * 3600
const unknownSeconds = 600
const youngSeconds = 3600

const after = (now: Date, seconds: number): Date => new Date(now.getTime() + seconds * 1000)

/** Watches what is new of our own, and starts measuring where something is due. */
export const startMeasuring = async (ctx: SystemCtx): Promise<void> => {
  const channels = connectors.filter(one => one.metrics).map(one => one.manifest.channel)
  await store.watchOwnPosts(ctx, {
    channels,
    practice: practiceService,
    since: after(ctx.now, -watchSeconds),
    firstAt: after(ctx.now, firstSeconds),
  })
  for (const { workspaceId, accountId } of await store.dueAccounts(ctx)) {
    await startJob(within(ctx, workspaceId), 'channels.measure_posts', { accountId }, { key: accountId })
  }
}

export interface MeasuringPlan {
  accountId: string
  connectedAt: Date
  channel: string
  account: ConnectedAccount
  remoteIds: readonly string[]
  /** What the call was taken from. */
  bucket: Allowance | null
  now: Date
}

/** How a call ended, and how long the network wants no more. */
export type MeasuringOutcome = Measured & { readonly patienceSeconds?: number }

export const planMeasuring = async (ctx: Ctx, input: { accountId: string }): Promise<MeasuringPlan | null> => {
  const account = await accountRow(ctx, input.accountId)
  const metrics = account && connectorOf(account.channel)?.metrics
  if (!account || !metrics) return null
  const remoteIds = await store.takeDuePosts(ctx, account.id, metrics.atOnce, after(ctx.now, takenSeconds))
  const opened = openAccount(ctx, account)
  if (opened === null) await store.postponeMeasuring(ctx, account.id, remoteIds, null)
  if (opened === null || remoteIds.length === 0) return null
  const asking = { operation: 'poll' as const, accountId: account.id, address: account.service }
  const allowed = await takeAllowance(ctx, account.channel, asking)
  if (!allowed.ok) {
    await store.postponeMeasuring(ctx, account.id, remoteIds, after(ctx.now, allowed.waitSeconds))
    return null
  }
  return {
    accountId: account.id,
    connectedAt: account.connected_at,
    channel: account.channel,
    account: opened,
    remoteIds,
    bucket: allowed.bucket,
    now: ctx.now,
  }
}

export const askNumbers = async (world: World, plan: MeasuringPlan, signal: AbortSignal): Promise<MeasuringOutcome> => {
  const metrics = connectorOf(plan.channel)?.metrics
  if (!metrics) return { kind: 'measured', counted: [] }
  const watched = watchPatience(world, plan.now)
  try {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(callSeconds * 1000)])
    return { ...(await metrics.measure(watched.outside, plan, limited)), ...watched.patience() }
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) throw error
    return { kind: 'failed', failure }
  }
}

export const settleNumbers = async (ctx: Ctx, plan: MeasuringPlan, outcome: MeasuringOutcome): Promise<void> => {
  await heedPatience(ctx, plan.bucket, outcome.patienceSeconds ?? null)
  await keepSession(ctx, { id: plan.accountId, connectedAt: plan.connectedAt }, outcome.session)
  if (outcome.kind === 'failed') {
    const { failure } = outcome
    if (failure.needsRenewal) await hastenRenewal(ctx, { id: plan.accountId, connectedAt: plan.connectedAt })
    const seconds = failure.class === 'try_again' ? (failure.afterSeconds ?? takenSeconds) : refusedSeconds
    await store.postponeMeasuring(ctx, plan.accountId, plan.remoteIds, after(ctx.now, seconds))
    return
  }
  const posts = new Map((await store.ownPosts(ctx, plan.accountId, plan.remoteIds)).map(row => [row.remote_id, row]))
  const counted = new Map(outcome.counted.filter(one => posts.has(one.remoteId)).map(one => [one.remoteId, one]))
  await store.writeNumbers(
    ctx,
    plan.accountId,
    [...counted.values()].map(one => {
      const seconds = nextMeasureSeconds(ageOf(ctx, posts.get(one.remoteId)!))
      return { ...one, nextAt: seconds === null ? null : after(ctx.now, seconds) }
    }),
  )
  const missing = [...posts.values()].filter(row => !counted.has(row.remote_id))
  for (const row of missing) {
    // A network may need a while until it counts a new post; an older one that it does not know is deleted.
    const next = ageOf(ctx, row) < youngSeconds ? after(ctx.now, unknownSeconds) : null
    await store.postponeMeasuring(ctx, plan.accountId, [row.remote_id], next)
  }
}

const ageOf = (ctx: Ctx, row: { published_at: Date }): number => (ctx.now.getTime() - row.published_at.getTime()) / 1000

const shownHistory = 200
const shownEngagements = 100

/** @throws 404 for what is no post of ours. */
export const getOwnPost = async (
  ctx: Ctx,
  input: Input<typeof contract.getOwnPost>,
): Promise<Output<typeof contract.getOwnPost>> => {
  const place = await placeOf(ctx, input)
  const [now, ...history] = await store.numbersOf(ctx, place.remoteId, shownHistory)
  const engagements = await engagementsOn(ctx, place, shownEngagements)
  return {
    numbers: now ? numbersNoun(now) : null,
    history: history.reverse().map(numbersNoun),
    engagements: engagements.map(row => ({
      id: row.id,
      kind: row.kind,
      at: row.at.toISOString(),
      author: authorNoun(row),
    })),
  }
}

const numbersNoun = ({ likes, reposts, replies, quotes, at }: store.Numbers): contract.PostNumbers => ({
  likes,
  reposts,
  replies,
  quotes,
  at: at.toISOString(),
})

const placeOf = async (
  ctx: Ctx,
  input: { itemId?: string | undefined; deliveryId?: string | undefined },
): Promise<{ channel: string; remoteId: string }> => {
  if (input.itemId !== undefined) {
    const item = await itemPlace(ctx, input.itemId)
    if (!item?.is_own) throw notFound('item')
    return { channel: item.channel, remoteId: item.remote_id }
  }
  if (input.deliveryId === undefined) throw invalid('itemId', 'channels.field_missing')
  const [row] = await deliveryRows(ctx, [input.deliveryId])
  const account = row && (await accountRow(ctx, row.account_id))
  if (!account || row.remote_id === null) throw notFound('delivery')
  return { channel: account.channel, remoteId: row.remote_id }
}
