/** The verbs of deliveries: planned in a transaction, sent outside of it, asked about when nobody heard the outcome. */
import type { Manifest } from '../../../contract/channels.ts'
import { announce, startJob } from '../../platform/announce.ts'
import { type Ctx, type SystemCtx, type World, within } from '../../platform/ctx.ts'
import { conflict, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { chooseAccount, type Matter } from '../answering.ts'
import type { Failure, Outgoing, Outside, ReplyPart, Sent } from '../connector.ts'
import { connectorOf } from '../connectors/index.ts'
import { accountsChanged, deliveriesSettled } from '../events.ts'
import { failureOf, outcomeUndecided } from '../failures.ts'
import type { Allowance } from '../limits.ts'
import { practiceService } from '../practice.ts'
import { accountRow, listAccountRows, markAccount } from '../store/accounts.ts'
import * as store from '../store/deliveries.ts'
import { itemRows, rawItem } from '../store/items.ts'
import { mediaOfDelivery } from '../store/media.ts'
import { filesOfDelivery } from '../store/outgoing-files.ts'
import { hastenRenewal } from '../store/renewals.ts'
import type { DeliveryRow } from '../tables.ts'
import { keepSession, openAccount } from './accounts.ts'
import { type Allowed, countCosts, heedPatience, takeAllowance } from './allowances.ts'
import { watchPatience } from './patience.ts'
import { type Attached, checkContent, writePlan } from './planning.ts'

/** How often a delivery is tried before a person has to look at it. */
const mostTries = 8
/** A call ends after this long; a claim that nobody settled is taken up again a little later. */
const callSeconds = 30
const leaseSeconds = 40
/** A network that asks for patience for longer than this has refused. */
const longestWaitSeconds = 24 * 3600

export interface AnsweringAccount {
  id: string
  handle: string
  displayName: string
  /** How long an answer may be there. */
  textLimit: Manifest['textLimit']
  /** Pictures that it may carry; null where none may. */
  media: NonNullable<Manifest['media']> | null
  /** Files that it may carry; null where none may. */
  files: NonNullable<Manifest['files']> | null
  canWithdraw: boolean
  showsTyping: boolean
}

/**
 * The account that answers an item: the one that it is addressed to, unless that is for something else than the matter
 * (see `chooseAccount`); null when there is none, or nobody can answer on that channel.
 */
export const answeringAccount = async (
  ctx: Ctx,
  itemId: string,
  matter: Matter = 'care',
): Promise<AnsweringAccount | null> => {
  const [item] = await itemRows(ctx, [itemId])
  if (!item) throw notFound('item')
  const connector = connectorOf(item.channel)
  if (!connector?.reply) return null
  const asked = { channel: item.channel, spokenToId: item.addressed_account_id, matter }
  const account = chooseAccount(await listAccountRows(ctx), asked)
  if (!account) return null
  const { id, handle, display_name: displayName } = account
  const { textLimit, media = null, files = null, canWithdraw = false, showsTyping = false } = connector.manifest
  return { id, handle, displayName, textLimit, media, files, canWithdraw, showsTyping }
}

/** Whether a question after a conversation is answered on the channel itself. */
export const answersInPlace = (channel: string): boolean => connectorOf(channel)?.manifest.asksInPlace === true

/** Channels where somebody of ours can answer. */
export const answeringChannels = async (ctx: Ctx): Promise<string[]> => [
  ...new Set((await listAccountRows(ctx)).map(row => row.channel).filter(one => connectorOf(one)?.reply !== undefined)),
]

export interface PlanInput {
  inReplyToItemId: string
  text: string
  /** Answers from this account, whatever it is for. */
  accountId?: string | undefined
  /** What the answer is about; care where absent. */
  matter?: Matter | undefined
  media?: readonly Attached[] | undefined
  /** Ids of files. */
  files?: readonly string[] | undefined
  /** The delivery that this one continues: it is sent below that one, and after it. */
  afterDeliveryId?: string | undefined
}

/**
 * Plans an answer and starts its job in this transaction. @returns the delivery's id.
 * @throws 409 when no account can answer there, 422 when the network would not take the text.
 */
export const planDelivery = async (ctx: Ctx, input: PlanInput): Promise<string> => {
  const [item] = await itemRows(ctx, [input.inReplyToItemId])
  if (!item) throw notFound('item')
  const connector = connectorOf(item.channel)
  if (!connector?.reply) throw conflict('channels.cannot_answer_here')
  const accounts = await listAccountRows(ctx)
  const asked = { channel: item.channel, spokenToId: item.addressed_account_id, matter: input.matter ?? 'care' }
  const account =
    input.accountId === undefined
      ? chooseAccount(accounts, asked)
      : accounts.find(one => one.id === input.accountId && one.channel === item.channel)
  if (!account && input.accountId !== undefined) throw notFound('account')
  if (!account) throw conflict('channels.no_account_to_answer')
  const content = await checkContent(ctx, connector.manifest, input)
  return writePlan(ctx, {
    ...content,
    accountId: account.id,
    inReplyToItemId: item.id,
    afterDeliveryId: input.afterDeliveryId ?? null,
  })
}

/** Sends a failed one again, or asks anew about one whose outcome is unknown. */
export const retryDelivery = async (ctx: Ctx, deliveryId: string): Promise<void> => {
  const row = await store.lockDelivery(ctx, deliveryId)
  if (!row) throw notFound('delivery')
  if (row.state !== 'failed' && row.state !== 'unknown') throw conflict('channels.delivery_under_way')
  const account = await accountRow(ctx, row.account_id)
  if (!account || account.secret === null) throw conflict('channels.account_disconnected')
  // Asked again the network would tell no more than before: a person has decided.
  const isDecided = row.state === 'unknown' && row.problem_code === outcomeUndecided
  await store.replanDelivery(ctx, deliveryId, { mayAsk: !isDecided })
  await startJob(ctx, 'channels.deliver', { deliveryId }, { key: makeId(ctx.now) })
}

export interface DeliveryPlan {
  readonly deliveryId: string
  readonly channel: string
  readonly tries: number
  /** It was called before: it may have arrived. */
  readonly mustAsk: boolean
  readonly account: { readonly id: string; readonly connectedAt: Date }
  /** What the call was taken from. */
  readonly bucket: Allowance | null
  readonly now: Date
  readonly outgoing: Outgoing
}

/** How a call ended, and how long the network wants no more. */
export type DeliveryOutcome = Sent & { readonly patienceSeconds?: number }

/**
 * Claims a delivery and decides its remote id, so that a crash after the call can be asked about.
 * Null when it is settled, or in somebody else's hands.
 */
export const prepareDelivery = async (ctx: Ctx, input: { deliveryId: string }): Promise<DeliveryPlan | null> => {
  const row = await store.lockDelivery(ctx, input.deliveryId)
  if (!row || row.state === 'sent' || row.state === 'failed') return null
  if (row.state === 'claimed' && row.next_try_at !== null && row.next_try_at > ctx.now) return null
  const account = await accountRow(ctx, row.account_id)
  const opened = account ? openAccount(ctx, account) : null
  const isAnswer = row.in_reply_to_item_id !== null
  const target = isAnswer ? await rawItem(ctx, row.in_reply_to_item_id!) : undefined
  const reply = account && connectorOf(account.channel)?.reply
  if (!account || !opened || !reply || (isAnswer && !target)) {
    await giveUp(ctx, row, { class: 'refresh', code: 'channels.account_disconnected' })
    return null
  }
  const previous = row.after_delivery_id === null ? null : await store.lockDelivery(ctx, row.after_delivery_id)
  if (previous?.state === 'failed') {
    await giveUp(ctx, row, { class: 'bad_content', code: 'channels.previous_failed' })
    return null
  }
  if (previous && previous.state !== 'sent') {
    await store.letWait(ctx, row.id, new Date(ctx.now.getTime() + leaseSeconds * 1000))
    return null
  }
  const asking = { operation: 'deliver' as const, accountId: account.id, address: account.service }
  const isPractice = account.service === practiceService
  const allowed: Allowed = isPractice ? { ok: true, bucket: null } : await takeAllowance(ctx, account.channel, asking)
  if (!allowed.ok) {
    await holdBack(ctx, row, allowed)
    return null
  }
  const remoteId =
    row.remote_id ?? reply.remoteId({ id: row.id, plannedAt: row.planned_at, accountRemoteId: opened.remoteId })
  await store.claimDelivery(ctx, row.id, remoteId, new Date(ctx.now.getTime() + leaseSeconds * 1000))
  return {
    deliveryId: row.id,
    channel: account.channel,
    tries: row.tries + 1,
    mustAsk: row.claimed_at !== null,
    account: { id: account.id, connectedAt: account.connected_at },
    bucket: allowed.bucket,
    now: ctx.now,
    outgoing: {
      deliveryId: row.id,
      text: row.text,
      remoteId,
      plannedAt: row.planned_at,
      account: opened,
      target: target ? { remoteId: target.remote_id, url: target.url, raw: target.raw } : null,
      previous: previous ? { remoteId: previous.remote_id!, version: previous.remote_version } : null,
      media: await mediaOfDelivery(ctx, row.id),
      files: await filesOfDelivery(ctx, row.id),
    },
  }
}

/** Waits for its turn, or for a budget, without that a try is counted. */
const holdBack = async (ctx: Ctx, row: DeliveryRow, refused: Extract<Allowed, { ok: false }>): Promise<void> => {
  const { code, waitSeconds: seconds } = refused
  const failure: Failure = { class: 'try_again', code, params: { seconds } }
  await postpone(ctx, row, row.claimed_at === null ? 'planned' : 'unknown', failure, seconds, false)
  if (row.problem_code !== code) await announce(ctx, deliveriesSettled, { ids: [row.id] })
}

/** Speaks to the network; touches no database. What nobody heard the outcome of is `unknown`, never sent twice blindly. */
export const callDelivery = async (world: World, plan: DeliveryPlan, signal: AbortSignal): Promise<DeliveryOutcome> => {
  if (plan.outgoing.account.service === practiceService)
    return { kind: 'sent', remoteId: `practice:${plan.deliveryId}`, url: null }
  const reply = connectorOf(plan.channel)?.reply
  if (!reply) return { kind: 'failed', failure: { class: 'gone', code: 'channels.cannot_answer_here' } }
  const watched = watchPatience(world, plan.now)
  const limited = AbortSignal.any([signal, AbortSignal.timeout(callSeconds * 1000)])
  try {
    return { ...(await askThenSend(watched.outside, reply, plan, limited)), ...watched.patience() }
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) throw error
    return { kind: 'unknown', failure }
  }
}

