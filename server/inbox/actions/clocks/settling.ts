/** Promises as people settle them: policies and calendars, a preview, the rota and who stands in. */

import type { Input } from '../../../../contract/endpoint.ts'
import type * as contract from '../../../../contract/inbox/clocks.ts'
import { type ClockPreview, type Clocks, defaultPolicy, type OnCall } from '../../../../contract/inbox/clocks.ts'
import { isMember, memberNames } from '../../../access/index.ts'
import { announce, startJob } from '../../../platform/announce.ts'
import { noteChange } from '../../../platform/audit.ts'
import { actorName, type Ctx } from '../../../platform/ctx.ts'
import { conflict, invalid, notFound } from '../../../platform/errors.ts'
import { makeId } from '../../../platform/ids.ts'
import { closedDates, minutesOf, type OpenHours, openSpans } from '../../clocks/calendar.ts'
import { deadlinesOf } from '../../clocks/deadlines.ts'
import { onCallAt, turnsFrom } from '../../clocks/rota.ts'
import { dateOf, dayMs, instantOf, minuteMs, weekdayOf, zoneOf } from '../../clocks/zone.ts'
import { clocksSettled } from '../../events.ts'
import * as store from '../../store/clocks/settings.ts'
import { noClocks, renewQueue } from './refreshing.ts'

export const getClocks = async (ctx: Ctx): Promise<Clocks> => {
  const row = await store.findSettings(ctx)
  if (row === undefined) return { ...noClocks, version: 0, changedAt: null, changedBy: null }
  return { ...row.settings, version: row.version, changedAt: row.changed_at.toISOString(), changedBy: row.changed_by }
}

/** @throws 409 when somebody was faster, 422 for a zone that nobody knows or a calendar that is not there. */
export const saveClocks = async (
  ctx: Ctx,
  { version, ...settings }: Omit<Input<typeof contract.saveClocks>, 'workspaceId'>,
): Promise<Clocks> => {
  const { calendars, policies, alarms, acknowledgement } = settings
  for (const [n, one] of calendars.entries()) checkZone(one.timeZone, `calendars.${n}.timeZone`)
  const known = new Set(calendars.map(one => one.id))
  for (const [n, one] of policies.entries())
    if (one.calendarId !== null && !known.has(one.calendarId))
      throw invalid(`policies.${n}.calendarId`, 'inbox.calendar_gone')
  if (new Set(policies.map(one => one.id)).size < policies.length || policies.some(one => one.id === defaultPolicy.id))
    throw invalid('policies', 'inbox.policies_twice')
  const before = await store.findSettings(ctx)
  const kept = { calendars, policies, alarms, acknowledgement }
  if (!(await store.writeSettings(ctx, version, kept, actorName(ctx.actor)))) throw conflict('inbox.clocks_changed')
  noteChange(ctx, { noun: 'clocks', id: 'clocks', before: before?.settings ?? null, after: kept })
  await startJob(ctx, renewQueue, { after: null })
  await announce(ctx, clocksSettled, { ids: [makeId(ctx.now)] })
  return getClocks(ctx)
}

const checkZone = (name: string, field: string): void => {
  try {
    zoneOf(name)
  } catch {
    // What the runtime says of it is English, and in its words.
    throw invalid(field, 'inbox.zone_unknown')
  }
}

const daysShown = 400

/** Computes, for moments that people argue about, what a policy would mean. Nothing is kept. */
export const previewClocks = async (
  ctx: Ctx,
  { policy, calendar }: Pick<Input<typeof contract.previewClocks>, 'policy' | 'calendar'>,
): Promise<ClockPreview> => {
  if (calendar !== null) checkZone(calendar.timeZone, 'calendar.timeZone')
  const said = [
    { kind: 'now' as const, at: ctx.now.getTime() },
    ...(calendar === null ? [] : moments(calendar, ctx.now)),
  ]
  return {
    samples: said.map(({ kind, at }) => {
      const due = deadlinesOf(policy, calendar, { openedAt: at, firstAnsweredAt: null, waitingSince: at, waited: [] })
      return {
        kind,
        saidAt: new Date(at).toISOString(),
        firstDueAt: due.first === null ? null : new Date(due.first).toISOString(),
        solveDueAt: due.solve === null ? null : new Date(due.solve).toISOString(),
      }
    }),
    closed: calendar === null ? [] : closedDates(calendar, today(calendar, ctx.now), daysShown),
  }
}

const today = (calendar: OpenHours, now: Date): string => dateOf(zoneOf(calendar.timeZone).dayOf(now.getTime()))

