/** The verbs of taking back what we posted: planned with a reason, deleted on the network, recorded. */
import type { Withdrawal } from '../../../contract/channels.ts'
import type { Locale } from '../../../contract/scalars.ts'
import { announce, startJob } from '../../platform/announce.ts'
import { actorName, type Ctx, type World } from '../../platform/ctx.ts'
import { conflict, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import type { ConnectedAccount, Withdrawn } from '../connector.ts'
import { connectorOf } from '../connectors/index.ts'
import { deliveriesSettled, itemsRemoved } from '../events.ts'
import { failureOf } from '../failures.ts'
import type { Allowance } from '../limits.ts'
import { practiceService } from '../practice.ts'
import { accountRow, ownAccountOfAuthor } from '../store/accounts.ts'
import { lockDelivery } from '../store/deliveries.ts'
import { itemPlace } from '../store/items.ts'
import { stopMeasuring } from '../store/numbers.ts'
import { removeItemRows } from '../store/removals.ts'
import { hastenRenewal } from '../store/renewals.ts'
import * as store from '../store/withdrawals.ts'
import { keepSession, openAccount } from './accounts.ts'
import { type Allowed, heedPatience, takeAllowance } from './allowances.ts'
import { withdrawalNoun } from './nouns.ts'
import { watchPatience } from './patience.ts'

const mostTries = 8
const callSeconds = 30

/** Takes back what a delivery sent. @throws 409 when it was not sent, or its network lets nothing be taken back. */
export const withdrawDelivery = async (ctx: Ctx, input: { deliveryId: string; reason: string }): Promise<void> => {
  const row = await lockDelivery(ctx, input.deliveryId)
  if (!row) throw notFound('delivery')
  if (row.state !== 'sent' || row.remote_id === null) throw conflict('channels.nothing_to_withdraw')
  await plan(ctx, { accountId: row.account_id, remoteId: row.remote_id, deliveryId: row.id, reason: input.reason })
  await announce(ctx, deliveriesSettled, { ids: [row.id] })
}

/** Takes back a post of our own that was heard. */
export const withdrawItem = async (
  ctx: Ctx,
  input: { itemId: string; reason: string },
  locale: Locale,
): Promise<Withdrawal> => {
  const item = await itemPlace(ctx, input.itemId)
  if (!item) throw notFound('item')
  const account = item.is_own ? await ownAccountOfAuthor(ctx, item.author_id) : undefined
  if (!account || item.removed_at !== null) throw conflict('channels.nothing_to_withdraw')
  const { reason } = input
  const row = await plan(ctx, { accountId: account.id, remoteId: item.remote_id, deliveryId: null, reason })
  return withdrawalNoun(row, locale)
}

const plan = async (
  ctx: Ctx,
  asked: { accountId: string; remoteId: string; deliveryId: string | null; reason: string },
) => {
  const account = await accountRow(ctx, asked.accountId)
  if (!account || account.secret === null) throw conflict('channels.account_disconnected')
  if (!connectorOf(account.channel)?.reply?.withdraw) throw conflict('channels.cannot_withdraw_here')
  const row = await store.planWithdrawalRow(ctx, {
    id: makeId(ctx.now),
    account_id: asked.accountId,
    remote_id: asked.remoteId,
    delivery_id: asked.deliveryId,
    reason: asked.reason,
    planned_by: actorName(ctx.actor),
  })
  if (row.state === 'planned')
    await startJob(ctx, 'channels.withdraw', { withdrawalId: row.id }, { key: makeId(ctx.now) })
  return row
}

export interface WithdrawalPlan {
  withdrawalId: string
  channel: string
  remoteId: string
  account: ConnectedAccount
  ref: { id: string; connectedAt: Date }
  /** What the call was taken from. */
  bucket: Allowance | null
  now: Date
}

/** How a call ended, and how long the network wants no more. */
export type WithdrawalOutcome = Withdrawn & { readonly patienceSeconds?: number }

export const prepareWithdrawal = async (ctx: Ctx, input: { withdrawalId: string }): Promise<WithdrawalPlan | null> => {
  const row = await store.lockWithdrawal(ctx, input.withdrawalId)
  if (row?.state !== 'planned') return null
  const account = await accountRow(ctx, row.account_id)
  const opened = account ? openAccount(ctx, account) : null
  if (!account || !opened) {
    await store.settleWithdrawalRow(ctx, row.id, 'failed', { class: 'refresh', code: 'channels.account_disconnected' })
    await tell(ctx, row.delivery_id)
    return null
  }
  const asking = { operation: 'deliver' as const, accountId: account.id, address: account.service }
  const isPractice = account.service === practiceService
  const allowed: Allowed = isPractice ? { ok: true, bucket: null } : await takeAllowance(ctx, account.channel, asking)
  if (!allowed.ok) {
    const again = { afterSeconds: allowed.waitSeconds, key: makeId(ctx.now) }
    await startJob(ctx, 'channels.withdraw', { withdrawalId: row.id }, again)
    return null
  }
  return {
    withdrawalId: row.id,
    channel: account.channel,
    remoteId: row.remote_id,
    account: opened,
    ref: { id: account.id, connectedAt: account.connected_at },
    bucket: allowed.bucket,
    now: ctx.now,
  }
}

/** Deletes on the network. Deleting twice is deleting once, so an outcome that nobody heard is simply tried again. */
export const callWithdrawal = async (
  world: World,
  asked: WithdrawalPlan,
  signal: AbortSignal,
): Promise<WithdrawalOutcome> => {
  if (asked.account.service === practiceService) return { kind: 'done' }
  const withdraw = connectorOf(asked.channel)?.reply?.withdraw
  if (!withdraw) return { kind: 'failed', failure: { class: 'gone', code: 'channels.cannot_withdraw_here' } }
  const watched = watchPatience(world, asked.now)
  try {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(callSeconds * 1000)])
    return { ...(await withdraw(watched.outside, asked, limited)), ...watched.patience() }
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) throw error
    return { kind: 'failed', failure }
  }
}

export const settleWithdrawal = async (ctx: Ctx, asked: WithdrawalPlan, outcome: WithdrawalOutcome): Promise<void> => {
  await heedPatience(ctx, asked.bucket, outcome.patienceSeconds ?? null)
  await keepSession(ctx, asked.ref, outcome.session)
  const row = await store.lockWithdrawal(ctx, asked.withdrawalId)
  if (row?.state !== 'planned') return
  if (outcome.kind === 'done') {
    await store.settleWithdrawalRow(ctx, row.id, 'done', null)
    await stopMeasuring(ctx, row.account_id, row.remote_id)
    const removed = await removeItemRows(ctx, [ctx.workspaceId], asked.channel, [row.remote_id])
    if (removed.length > 0) await announce(ctx, itemsRemoved, { ids: removed.map(one => one.id) })
    return tell(ctx, row.delivery_id)
  }
  const { failure } = outcome
  if (failure.needsRenewal) await hastenRenewal(ctx, asked.ref)
  const mayTry = failure.class === 'try_again' && row.tries + 1 < mostTries
  await store.settleWithdrawalRow(ctx, row.id, mayTry ? 'planned' : 'failed', failure)
  if (!mayTry) return tell(ctx, row.delivery_id)
  const afterSeconds = failure.afterSeconds ?? 2 ** (row.tries + 1)
  await startJob(ctx, 'channels.withdraw', { withdrawalId: row.id }, { afterSeconds, key: makeId(ctx.now) })
}

const tell = async (ctx: Ctx, deliveryId: string | null): Promise<void> => {
  if (deliveryId !== null) await announce(ctx, deliveriesSettled, { ids: [deliveryId] })
}
