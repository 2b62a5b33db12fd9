/** Telling of deadlines: whoever is on call hears of a warning and of a breach, once each, over the roads of alerts. */
import { memberAddresses } from '../../../access/index.ts'
import { findMentionIds, tellElsewhere } from '../../../listening/index.ts'
import { startJob } from '../../../platform/announce.ts'
import { type Ctx, type SystemCtx, within } from '../../../platform/ctx.ts'
import { type AlarmRow, findAlarming, insertAlarms, takeAlarms } from '../../store/clocks/tickets.ts'
import { clocksOf } from './refreshing.ts'
import { memberOnCall } from './settling.ts'

export const alarmQueue = 'inbox.tell_alarms'
/** Tickets told of in one alert. */
const atOnce = 200
/** What was due longer ago is no news: the first reading of an account brings years. */
const freshMs = 86_400_000

/** Starts telling in every workspace where an alarm is due. */
export const startAlarms = async (ctx: SystemCtx): Promise<void> => {
  for (const workspaceId of await findAlarming(ctx))
    await startJob(within(ctx, workspaceId), alarmQueue, {}, { key: String(workspaceId) })
}

/** Tells of what is due, warnings and breaches apart. What was told already is not told again. */
export const tellAlarms = async (ctx: Ctx): Promise<void> => {
  const taken = await takeAlarms(ctx, atOnce)
  const due = taken.filter(one => one.dueAt.getTime() > ctx.now.getTime() - freshMs)
  const { alarms } = await clocksOf(ctx)
  for (const stage of ['warning', 'breach'] as const) {
    const isWanted = stage === 'warning' ? alarms.onWarning : alarms.onBreach
    const mine = due.filter(one => one.stage === stage)
    if (!isWanted || mine.length === 0) continue
    const hearers = await hearersOf(ctx, mine)
    const fresh = await insertAlarms(ctx, mine, hearers)
    const told = mine.filter(one => fresh.has(one.ticketId))
    if (told.length === 0) continue
    const mentions = await findMentionIds(
      ctx,
      told.map(one => one.itemId),
    )
    await tellElsewhere(ctx, {
      what: `clock.${stage}`,
      hearers,
      count: told.length,
      mentionIds: [...mentions.values()],
      byMail: alarms.byMail,
      receiverIds: alarms.receiverIds,
    })
  }
  if (taken.length === atOnce) await startJob(ctx, alarmQueue, {})
}

/** Whoever is on call; where nobody is, those whose tickets they are; where nobody has them, everybody. */
const hearersOf = async (ctx: Ctx, alarms: readonly AlarmRow[]): Promise<string[]> => {
  const members = (await memberAddresses(ctx)).map(one => one.id)
  const onCall = await memberOnCall(ctx)
  if (onCall !== null && members.includes(onCall)) return [onCall]
  const assignees = members.filter(id => alarms.some(one => one.assigneeId === id))
  return assignees.length > 0 ? assignees : members
}
