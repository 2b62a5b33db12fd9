/** Alerts that a later room raises: told over the same roads as those of rules, and kept beside them. */
import { workspaceSettings } from '../../access/index.ts'
import { announce } from '../../platform/announce.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { makeId } from '../../platform/ids.ts'
import { alertsRaised } from '../events.ts'
import type { NewMessage } from '../store/alert-messages.ts'
import { ruleMadeFor } from '../store/alert-rules.ts'
import * as store from '../store/alerts.ts'
import { receiversByIds } from '../store/receivers.ts'
import { planMessages } from './alert-raising.ts'

/** What a later room tells of, so many of it. */
export interface Telling {
  what: keyof typeof names
  /** Members; each has it on screen. */
  hearers: readonly string[]
  count: number
  /** The posts that it is about. */
  mentionIds: readonly string[]
  byMail: boolean
  receiverIds: readonly string[]
}

const names = {
  'clock.warning': { ko: '답변 기한이 가까운 대화', en: 'Conversations due soon', kind: 'clock' },
  'clock.breach': { ko: '답변 기한이 지난 대화', en: 'Conversations past their deadline', kind: 'clock' },
  'stance.review': { ko: '다시 볼 때가 된 입장', en: 'Stances to be reviewed', kind: 'stance' },
} as const

/** Raises one alert now, whatever quiet hours rules keep: a promise to a customer does not sleep. */
export const tellElsewhere = async (ctx: Ctx, telling: Telling): Promise<void> => {
  if (telling.hearers.length === 0 && telling.receiverIds.length === 0) return
  const { locale } = await workspaceSettings(ctx)
  const ruleId = await ruleMadeFor(ctx, {
    madeFor: telling.what,
    id: makeId(ctx.now),
    name: names[telling.what][locale],
  })
  const { kind } = names[telling.what]
  const id = makeId(ctx.now)
  await store.insertAlert(ctx, {
    id,
    rule_id: ruleId,
    kind,
    raised_at: ctx.now,
    latest_at: ctx.now,
    closes_at: ctx.now,
    is_crisis: false,
    count: telling.count,
    negative: 0,
    compared: null,
  })
  await store.linkMentions(ctx, id, telling.mentionIds)
  if (telling.hearers.length > 0) {
    await store.insertNotices(ctx, id, telling.hearers)
    await announce(ctx, alertsRaised, { ids: [id] }, [...telling.hearers])
  }
  const planned = (road: NewMessage['road'], target: string): NewMessage => ({
    id: makeId(ctx.now),
    rule_id: ruleId,
    alert_id: id,
    road,
    target_id: target,
    due_at: ctx.now,
  })
  const receivers = (await receiversByIds(ctx, telling.receiverIds)).filter(one => one.removed_at === null)
  await planMessages(ctx, [
    ...(telling.byMail ? telling.hearers.map(member => planned('mail', member)) : []),
    ...receivers.map(one => planned(one.kind, one.id)),
  ])
}
