/** Routing: rules kept in their order, tried before they are kept, and run over what comes in. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox/routing.ts'
import type { RouteRule } from '../../../contract/inbox/routing.ts'
import { isMember, listMembers, listTeams, workspaceSettings } from '../../access/index.ts'
import { announce } from '../../platform/announce.ts'
import { noteChange } from '../../platform/audit.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { conflict, invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { conversationsChanged } from '../events.ts'
import { type Desk, localTime, routeAll } from '../routing.ts'
import { lockConversations } from '../store/conversations.ts'
import { moveTickets } from '../store/moves.ts'
import { conversationsByIds } from '../store/queues.ts'
import * as store from '../store/routing.ts'
import { teamOf } from './moves.ts'

const mostRules = 200
const triedConversations = 100

export const listRules = async (ctx: Ctx): Promise<{ items: RouteRule[] }> => ({ items: await store.findRules(ctx) })

type Wish = Input<typeof contract.createRule>

export const createRule = async (ctx: Ctx, input: Wish): Promise<RouteRule> => {
  await store.lockRouting(ctx)
  if ((await store.findRules(ctx)).length >= mostRules) throw conflict('inbox.too_many_rules')
  return keep(ctx, { id: makeId(ctx.now), ...(await checked(ctx, input)) }, null)
}

export const updateRule = async (ctx: Ctx, input: Input<typeof contract.updateRule>): Promise<RouteRule> => {
  await store.lockRouting(ctx)
  const before = await store.findRule(ctx, input.ruleId)
  if (before === undefined || before.isRemoved) throw notFound('rule')
  return keep(ctx, { id: input.ruleId, ...(await checked(ctx, input)) }, before)
}

const keep = async (ctx: Ctx, rule: RouteRule, before: RouteRule | null): Promise<RouteRule> => {
  await store.keepRule(ctx, rule, actorName(ctx.actor))
  noteChange(ctx, { noun: 'rule', id: rule.id, before, after: rule })
  return rule
}

/** @throws 422 for a rule that leads nowhere, or to who is not here. */
const checked = async (ctx: Ctx, wish: Wish): Promise<Omit<RouteRule, 'id'>> => {
  const { name, isOn, conditions, teamId, memberId } = wish
  if (teamId === null && memberId === null) throw invalid('teamId', 'inbox.rule_leads_nowhere')
  if (memberId !== null && !(await isMember(ctx, memberId))) throw invalid('memberId', 'inbox.not_a_member')
  await teamOf(ctx, teamId)
  if (conditions.hours !== undefined && teamId === null) throw invalid('conditions', 'inbox.rule_hours_without_team')
  return { name, isOn, conditions, teamId, memberId, shares: wish.shares && memberId === null }
}

export const orderRules = async (ctx: Ctx, input: { ids: string[] }): Promise<{ items: RouteRule[] }> => {
  await store.lockRouting(ctx)
  const before = (await store.findRules(ctx)).map(rule => rule.id)
  await store.orderRules(ctx, input.ids)
  noteChange(ctx, { noun: 'rules', id: 'order', before, after: input.ids })
  return listRules(ctx)
}

export const removeRule = async (ctx: Ctx, input: { ruleId: string }) => {
  const rule = await store.findRule(ctx, input.ruleId)
  if (rule === undefined) throw notFound('rule')
  if (!rule.isRemoved) await store.setRuleRemoved(ctx, rule.id, actorName(ctx.actor))
  return { ok: true as const }
}

export const restoreRule = async (ctx: Ctx, input: { ruleId: string }): Promise<RouteRule> => {
  const found = await store.findRule(ctx, input.ruleId)
  if (found === undefined) throw notFound('rule')
  const { isRemoved, ...rule } = found
  if (isRemoved) await store.setRuleRemoved(ctx, rule.id, null)
  return rule
}

/** What the newest conversations would have met; nothing is kept, and loads go up as they would. */
export const tryRule = async (
  ctx: Ctx,
  input: Input<typeof contract.tryRule>,
): Promise<Output<typeof contract.tryRule>> => {
  const tried: RouteRule = { id: input.ruleId ?? makeId(ctx.now), ...(await checked(ctx, input)) }
  const standing = await store.findRules(ctx)
  const isKnown = standing.some(rule => rule.id === tried.id)
  const rules = isKnown ? standing.map(rule => (rule.id === tried.id ? tried : rule)) : [...standing, tried]
  const ids = await store.newestConversations(ctx, triedConversations)
  const shown = new Map((await conversationsByIds(ctx, ids)).map(row => [row.id, row]))
  const desk = await openDesk(ctx)
  const decisions = routeAll(await store.findCases(ctx, ids), rules, desk)
  const decided = new Map(decisions.map(one => [one.conversationId, one]))
  const teams = new Map((await listTeams(ctx)).items.map(one => [one.id, one.name]))
  const members = new Map((await listMembers(ctx)).items.map(one => [one.id, one.name]))
  const items = ids.flatMap(id => {
    const row = shown.get(id)
    if (row === undefined) return []
    const one = decided.get(id)
    return {
      conversationId: id,
      customerName: row.customer_name,
      channel: row.channel,
      preview: row.preview,
      ruleName: one?.rule.name ?? null,
      teamName: (one?.teamId && teams.get(one.teamId)) ?? null,
      memberName: (one?.memberId && members.get(one.memberId)) ?? null,
      isByThis: one?.rule.id === tried.id,
    }
  })
  return { items, byThis: items.filter(one => one.isByThis).length }
}

/**
 * Hears that conversations changed: ranks them for the queues, and routes those that nobody has taken and no rule has looked
 * at. Each is looked at once; the same fact again changes nothing.
 */
export const routeNew = async (ctx: Ctx, input: { ids: readonly string[] }): Promise<void> => {
  await lockConversations(ctx, input.ids)
  await store.rankTickets(ctx, input.ids)
  const unrouted = await store.findUnrouted(ctx, input.ids)
  if (unrouted.length === 0) return
  await store.lockRouting(ctx)
  await store.markRouted(ctx, unrouted)
  const rules = await store.findRules(ctx)
  if (rules.length === 0) return
  const decisions = routeAll(await store.findCases(ctx, unrouted), rules, await openDesk(ctx))
  if (decisions.length === 0) return
  await moveTickets(
    ctx,
    decisions.map(one => ({
      id: makeId(ctx.now),
      conversationId: one.conversationId,
      kind: 'rule' as const,
      ruleId: one.rule.id,
      ruleName: one.rule.name,
      toTeamId: one.teamId,
      toMemberId: one.memberId,
    })),
    'routing',
  )
  await store.markGiven(
    ctx,
    decisions.flatMap(one => one.memberId ?? []),
  )
  await announce(ctx, conversationsChanged, { ids: decisions.map(one => one.conversationId) })
}

const openDesk = async (ctx: Ctx): Promise<Desk> => {
  const { timeZone } = await workspaceSettings(ctx)
  return {
    teams: new Map((await listTeams(ctx)).items.map(team => [team.id, team])),
    members: new Set((await listMembers(ctx)).items.map(member => member.id)),
    present: await store.findPresent(ctx),
    local: localTime(ctx.now, timeZone),
    turn: ctx.now.getTime(),
  }
}