const askThenSend = async (
  world: Outside,
  reply: ReplyPart,
  plan: DeliveryPlan,
  signal: AbortSignal,
): Promise<Sent> => {
  if (!plan.mustAsk) return reply.send(world, plan.outgoing, signal)
  const asked = await reply.ask(world, plan.outgoing, signal)
  if (asked.kind !== 'absent') return asked
  const session = asked.session ?? plan.outgoing.account.session
  const sent = await reply.send(world, { ...plan.outgoing, account: { ...plan.outgoing.account, session } }, signal)
  return { ...(asked.session === undefined ? {} : { session: asked.session }), ...sent }
}

export const settleDelivery = async (ctx: Ctx, plan: DeliveryPlan, outcome: DeliveryOutcome): Promise<void> => {
  await heedPatience(ctx, plan.bucket, outcome.patienceSeconds ?? null)
  await countCosts(ctx, plan.channel, plan.account.id, [
    { operation: 'deliver', count: outcome.kind === 'failed' ? 0 : 1 },
  ])
  await keepSession(ctx, plan.account, outcome.session)
  const row = await store.lockDelivery(ctx, plan.deliveryId)
  if (!row || row.state === 'sent' || row.state === 'failed') return
  if (outcome.kind === 'sent') {
    await store.settleSent(ctx, row.id, outcome.remoteId, outcome.url, outcome.version ?? null)
    await startFollowers(ctx, row.id)
    await tellAccount(ctx, plan, null)
    return announce(ctx, deliveriesSettled, { ids: [row.id] })
  }
  const { failure } = outcome
  if (failure.class === 'refresh') await tellAccount(ctx, plan, failure)
  if (failure.needsRenewal) await hastenRenewal(ctx, plan.account)
  if (outcome.kind === 'unknown') return settleUnknown(ctx, row, failure)
  if (failure.class !== 'try_again') return giveUp(ctx, row, failure)
  const waited = (ctx.now.getTime() - row.planned_at.getTime()) / 1000
  if (failure.afterSeconds !== undefined && waited < longestWaitSeconds)
    return postpone(ctx, row, 'planned', failure, Math.min(Math.max(1, failure.afterSeconds), longestWaitSeconds), true)
  if (row.tries >= mostTries) return giveUp(ctx, row, failure)
  return postpone(ctx, row, 'planned', failure, pauseSeconds(row.tries), false)
}

