/** Entering: set-up, sign-in, the signed-in person, and the gate that every request passes. */
import type { Me, Workspace } from '../../../contract/access.ts'
import type { Permission } from '../../../contract/permissions.ts'
import type { Locale } from '../../../contract/scalars.ts'
import type { Actor, SystemCtx, World } from '../../platform/ctx.ts'
import { conflict, invalid, unauthenticated } from '../../platform/errors.ts'
import type { Caller } from '../../platform/gate.ts'
import { makeId } from '../../platform/ids.ts'
import type { Visit } from '../../platform/route.ts'
import { permissionsOf, type RoleChange } from '../policy.ts'
import * as store from '../store/people.ts'

/** Seen is written down at most this often. */
const seenEveryMs = 5 * 60_000

/** The token of the one-time set-up link: the same at every start until somebody owns the installation. */
export const setupToken = (world: World): string => world.secrets.digest('set-up link').slice(0, 32)

export const isSetupNeeded = async (ctx: SystemCtx): Promise<boolean> => !(await store.hasMembers(ctx))

export const getSetup = async (ctx: SystemCtx) => ({ isNeeded: await isSetupNeeded(ctx) })

interface SetUpInput {
  token: string
  name: string
  email: string
  password: string
  workspaceName: string
  timeZone: string
  locale: Locale
}

export const setUp = async (ctx: SystemCtx, input: SetUpInput, visit: Visit): Promise<Me> => {
  if (ctx.world.secrets.digest(input.token) !== ctx.world.secrets.digest(setupToken(ctx.world))) throw forbiddenToken()
  await store.lockSetup(ctx)
  if (!(await isSetupNeeded(ctx))) throw conflict('access.already_set_up')
  const userId = await openLogin(ctx, input, visit)
  const organizationId = makeId(ctx.now)
  await store.insertOrganization(ctx, { id: organizationId, name: input.workspaceName })
  await addWorkspace(ctx, {
    organizationId,
    userId,
    name: input.workspaceName,
    timeZone: input.timeZone,
    locale: input.locale,
    isDemo: false,
  })
  return describeMe(ctx, userId)
}

const forbiddenToken = () => invalid('token', 'access.bad_setup_token')

/** A new login, or the existing one of that address with its password. */
export const openLogin = async (
  ctx: SystemCtx,
  input: { name: string; email: string; password: string; locale: Locale },
  visit: Visit,
): Promise<string> => {
  const { login } = ctx.world
  const from = originOf(visit)
  const credentials = { email: input.email.toLowerCase(), password: input.password, from }
  const opened = await login.signUp({ ...credentials, name: input.name }).catch(error => {
    if (error?.code === 'login.email_taken') return login.signIn(credentials)
    throw error
  })
  opened.cookies.forEach(visit.setCookie)
  await store.upsertUser(ctx, { id: opened.userId, name: input.name, email: opened.email, locale: input.locale })
  return opened.userId
}

export interface NewWorkspace {
  organizationId: string
  userId: string
  name: string
  timeZone: string
  locale: Locale
  isDemo: boolean
}

/** Makes a workspace with its first owner. @returns its id */
export const addWorkspace = async (ctx: SystemCtx, input: NewWorkspace): Promise<number> => {
  const workspaceId = await store.insertWorkspace(ctx, {
    organization_id: input.organizationId,
    name: input.name,
    time_zone: knownTimeZone(input.timeZone),
    locale: input.locale,
    is_demo: input.isDemo,
  })
  await store.upsertMember(ctx, {
    workspace_id: workspaceId,
    id: makeId(ctx.now),
    user_id: input.userId,
    role: 'owner',
  })
  return workspaceId
}

/** @throws invalid('timeZone') for a name that the runtime does not know. */
export const knownTimeZone = (timeZone: string): string => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  } catch {
    throw invalid('timeZone', 'access.bad_time_zone')
  }
}

const originOf = (visit: Visit) => ({ ip: visit.ip, agent: visit.headers.get('user-agent') })

interface SignInInput {
  email: string
  password: string
  code?: string | undefined
}

export const signIn = async (ctx: SystemCtx, input: SignInInput, visit: Visit): Promise<Me> => {
  const opened = await ctx.world.login.signIn({ ...input, email: input.email.toLowerCase(), from: originOf(visit) })
  opened.cookies.forEach(visit.setCookie)
  return describeMe(ctx, opened.userId)
}

export const signOut = async (ctx: SystemCtx, _input: unknown, visit: Visit) => {
  const cookies = await ctx.world.login.signOut(visit.headers)
  cookies.forEach(visit.setCookie)
  return { ok: true as const }
}

export const getMe = (ctx: SystemCtx): Promise<Me> => describeMe(ctx, userOf(ctx))

