/** The verbs of polled sources: what is due, claim, pull outside any transaction, settle. */
import { announce } from '../../platform/announce.ts'
import type { Ctx, SystemCtx, World } from '../../platform/ctx.ts'
import type { ConnectedAccount, Failure, Pulled } from '../connector.ts'
import { connectorOf } from '../connectors/index.ts'
import { accountsChanged, sourcesChanged } from '../events.ts'
import { failureOf } from '../failures.ts'
import { backOffSeconds, failuresAfter } from '../health.ts'
import type { Allowance } from '../limits.ts'
import { storableText } from '../storable.ts'
import { markAccount } from '../store/accounts.ts'
import * as store from '../store/polls.ts'
import { hastenRenewal } from '../store/renewals.ts'
import type { SourceRow } from '../tables.ts'
import { keepSession, openAccount } from './accounts.ts'
import { type Allowed, countCosts, heedPatience, takeAllowance } from './allowances.ts'
import { keepEngagements } from './engagements.ts'
import { hasActiveHub, wantHub } from './hubs.ts'
import { watchPatience } from './patience.ts'

export interface PullPlan {
  readonly workspaceId: number
  readonly sourceId: string
  readonly channel: string
  readonly kind: string
  readonly address: string
  readonly cursor: string | null
  readonly everySeconds: number
  readonly failures: number
  readonly account: (ConnectedAccount & { readonly id: string; readonly connectedAt: Date }) | null
  readonly hasHub: boolean
  /** What the call was taken from. */
  readonly bucket: Allowance | null
  readonly now: Date
  /** Words that topics are found by, for kinds that search. */
  readonly terms: readonly string[]
}

/** What a pull came to: `pulled` with what is there, or `failed` with what helps; and how long the network wants no more. */
export type PullOutcome = Pulled & { readonly patienceSeconds?: number }

/** Over all workspaces: sources to be read now. Each is given to one taker; a pull that is never settled comes up again. */
export const dueSources = (ctx: SystemCtx): Promise<{ workspaceId: number; sourceId: string }[]> =>
  store.takeDueSources(ctx)

/** Null when there is nothing to read: paused, removed, disconnected, a stream, or asked as often as is allowed. */
export const claimPull = async (
  ctx: Ctx,
  sourceId: string,
  terms: readonly string[] = [],
): Promise<PullPlan | null> => {
  const found = await store.readableSource(ctx, sourceId)
  if (!found || found.source.every_seconds === null) return null
  const { source, account } = found
  const opened = account === null ? null : openAccount(ctx, account)
  if (account !== null && opened === null) return null
  const asking = { accountId: source.account_id, address: account?.service ?? source.address }
  const allowed = await takeAllowance(ctx, source.channel, { operation: 'poll', ...asking })
  if (!allowed.ok) {
    await putOff(ctx, source, allowed)
    return null
  }
  return {
    workspaceId: ctx.workspaceId,
    sourceId,
    channel: source.channel,
    kind: source.kind,
    address: source.address,
    cursor: source.cursor,
    everySeconds: source.every_seconds!,
    failures: source.failures,
    account: account && opened ? { ...opened, id: account.id, connectedAt: account.connected_at } : null,
    hasHub: await hasActiveHub(ctx, sourceId),
    bucket: allowed.bucket,
    now: ctx.now,
    terms,
  }
}

/** Our own limit is no trouble of the source; a spent budget is, until somebody raises it. */
const putOff = async (ctx: Ctx, source: SourceRow, refused: Extract<Allowed, { ok: false }>): Promise<void> => {
  const next = secondsFrom(ctx.now, refused.waitSeconds + placeOf(source.id, refused.spreadSeconds))
  if (refused.code === 'channels.rate_limited') return void (await store.postponePoll(ctx, source.id, next))
  const failure: Failure = { class: 'bad_content', code: refused.code }
  if (await store.settleFailed(ctx, source.id, failure, failuresAfter(source.failures, failure), next))
    await announce(ctx, sourcesChanged, { ids: [source.id] })
}

/** Reads the source. Touches no database; foreseen troubles come back as `failed`. */
export const pull = async (world: World, plan: PullPlan, signal: AbortSignal): Promise<PullOutcome> => {
  const poll = connectorOf(plan.channel)?.listen?.kinds[plan.kind]?.poll
  if (!poll) return { kind: 'failed', failure: { class: 'gone', code: 'channels.unknown_source_kind' } }
  const watched = watchPatience(world, plan.now)
  try {
    return { ...(await poll(watched.outside, plan, signal)), ...watched.patience() }
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) throw error
    return { kind: 'failed', failure, ...watched.patience() }
  }
}

/** Moves the cursor, the health and the next poll; in the transaction that stores what came. */
export const settlePull = async (ctx: Ctx, plan: PullPlan, outcome: PullOutcome): Promise<void> => {
  if (plan.account) await keepSession(ctx, plan.account, outcome.session)
  const turned =
    outcome.kind === 'pulled' ? await settlePulled(ctx, plan, outcome) : await settleFailed(ctx, plan, outcome.failure)
  if (outcome.kind === 'pulled' && plan.account)
    await keepEngagements(ctx, { channel: plan.channel, accountId: plan.account.id }, outcome.engagements ?? [])
  if (turned) await announce(ctx, sourcesChanged, { ids: [plan.sourceId] })
  const patience = outcome.patienceSeconds ?? (outcome.kind === 'failed' ? outcome.failure.afterSeconds : undefined)
  await heedPatience(ctx, plan.bucket, patience ?? null)
  await countCosts(ctx, plan.channel, plan.account?.id ?? null, [
    { operation: 'poll', count: 1 },
    { operation: 'item', count: outcome.kind === 'pulled' ? outcome.incoming.length : 0 },
  ])
  if (outcome.kind === 'pulled' && outcome.hub !== undefined) await wantHub(ctx, plan.sourceId, outcome.hub)
  await settleAccount(ctx, plan, outcome.kind === 'pulled' ? null : outcome.failure)
}

const settlePulled = (ctx: Ctx, plan: PullPlan, outcome: Extract<PullOutcome, { kind: 'pulled' }>): Promise<boolean> =>
  store.settlePolled(ctx, plan.sourceId, {
    cursor: outcome.cursor === null ? null : storableText(outcome.cursor),
    nextPollAt: secondsFrom(ctx.now, Math.max(0, outcome.nextAfterSeconds ?? plan.everySeconds)),
    ...(outcome.movedTo === undefined ? {} : { movedTo: outcome.movedTo }),
  })

const settleFailed = (ctx: Ctx, plan: PullPlan, failure: Failure): Promise<boolean> => {
  const failures = failuresAfter(plan.failures, failure)
  const next = secondsFrom(ctx.now, backOffSeconds(failure, failures, plan.everySeconds))
  return store.settleFailed(ctx, plan.sourceId, failure, failures, next)
}

/** Refused credentials break the account; a pull that worked mends it. Other troubles are the source's own. */
const settleAccount = async (ctx: Ctx, plan: PullPlan, failure: Failure | null): Promise<void> => {
  if (plan.account && failure?.needsRenewal) await hastenRenewal(ctx, plan.account)
  if (!plan.account || (failure !== null && failure.class !== 'refresh')) return
  if (await markAccount(ctx, plan.account, failure)) await announce(ctx, accountsChanged, { ids: [plan.account.id] })
}

/** A place of its own within a span, the same for the same source: hundreds of one host do not come back at once. */
const placeOf = (id: string, seconds: number): number => Number.parseInt(id.slice(-8), 16) % seconds

const secondsFrom = (now: Date, seconds: number): Date => new Date(now.getTime() + seconds * 1000)
