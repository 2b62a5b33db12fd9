/** Routing: which rule decides a conversation, and to whom among a team it goes. Pure: the same situation, the same decision. */

import type { TeamHours } from '../../contract/access/teams.ts'
import type { RouteConditions, RouteRule } from '../../contract/inbox/routing.ts'

/** What rules look at. */
export interface Case {
  conversationId: string
  channel: string
  language: string | null
  intents: readonly string[]
  sentiment: string | null
  isCrisis: boolean
  /** Of the own accounts that the last words were heard by. */
  purposes: readonly string[]
  stage: string
  /** Folded name and value. */
  attributes: readonly (readonly [string, string])[]
}

export interface RouteTeam {
  id: string
  memberIds: readonly string[]
  hours: TeamHours | null
}

/** Who is here, with how much, and when each was given work last (milliseconds; 0 never). */
export interface Present {
  load: number
  givenAt: number
}

/** The state of the desk; `routeAll` counts in it what it gives out. */
export interface Desk {
  teams: ReadonlyMap<string, RouteTeam>
  /** Members of the workspace, here or not. */
  members: ReadonlySet<string>
  present: Map<string, Present>
  /** The instant in the workspace's zone. */
  local: LocalTime
  /** Milliseconds; counts on with each that is given, so that turns are taken within one instant too. */
  turn: number
}

export interface LocalTime {
  /** 1 Monday to 7. */
  weekday: number
  /** `HH:MM` */
  time: string
}

export interface Decision {
  conversationId: string
  rule: RouteRule
  teamId: string | null
  memberId: string | null
}

export const fold = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/** Whether the hours hold; those that end before they begin belong to the day on which they began. */
export const isWithin = (hours: TeamHours | null, { weekday, time }: LocalTime): boolean => {
  if (hours === null) return true
  const { days, from, to } = hours
  if (from < to) return days.includes(weekday) && time >= from && time < to
  const dayBefore = weekday === 1 ? 7 : weekday - 1
  return (days.includes(weekday) && time >= from) || (days.includes(dayBefore) && time < to)
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

export const localTime = (now: Date, timeZone: string): LocalTime => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now)
  const part = (type: string) => parts.find(one => one.type === type)?.value ?? ''
  return { weekday: weekdays.indexOf(part('weekday')) + 1, time: `${part('hour')}:${part('minute')}` }
}

/** A rule whose team and member are gone decides nothing: better nobody's than nobody's for ever. */
const isStanding = (rule: RouteRule, desk: Desk): boolean =>
  rule.isOn &&
  (rule.teamId === null || desk.teams.has(rule.teamId)) &&
  (rule.memberId === null || desk.members.has(rule.memberId))

const anyOf = (wished: readonly string[] | undefined, has: readonly (string | null)[]): boolean =>
  wished === undefined || wished.length === 0 || has.some(one => one !== null && wished.includes(one))

export const fits = (conditions: RouteConditions, one: Case, team: RouteTeam | null, desk: Desk): boolean =>
  anyOf(conditions.channels, [one.channel]) &&
  anyOf(conditions.languages, [one.language]) &&
  anyOf(conditions.intents, one.intents) &&
  anyOf(conditions.sentiments, [one.sentiment]) &&
  anyOf(conditions.purposes, one.purposes) &&
  anyOf(conditions.stages, [one.stage]) &&
  (conditions.isCrisis === undefined || conditions.isCrisis === one.isCrisis) &&
  hasAttribute(conditions.attribute, one) &&
  (conditions.hours === undefined || (conditions.hours === 'within') === isWithin(team?.hours ?? null, desk.local)) &&
  (conditions.loadBelow === undefined || isBelow(conditions.loadBelow, team, desk))

const hasAttribute = (wished: RouteConditions['attribute'], one: Case): boolean =>
  wished === undefined ||
  one.attributes.some(([name, value]) => name === fold(wished.name) && value === fold(wished.value))

/** Nobody here has no room at all. */
const isBelow = (most: number, team: RouteTeam | null, desk: Desk): boolean => {
  const here = (team?.memberIds ?? [...desk.present.keys()]).flatMap(id => desk.present.get(id) ?? [])
  return here.length > 0 && here.reduce((sum, one) => sum + one.load, 0) / here.length < most
}

/** Of those who are here, who has the least; among equals, whose turn was the longest ago. */
export const shareOut = (team: RouteTeam, desk: Desk): string | null => {
  const here = team.memberIds.filter(id => desk.present.has(id))
  const [next] = here.sort((left, right) => {
    const a = desk.present.get(left)!
    const b = desk.present.get(right)!
    return a.load - b.load || a.givenAt - b.givenAt || (left < right ? -1 : 1)
  })
  return next ?? null
}

/** Decides each in turn: the first rule that fits. What no rule wants is left out. */
export const routeAll = (cases: readonly Case[], rules: readonly RouteRule[], desk: Desk): Decision[] => {
  const standing = rules.filter(rule => isStanding(rule, desk))
  return cases.flatMap(one => {
    const rule = standing.find(each => fits(each.conditions, one, teamOf(each, desk), desk))
    if (rule === undefined) return []
    const team = teamOf(rule, desk)
    const memberId = rule.memberId ?? (rule.shares && team ? shareOut(team, desk) : null)
    if (memberId !== null) {
      const known = desk.present.get(memberId)
      if (known) desk.present.set(memberId, { load: known.load + 1, givenAt: desk.turn++ })
    }
    return [{ conversationId: one.conversationId, rule, teamId: team?.id ?? null, memberId }]
  })
}

const teamOf = (rule: RouteRule, desk: Desk): RouteTeam | null =>
  rule.teamId === null ? null : (desk.teams.get(rule.teamId) ?? null)
