/** Raising alerts: what new mentions mean to the rules of a workspace, and who is told of it where. */
import { memberAddresses, workspaceSettings } from '../../access/index.ts'
import { announce, startJob } from '../../platform/announce.ts'
import { type Ctx, type SystemCtx, within } from '../../platform/ctx.ts'
import { makeId } from '../../platform/ids.ts'
import {
  closesAt,
  dueAt,
  goesAlone,
  isBelow,
  isCrossed,
  isQuiet,
  isThreshold,
  type Measured,
  makeRhythm,
  type Rhythm,
  type Threshold,
  wakesAt,
} from '../alert-times.ts'
import { alertsChanged, alertsRaised } from '../events.ts'
import { findHits, findNewest, type Hit, measure } from '../store/alert-matches.ts'
import { insertMessages, type NewMessage } from '../store/alert-messages.ts'
import { hasRules, lockSpeaking } from '../store/alert-rules.ts'
import * as store from '../store/alerts.ts'
import { receiversByIds } from '../store/receivers.ts'
import type { AlertRow, AlertRuleRow } from '../tables.ts'
import { watchedOf } from './alert-rules.ts'

export const sendQueue = 'listening.send_alert'
export const recheckQueue = 'listening.recheck_alert'

/** What was said longer ago is no news, whenever we hear it: the first reading of a feed brings years. */
const freshMs = 86_400_000
const usualMs = 7 * 86_400_000
/** So many rows are kept behind an alert; its count goes on. */
const rowsKept = 500

/**
 * Looks at what was just found through all rules that may speak. Runs once for each fact, one at a time for each
 * workspace that has rules; what was found by searching the past raises nothing.
 */
export const raiseAlerts = async (ctx: Ctx, told: { ids: readonly string[]; isPast: boolean }): Promise<void> => {
  if (told.isPast || !(await hasRules(ctx))) return
  const rules = await lockSpeaking(ctx)
  if (rules.length === 0) return
  const hits = await findHits(
    ctx,
    rules.map(rule => watchedOf(ctx, rule)),
    told.ids,
    new Date(ctx.now.getTime() - freshMs),
  )
  if (hits.length === 0) return
  const zones = await zonesOf(ctx)
  for (const [n, rule] of rules.entries()) {
    const mine = hits.filter(hit => hit.rule === n)
    if (mine.length === 0) continue
    const voice: Voice = { rule, rhythm: makeRhythm(rule.pace, rule.quiet, zones.of(rule.owner_id)), zones }
    if (isThreshold(rule.condition)) await raiseThreshold(ctx, voice, rule.condition)
    else await raisePosts(ctx, voice, mine)
  }
}

/** Members and the zone in which each keeps quiet hours. */
interface Zones {
  readonly members: readonly string[]
  /** @param memberId null: nobody's in particular, hence the workspace's. */
  readonly of: (memberId: string | null) => string
}

const zonesOf = async (ctx: Ctx): Promise<Zones> => {
  const { timeZone } = await workspaceSettings(ctx)
  const members = new Map((await memberAddresses(ctx)).map(member => [member.id, member.timeZone]))
  return { members: [...members.keys()], of: memberId => members.get(memberId ?? '') ?? timeZone }
}

/** A rule as it speaks now. */
interface Voice {
  readonly rule: AlertRuleRow
  readonly rhythm: Rhythm
  readonly zones: Zones
}

const raisePosts = async (ctx: Ctx, voice: Voice, hits: readonly Hit[]): Promise<void> => {
  const { rule, rhythm } = voice
  const isSplit = goesAlone(rhythm, true)
  for (const isAlone of isSplit ? [true, false] : [false]) {
    const mine = isSplit ? hits.filter(hit => hit.isCrisis === isAlone) : hits
    if (mine.length === 0) continue
    const more = {
      count: mine.length,
      negative: mine.filter(hit => hit.isNegative).length,
      isCrisis: mine.some(hit => hit.isCrisis),
    }
    const mentionIds = mine.map(hit => hit.mentionId)
    const last = await store.lastAlert(ctx, rule.id, isSplit ? isAlone : null)
    if (last !== undefined && last.closes_at > ctx.now) {
      await joinPosts(ctx, last.id, more, mentionIds)
      continue
    }
    const closes = closesAt(rhythm, ctx.now, last?.closes_at ?? null, isAlone)
    const alert = { ...newAlert(ctx, rule, closes), ...more }
    await raise(ctx, voice, alert, mentionIds)
  }
}

const joinPosts = async (
  ctx: Ctx,
  alertId: string,
  more: { count: number; negative: number; isCrisis: boolean },
  mentionIds: readonly string[],
): Promise<void> => {
  await store.joinAlert(ctx, alertId, more)
  const room = rowsKept - (await store.countMentionsBehind(ctx, alertId))
  if (room > 0) await store.linkMentions(ctx, alertId, mentionIds.slice(0, room))
  const noticed = await store.findNoticed(ctx, [alertId])
  if (noticed.length > 0) await announce(ctx, alertsChanged, { ids: [alertId] }, noticed)
}

const newAlert = (ctx: Ctx, rule: AlertRuleRow, closes: Date) => ({
  id: makeId(ctx.now),
  rule_id: rule.id,
  kind: rule.condition.kind,
  raised_at: ctx.now,
  latest_at: ctx.now,
  closes_at: closes,
  compared: null,
})

