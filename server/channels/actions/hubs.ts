/** The verbs of hubs: subscribe where a feed names one, prove that we meant it, and read the feed when the hub tells of news. */
import { randomBytes } from 'node:crypto'
import { startJob } from '../../platform/announce.ts'
import { type Ctx, type SystemCtx, type World, within } from '../../platform/ctx.ts'
import type { HookAnswer, HookCall } from '../../platform/hook.ts'
import type { Failure } from '../connector.ts'
import { failureOf, failureOfStatus } from '../failures.ts'
import { readNow } from '../store/polls.ts'
import { sourceRow } from '../store/sources.ts'
import * as store from '../store/subscriptions.ts'
import type { SourceRow, SubscriptionRow } from '../tables.ts'
import { isSigned, readIntent, renewAfterSeconds, subscriptionForm } from '../websub.ts'

const hourSeconds = 3600
/** A hub that refused is asked again after a day; one that was not there, or never came back to us, after hours. */
const refusedSeconds = 24 * hourSeconds
const silentSeconds = 6 * hourSeconds

/** The feed names a hub, or none any more. Without a public address no hub could reach us: the feed is polled. */
export const wantHub = async (
  ctx: Ctx,
  sourceId: string,
  named: { readonly hub: string; readonly topic: string } | null,
): Promise<void> => {
  if (ctx.world.config.publicUrl === undefined) return
  if (named === null) return void (await store.forgetSubscription(ctx, sourceId))
  const secret = ctx.world.secrets.seal(randomBytes(32).toString('base64url'), sourceId)
  await store.wantSubscription(ctx, { source_id: sourceId, ...named, secret })
}

export const hasActiveHub = async (ctx: Ctx, sourceId: string): Promise<boolean> =>
  ctx.world.config.publicUrl !== undefined && (await store.activeHubs(ctx, sourceId)).length > 0

/** Starts a request for every subscription that is wanted, unanswered or about to end. */
export const startSubscriptions = async (ctx: SystemCtx): Promise<void> => {
  if (ctx.world.config.publicUrl === undefined) return
  for (const { workspaceId, sourceId } of await store.takeDueSubscriptions(ctx, after(ctx, hourSeconds))) {
    await startJob(within(ctx, workspaceId), 'channels.subscribe', { sourceId }, { key: sourceId })
  }
}

export interface SubscriptionPlan {
  readonly sourceId: string
  readonly hub: string
  readonly form: string
}

export const planSubscription = async (ctx: Ctx, input: { sourceId: string }): Promise<SubscriptionPlan | null> => {
  const row = await store.subscriptionRow(ctx, input.sourceId)
  const { publicUrl } = ctx.world.config
  if (!row || publicUrl === undefined) return null
  const callback = `${publicUrl}/api/hooks/websub/${ctx.workspaceId}/${input.sourceId}/${tokenOf(ctx, input.sourceId)}`
  const secret = ctx.world.secrets.open(row.secret, row.source_id)
  // Written before the hub is asked: it may come back before it answers.
  if (row.state !== 'active') await store.updateSubscription(ctx, row.source_id, { state: 'asked', asked_at: ctx.now })
  return { sourceId: row.source_id, hub: row.hub, form: subscriptionForm({ callback, topic: row.topic, secret }) }
}

/** Asks the hub. @returns null when it will come back to us, else why not. */
export const askHub = async (world: World, plan: SubscriptionPlan, signal: AbortSignal): Promise<Failure | null> => {
  try {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await world.fetch(plan.hub, { method: 'POST', headers, body: plan.form, signal })
    return answer.status >= 200 && answer.status < 300 ? null : failureOfStatus(answer.status, null)
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) throw error
    return failure
  }
}

export const settleSubscription = async (ctx: Ctx, plan: SubscriptionPlan, failure: Failure | null): Promise<void> => {
  const row = await store.subscriptionRow(ctx, plan.sourceId)
  if (!row || failure === null) return
  const isRefused = failure.class !== 'try_again' && row.state !== 'active'
  await store.updateSubscription(ctx, plan.sourceId, {
    next_ask_at: after(ctx, isRefused ? refusedSeconds : silentSeconds),
    ...(isRefused ? { state: 'refused' as const } : {}),
  })
}

/** A hub asks whether we meant it. Only what we asked for is confirmed; an end only where nobody listens any more. */
export const verifyHub = async (ctx: SystemCtx, call: HookCall): Promise<HookAnswer> => {
  const found = await subscriptionOf(ctx, call)
  const intent = readIntent(call.query)
  if (found === null || intent === null || intent.topic !== found.row.topic) return unknown
  const { here, row, source } = found
  const isWanted = source.removed_at === null
  if (intent.mode === 'denied') {
    await store.updateSubscription(here, row.source_id, {
      state: 'refused',
      lease_until: null,
      next_ask_at: after(here, refusedSeconds),
    })
    return { status: 200 }
  }
  if (intent.mode === 'unsubscribe') return isWanted ? unknown : { status: 200, body: intent.challenge }
  if (!isWanted || (row.state !== 'asked' && row.state !== 'active')) return unknown
  await store.updateSubscription(here, row.source_id, {
    state: 'active',
    lease_until: after(here, intent.leaseSeconds),
    next_ask_at: after(here, renewAfterSeconds(intent.leaseSeconds)),
  })
  return { status: 200, body: intent.challenge }
}

/**
 * A hub tells of news: the feed is read at once, by the road that every poll goes. What was sent is not read: it says no
 * more than the feed, and repeats and forgeries bring nothing. An unsigned word is answered alike and does nothing (section 8).
 */
export const hearHub = async (ctx: SystemCtx, call: HookCall): Promise<HookAnswer> => {
  const found = await subscriptionOf(ctx, call)
  if (found === null) return unknown
  const { here, row, source } = found
  if (source.removed_at !== null) return { status: 410 }
  const secret = here.world.secrets.open(row.secret, row.source_id)
  if (!isSigned(call.headers.get('x-hub-signature'), secret, call.bytes)) return { status: 202 }
  await store.updateSubscription(here, row.source_id, { told_at: here.now })
  await readNow(here, row.source_id)
  return { status: 202 }
}

const unknown: HookAnswer = { status: 404 }

interface Found {
  readonly here: Ctx
  readonly row: SubscriptionRow
  readonly source: SourceRow
}

const subscriptionOf = async (ctx: SystemCtx, { params }: HookCall): Promise<Found | null> => {
  const workspaceId = Number(params.workspaceId)
  const sourceId = params.sourceId ?? ''
  if (!Number.isInteger(workspaceId) || workspaceId < 1 || workspaceId > 2_147_483_647) return null
  if (!/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(sourceId)) return null
  const here = within(ctx, workspaceId)
  if (params.token !== tokenOf(here, sourceId)) return null
  const row = await store.subscriptionRow(here, sourceId)
  const source = row && (await sourceRow(here, sourceId))
  return row && source ? { here, row, source } : null
}

/** Nobody but us and the hub knows the address: it is no proof, the signature is. */
const tokenOf = (ctx: Ctx, sourceId: string): string =>
  ctx.world.secrets.digest(`websub ${ctx.workspaceId} ${sourceId}`).slice(0, 32)

const after = (ctx: Pick<Ctx, 'now'>, seconds: number): Date => new Date(ctx.now.getTime() + seconds * 1000)
