/** The HTTP edge: one Fastify server for the API, the live stream, the web app, and what operators look at. */
import { Readable } from 'node:stream'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { stopwatch } from './clock.ts'
import { notFound } from './errors.ts'
import { acceptFiles } from './files.ts'
import { type Hook, serveHooks } from './hook.ts'
import type { LiveHub } from './live.ts'
import { serveLive } from './live-route.ts'
import { countRequest, metricsText } from './metrics.ts'
import { isNewer } from './migrate.ts'
import { describeApi, routeSchema } from './openapi.ts'
import { refuse } from './refusal.ts'
import type { Route } from './route.ts'
import { readerLocale, type Sentences } from './sentences.ts'
import { type HttpParts, serveRoute } from './serve-route.ts'
import { serveWeb } from './web-files.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The endpoint's name, for the log line. */
    endpoint?: string
  }
}

export interface ServerParts extends HttpParts {
  readonly live: LiveHub
  readonly routes: readonly Route[]
  readonly hooks: readonly Hook[]
  readonly sentences: Sentences
  /** The built web app; null serves the API alone. */
  readonly webFolder: string | null
}

const bodyLimit = 5 * 1024 * 1024
/** For one address: an office of a hundred agents comes from one. */
const requestsPerMinute = 6000
/** Sign-in, set-up and invitations are tried by strangers. */
const strangersRequestsPerMinute = 60

/** Builds the server; `listen` is the caller's. */
export const buildServer = async (parts: ServerParts): Promise<FastifyInstance> => {
  const { config, log } = parts.world
  const app = Fastify({
    bodyLimit,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
  })
  await describeApi(app, { withPage: true })
  acceptFiles(app)
  await app.register(helmet, {
    contentSecurityPolicy: { directives: contentPolicy },
    hsts: false,
    crossOriginEmbedderPolicy: false,
  })
  await app.register(rateLimit, {
    global: true,
    max: requestsPerMinute,
    timeWindow: 60_000,
    hook: 'onRequest',
    keyGenerator: request => request.ip,
  })
  app.addHook('preValidation', cleanRequest)
  watchRequests(app, parts)
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, parts))
  app.setNotFoundHandler((request, reply) => sendProblem(notFound('page'), request, reply, parts))

  for (const route of parts.routes) {
    const { endpoint } = route
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      schema: routeSchema(endpoint),
      attachValidation: true,
      config: {
        endpoint: endpoint.name,
        rateLimit: { max: isStrangersDoor(endpoint) ? strangersRequestsPerMinute : requestsPerMinute },
      },
      handler: serveRoute(parts, route),
    })
  }
  app.get('/api/openapi.json', { schema: { hide: true } as object }, async () => app.swagger())
  serveHooks(app, parts, parts.hooks)
  serveLive(app, parts)
  operatorPages(app, parts)
  if (parts.webFolder) await serveWeb(app, parts.webFolder)
  log.info('server.built', { routes: parts.routes.length })
  return app
}

const isStrangersDoor = (endpoint: { access: string; method: string }) =>
  endpoint.access === 'public' && endpoint.method !== 'GET'

const contentPolicy = {
  defaultSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'https:'],
  styleSrc: ["'self'", "'unsafe-inline'"],
  fontSrc: ["'self'", 'data:'],
  objectSrc: ["'none'"],
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: null,
}

/** PostgreSQL keeps no NUL and no lone surrogate; neither means anything in what a person typed. */
const cleanRequest = async (request: FastifyRequest): Promise<void> => {
  if (!(request.body instanceof Readable)) request.body = clean(request.body)
  request.query = clean(request.query)
  request.params = clean(request.params)
}

const clean = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed()
  if (Array.isArray(value)) return value.map(clean)
  if (value instanceof Uint8Array) return value
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [clean(key), clean(part)]))
  return value
}

const endpointName = (request: FastifyRequest): string =>
  request.routeOptions.config.endpoint ?? request.routeOptions.url ?? 'unknown'

const watchRequests = (app: FastifyInstance, parts: ServerParts): void => {
  const clocks = new WeakMap<FastifyRequest, () => number>()
  app.addHook('onRequest', async request => {
    clocks.set(request, stopwatch())
  })
  app.addHook('onResponse', async (request, reply) => {
    const ms = clocks.get(request)?.() ?? 0
    const name = endpointName(request)
    countRequest(name, reply.statusCode, ms)
    const { workspaceId } = (request.params ?? {}) as { workspaceId?: number }
    parts.world.log.info('request', {
      endpoint: name,
      method: request.method,
      status: reply.statusCode,
      ms: Math.round(ms),
      workspaceId,
    })
  })
}

const sendProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply, parts: ServerParts): void => {
  const problem = refuse(
    error,
    readerLocale(request.headers['accept-language']),
    parts.sentences,
    parts.world.log,
    endpointName(request),
  )
  if (problem.status === 503) void reply.header('retry-after', '2')
  void reply.code(problem.status).type('application/problem+json').serializer(JSON.stringify).send(problem)
}

const operatorPages = (app: FastifyInstance, parts: ServerParts): void => {
  const hidden = { schema: { hide: true } as object, config: { rateLimit: false as const } }
  app.get('/healthz', hidden, async () => ({ ok: true }))
  app.get('/readyz', hidden, async (_request, reply) => {
    const isReady = await parts.database.pool.query('select 1').then(
      () => true,
      () => false,
    )
    if (!isReady) return reply.code(503).send({ ok: false, why: 'The database cannot be reached.' })
    if (await isNewer(parts.database))
      return reply.code(503).send({ ok: false, why: 'The database was migrated by a newer version of this program.' })
    return { ok: true }
  })
  app.get('/metrics', hidden, async (request, reply) => {
    if (!['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)) throw notFound('page')
    return reply.type('text/plain; version=0.0.4').send(await metricsText())
  })
}
