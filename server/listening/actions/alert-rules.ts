/** Alert rules: who may make which, what they ask for, and how often they would have spoken. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import type { AlertCondition, AlertFilter, AlertPreview, AlertRule } from '../../../contract/listening.ts'
import type { Locale } from '../../../contract/scalars.ts'
import { memberAddresses, workspaceSettings } from '../../access/index.ts'
import { announce } from '../../platform/announce.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { forbidden, invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { toTsquery } from '../../understanding/index.ts'
import { makeRhythm, playThrough } from '../alert-times.ts'
import { alertRulesChanged } from '../events.ts'
import { sentenceOf } from '../sentences.ts'
import { countMinutes, type Watched } from '../store/alert-matches.ts'
import * as store from '../store/alert-rules.ts'
import { findReceivers } from '../store/receivers.ts'
import { findTopic } from '../store/topics.ts'
import type { AlertRuleRow } from '../tables.ts'
import { readFilter } from './filters.ts'

const previewDays = 7
const dayMs = 86_400_000

export const memberOf = (ctx: Ctx): string | null => (ctx.actor.kind === 'member' ? ctx.actor.memberId : null)

const mayManage = (ctx: Ctx): boolean => 'permissions' in ctx.actor && ctx.actor.permissions.has('listening.manage')

/** What the store looks for, of a rule that stands or of one that is tried out. */
export const watchedOf = (ctx: Ctx, { filter, condition }: Asked): Watched => {
  const read = readFilter(ctx, filter)
  if (read === null) throw invalid('filter.q', 'listening.alert_no_words')
  return { filter: read, condition }
}

interface Asked {
  filter: AlertFilter
  condition: AlertCondition
}

/** A list that names nothing asks for nothing. */
const withoutEmpty = (filter: AlertFilter): AlertFilter =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => !(Array.isArray(value) && value.length === 0)))

const present = (ctx: Ctx, row: store.SeenRule, locale: Locale): AlertRule => ({
  id: row.id,
  name: row.name,
  condition: row.condition,
  filter: row.filter,
  isShared: row.owner_id === null,
  hearerIds: row.hearer_ids,
  onScreen: row.on_screen,
  byMail: row.by_mail,
  receiverIds: row.receiver_ids,
  pace: row.pace,
  quiet: row.quiet,
  createdBy: row.created_by,
  mayEdit: mayEdit(ctx, row),
  mutedUntil: row.muted_until !== null && row.muted_until > ctx.now ? row.muted_until.toISOString() : null,
  lastRaisedAt: row.last_raised_at?.toISOString() ?? null,
  failed: {
    count: row.failed,
    reason: row.problem_code === null ? null : sentenceOf(row.problem_code, locale, row.problem_params),
  },
})

/** One's own rules are one's own business; shared ones are for those who manage listening. */
const mayEdit = (ctx: Ctx, row: AlertRuleRow): boolean =>
  row.owner_id === null ? mayManage(ctx) : row.owner_id === memberOf(ctx)

/** A rule that the caller may change. @throws notFound where they may not even know of it. */
export const ruleToEdit = async (ctx: Ctx, ruleId: string): Promise<AlertRuleRow> => {
  const row = await store.findRule(ctx, ruleId)
  if (row === undefined || (row.owner_id !== null && row.owner_id !== memberOf(ctx))) throw notFound('alert rule')
  if (!mayEdit(ctx, row)) throw forbidden('listening.manage')
  return row
}

export const listAlertRules = async (ctx: Ctx, locale: Locale): Promise<{ items: AlertRule[] }> => ({
  items: (await store.findRules(ctx, memberOf(ctx))).map(row => present(ctx, row, locale)),
})

const shown = async (ctx: Ctx, ruleId: string, locale: Locale): Promise<AlertRule> => {
  const [row] = await store.findRules(ctx, memberOf(ctx), ruleId)
  if (row === undefined) throw notFound('alert rule')
  return present(ctx, row, locale)
}

type RuleInput = Input<typeof contract.createAlertRule>

/** Reads what was asked for. @throws invalid with the field that cannot be. */
const readFields = async (ctx: Ctx, input: RuleInput): Promise<store.RuleFields> => {
  const self = memberOf(ctx)
  if (!input.isShared && self === null) throw invalid('isShared', 'listening.alert_needs_member')
  if ((input.isShared || input.receiverIds.length > 0) && !mayManage(ctx)) throw forbidden('listening.manage')
  if (!input.onScreen && !input.byMail && input.receiverIds.length === 0)
    throw invalid('onScreen', 'listening.alert_no_road')
  await checkFilter(ctx, input.filter)
  const receivers = new Set((await findReceivers(ctx)).map(row => row.id))
  if (input.receiverIds.some(id => !receivers.has(id))) throw invalid('receiverIds', 'listening.receiver_gone')
  const members = new Set((await memberAddresses(ctx)).map(member => member.id))
  if (input.isShared && input.hearerIds?.some(id => !members.has(id)))
    throw invalid('hearerIds', 'listening.alert_hearer_gone')
  return {
    name: input.name,
    condition: input.condition,
    filter: withoutEmpty(input.filter),
    owner_id: input.isShared ? null : self,
    hearer_ids: input.isShared ? input.hearerIds : [self!],
    on_screen: input.onScreen,
    by_mail: input.byMail,
    receiver_ids: [...new Set(input.receiverIds)],
    pace: input.pace,
    quiet: input.quiet,
  }
}

