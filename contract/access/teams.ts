/** Teams: members who share work; a team may have a lead, hours at which it works, and a promise of its own. */
import { z } from 'zod'
import { done, endpoint } from '../endpoint.ts'
import { uuid } from '../scalars.ts'

export const teamTone = z.enum(['neu', 'pos', 'neg', 'mix', 'acc', 'warn'])
export type TeamTone = z.infer<typeof teamTone>

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** The weekly hours of a team, in the zone of the workspace. Days are 1 (Monday) to 7; `to` before `from` runs past midnight. */
export const teamHours = z.object({
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  from: clockTime,
  to: clockTime,
})
export type TeamHours = z.infer<typeof teamHours>

export const team = z.object({
  id: z.uuid(),
  name: z.string(),
  tone: teamTone,
  leadId: z.uuid().nullable(),
  /** Members who are still in the workspace, in the order in which they came. */
  memberIds: z.array(z.uuid()),
  /** Minutes to a first answer that the team promises; null: what the workspace promises. */
  firstAnswerMinutes: z.number().int().nullable(),
  /** Null: at any hour. */
  hours: teamHours.nullable(),
})
export type Team = z.infer<typeof team>

const teamName = z.string().trim().min(1).max(60)
const teamFields = {
  tone: teamTone.optional(),
  leadId: uuid.nullable().optional(),
  memberIds: z.array(uuid).max(500).optional(),
  firstAnswerMinutes: z
    .number()
    .int()
    .min(1)
    .max(60 * 24 * 14)
    .nullable()
    .optional(),
  hours: teamHours.nullable().optional(),
}
const teamParams = z.object({ teamId: uuid })

export const listTeams = endpoint({
  name: 'listTeams',
  method: 'GET',
  path: '/api/w/:workspaceId/teams',
  access: 'access.read',
  summary: 'The teams of the workspace, by name.',
  output: z.object({ items: z.array(team) }),
})

export const createTeam = endpoint({
  name: 'createTeam',
  method: 'POST',
  path: '/api/w/:workspaceId/teams',
  access: 'access.manage',
  summary: 'Makes a team. A lead who is no member of it becomes one.',
  body: z.object({ name: teamName, ...teamFields }),
  output: team,
})

export const updateTeam = endpoint({
  name: 'updateTeam',
  method: 'PATCH',
  path: '/api/w/:workspaceId/teams/:teamId',
  access: 'access.manage',
  summary: 'Changes a team; `memberIds` are all who belong to it from now on.',
  params: teamParams,
  body: z.object({ name: teamName.optional(), ...teamFields }),
  output: team,
})

export const removeTeam = endpoint({
  name: 'removeTeam',
  method: 'DELETE',
  path: '/api/w/:workspaceId/teams/:teamId',
  access: 'access.manage',
  summary: 'Takes a team away; its conversations are nobody’s team’s until `restoreTeam` brings it back.',
  params: teamParams,
  output: done,
})

export const restoreTeam = endpoint({
  name: 'restoreTeam',
  method: 'POST',
  path: '/api/w/:workspaceId/teams/:teamId/restore',
  access: 'access.manage',
  summary: 'Brings a team back as it was.',
  params: teamParams,
  output: team,
})

export const teamEndpoints = [listTeams, createTeam, updateTeam, removeTeam, restoreTeam] as const
