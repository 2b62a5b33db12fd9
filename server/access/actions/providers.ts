/** Sign-in through a provider: set by who manages the workspace, walked by who comes to the sign-in page. */
import { z } from 'zod'
import type { SignInProvider } from '../../../contract/access.ts'
import { noteChange } from '../../platform/audit.ts'
import { actorName, type Ctx, type SystemCtx, type World, within } from '../../platform/ctx.ts'
import { AppError, conflict, forbidden, invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import {
  askOpenId,
  beginOpenId,
  finishOpenId,
  type OpenIdPerson,
  type OpenIdProvider,
  openIdMemory,
} from '../../platform/open-id.ts'
import type { InTransaction, Visit } from '../../platform/route.ts'
import * as people from '../store/people.ts'
import * as store from '../store/providers.ts'
import { userByEmail } from '../store/resets.ts'
import { record } from './audit.ts'
import { findRole, refuseBeyond } from './roles.ts'
import { mayVouchFor } from './vouching.ts'

type AskingCtx = Omit<Ctx, 'tx'>

const returnPath = '/sign-in/done'
const cookieName = 'maeari.sign_in'
const cookieSeconds = 600
const sealedFor = 'access.sign_in'

const memoryShape = openIdMemory.extend({
  workspaceId: z.number(),
  providerId: z.string(),
  origin: z.string(),
  to: z.string(),
  until: z.string(),
})
type Memory = z.infer<typeof memoryShape>

const present = (row: store.ProviderRow, origin: string): SignInProvider => ({
  id: row.id,
  name: row.name,
  issuer: row.issuer,
  clientId: row.client_id,
  domains: row.domains,
  joinRole: row.join_role,
  setBy: row.set_by,
  setAt: row.set_at.toISOString(),
  returnUrl: origin + returnPath,
})

export const getSignInProvider = async (ctx: Ctx, _input: unknown, visit: Visit) => {
  const row = await store.providerRow(ctx)
  return { provider: row ? present(row, visit.origin) : null, returnUrl: visit.origin + returnPath }
}

interface ProviderInput {
  name: string
  issuer: string
  clientId: string
  clientSecret?: string | undefined
  domains: string[]
  joinRole: string | null
}

const openProvider = (world: World, row: store.ProviderRow): OpenIdProvider => ({
  issuer: row.issuer,
  clientId: row.client_id,
  clientSecret: world.secrets.open(row.client_secret, row.id),
})

/** Asks the address whether it is a provider, before anything is kept. @returns the secret to be kept */
export const askProvider = async (ctx: AskingCtx, input: ProviderInput, inTransaction: InTransaction) => {
  const kept = await inTransaction(here => store.providerRow(here))
  // A secret that was given to one issuer is told to no other.
  const isSame = kept !== undefined && kept.issuer === input.issuer && kept.client_id === input.clientId
  const secret = input.clientSecret ?? (isSame ? openProvider(ctx.world, kept).clientSecret : undefined)
  if (secret === undefined) throw invalid('clientSecret', 'access.provider_needs_secret')
  const { issuer, clientId } = input
  await askOpenId(ctx.world.fetch, { issuer, clientId, clientSecret: secret }).catch(error => {
    throw error instanceof AppError
      ? new AppError(error.code, 422, error.params, [{ path: 'issuer', message: error.code }])
      : error
  })
  return secret
}

export const setSignInProvider = async (ctx: Ctx, input: ProviderInput, secret: string, visit: Visit) => {
  if (ctx.actor.kind !== 'member') throw forbidden('access.manage')
  if (input.joinRole !== null) {
    refuseBeyond(ctx, await findRole(ctx, input.joinRole))
    if (input.domains.length === 0) throw invalid('domains', 'access.provider_needs_domain')
  }
  const before = await store.providerRow(ctx)
  const isSame = before !== undefined && before.issuer === input.issuer && before.client_id === input.clientId
  if (before && !isSame) await store.forgetProviderLogins(ctx)
  const id = before?.id ?? makeId(ctx.now)
  const { name, issuer, clientId, domains, joinRole } = input
  await store.keepProvider(ctx, {
    id,
    name,
    issuer,
    client_id: clientId,
    client_secret: ctx.world.secrets.seal(secret, id),
    domains,
    join_role: joinRole,
    set_by_user: ctx.actor.userId,
    set_by: actorName(ctx.actor),
  })
  const plain = (row: store.ProviderRow) => ({
    name: row.name,
    issuer: row.issuer,
    clientId: row.client_id,
    domains: row.domains,
    joinRole: row.join_role,
  })
  noteChange(ctx, {
    noun: 'sign_in_provider',
    id,
    before: before ? plain(before) : null,
    after: { name, issuer, clientId, domains, joinRole },
  })
  return present((await store.providerRow(ctx))!, visit.origin)
}

export const removeSignInProvider = async (ctx: Ctx) => {
  await store.forgetProviderLogins(ctx)
  if (!(await store.removeProvider(ctx))) throw notFound('sign_in_provider')
  return { ok: true as const }
}

export const listSignInDoors = async (ctx: SystemCtx) => ({
  items: (await store.doorRows(ctx)).map(row => ({ id: `${row.workspace_id}.${row.id}`, name: row.name })),
})

/** @throws notFound for a provider that is gone */
const findProvider = async (ctx: SystemCtx, workspaceId: number, providerId: string): Promise<store.ProviderRow> => {
  const row = await store.providerRow(within(ctx, workspaceId))
  if (row?.id !== providerId) throw notFound('sign_in_provider')
  return row
}

/** The memory of the visitor lies sealed in a cookie of theirs alone: no other browser can end what this one began. */
export const beginProviderSignIn = async (
  ctx: AskingCtx,
  input: { doorId: string; to: string },
  inTransaction: InTransaction,
  visit: Visit,
) => {
  const [workspaceId, providerId] = [Number(input.doorId.split('.')[0]), input.doorId.split('.')[1]!]
  const row = await inTransaction(here => findProvider(here, workspaceId, providerId))
  const begun = await beginOpenId(ctx.world.fetch, openProvider(ctx.world, row), visit.origin + returnPath)
  const memory: Memory = {
    ...begun.memory,
    workspaceId,
    providerId,
    origin: visit.origin,
    to: ownPath(input.to),
    until: new Date(ctx.now.getTime() + cookieSeconds * 1000).toISOString(),
  }
  visit.setCookie(cookie(ctx.world.secrets.seal(JSON.stringify(memory), sealedFor), cookieSeconds))
  return { url: begun.url }
}

/** A path of ours: never another site's. */
const ownPath = (to: string): string => (/^\/(?![/\\])/.test(to) ? to : '/')

const cookie = (value: string, seconds: number): string =>
  `${cookieName}=${value}; Path=/api/sign-in; HttpOnly; SameSite=Lax; Max-Age=${seconds}`

const readMemory = (ctx: AskingCtx, visit: Visit): Memory => {
  const sent = (visit.headers.get('cookie') ?? '').split(/;\s*/).find(part => part.startsWith(`${cookieName}=`))
  try {
    const memory = memoryShape.parse(
      JSON.parse(ctx.world.secrets.open(sent?.slice(cookieName.length + 1) ?? '', sealedFor)),
    )
    if (new Date(memory.until) > ctx.now) return memory
  } catch {
    // Not sealed by us, or nothing at all: answered as what came too late.
  }
  throw conflict('access.sign_in_lost')
}

interface Proven {
  memory: Memory
  person: OpenIdPerson
}

export const askProven = async (
  ctx: AskingCtx,
  input: { answer: string },
  inTransaction: InTransaction,
  visit: Visit,
): Promise<Proven> => {
  const memory = readMemory(ctx, visit)
  const row = await inTransaction(here => findProvider(here, memory.workspaceId, memory.providerId))
  const returned = new URL(memory.origin + returnPath)
  returned.search = input.answer
  return { memory, person: await finishOpenId(ctx.world.fetch, openProvider(ctx.world, row), memory, returned) }
}

export const finishProviderSignIn = async (
  ctx: SystemCtx,
  _input: unknown,
  { memory, person }: Proven,
  visit: Visit,
): Promise<{ to: string }> => {
  const here = within(ctx, memory.workspaceId)
  const row = await findProvider(ctx, memory.workspaceId, memory.providerId)
  refuseDomain(row, person)
  const { userId, isNew } = await findUser(here, row, person)
  if (!(await mayVouchFor(ctx, row.set_by_user, userId))) throw conflict('access.provider_may_not_vouch')
  const isJoining = await join(here, row, userId)
  await store.linkSubject(here, { provider_id: row.id, subject: person.subject, user_id: userId })
  const from = { ip: visit.ip, agent: visit.headers.get('user-agent') }
  for (const one of await ctx.world.login.openSession(userId, from)) visit.setCookie(one)
  visit.setCookie(cookie('', 0))
  const user = await people.userById(ctx, userId)
  const member = await people.membership(ctx, memory.workspaceId, userId)
  if (member)
    await record(
      {
        ...here,
        actor: { kind: 'member', memberId: member.id, userId, name: user?.name ?? '', permissions: new Set() },
      },
      {
        verb: 'finishProviderSignIn',
        target: member.id,
        input: { provider: row.name, isNew, isJoining },
        changes: [],
        ip: visit.ip,
      },
    )
  return { to: memory.to }
}

const refuseDomain = (row: store.ProviderRow, { verifiedEmail }: OpenIdPerson): void => {
  if (verifiedEmail === null) throw conflict('access.provider_no_address')
  const isIn = row.domains.length === 0 || row.domains.includes(verifiedEmail.split('@').at(-1)!)
  if (!isIn) throw conflict('access.provider_other_domain')
}

/** Who came here before, else who has the address, else somebody new where people may join by themselves. */
const findUser = async (
  ctx: Ctx,
  row: store.ProviderRow,
  person: OpenIdPerson,
): Promise<{ userId: string; isNew: boolean }> => {
  const known =
    (await store.userOfSubject(ctx, row.id, person.subject)) ?? (await userByEmail(ctx, person.verifiedEmail!))?.id
  if (known !== undefined) return { userId: known, isNew: false }
  if (row.join_role === null) throw conflict('access.provider_unknown')
  const name = person.name ?? person.verifiedEmail!.split('@')[0]!
  const userId = await ctx.world.login.addUser({ name, email: person.verifiedEmail! })
  const workspace = await people.workspaceById(ctx, ctx.workspaceId)
  await people.upsertUser(ctx, {
    id: userId,
    name,
    email: person.verifiedEmail!,
    locale: workspace?.locale ?? 'ko',
  })
  return { userId, isNew: true }
}

/** Makes a member of who may join. Somebody who was taken out comes back by an invitation alone. @returns whether they joined now */
const join = async (ctx: Ctx, row: store.ProviderRow, userId: string): Promise<boolean> => {
  if (await people.membership(ctx, ctx.workspaceId, userId)) return false
  if (await store.wasTakenOut(ctx, userId)) throw conflict('access.provider_taken_out')
  if (row.join_role === null) throw conflict('access.provider_unknown')
  await people.upsertMember(ctx, {
    workspace_id: ctx.workspaceId,
    id: makeId(ctx.now),
    user_id: userId,
    role: row.join_role,
  })
  return true
}
