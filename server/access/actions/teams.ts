/** Teams: made, changed, filled, taken away and brought back. */

import type * as contract from '../../../contract/access/teams.ts'
import type { Team } from '../../../contract/access/teams.ts'
import type { Input } from '../../../contract/endpoint.ts'
import { announce } from '../../platform/announce.ts'
import { noteChange } from '../../platform/audit.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { conflict, invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { teamsChanged } from '../events.ts'
import * as store from '../store/teams.ts'

const mostTeams = 100

export const listTeams = async (ctx: Ctx): Promise<{ items: Team[] }> => ({ items: await store.findTeams(ctx) })

/** Teams that stand, by id: what a list shows of them. */
export const teamsByIds = async (ctx: Ctx, ids: readonly string[]) =>
  new Map(ids.length === 0 ? [] : (await store.teamNameRows(ctx, ids)).map(row => [row.id, row] as const))

export const createTeam = async (ctx: Ctx, input: Input<typeof contract.createTeam>): Promise<Team> => {
  if ((await store.findTeams(ctx)).length >= mostTeams) throw conflict('access.too_many_teams')
  const fresh: Team = {
    id: makeId(ctx.now),
    name: input.name,
    tone: 'neu',
    leadId: null,
    memberIds: [],
    firstAnswerMinutes: null,
    hours: null,
  }
  return keep(ctx, fresh, input, null)
}

export const updateTeam = async (ctx: Ctx, input: Input<typeof contract.updateTeam>): Promise<Team> => {
  const row = await store.lockTeam(ctx, input.teamId)
  const [before] = row && row.removed_at === null ? await store.findTeams(ctx, input.teamId) : []
  if (before === undefined) throw notFound('team')
  return keep(ctx, before, input, before)
}

type Wish = Omit<Input<typeof contract.updateTeam>, 'teamId'>

/** @param before what the audit is told stood there; null where the team is new. */
const keep = async (ctx: Ctx, from: Team, wish: Wish, before: Team | null): Promise<Team> => {
  const after: Team = {
    id: from.id,
    name: wish.name ?? from.name,
    tone: wish.tone ?? from.tone,
    leadId: wish.leadId === undefined ? from.leadId : wish.leadId,
    memberIds: [...new Set(wish.memberIds ?? from.memberIds)],
    firstAnswerMinutes: wish.firstAnswerMinutes === undefined ? from.firstAnswerMinutes : wish.firstAnswerMinutes,
    hours: wish.hours === undefined ? from.hours : wish.hours,
  }
  // Who is taken out of a team does not go on leading it; who comes to lead it belongs to it.
  if (wish.memberIds && wish.leadId === undefined && after.leadId && !after.memberIds.includes(after.leadId))
    after.leadId = null
  if (after.leadId && !after.memberIds.includes(after.leadId)) after.memberIds.push(after.leadId)
  if ((await store.countMembers(ctx, after.memberIds)) < after.memberIds.length)
    throw invalid('memberIds', 'access.team_strangers')
  if (await store.isNameTaken(ctx, after.name, after.id)) throw invalid('name', 'access.team_name_taken')
  await store.keepTeam(ctx, { ...after, by: actorName(ctx.actor) })
  await store.fillTeam(ctx, after.id, after.memberIds)
  noteChange(ctx, { noun: 'team', id: after.id, before, after })
  await announce(ctx, teamsChanged, { ids: [after.id] })
  return (await store.findTeams(ctx, after.id))[0]!
}

export const removeTeam = async (ctx: Ctx, input: { teamId: string }) => {
  const row = await store.lockTeam(ctx, input.teamId)
  if (row === undefined) throw notFound('team')
  if (row.removed_at === null) {
    await store.setTeamRemoved(ctx, row.id, actorName(ctx.actor))
    noteChange(ctx, { noun: 'team', id: row.id, before: { name: row.name }, after: null })
    await announce(ctx, teamsChanged, { ids: [row.id] })
  }
  return { ok: true as const }
}

/** @throws 422 where a new team has taken its name meanwhile. */
export const restoreTeam = async (ctx: Ctx, input: { teamId: string }): Promise<Team> => {
  const row = await store.lockTeam(ctx, input.teamId)
  if (row === undefined) throw notFound('team')
  if (row.removed_at !== null) {
    if (await store.isNameTaken(ctx, row.name, row.id)) throw invalid('name', 'access.team_name_taken')
    await store.setTeamRemoved(ctx, row.id, null)
    noteChange(ctx, { noun: 'team', id: row.id, before: null, after: { name: row.name } })
    await announce(ctx, teamsChanged, { ids: [row.id] })
  }
  return (await store.findTeams(ctx, row.id))[0]!
}
