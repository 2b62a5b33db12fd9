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
/** Screens of one session ask together who they are: what one learned counts this long for the others. */
const lookLastsMs = 5_000

type LiveParts = HttpParts & { readonly live: LiveHub }
type Look = () => Promise<Actor | null>

/** Serves `livePath`. Every beat asks again whether the caller may still be here. */
export const serveLive = (app: FastifyInstance, parts: LiveParts): void => {
  const together = shareLooks()
  app.get(livePath, { schema: { hide: true, params: z.object({ workspaceId }) } as object }, async (request, reply) => {
    const { workspaceId: here } = request.params as { workspaceId: number }
    const headers = plainHeaders(request)
    const look: Look = async () => {
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
      else if (mayHear(actor, event)) raw.write(frameOf(event))
    })
    const session = `${here}\n${headers.get('authorization')}\n${headers.get('cookie')}`
    const ask = () => {
      together(session, look).then(
        still => (still ? raw.write(': beat\n\n') : raw.end()),
        () => raw.end(),
      )
    }
    // Screens that came together, as after a restart, do not ask together for ever.
    let beat = setTimeout(
      () => {
        ask()
        beat = setInterval(ask, beatMs)
      },
      beatMs * (0.5 + Math.random() / 2),
    )
    raw.on('close', () => {
      clearTimeout(beat)
      leave()
    })
  })
}

/** One question at a time for each session, whose answer serves all that ask within a few seconds. */
const shareLooks = () => {
  const asked = new Map<string, Promise<Actor | null>>()
  return (session: string, look: Look): Promise<Actor | null> => {
    const known = asked.get(session)
    if (known) return known
    const asking = look()
    asked.set(session, asking)
    setTimeout(() => asked.delete(session), lookLastsMs).unref()
    return asking
  }
}

const needed = new Map<string, readonly Permission[]>()

/** The permissions of which one lets a fact of a room be heard: to read the room, or any of it where none is to read it. */
const permissionsFor = (fact: string): readonly Permission[] => {
  const room = fact.split('.')[0]!
  const reads = permissions.filter(permission => permission === `${room}.read`)
  return reads.length > 0 ? reads : permissions.filter(permission => permission.startsWith(`${room}.`))
}

/** A fact of a room is heard by those who may read that room, and by the members alone whom it names. */
const mayHear = (actor: Actor, event: LiveEvent): boolean => {
  if (event.kind === 'resync') return true
  if (event.members && !(actor.kind === 'member' && event.members.includes(actor.memberId))) return false
  const any = needed.get(event.fact) ?? permissionsFor(event.fact)
  needed.set(event.fact, any)
  return any.some(permission => holds(actor, permission))
}

const frames = new WeakMap<LiveEvent, Buffer>()

/** The bytes of an event, written once for all screens. */
const frameOf = (event: LiveEvent): Buffer => {
  const made = frames.get(event)
  if (made) return made
  const frame = Buffer.from(
    event.kind === 'resync'
      ? 'event: resync\ndata: {}\n\n'
      : `data: ${JSON.stringify({ fact: event.fact, ids: event.ids })}\n\n`,
  )
  frames.set(event, frame)
  return frame
}
