/** The people of a workspace: members, invitations, keys, and the table of roles. */
import { randomBytes } from 'node:crypto'
import type { ApiKey, Invitation, Me, Member } from '../../../contract/access.ts'
import type { Permission } from '../../../contract/permissions.ts'
import type { Locale } from '../../../contract/scalars.ts'
import { announce } from '../../platform/announce.ts'
import { noteChange } from '../../platform/audit.ts'
import { actorName, type Ctx, type SystemCtx, within } from '../../platform/ctx.ts'
import { conflict, forbidden, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import type { Visit } from '../../platform/route.ts'
import { membersLeft } from '../events.ts'
import * as store from '../store/people.ts'
import { describeMe, knownTimeZone, openLogin, presentWorkspace } from './entering.ts'
import { planLetter } from './letters.ts'
import { findRole, refuseBeyond } from './roles.ts'

const invitationDays = 7

export const updateWorkspace = async (
  ctx: Ctx,
  input: { name?: string | undefined; timeZone?: string | undefined; locale?: Locale | undefined },
) => {
  const change = {
    ...(input.name ? { name: input.name } : {}),
    ...(input.timeZone ? { time_zone: knownTimeZone(input.timeZone) } : {}),
    ...(input.locale ? { locale: input.locale } : {}),
  }
  const row =
    Object.keys(change).length > 0
      ? await store.updateWorkspaceRow(ctx, change)
      : await store.workspaceById(ctx, ctx.workspaceId)
  if (!row) throw notFound('workspace')
  return presentWorkspace(row)
}

/** What other rooms ask of the workspace: its name, zone and language. */
export const workspaceSettings = async (ctx: Ctx) => {
  const row = await store.workspaceById(ctx, ctx.workspaceId)
  if (!row) throw notFound('workspace')
  return presentWorkspace(row)
}

export const listMembers = async (ctx: Ctx) => ({ items: (await store.listMemberRows(ctx)).map(presentMember) })

/** Everybody who may enter, with where and in which language they are written to. */
export const memberAddresses = async (
  ctx: Ctx,
): Promise<{ id: string; name: string; email: string; locale: Locale; timeZone: string | null }[]> =>
  (await store.listMemberRows(ctx)).map(({ id, name, email, locale, time_zone }) => ({
    ...{ id, name, email, locale },
    timeZone: time_zone,
  }))

const presentMember = (row: Awaited<ReturnType<typeof store.listMemberRows>>[number]): Member => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role,
  joinedAt: row.joined_at.toISOString(),
  lastSeenAt: row.last_seen_at?.toISOString() ?? null,
})

export const updateMember = async (ctx: Ctx, input: { memberId: string; role: string }): Promise<Member> => {
  const before = await changeable(ctx, input.memberId, input.role)
  refuseBeyond(ctx, await findRole(ctx, input.role))
  await store.updateMemberRole(ctx, input.memberId, input.role)
  noteChange(ctx, { noun: 'member', id: input.memberId, before, after: { role: input.role } })
  const changed = (await store.listMemberRows(ctx)).find(row => row.id === input.memberId)
  if (!changed) throw notFound('member')
  return presentMember(changed)
}

export const removeMember = async (ctx: Ctx, input: { memberId: string }) => {
  const before = await changeable(ctx, input.memberId, null)
  await store.removeMemberRow(ctx, input.memberId, actorName(ctx.actor))
  noteChange(ctx, { noun: 'member', id: input.memberId, before, after: null })
  await announce(ctx, membersLeft, { ids: [input.memberId] })
  return { ok: true as const }
}

/** The member as they stand. An owner is changed by owners alone, and the last one stays. */
const changeable = async (ctx: Ctx, memberId: string, nextRole: string | null): Promise<{ role: string }> => {
  const members = await store.lockMembers(ctx)
  const changing = members.find(row => row.id === memberId)
  if (!changing) throw notFound('member')
  const owners = members.filter(row => row.role === 'owner')
  if (changing.role === 'owner') refuseBeyond(ctx, ['access.own'])
  if (changing.role === 'owner' && nextRole !== 'owner' && owners.length === 1) throw conflict('access.last_owner')
  return { role: changing.role }
}

/** Names of members, also of those who left: what they wrote keeps its name. */
export const memberNames = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map()
  return new Map((await store.memberNameRows(ctx, ids)).map(row => [row.id, row.name]))
}

export const isMember = async (ctx: Ctx, memberId: string): Promise<boolean> =>
  (await store.memberNameRows(ctx, [memberId])).some(row => row.removed_at === null)

