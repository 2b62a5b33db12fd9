/** Measures of the team: speed, participation, load, cost, the weekly question, and how many agents it takes. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox/measures.ts'
import type { Pulse, TeamMeasures } from '../../../contract/inbox/measures.ts'
import { memberNames, workspaceSettings } from '../../access/index.ts'
import { noteChange } from '../../platform/audit.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { conflict, invalid } from '../../platform/errors.ts'
import { dateOf, weekdayOf, zoneOf } from '../clocks/zone.ts'
import { agentsFor } from '../measures/erlang.ts'
import * as store from '../store/measures.ts'

const dayMs = 86_400_000
const mostDays = 92

/** The channel whose cost others are compared with. */
const telephone = 'call'

const periodOf = (input: { from: string; to: string }): store.Period => {
  const [from, to] = [new Date(input.from), new Date(input.to)]
  if (to <= from) throw invalid('to', 'listening.period_backwards')
  if (to.getTime() - from.getTime() > mostDays * dayMs)
    throw invalid('to', 'listening.report_too_long', { days: mostDays })
  return { from, to }
}

const nothing = { asked: 0, answered: 0, inTime: 0, medianMinutes: null, p90Minutes: null }

export const getTeamMeasures = async (ctx: Ctx, input: { from: string; to: string }): Promise<TeamMeasures> => {
  const period = periodOf(input)
  const { timeZone } = await workspaceSettings(ctx)
  const [all] = await store.measureSpeed(ctx, period, 'all', timeZone)
  const channels = await store.measureSpeed(ctx, period, 'channel', timeZone)
  const hours = await store.measureSpeed(ctx, period, 'hour', timeZone)
  const joining = new Map((await store.measureJoining(ctx, period)).map(row => [row.channel, row]))
  const contacts = new Map((await store.countContacts(ctx, period)).map(row => [row.channel, row.contacts]))
  const { costs } = await getTeamSettings(ctx)
  const load = await store.measureLoad(ctx, period)
  const names = await memberNames(
    ctx,
    load.map(row => row.memberId),
  )
  const seen = [...new Set([...channels.map(row => row.key), ...joining.keys(), ...contacts.keys()])]
  return {
    all: speedOf(all),
    channels: seen.map(channel => {
      const sent = contacts.get(channel) ?? 0
      const cost = costs[channel] ?? null
      const byPhone = costs[telephone] ?? null
      return {
        channel,
        ...speedOf(channels.find(row => row.key === channel)),
        overheard: joining.get(channel)?.overheard ?? 0,
        joined: joining.get(channel)?.joined ?? 0,
        contacts: sent,
        cost,
        spent: cost === null ? null : cost * sent,
        saved: cost === null || byPhone === null ? null : (byPhone - cost) * sent,
      }
    }),
    hours: Array.from({ length: 24 }, (_, hour) => ({
      hour,
      ...speedOf(hours.find(row => row.key === String(hour))),
    })),
    agents: load.map(row => ({ ...row, name: names.get(row.memberId) ?? '—' })),
  }
}

const speedOf = (row: store.SpeedRow | undefined) => {
  if (row === undefined) return nothing
  const { key: _, ...speed } = row
  return speed
}

const usualHandleMinutes = 6

export const getTeamSettings = async (ctx: Ctx): Promise<Output<typeof contract.getTeamSettings>> => {
  const row = await store.findTeamSettings(ctx)
  return {
    version: row?.version ?? 0,
    costs: row?.costs ?? {},
    handleMinutes: row?.handle_minutes ?? usualHandleMinutes,
  }
}

/** @throws 409 when somebody was faster. */
export const saveTeamSettings = async (
  ctx: Ctx,
  { version, costs, handleMinutes }: Omit<Input<typeof contract.saveTeamSettings>, 'workspaceId'>,
): Promise<Output<typeof contract.getTeamSettings>> => {
  const before = await getTeamSettings(ctx)
  const row = { version, costs, handle_minutes: handleMinutes }
  if (!(await store.writeTeamSettings(ctx, row, actorName(ctx.actor)))) throw conflict('inbox.clocks_changed')
  noteChange(ctx, {
    noun: 'team_settings',
    id: 'team_settings',
    before,
    after: { version: version + 1, costs, handleMinutes },
  })
  return getTeamSettings(ctx)
}

const promise = { withinMinutes: 60, share: 0.9 }
const measuredDays = 28

/** By the mean arrivals of each hour of the week over four weeks; each hour is reckoned for itself. */
export const getStaffing = async (ctx: Ctx): Promise<Output<typeof contract.getStaffing>> => {
  const { timeZone } = await workspaceSettings(ctx)
  const { handleMinutes } = await getTeamSettings(ctx)
  const from = new Date(ctx.now.getTime() - measuredDays * dayMs)
  const cells = (await store.countArrivals(ctx, { from, to: ctx.now }, timeZone)).map(({ weekday, hour, count }) => {
    const arrivals = count / (measuredDays / 7)
    return { weekday, hour, arrivals, agents: agentsFor(arrivals, handleMinutes, promise) }
  })
  return { ...promise, handleMinutes, days: measuredDays, cells, most: Math.max(0, ...cells.map(one => one.agents)) }
}

/** Fewer than so many answers are not shown. */
const fewestAnswers = 5
const weeksShown = 12

const weekOf = async (ctx: Ctx): Promise<string> => {
  const { timeZone } = await workspaceSettings(ctx)
  const day = zoneOf(timeZone).dayOf(ctx.now.getTime())
  return dateOf(day - weekdayOf(day))
}

export const getPulse = async (ctx: Ctx): Promise<Pulse> => {
  const week = await weekOf(ctx)
  const weeks = await store.sumPulses(ctx, week, weeksShown)
  return {
    week,
    hasAnswered: ctx.actor.kind === 'member' && (await store.hasVoted(ctx, week, ctx.actor.memberId)),
    // Weeks that run are not shown: whoever looked before and after a colleague's answer would know it.
    weeks: weeks.map(one => (one.answers < fewestAnswers ? { week: one.week, answers: null, mean: null } : { ...one })),
  }
}

/** @throws 409 for keys, which have no weeks, and for a second answer in a week. */
export const answerPulse = async (ctx: Ctx, input: { secretScore: number }): Promise<Pulse> => {
  if (ctx.actor.kind !== 'member') throw conflict('inbox.pulse_members')
  const week = await weekOf(ctx)
  if (!(await store.noteVoter(ctx, week, ctx.actor.memberId))) throw conflict('inbox.pulse_given')
  await store.addPulse(ctx, week, input.secretScore)
  return getPulse(ctx)
}