/** Asked about again and again, slower each time; then a person has to look. Never called failed: it may have arrived. */
const settleUnknown = async (ctx: Ctx, row: DeliveryRow, failure: Failure): Promise<void> => {
  const isHopeless = row.tries >= mostTries || failure.class === 'refresh' || failure.code === outcomeUndecided
  if (isHopeless) await store.postponeDelivery(ctx, row.id, 'unknown', failure, null, false)
  else await postpone(ctx, row, 'unknown', failure, failure.afterSeconds ?? pauseSeconds(row.tries), false)
  await announce(ctx, deliveriesSettled, { ids: [row.id] })
}

const giveUp = async (ctx: Ctx, row: DeliveryRow, failure: Failure): Promise<void> => {
  await store.settleRefused(ctx, row.id, failure)
  await startFollowers(ctx, row.id)
  await announce(ctx, deliveriesSettled, { ids: [row.id] })
}

/** What continues a delivery goes on when it has come to an end. */
const startFollowers = async (ctx: Ctx, deliveryId: string): Promise<void> => {
  for (const id of await store.followerIds(ctx, deliveryId)) {
    await startJob(ctx, 'channels.deliver', { deliveryId: id }, { key: makeId(ctx.now) })
  }
}

const postpone = async (
  ctx: Ctx,
  row: DeliveryRow,
  state: 'planned' | 'unknown',
  failure: Failure,
  seconds: number,
  refund: boolean,
): Promise<void> => {
  const nextTryAt = new Date(ctx.now.getTime() + seconds * 1000)
  await store.postponeDelivery(ctx, row.id, state, failure, nextTryAt, refund)
  await startJob(ctx, 'channels.deliver', { deliveryId: row.id }, { afterSeconds: seconds, key: makeId(ctx.now) })
}

/** 2, 4, 8 … seconds, ten minutes at most. */
const pauseSeconds = (tries: number): number => Math.min(2 ** Math.max(tries, 1), 600)

const tellAccount = async (ctx: Ctx, plan: DeliveryPlan, failure: Failure | null): Promise<void> => {
  if (await markAccount(ctx, plan.account, failure)) await announce(ctx, accountsChanged, { ids: [plan.account.id] })
}

/** Starts deliveries again whose worker was killed: their claim or their next try passed by ten seconds ago and more. */
export const restartStalled = async (ctx: SystemCtx): Promise<void> => {
  const before = new Date(ctx.now.getTime() - 10_000)
  for (const { workspaceId, deliveryId } of await store.stalledDeliveries(ctx, before)) {
    await startJob(within(ctx, workspaceId), 'channels.deliver', { deliveryId }, { key: `${deliveryId}:stalled` })
  }
}
