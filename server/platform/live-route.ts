/** The live stream of a workspace: server-sent events, filtered by what the member may read. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { livePath } from '../../contract/live.ts'
import { type Permission, permissions } from '../../contract/permissions.ts'
import { workspaceId } from '../../contract/scalars.ts'
import { readClock } from './clock.ts'
import type { Actor } from './ctx.ts'
import { notFound, unauthenticated } from './errors.ts'
import type { LiveEvent, LiveHub } from './live.ts'
import { type HttpParts, holds, plainHeaders } from './serve-route.ts'

const beatMs = 20_000

type LiveParts = HttpParts & { readonly live: LiveHub }

/** Serves `livePath`. Every beat asks again whether the caller may still be here. */
export const serveLive = (app: FastifyInstance, parts: LiveParts): void => {
  app.get(livePath, { schema: { hide: true, params: z.object({ workspaceId }) } as object }, async (request, reply) => {
    const { workspaceId: here } = request.params as { workspaceId: number }
    const headers = plainHeaders(request)
    const look = async (): Promise<Actor | null> => {
      const caller = await parts.gate.identify(parts.world, headers)
      if (!caller) throw unauthenticated()
      return parts.database.transact(tx =>
        parts.gate.enter({ now: readClock(), tx, world: parts.world, actor: { kind: 'nobody' } }, caller, here),
      )
    }
    const actor = await look()
    if (!actor) throw notFound('workspace')

    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    raw.write('retry: 2000\nevent: resync\ndata: {}\n\n')
    const leave = parts.live.join(here, event => {
      // A screen that reads nothing for a megabyte is let go; it comes back with a resync.
      if (raw.writableLength > 1_000_000) raw.destroy()
      else if (mayHear(actor, event)) raw.write(format(event))
    })
    const beat = setInterval(() => {
      look().then(
        still => (still ? raw.write(': beat\n\n') : raw.end()),
        () => raw.end(),
      )
    }, beatMs)
    raw.on('close', () => {
      clearInterval(beat)
      leave()
    })
  })
}

const known = new Set<string>(permissions)

/** A fact of a room is heard by those who may read that room. */
const mayHear = (actor: Actor, event: LiveEvent): boolean => {
  if (event.kind === 'resync') return true
  const permission = `${event.fact.split('.')[0]}.read`
  return known.has(permission) && holds(actor, permission as Permission)
}

const format = (event: LiveEvent): string =>
  event.kind === 'resync'
    ? 'event: resync\ndata: {}\n\n'
    : `data: ${JSON.stringify({ fact: event.fact, ids: event.ids })}\n\n`
