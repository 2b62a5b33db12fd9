/** The verbs of sessions that end: renewed in good time by one at a time, ended at their server when an account leaves. */
import { announce, startJob } from '../../platform/announce.ts'
import { type Ctx, type SystemCtx, type World, within } from '../../platform/ctx.ts'
import { upstream } from '../../platform/errors.ts'
import type { ConnectedAccount, OurClient, Renewed } from '../connector.ts'
import { connectorOf } from '../connectors/index.ts'
import { accountsChanged } from '../events.ts'
import { failureOf } from '../failures.ts'
import { markAccount } from '../store/accounts.ts'
import * as store from '../store/renewals.ts'
import { keepSession, openAccount } from './accounts.ts'
import { clientOf } from './sign-ins.ts'

const callSeconds = 30
/** A renewal that nobody settled is taken up again after this. */
const leaseSeconds = 60
const pauseSeconds = 30

const after = (now: Date, seconds: number): Date => new Date(now.getTime() + seconds * 1000)

export const startRenewals = async (ctx: SystemCtx): Promise<void> => {
  for (const { workspaceId, accountId } of await store.dueRenewals(ctx)) {
    await startJob(within(ctx, workspaceId), 'channels.renew_session', { accountId }, { key: accountId })
  }
}

export interface RenewalPlan {
  readonly channel: string
  readonly account: ConnectedAccount
  readonly ref: { readonly id: string; readonly connectedAt: Date }
  readonly client: OurClient
  readonly now: Date
}

/** Takes the renewal, so that a refresh token is never traded twice. Null when somebody has it, or it is not due. */
export const prepareRenewal = async (ctx: Ctx, input: { accountId: string }): Promise<RenewalPlan | null> => {
  const row = await store.takeRenewal(ctx, input.accountId, after(ctx.now, leaseSeconds))
  const account = row ? openAccount(ctx, row) : null
  const client = row && account ? clientOf(ctx.world, row.channel, account) : null
  if (!row || !account) return null
  const ref = { id: row.id, connectedAt: row.connected_at }
  if (client === null) {
    await end(ctx, ref, { class: 'refresh', code: 'channels.sign_in_ended' })
    return null
  }
  return { channel: row.channel, account, ref, client, now: ctx.now }
}

export const callRenewal = async (world: World, plan: RenewalPlan, signal: AbortSignal): Promise<Renewed> => {
  const signIn = connectorOf(plan.channel)?.identity?.signIn
  if (!signIn) return { kind: 'failed', failure: { class: 'refresh', code: 'channels.sign_in_ended' } }
  try {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(callSeconds * 1000)])
    return await signIn.renew(world, { ...plan, signal: limited })
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) throw error
    return { kind: 'failed', failure }
  }
}

/**
 * Keeps the new session. When no answer came, the old token is tried again: if the server never saw it, it is still good;
 * if it did, the session is lost either way, and then a person is asked to sign in again. Until the old access token ends,
 * everything goes on with it.
 */
export const settleRenewal = async (ctx: Ctx, plan: RenewalPlan, outcome: Renewed): Promise<void> => {
  if (outcome.kind === 'renewed') {
    await keepSession(ctx, plan.ref, outcome.session)
    const renewAt = connectorOf(plan.channel)?.identity?.signIn?.renewAt(outcome.session, ctx.now) ?? null
    await store.planRenewal(ctx, plan.ref.id, renewAt)
    if (await markAccount(ctx, plan.ref, null)) await announce(ctx, accountsChanged, { ids: [plan.ref.id] })
    return
  }
  const { failure } = outcome
  if (failure.class === 'refresh') return end(ctx, plan.ref, failure)
  await store.planRenewal(ctx, plan.ref.id, after(ctx.now, failure.afterSeconds ?? pauseSeconds))
}

const end = async (
  ctx: Ctx,
  ref: RenewalPlan['ref'],
  failure: { class: 'refresh'; code: string } | Extract<Renewed, { kind: 'failed' }>['failure'],
): Promise<void> => {
  await store.planRenewal(ctx, ref.id, null)
  if (await markAccount(ctx, ref, failure)) await announce(ctx, accountsChanged, { ids: [ref.id] })
}

export interface RevokingPlan {
  channel: string
  account: ConnectedAccount
  client: OurClient | null
  now: Date
}

export const prepareRevoking = async (
  ctx: Ctx,
  input: { accountId: string; channel: string; service: string; secret: string; session: string },
): Promise<RevokingPlan> => {
  const account: ConnectedAccount = {
    remoteId: '',
    handle: '',
    service: input.service,
    secret: ctx.world.secrets.open(input.secret, input.accountId),
    session: ctx.world.secrets.open(input.session, input.accountId),
  }
  return { channel: input.channel, account, client: clientOf(ctx.world, input.channel, account), now: ctx.now }
}

/** @throws 502 when the server is away: the job is tried again. */
export const callRevoking = async (world: World, plan: RevokingPlan, signal: AbortSignal): Promise<null> => {
  const failure = (await connectorOf(plan.channel)?.identity?.revoke?.(world, { ...plan, signal })) ?? null
  if (failure !== null) throw upstream(failure.code, failure.params)
  return null
}
