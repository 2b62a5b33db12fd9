/** One request: who calls, may they, in which transaction, once, with one log line. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AnyEndpoint } from '../../contract/endpoint.ts'
import type { Permission } from '../../contract/permissions.ts'
import { workspaceId as workspaceIdSchema } from '../../contract/scalars.ts'
import { type AuditRecord, differing, withoutTexts } from './audit.ts'
import { readClock } from './clock.ts'
import type { Actor, Ctx, SystemCtx, World } from './ctx.ts'
import type { Database } from './db.ts'
import { forbidden, notFound, unauthenticated } from './errors.ts'
import { cutPieces, sendDownload } from './files.ts'
import type { Caller, Gate } from './gate.ts'
import { once } from './idempotency.ts'
import { wrongOrigin } from './refusal.ts'
import type { Download, InTransaction, Route, Visit } from './route.ts'

export interface HttpParts {
  readonly world: World
  readonly database: Database
  readonly gate: Gate
}

type RunRoute = (ctx: Ctx, input: unknown, visit: Visit, learned: unknown) => Promise<unknown>

/** Serves one route: identity, origin, permission, then the verb in one transaction. */
export const serveRoute =
  (parts: HttpParts, route: Route) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const { endpoint } = route
    const headers = plainHeaders(request)
    refuseForeignPages(request, endpoint, parts.world.config.publicUrl)
    const input = request.validationError ? readWorkspace(request) : readInput(request, endpoint)
    const visit = makeVisit(request, reply, headers, parts.world.config.publicUrl)
    const now = readClock()
    const caller = endpoint.access === 'public' ? null : await parts.gate.identify(parts.world, headers)
    if (endpoint.access !== 'public' && !caller) throw unauthenticated()

    if (request.validationError) {
      await admitAlone(parts, endpoint, caller, input, now)
      throw request.validationError
    }
    /** Each transaction admits anew: who lost the permission meanwhile gets no further. */
    const inTransaction = <T>(work: (ctx: Ctx) => Promise<T>, at = readClock()): Promise<T> =>
      parts.database.transact(async tx =>
        work(
          await admit(
            { now: at, tx, world: parts.world, actor: { kind: 'nobody' } },
            parts.gate,
            endpoint,
            caller,
            input,
          ),
        ),
      )
    const learned = route.before
      ? await route.before(
          { ...(await admitAlone(parts, endpoint, caller, input, now)), now },
          input as never,
          inTransaction,
          visit,
        )
      : undefined
    if (route.takePiece) await takePieces(parts, route.takePiece, request.body, input, inTransaction)
    const answer = await inTransaction(admitted => {
      const ctx: Ctx = { ...admitted, noted: [] }
      const work = async () => {
        const done = await (route.run as unknown as RunRoute)(ctx, input, visit, learned)
        if (isAudited(route)) await parts.gate.record(ctx, recordOf(route, input, ctx, visit))
        return done
      }
      const key = headers.get('idempotency-key')
      if (endpoint.method === 'POST' && !endpoint.isQuestion && key && 'workspaceId' in input)
        return once(ctx, key, { name: endpoint.name, input }, work)
      return work()
    }, now)
    return route.isDownload ? sendDownload(reply, answer as Download, inTransaction) : answer
  }

/** What changes something in a workspace, or takes its data away. */
const isAudited = ({ endpoint, isDownload }: Route): boolean =>
  endpoint.access.includes('.') &&
  !endpoint.isPassing &&
  ((endpoint.method !== 'GET' && !endpoint.isQuestion) || isDownload === true)

const recordOf = ({ endpoint }: Route, input: object, ctx: Ctx, visit: Visit): AuditRecord => {
  const { workspaceId: _known, ...asked } = input as Record<string, unknown>
  const last = endpoint.path
    .match(/:(\w+)/g)
    ?.at(-1)
    ?.slice(1)
  return {
    verb: endpoint.name,
    target: last && last !== 'workspaceId' ? String(asked[last]) : null,
    input: withoutTexts(asked) as Record<string, unknown>,
    changes: (ctx.noted ?? []).map(differing),
    ip: visit.ip,
  }
}

