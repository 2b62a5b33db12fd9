/** Messages of alerts on their way: written in a transaction, sent outside of it, tried again under the same id. */
import type { Locale } from '../../../contract/scalars.ts'
import { memberAddresses, memberNames, workspaceSettings } from '../../access/index.ts'
import { announce } from '../../platform/announce.ts'
import type { Ctx, World } from '../../platform/ctx.ts'
import { isAppError } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import type { Letter } from '../../platform/mail.ts'
import { type Telling, writeJandi, writeLetter, writeSlack, writeWebhook } from '../alert-letters.ts'
import { alertRulesChanged, alertRuleTested } from '../events.ts'
import { sentenceOf } from '../sentences.ts'
import * as store from '../store/alert-messages.ts'
import { findRule } from '../store/alert-rules.ts'
import { findMentionsBehind } from '../store/alerts.ts'
import { receiversByIds } from '../store/receivers.ts'
import type { AlertMessageRow, AlertRuleRow, ReceiverRow } from '../tables.ts'
import { signWebhook } from '../webhook-signing.ts'
import { planMessages, startSending } from './alert-raising.ts'
import { memberOf, ruleToEdit, watchedOf } from './alert-rules.ts'
import { moodOf } from './digests.ts'
import { mentionsByIds } from './mentions.ts'

/** Seconds between tries; after the last of them a message is dead until somebody tries again. */
const waits = [5, 30, 120, 600, 1800, 3600, 7200, 14_400]
const callMs = 10_000
const mentionsTold = 20

interface Call {
  url: string
  headers: Record<string, string>
  body: string
}

export interface SendPlan {
  messageId: string
  ruleId: string
  /** This one included. */
  tries: number
  letter: Letter | null
  call: Call | null
}

export type SendOutcome =
  | { ok: true }
  | { ok: false; code: string; params: object; isPassing: boolean; afterSeconds: number | null }

/** Takes a message for a try; null when it has ended, is told by another, or nobody is there to hear it. */
export const planSending = async (ctx: Ctx, input: { messageId: string }): Promise<SendPlan | null> => {
  const message = await store.lockMessage(ctx, input.messageId)
  if (message === undefined || message.state !== 'waiting' || message.folded_into !== null) return null
  const rule = await findRule(ctx, message.rule_id)
  if (rule === undefined || rule.removed_at !== null) return drop(ctx, message)
  // Machines want one alert a call; people want one message.
  if (message.road !== 'webhook' && message.tried_at === null && message.alert_id !== null)
    await store.foldWaiting(ctx, message)
  const settings = await workspaceSettings(ctx)
  const telling = await tellingOf(ctx, message, rule, settings)
  const plan = { messageId: message.id, ruleId: rule.id, tries: message.tries + 1, letter: null, call: null }
  if (message.road === 'mail') {
    const member = (await memberAddresses(ctx)).find(one => one.id === message.target_id)
    if (member === undefined) return drop(ctx, message)
    await store.markTried(ctx, message.id)
    return { ...plan, letter: { ...writeLetter(telling, member.locale), to: member.email, id: message.id } }
  }
  const [receiver] = await receiversByIds(ctx, [message.target_id])
  if (receiver === undefined || receiver.removed_at !== null) return drop(ctx, message)
  await store.markTried(ctx, message.id)
  return { ...plan, call: writeCall(ctx, receiver, message.id, telling, settings.locale) }
}

const drop = async (ctx: Ctx, message: AlertMessageRow): Promise<null> => {
  await store.settleMessage(ctx, message.id, { state: 'dropped', problem: null })
  return null
}

const tellingOf = async (
  ctx: Ctx,
  message: AlertMessageRow,
  rule: AlertRuleRow,
  settings: { name: string; timeZone: string },
): Promise<Telling> => {
  const alerts = await store.findTelling(ctx, message.id)
  const mentionIds = await findMentionsBehind(
    ctx,
    alerts.map(alert => alert.id),
    mentionsTold,
  )
  const [first] = alerts
  const isGathered = rule.pace !== 'now' && message.road !== 'webhook' && first !== undefined
  const { config } = ctx.world
  return {
    rule: { id: rule.id, name: rule.name },
    workspace: { id: ctx.workspaceId, name: settings.name, timeZone: settings.timeZone },
    alerts,
    mentions: await mentionsByIds(ctx, mentionIds, { isShort: true }),
    digest: isGathered ? await moodOf(ctx, watchedOf(ctx, rule), gatheredSince(rule, message), message.due_at) : null,
    origin: config.publicUrl ?? `http://localhost:${config.port}`,
  }
}

const gatheredSince = (rule: AlertRuleRow, message: AlertMessageRow): Date =>
  new Date(message.due_at.getTime() - (rule.pace === 'hourly' ? 3_600_000 : 86_400_000))

/** What is sent to a receiver: signed where it is a webhook. */
const writeCall = (ctx: Ctx, receiver: ReceiverRow, messageId: string, telling: Telling, locale: Locale): Call => {
  const url = ctx.world.secrets.open(receiver.url, receiver.id)
  if (receiver.kind === 'webhook') {
    const body = JSON.stringify(writeWebhook(telling, ctx.now))
    const secret = ctx.world.secrets.open(receiver.secret!, receiver.id)
    const headers = { 'content-type': 'application/json', 'idempotency-key': messageId }
    return { url, body, headers: { ...headers, ...signWebhook(secret, messageId, ctx.now, body) } }
  }
  const isJandi = receiver.kind === 'jandi'
  return {
    url,
    body: JSON.stringify(isJandi ? writeJandi(telling, locale) : writeSlack(telling, locale)),
    headers: {
      'content-type': 'application/json',
      'idempotency-key': messageId,
      ...(isJandi ? { accept: 'application/vnd.tosslab.jandi-v2+json' } : {}),
    },
  }
}