export const listInvitations = async (ctx: Ctx) => ({
  items: (await store.openInvitations(ctx)).map(presentInvitation),
})

const presentInvitation = (row: Awaited<ReturnType<typeof store.insertInvitation>>): Invitation => ({
  id: row.id,
  role: row.role,
  note: row.note,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  invitedBy: row.invited_by,
})

export const createInvitation = async (
  ctx: Ctx,
  input: { role: string; note: string; email: string | null },
  visit: Visit,
) => {
  refuseBeyond(ctx, await findRole(ctx, input.role))
  const token = randomBytes(24).toString('base64url')
  const id = makeId(ctx.now)
  const isMailed = input.email !== null && ctx.world.mail.isReady
  const row = await store.insertInvitation(ctx, {
    id,
    token_digest: ctx.world.secrets.digest(token),
    role: input.role,
    note: input.note,
    email: isMailed ? input.email : null,
    letter: isMailed ? ctx.world.secrets.seal(token, id) : null,
    invited_by: actorName(ctx.actor),
    expires_at: new Date(ctx.now.getTime() + invitationDays * 24 * 3_600_000),
  })
  if (isMailed) await planLetter(ctx, { about: 'invitation', id })
  return { ...presentInvitation(row), isMailed, link: `${visit.origin}/invite/${token}` }
}

export const revokeInvitation = async (ctx: Ctx, input: { invitationId: string }) => {
  if (!(await store.revokeInvitationRow(ctx, input.invitationId))) throw notFound('invitation')
  return { ok: true as const }
}

const findInvitation = async (ctx: SystemCtx, token: string) => {
  const found = await store.invitationByToken(ctx, ctx.world.secrets.digest(token))
  if (!found) throw conflict('access.bad_invitation')
  return found
}

export const getInvitation = async (ctx: SystemCtx, input: { token: string }) => {
  const found = await findInvitation(ctx, input.token)
  return {
    workspaceName: found.workspace_name,
    role: found.role,
    roleName: found.role_name,
    invitedBy: found.invited_by,
  }
}

interface AcceptInput {
  token: string
  name: string
  email: string
  password: string
  locale: Locale
}

export const acceptInvitation = async (ctx: SystemCtx, input: AcceptInput, visit: Visit): Promise<Me> => {
  const found = await findInvitation(ctx, input.token)
  if (!(await store.takeInvitation(ctx, found.workspace_id, found.id))) throw conflict('access.bad_invitation')
  const userId = await openLogin(ctx, input, visit)
  if (await store.membership(ctx, found.workspace_id, userId)) throw conflict('access.already_member')
  const here = within(ctx, found.workspace_id)
  await store.upsertMember(here, {
    workspace_id: here.workspaceId,
    id: makeId(ctx.now),
    user_id: userId,
    role: found.role,
  })
  return describeMe(ctx, userId)
}

export const listKeys = async (ctx: Ctx) => ({ items: (await store.listKeyRows(ctx)).map(presentKey) })

const presentKey = (row: Awaited<ReturnType<typeof store.insertKey>>): ApiKey => ({
  id: row.id,
  name: row.name,
  start: row.start,
  role: row.role,
  scopes: row.scopes as Permission[] | null,
  createdAt: row.created_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  expiresAt: row.expires_at?.toISOString() ?? null,
})

interface KeyInput {
  name: string
  role: string
  scopes: Permission[] | null
  expiresInDays: number | null
}

export const createKey = async (ctx: Ctx, input: KeyInput) => {
  if (ctx.actor.kind !== 'member') throw forbidden('access.manage')
  const held = await findRole(ctx, input.role)
  refuseBeyond(ctx, input.scopes ? input.scopes.filter(one => held.has(one)) : held)
  const made = await ctx.world.login.createKey({
    name: input.name,
    userId: ctx.actor.userId,
    expiresInDays: input.expiresInDays,
  })
  const row = await store.insertKey(ctx, {
    id: made.id,
    name: input.name,
    start: made.start,
    role: input.role,
    scopes: input.scopes,
    created_by: ctx.actor.name,
    expires_at:
      input.expiresInDays === null ? null : new Date(ctx.now.getTime() + input.expiresInDays * 24 * 3_600_000),
  })
  return { ...presentKey(row), key: made.key }
}

export const revokeKey = async (ctx: Ctx, input: { keyId: string }) => {
  if (!(await store.revokeKeyRow(ctx, input.keyId))) throw notFound('key')
  await ctx.world.login.revokeKey(input.keyId)
  return { ok: true as const }
}