const checkFilter = async (ctx: Ctx, filter: AlertFilter): Promise<void> => {
  if (filter.q !== undefined && toTsquery(filter.q) === '') throw invalid('filter.q', 'listening.alert_no_words')
  if (filter.topicId === undefined) return
  const topic = await findTopic(ctx, filter.topicId)
  if (topic === undefined || topic.archived_at !== null) throw invalid('filter.topicId', 'listening.alert_topic_gone')
}

export const createAlertRule = async (ctx: Ctx, input: RuleInput, locale: Locale): Promise<AlertRule> => {
  const fields = await readFields(ctx, input)
  const id = makeId(ctx.now)
  await store.insertRule(ctx, id, fields, actorName(ctx.actor))
  await announce(ctx, alertRulesChanged, { ids: [id] })
  return shown(ctx, id, locale)
}

export const updateAlertRule = async (
  ctx: Ctx,
  input: Input<typeof contract.updateAlertRule>,
  locale: Locale,
): Promise<AlertRule> => {
  await ruleToEdit(ctx, input.ruleId)
  await store.updateRule(ctx, input.ruleId, await readFields(ctx, input))
  await announce(ctx, alertRulesChanged, { ids: [input.ruleId] })
  return shown(ctx, input.ruleId, locale)
}

export const removeAlertRule = async (ctx: Ctx, input: { ruleId: string }): Promise<{ ok: true }> => {
  await ruleToEdit(ctx, input.ruleId)
  await store.markRemoved(ctx, input.ruleId, actorName(ctx.actor))
  await announce(ctx, alertRulesChanged, { ids: [input.ruleId] })
  return { ok: true }
}

export const restoreAlertRule = async (ctx: Ctx, input: { ruleId: string }, locale: Locale): Promise<AlertRule> => {
  await ruleToEdit(ctx, input.ruleId)
  await store.markRemoved(ctx, input.ruleId, null)
  await announce(ctx, alertRulesChanged, { ids: [input.ruleId] })
  return shown(ctx, input.ruleId, locale)
}

export const muteAlertRule = async (
  ctx: Ctx,
  input: { ruleId: string; hours: number },
  locale: Locale,
): Promise<AlertRule> => {
  await ruleToEdit(ctx, input.ruleId)
  const until = input.hours === 0 ? null : new Date(ctx.now.getTime() + input.hours * 3_600_000)
  await store.markMuted(ctx, input.ruleId, until, actorName(ctx.actor))
  await announce(ctx, alertRulesChanged, { ids: [input.ruleId] })
  return shown(ctx, input.ruleId, locale)
}

/** Plays the last seven days through a rule as it would have been, by the times at which things were said. */
export const previewAlertRule = async (
  ctx: Ctx,
  input: Input<typeof contract.previewAlertRule>,
): Promise<Output<typeof contract.previewAlertRule>> => {
  await checkFilter(ctx, input.filter)
  const { timeZone } = await workspaceSettings(ctx)
  const self = memberOf(ctx)
  const own = input.isShared ? undefined : (await memberAddresses(ctx)).find(member => member.id === self)
  const from = new Date(ctx.now.getTime() - previewDays * dayMs)
  const minutes = await countMinutes(
    ctx,
    watchedOf(ctx, { ...input, filter: withoutEmpty(input.filter) }),
    from,
    ctx.now,
  )
  const fired = playThrough(input.condition, makeRhythm(input.pace, input.quiet, own?.timeZone ?? timeZone), minutes)
  return {
    fired: fired.length,
    mentions: minutes.reduce((sum, minute) => sum + minute.total, 0),
    days: countDays(fired, ctx.now, timeZone),
    lastAt: fired.at(-1)?.toISOString() ?? null,
  }
}

/** The seven days of a zone that end with today, each with what fell on it. */
const countDays = (fired: readonly Date[], now: Date, zone: string): AlertPreview['days'] => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone })
  const days = Array.from({ length: previewDays + 1 }, (_, n) => new Date(now.getTime() - (previewDays - n) * dayMs))
  const counts = new Map(days.map(day => [format.format(day), 0]))
  for (const at of fired) counts.set(format.format(at), (counts.get(format.format(at)) ?? 0) + 1)
  return days.map(day => ({ at: day.toISOString(), fired: counts.get(format.format(day)) ?? 0 }))
}