const windowOf = (ctx: Ctx, threshold: Threshold): Date => new Date(ctx.now.getTime() - threshold.minutes * 60_000)

const raiseThreshold = async (ctx: Ctx, voice: Voice, threshold: Threshold): Promise<void> => {
  const { rule, rhythm } = voice
  if ((await store.standingAlert(ctx, rule.id)) !== undefined) return
  const watched = watchedOf(ctx, rule)
  const from = windowOf(ctx, threshold)
  const measured = await measure(ctx, watched, from, ctx.now)
  if (!isCrossed(threshold, measured)) return
  const newest = await findNewest(ctx, watched, from, ctx.now, rowsKept)
  const isCrisis = newest.some(one => one.isCrisis)
  const before = await measure(ctx, watched, new Date(from.getTime() - usualMs), from)
  const alert = {
    ...newAlert(ctx, rule, dueAt(rhythm, ctx.now, isCrisis)),
    count: measured.total,
    negative: measured.negative,
    isCrisis,
    compared: {
      minutes: threshold.minutes,
      wanted: threshold.kind === 'count' ? threshold.atLeast : threshold.share,
      usual: usualOf(threshold, before),
    },
  }
  await raise(
    ctx,
    voice,
    alert,
    newest.map(one => one.id),
  )
}

/** The mean of the seven days before the window, for as long as the window; of a share, the share of those days. */
const usualOf = (threshold: Threshold, before: Measured): number =>
  threshold.kind === 'count'
    ? (before.total * threshold.minutes * 60_000) / usualMs
    : before.total === 0
      ? 0
      : before.negative / before.total

type Raised = Omit<ReturnType<typeof newAlert>, 'compared'> & {
  count: number
  negative: number
  isCrisis: boolean
  compared: AlertRow['compared']
}

const raise = async (
  ctx: Ctx,
  { rule, zones }: Voice,
  { isCrisis, ...alert }: Raised,
  mentionIds: readonly string[],
): Promise<void> => {
  await store.insertAlert(ctx, { ...alert, is_crisis: isCrisis })
  await store.linkMentions(ctx, alert.id, mentionIds.slice(0, rowsKept))
  const hearers = hearersOf(rule, zones)
  const rhythmOf = (memberId: string): Rhythm => makeRhythm('now', rule.quiet, zones.of(memberId))
  if (rule.on_screen && hearers.length > 0) {
    await store.insertNotices(ctx, alert.id, hearers)
    const isStill = (id: string) => isQuiet(rhythmOf(id), ctx.now) && !goesAlone(rhythmOf(id), isCrisis)
    const { true: still = [], false: awake = [] } = Object.groupBy(hearers, id => `${isStill(id)}`)
    if (awake.length > 0) await announce(ctx, alertsRaised, { ids: [alert.id] }, awake)
    if (still.length > 0) await announce(ctx, alertsChanged, { ids: [alert.id] }, still)
  }
  const planned = (road: NewMessage['road'], target: string, due: Date): NewMessage => ({
    id: makeId(ctx.now),
    rule_id: rule.id,
    alert_id: alert.id,
    road,
    target_id: target,
    due_at: due,
  })
  await planMessages(ctx, [
    ...(rule.by_mail ? hearers.map(id => planned('mail', id, wakesAt(rhythmOf(id), alert.closes_at, isCrisis))) : []),
    ...(await receiversByIds(ctx, rule.receiver_ids))
      .filter(receiver => receiver.removed_at === null)
      .map(receiver => planned(receiver.kind, receiver.id, alert.closes_at)),
  ])
}

/** Plans messages and starts the errand of each for when it is due. */
export const planMessages = async (ctx: Ctx, messages: readonly NewMessage[]): Promise<void> => {
  for (const { id, due_at } of await insertMessages(ctx, messages))
    await startSending(ctx, id, (due_at.getTime() - ctx.now.getTime()) / 1000)
}

export const startSending = (ctx: Ctx, messageId: string, afterSeconds: number): Promise<void> =>
  startJob(ctx, sendQueue, { messageId }, afterSeconds > 0 ? { afterSeconds: Math.ceil(afterSeconds) } : {})

const hearersOf = (rule: AlertRuleRow, { members }: Zones): string[] =>
  members.filter(id => rule.hearer_ids === null || rule.hearer_ids.includes(id))

/** Looks again at every threshold that is crossed: nothing tells us when a window has emptied. */
export const startRechecks = async (ctx: SystemCtx): Promise<void> => {
  for (const { workspaceId, ruleId } of await store.findCrossed(ctx))
    await startJob(within(ctx, workspaceId), recheckQueue, { ruleId }, { key: ruleId })
}

/** Arms a rule again whose threshold is below for good; muted and removed rules too forget that they were crossed. */
export const recheckAlert = async (ctx: Ctx, input: { ruleId: string }): Promise<void> => {
  const standing = await store.standingAlert(ctx, input.ruleId)
  if (standing === undefined) return
  const [rule] = await lockSpeaking(ctx, input.ruleId)
  if (rule !== undefined && isThreshold(rule.condition)) {
    const measured = await measure(ctx, watchedOf(ctx, rule), windowOf(ctx, rule.condition), ctx.now)
    if (!isBelow(rule.condition, measured)) return
  }
  await store.rearmAlert(ctx, standing.id)
  const noticed = await store.findNoticed(ctx, [standing.id])
  if (noticed.length > 0) await announce(ctx, alertsChanged, { ids: [standing.id] }, noticed)
}