const takePieces = async (
  parts: HttpParts,
  takePiece: NonNullable<Route['takePiece']>,
  body: unknown,
  input: object,
  inTransaction: InTransaction,
): Promise<void> => {
  for await (const piece of cutPieces(body, parts.world.config.maxFileMegabytes))
    await inTransaction(ctx => takePiece(ctx, input as never, piece))
}

/** A request that says nonsense is told so only after it was told whether it may speak here at all. */
const readWorkspace = (request: FastifyRequest): object => {
  const { workspaceId } = request.params as { workspaceId?: string }
  if (workspaceId === undefined) return {}
  const parsed = workspaceIdSchema.safeParse(workspaceId)
  if (!parsed.success) throw notFound('workspace')
  return { workspaceId: parsed.data }
}

/** Parsed parts only: a body without a schema is not read, and nothing overrides what the path says. */
const readInput = (request: FastifyRequest, endpoint: AnyEndpoint): object => {
  const hasBody = endpoint.method !== 'GET' && Object.keys(endpoint.body.shape).length > 0
  return { ...(hasBody ? (request.body as object) : {}), ...(request.query as object), ...(request.params as object) }
}

const admitAlone = async (parts: HttpParts, endpoint: AnyEndpoint, caller: Caller | null, input: object, now: Date) => {
  const { tx: _ended, ...ctx } = await parts.database.transact(tx =>
    admit({ now, tx, world: parts.world, actor: { kind: 'nobody' } }, parts.gate, endpoint, caller, input),
  )
  return ctx
}

/** The context of an admitted caller. Another workspace's id is answered as if nothing were there. */
export const admit = async (
  ctx: SystemCtx,
  gate: Gate,
  endpoint: { access: AnyEndpoint['access'] },
  caller: Caller | null,
  input: object,
): Promise<Ctx> => {
  if (endpoint.access === 'public' || !caller) return ctx as Ctx
  if (endpoint.access === 'signed-in') {
    if (caller.kind !== 'user') throw forbidden('signed-in')
    return { ...ctx, actor: { kind: 'user', userId: caller.userId, name: caller.name } } as Ctx
  }
  const { workspaceId } = input as { workspaceId: number }
  const actor = await gate.enter(ctx, caller, workspaceId)
  if (!actor) throw notFound('workspace')
  if (!holds(actor, endpoint.access)) throw forbidden(endpoint.access)
  return { ...ctx, workspaceId, actor }
}

export const holds = (actor: Actor, permission: Permission): boolean =>
  'permissions' in actor && actor.permissions.has(permission)

export const plainHeaders = (request: FastifyRequest): Headers => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value)
    else if (value) headers.set(name, value.join(', '))
  }
  return headers
}

/**
 * Cookies ride along from any page, so a change that comes with one must come from a page of ours
 * (Origin, or Sec-Fetch-Site where a browser sends no Origin). Keys in a header need no such check.
 */
const refuseForeignPages = (request: FastifyRequest, endpoint: AnyEndpoint, publicUrl: string | undefined): void => {
  if (endpoint.method === 'GET' || request.headers.authorization) return
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  if (!origin && (!site || site === 'same-origin' || site === 'none')) return
  if (origin && (origin === publicUrl || origin === ownOrigin(request, undefined))) return
  throw wrongOrigin()
}

const ownOrigin = (request: FastifyRequest, publicUrl: string | undefined): string =>
  publicUrl ?? `${request.protocol}://${request.host}`

const makeVisit = (
  request: FastifyRequest,
  reply: FastifyReply,
  headers: Headers,
  publicUrl: string | undefined,
): Visit => ({
  headers,
  ip: request.ip,
  origin: ownOrigin(request, publicUrl),
  setCookie: cookie => {
    // Behind a proxy that speaks TLS the cookie is for TLS alone; at home, on plain HTTP, it must still come back.
    const needsSecure = request.protocol === 'https' && !/;\s*secure/i.test(cookie)
    reply.header('set-cookie', needsSecure ? `${cookie}; Secure` : cookie)
  },
})