export const send = async (world: World, plan: SendPlan, signal: AbortSignal): Promise<SendOutcome> => {
  if (plan.call !== null) return callReceiver(world, plan.call, signal)
  const outcome = await world.mail.send(plan.letter!)
  return outcome.ok ? outcome : { ...outcome, params: {}, afterSeconds: null }
}

/** Any answer from 200 to 299 is taken; a redirect is not followed, for others may stand there, and 410 means never again. */
const callReceiver = async (world: World, call: Call, signal?: AbortSignal): Promise<SendOutcome> => {
  const refused = (code: string, params: object, isPassing: boolean, afterSeconds: number | null = null) =>
    ({ ok: false, code, params, isPassing, afterSeconds }) as const
  try {
    const answer = await world.fetch(call.url, {
      method: 'POST',
      headers: call.headers,
      body: call.body,
      timeoutMs: callMs,
      maxBytes: 64 * 1024,
      maxRedirects: 0,
      ...(signal ? { signal } : {}),
    })
    if (answer.status >= 200 && answer.status < 300) return { ok: true }
    const params = { status: answer.status }
    if (answer.status === 410) return refused('listening.receiver_closed', params, false)
    const wait = Number(answer.headers['retry-after'])
    return refused('listening.receiver_refused', params, true, Number.isFinite(wait) && wait > 0 ? wait : null)
  } catch (error) {
    if (!isAppError(error)) throw error
    if (error.code === 'fetch.too_many_redirects') return refused('listening.receiver_moved', {}, true)
    const isForGood = error.code === 'fetch.address_refused' || error.code === 'fetch.bad_url'
    return refused(error.code, error.params, !isForGood)
  }
}

export const settleSending = async (ctx: Ctx, plan: SendPlan, outcome: SendOutcome): Promise<void> => {
  const message = await store.lockMessage(ctx, plan.messageId)
  if (message === undefined || message.state !== 'waiting') return
  if (outcome.ok) await store.settleMessage(ctx, plan.messageId, { state: 'sent', problem: null })
  else {
    const problem = { code: outcome.code, params: outcome.params }
    const wait = outcome.isPassing ? waits[plan.tries - 1] : undefined
    await store.settleMessage(ctx, plan.messageId, { state: wait === undefined ? 'dead' : 'waiting', problem })
    if (wait !== undefined) {
      const longest = waits.at(-1)!
      await startSending(ctx, plan.messageId, Math.max(wait, Math.min(outcome.afterSeconds ?? 0, longest)))
    }
  }
  await announce(ctx, alertRulesChanged, { ids: [plan.ruleId] })
}

/** Sends a test over every road of a rule; among members only the caller hears it. */
export const testAlertRule = async (ctx: Ctx, input: { ruleId: string }): Promise<{ messageIds: string[] }> => {
  const rule = await ruleToEdit(ctx, input.ruleId)
  const self = memberOf(ctx)
  const planned = (road: AlertMessageRow['road'], target: string) => ({
    id: makeId(ctx.now),
    rule_id: rule.id,
    alert_id: null,
    road,
    target_id: target,
    due_at: ctx.now,
  })
  const messages = [
    ...(rule.by_mail && self !== null ? [planned('mail', self)] : []),
    ...(await receiversByIds(ctx, rule.receiver_ids))
      .filter(receiver => receiver.removed_at === null)
      .map(receiver => planned(receiver.kind, receiver.id)),
  ]
  await planMessages(ctx, messages)
  if (rule.on_screen && self !== null) await announce(ctx, alertRuleTested, { ids: [rule.id] }, [self])
  return { messageIds: messages.map(message => message.id) }
}

export const retryAlertMessages = async (ctx: Ctx, input: { ruleId: string }): Promise<{ count: number }> => {
  await ruleToEdit(ctx, input.ruleId)
  const ids = await store.reviveMessages(ctx, input.ruleId)
  for (const id of ids) await startSending(ctx, id, 0)
  await announce(ctx, alertRulesChanged, { ids: [input.ruleId] })
  return { count: ids.length }
}

const messagesShown = 50

export const listAlertMessages = async (ctx: Ctx, input: { ruleId: string }, locale: Locale) => {
  const rule = await ruleToEdit(ctx, input.ruleId)
  const rows = await store.findMessages(ctx, rule.id, messagesShown)
  const targets = rows.map(row => row.target_id)
  const names = await memberNames(ctx, targets)
  const receivers = new Map((await receiversByIds(ctx, targets)).map(row => [row.id, row.name]))
  return {
    items: rows.map(row => ({
      id: row.id,
      road: row.road,
      to: names.get(row.target_id) ?? receivers.get(row.target_id) ?? '',
      state: row.state,
      isTest: row.alert_id === null,
      dueAt: row.due_at.toISOString(),
      settledAt: row.settled_at?.toISOString() ?? null,
      tries: row.tries,
      reason: row.problem_code === null ? null : sentenceOf(row.problem_code, locale, row.problem_params),
    })),
  }
}