export const updateMe = async (
  ctx: SystemCtx,
  input: { name?: string | undefined; locale?: Locale | undefined; timeZone?: string | null | undefined },
): Promise<Me> => {
  const userId = userOf(ctx)
  const change = {
    ...(input.name ? { name: input.name } : {}),
    ...(input.locale ? { locale: input.locale } : {}),
    ...(input.timeZone === undefined ? {} : { time_zone: input.timeZone && knownTimeZone(input.timeZone) }),
  }
  if (Object.keys(change).length > 0) await store.updateUser(ctx, userId, change)
  return describeMe(ctx, userId)
}

export const userOf = (ctx: SystemCtx): string => {
  if (ctx.actor.kind !== 'user') throw unauthenticated()
  return ctx.actor.userId
}

export const describeMe = async (ctx: SystemCtx, userId: string): Promise<Me> => {
  const user = await store.userById(ctx, userId)
  if (!user) throw unauthenticated()
  const memberships = await store.membershipsOf(ctx, userId)
  return {
    user: { id: user.id, name: user.name, email: user.email, locale: user.locale, timeZone: user.time_zone },
    workspaces: memberships.map(row => ({
      ...presentWorkspace(row),
      memberId: row.member_id,
      role: row.role,
      permissions: [...permissionsOf(row.role, changeIn(row))],
    })),
  }
}

export const presentWorkspace = (row: {
  id: number
  name: string
  time_zone: string
  locale: Locale
  is_demo: boolean
}): Workspace => ({
  id: row.id,
  name: row.name,
  timeZone: row.time_zone,
  locale: row.locale,
  isDemo: row.is_demo,
})

interface WorkspaceInput {
  name: string
  timeZone: string
  locale: Locale
}

/** Adds a workspace beside one that the caller owns. */
export const createWorkspace = async (ctx: SystemCtx, input: WorkspaceInput, isDemo = false): Promise<Workspace> => {
  const userId = userOf(ctx)
  const owned = (await store.membershipsOf(ctx, userId)).find(row => row.role === 'owner')
  if (!owned) throw conflict('access.not_owner')
  const id = await addWorkspace(ctx, { ...input, organizationId: owned.organization_id, userId, isDemo })
  return { ...input, timeZone: knownTimeZone(input.timeZone), id, isDemo }
}

/** Who calls: a key in `Authorization`, or the session of the cookie. */
export const identify = async (world: World, headers: Headers): Promise<Caller | null> => {
  const authorization = headers.get('authorization')
  if (authorization !== null) {
    const keyId = await world.login.verifyKey(authorization.replace(/^bearer\s+/i, ''))
    return keyId === null ? null : { kind: 'key', keyId }
  }
  if (!headers.get('cookie')) return null
  const user = await world.login.readSession(headers)
  return user && { kind: 'user', userId: user.userId, name: user.name }
}

/** The caller as an actor of the workspace, or null where it is not theirs to enter. */
export const enter = async (ctx: SystemCtx, caller: Caller, workspaceId: number): Promise<Actor | null> => {
  const isStale = (seenAt: Date | null) => seenAt === null || ctx.now.getTime() - seenAt.getTime() > seenEveryMs
  if (caller.kind === 'key') {
    const key = await store.keyById(ctx, workspaceId, caller.keyId)
    if (!key) return null
    if (isStale(key.last_used_at)) await store.touchKey(ctx, workspaceId, caller.keyId)
    return {
      kind: 'key',
      keyId: caller.keyId,
      name: key.name,
      permissions: scoped(permissionsOf(key.role, changeIn(key)), key.scopes),
    }
  }
  const member = await store.membership(ctx, workspaceId, caller.userId)
  if (!member) return null
  if (isStale(member.last_seen_at)) await store.touchMember(ctx, workspaceId, member.id)
  return {
    kind: 'member',
    memberId: member.id,
    userId: caller.userId,
    name: caller.name,
    permissions: permissionsOf(member.role, changeIn(member)),
  }
}

/** The outer join of a role's row: nothing where the workspace has changed nothing. */
export const changeIn = (row: { granted: string[] | null; withheld: string[] | null }): RoleChange | null =>
  row.granted === null || row.withheld === null ? null : { granted: row.granted, withheld: row.withheld }

const scoped = (held: Set<Permission>, scopes: readonly string[] | null): Set<Permission> =>
  scopes === null ? held : new Set([...held].filter(permission => scopes.includes(permission)))

/** The person who owned a workspace of this installation first; null before the set-up. */
export const firstOwner = async (ctx: SystemCtx): Promise<{ userId: string; name: string } | null> =>
  (await store.firstOwnerRow(ctx)) ?? null
