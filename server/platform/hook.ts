/** Doors for other programs that are no clients of the API: raw bytes in, a plain answer out, below `/api/hooks/`. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readClock } from './clock.ts'
import type { SystemCtx } from './ctx.ts'
import { systemCtx } from './edge.ts'
import { notFound } from './errors.ts'
import { gather } from './gathering.ts'
import type { Door, HookAnswer, HookCall } from './hook-call.ts'
import { type LiveHook, type LiveParts, openListening } from './live-hook.ts'
import { type HttpParts, plainHeaders } from './serve-route.ts'

export type { HookAnswer, HookCall }

/**
 * Open to everybody: the verb itself proves who calls (a secret in the path, a signature over the bytes), and says
 * nothing to whom it does not know. It runs in one transaction and must be safe to run twice.
 */
export interface PlainHook extends Door {
  readonly run: (ctx: SystemCtx, call: HookCall) => Promise<HookAnswer>
}

/** A door for very many small calls: those that come together are written in one transaction, each answered after it. */
export interface GatheringHook extends Door {
  /** Looks at a call by itself, before any transaction: what is to be written, or an answer that sends it away. */
  readonly read: (call: HookCall, receivedAt: Date) => { given: unknown } | { answer: HookAnswer }
  /** Answers in the order of what was given. */
  readonly write: (ctx: SystemCtx, given: readonly never[]) => Promise<readonly HookAnswer[]>
}

/** Something to be read by everybody, the same for all: no transaction is opened for it. */
export interface StillHook extends Door {
  readonly show: () => Promise<HookAnswer>
}

export type Hook = PlainHook | GatheringHook | StillHook | LiveHook

/** A door of many small calls, typed from its reader to its writer. */
export const gathering = <Given>(
  declared: Door & {
    read: (call: HookCall, receivedAt: Date) => { given: Given } | { answer: HookAnswer }
    write: (ctx: SystemCtx, given: readonly Given[]) => Promise<readonly HookAnswer[]>
  },
): GatheringHook => declared as unknown as GatheringHook

const largestBody = 5 * 1024 * 1024

/** Serves the hooks, whatever type their bodies say to be. */
export const serveHooks = (app: FastifyInstance, parts: LiveParts, hooks: readonly Hook[]): void => {
  void app.register(async inner => {
    inner.removeAllContentTypeParsers()
    inner.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestBody }, (_request, body, done) =>
      done(null, body),
    )
    const listening = openListening(parts)
    for (const hook of hooks) {
      if (!hook.path.startsWith('/api/hooks/')) throw new Error(`${hook.name} stands outside /api/hooks/`)
      const answer = 'listen' in hook ? null : answerer(parts, hook)
      inner.route({
        method: hook.method,
        url: hook.path,
        bodyLimit: hook.bodyLimit ?? largestBody,
        schema: { hide: true } as object,
        config: { endpoint: hook.name },
        handler: async (request, reply) => {
          if (answer !== null) return send(reply, await answer(request))
          const refused = await listening(hook as LiveHook, callOf(request), request, reply)
          return refused === null ? reply : send(reply, refused)
        },
      })
    }
  })
}

type Answerer = (request: FastifyRequest) => Promise<HookAnswer>

const answerer = (parts: HttpParts, hook: Exclude<Hook, LiveHook>): Answerer => {
  const inTransaction = <T>(work: (ctx: SystemCtx) => Promise<T>): Promise<T> =>
    parts.database.transact(tx => work(systemCtx(parts.world, hook.name, tx)))
  if ('show' in hook) return hook.show
  if ('run' in hook) return request => inTransaction(ctx => hook.run(ctx, callOf(request)))
  const write = gather((given: readonly unknown[]) => inTransaction(ctx => hook.write(ctx, given as readonly never[])))
  return async request => {
    const read = hook.read(callOf(request), readClock())
    return 'answer' in read ? read.answer : write(read.given)
  }
}

const send = (reply: FastifyReply, answer: HookAnswer): FastifyReply => {
  if (answer.status === 404 && answer.body === undefined && answer.headers === undefined) throw notFound('hook')
  // A body of somebody else's words is never to be read as a page.
  return reply
    .code(answer.status)
    .type('text/plain; charset=utf-8')
    .headers(answer.headers ?? {})
    .send(answer.body ?? '')
}

const callOf = (request: FastifyRequest): HookCall => ({
  params: request.params as Record<string, string>,
  query: new URLSearchParams(request.url.split('?')[1] ?? ''),
  headers: plainHeaders(request),
  address: request.ip,
  bytes: request.body instanceof Uint8Array ? request.body : new Uint8Array(0),
})
