/** Doors for other programs that are no clients of the API: raw bytes in, a plain answer out, below `/api/hooks/`. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { SystemCtx } from './ctx.ts'
import { systemCtx } from './edge.ts'
import { notFound } from './errors.ts'
import { type HttpParts, plainHeaders } from './serve-route.ts'

export interface HookCall {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: Headers
  /** The body as it came: signatures are over bytes. */
  readonly bytes: Uint8Array
}

export interface HookAnswer {
  readonly status: number
  /** Plain text; empty where absent. */
  readonly body?: string
}

/**
 * Open to everybody: the verb itself proves who calls (a secret in the path, a signature over the bytes), and says
 * nothing to whom it does not know. It runs in one transaction and must be safe to run twice.
 */
export interface Hook {
  readonly name: string
  readonly method: 'GET' | 'POST'
  /** Begins with `/api/hooks/`; `:name` marks a parameter. */
  readonly path: string
  readonly run: (ctx: SystemCtx, call: HookCall) => Promise<HookAnswer>
}

const bodyLimit = 5 * 1024 * 1024

/** Serves the hooks, whatever type their bodies say to be. */
export const serveHooks = (app: FastifyInstance, parts: HttpParts, hooks: readonly Hook[]): void => {
  void app.register(async inner => {
    inner.removeAllContentTypeParsers()
    inner.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => done(null, body))
    for (const hook of hooks) {
      if (!hook.path.startsWith('/api/hooks/')) throw new Error(`${hook.name} stands outside /api/hooks/`)
      inner.route({
        method: hook.method,
        url: hook.path,
        schema: { hide: true } as object,
        config: { endpoint: hook.name },
        handler: async (request, reply) => {
          const answer = await parts.database.transact(tx =>
            hook.run(systemCtx(parts.world, hook.name, tx), callOf(request)),
          )
          if (answer.status === 404) throw notFound('hook')
          // A body of somebody else's words is never to be read as a page.
          return reply
            .code(answer.status)
            .type('text/plain; charset=utf-8')
            .send(answer.body ?? '')
        },
      })
    }
  })
}

const callOf = (request: FastifyRequest): HookCall => ({
  params: request.params as Record<string, string>,
  query: new URLSearchParams(request.url.split('?')[1] ?? ''),
  headers: plainHeaders(request),
  bytes: request.body instanceof Uint8Array ? request.body : new Uint8Array(0),
})
