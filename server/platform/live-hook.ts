/** Doors through which other programs listen: server-sent events of what concerns them, and nothing else. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SystemCtx } from './ctx.ts'
import { systemCtx } from './edge.ts'
import type { Door, HookAnswer, HookCall } from './hook-call.ts'
import type { LiveEvent, LiveHub } from './live.ts'
import type { HttpParts } from './serve-route.ts'

export interface Listening {
  readonly workspaceId: number
  readonly headers: Readonly<Record<string, string>>
  /** Who listens, and how many connections of theirs may be open in one process; the first that is full refuses. */
  readonly counted: readonly { readonly as: string; readonly most: number }[]
  /** The name of what to tell them of an event; null where it is not for them. */
  readonly hear: (event: LiveEvent) => string | null
}

export interface LiveHook extends Door {
  /** Proves who calls, in one transaction: what they may hear, or an answer that sends them away. */
  readonly listen: (ctx: SystemCtx, call: HookCall) => Promise<Listening | { readonly answer: HookAnswer }>
}

export type LiveParts = HttpParts & { readonly live: LiveHub }

const beatMs = 20_000
/** Then they come again, and prove again who they are. */
const longestBeats = 45

/** @returns serves one call: null once it listens, else the answer that it gets. */
export const openListening = (parts: LiveParts) => {
  const open = new Map<string, number>()
  const count = (as: string, by: 1 | -1) => {
    const now = (open.get(as) ?? 0) + by
    if (now > 0) open.set(as, now)
    else open.delete(as)
  }
  return async (
    hook: LiveHook,
    call: HookCall,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<HookAnswer | null> => {
    const found = await parts.database.transact(tx => hook.listen(systemCtx(parts.world, hook.name, tx), call))
    if ('answer' in found) return found.answer
    const { counted, headers } = found
    if (counted.some(({ as, most }) => (open.get(as) ?? 0) >= most))
      return { status: 429, body: 'Too many open connections.', headers: { ...headers, 'retry-after': '30' } }
    for (const { as } of counted) count(as, 1)
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    raw.write('event: open\ndata: {}\n\n')
    const leave = parts.live.join(found.workspaceId, event => {
      const name = event.kind === 'resync' ? 'news' : found.hear(event)
      if (name === null) return
      // One that reads nothing is let go; it comes back and asks what it missed.
      if (raw.writableLength > 100_000) raw.destroy()
      else raw.write(`event: ${name}\ndata: {}\n\n`)
    })
    let beats = 0
    const beat = setInterval(() => {
      beats += 1
      if (beats > longestBeats) raw.end()
      else raw.write(': beat\n\n')
    }, beatMs)
    request.raw.on('error', () => raw.destroy())
    raw.on('close', () => {
      clearInterval(beat)
      leave()
      for (const { as } of counted) count(as, -1)
    })
    return null
  }
}