/** Ten minutes before the week closes, three at night on the day after, and ten in the morning of the next holiday. */
const moments = (calendar: OpenHours, now: Date): { kind: 'closing' | 'night' | 'holiday'; at: number }[] => {
  const zone = zoneOf(calendar.timeZone)
  const start = zone.dayOf(now.getTime())
  const days = Array.from({ length: 7 }, (_, n) => start + n)
  const lastOpen = days
    .filter(day => (calendar.hours[weekdayOf(day)] ?? []).length > 0)
    .sort((a, b) => weekdayOf(b) - weekdayOf(a))[0]
  const found: { kind: 'closing' | 'night' | 'holiday'; at: number }[] = []
  if (lastOpen !== undefined) {
    const closes = minutesOf(calendar.hours[weekdayOf(lastOpen)]!.at(-1)!.to)
    found.push({ kind: 'closing', at: instantOf(zone, lastOpen, Math.max(0, closes - 10)) })
    const night = instantOf(zone, lastOpen + 1, 3 * 60)
    if (openSpans(calendar, night, night + minuteMs).length === 0) found.push({ kind: 'night', at: night })
  }
  const [holiday] = closedDates(calendar, dateOf(start + 1), daysShown)
  if (holiday) found.push({ kind: 'holiday', at: instantOf(zone, Date.parse(holiday.on) / dayMs, 10 * 60) })
  return found.sort((a, b) => a.at - b.at)
}

const turnsShown = 8

export const getOnCall = async (ctx: Ctx): Promise<OnCall> => {
  const kept = await store.findRota(ctx)
  const standIns = await store.findStandIns(ctx)
  const turns = kept === undefined ? [] : turnsFrom(kept.rota, ctx.now, turnsShown)
  const now = await memberOnCall(ctx)
  const names = await memberNames(ctx, [
    ...new Set([...turns.map(one => one.memberId), ...standIns.map(one => one.member_id), ...(now ? [now] : [])]),
  ])
  const nameOf = (id: string) => names.get(id) ?? '—'
  return {
    rota: kept?.rota ?? null,
    version: kept?.version ?? 0,
    now: now === null ? null : { memberId: now, name: nameOf(now) },
    turns: turns.map(one => ({
      memberId: one.memberId,
      name: nameOf(one.memberId),
      from: one.from.toISOString(),
      to: one.to.toISOString(),
    })),
    standIns: standIns.map(one => ({
      id: one.id,
      memberId: one.member_id,
      name: nameOf(one.member_id),
      from: one.from_at.toISOString(),
      to: one.to_at.toISOString(),
      by: one.written_by,
    })),
  }
}

/** Who is on call at this moment; null where nobody is. They may have left the workspace meanwhile. */
export const memberOnCall = async (ctx: Ctx): Promise<string | null> => {
  const kept = await store.findRota(ctx)
  const standIns = (await store.findStandIns(ctx)).map(one => ({
    memberId: one.member_id,
    from: one.from_at.toISOString(),
    to: one.to_at.toISOString(),
  }))
  const nobody = { memberIds: [], startsOn: '2026-01-01', handsOverAt: '00:00', timeZone: 'UTC' }
  return onCallAt(kept?.rota ?? nobody, standIns, ctx.now)
}

export const saveOnCall = async (
  ctx: Ctx,
  { version, memberIds, startsOn, handsOverAt, timeZone }: Omit<Input<typeof contract.saveOnCall>, 'workspaceId'>,
): Promise<OnCall> => {
  checkZone(timeZone, 'timeZone')
  for (const id of new Set(memberIds)) if (!(await isMember(ctx, id))) throw invalid('memberIds', 'inbox.not_a_member')
  const before = await store.findRota(ctx)
  const rota = { memberIds, startsOn, handsOverAt, timeZone }
  if (!(await store.writeRota(ctx, version, rota, actorName(ctx.actor)))) throw conflict('inbox.clocks_changed')
  noteChange(ctx, { noun: 'rota', id: 'rota', before: before?.rota ?? null, after: rota })
  await announce(ctx, clocksSettled, { ids: [makeId(ctx.now)] })
  return getOnCall(ctx)
}

export const addStandIn = async (ctx: Ctx, input: { memberId: string; from: string; to: string }): Promise<OnCall> => {
  if (!(await isMember(ctx, input.memberId))) throw invalid('memberId', 'inbox.not_a_member')
  const [from, to] = [new Date(input.from), new Date(input.to)]
  if (to <= from || to <= ctx.now) throw invalid('to', 'inbox.stand_in_over')
  const id = makeId(ctx.now)
  await store.insertStandIn(ctx, {
    id,
    member_id: input.memberId,
    from_at: from,
    to_at: to,
    written_by: actorName(ctx.actor),
  })
  await announce(ctx, clocksSettled, { ids: [id] })
  return getOnCall(ctx)
}

export const removeStandIn = async (ctx: Ctx, input: { standInId: string }): Promise<OnCall> => {
  if (!(await store.removeStandIn(ctx, input.standInId, actorName(ctx.actor)))) throw notFound('stand_in')
  await announce(ctx, clocksSettled, { ids: [input.standInId] })
  return getOnCall(ctx)
}
