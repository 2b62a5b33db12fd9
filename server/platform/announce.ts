/** The verbs of the outbox: announce a fact, start a job, tell the open screens. */
import type { z } from 'zod'
import type { Ctx } from './ctx.ts'
import { makeId } from './ids.ts'
import type { Fact, SendOptions } from './outbox.ts'

/**
 * Announces a fact to every room that hears it and to the open screens, in the transaction of `ctx`.
 * @param members whose screens are told; those of everybody who may hear it where absent.
 */
export const announce = async <P extends z.ZodObject>(
  ctx: Ctx,
  told: Fact<P>,
  payload: z.input<P>,
  members?: readonly string[],
): Promise<void> => {
  const parsed = told.payload.parse(payload)
  await ctx.world.outbox.publish(ctx.tx, told.name, {
    workspaceId: ctx.workspaceId,
    eventId: makeId(ctx.now),
    payload: parsed,
  })
  const ids = Array.isArray(parsed.ids) ? (parsed.ids as string[]) : []
  const notice = { workspaceId: ctx.workspaceId, fact: told.name, ids }
  if (members === undefined) return ctx.world.outbox.notify(ctx.tx, notice)
  for (let from = 0; from < members.length; from += 100)
    await ctx.world.outbox.notify(ctx.tx, { ...notice, members: members.slice(from, from + 100) })
}

/** Starts a job of the own room, in the transaction of `ctx`. */
export const startJob = (
  ctx: Ctx,
  queue: string,
  payload: Record<string, unknown>,
  options?: SendOptions,
): Promise<void> =>
  ctx.world.outbox.send(ctx.tx, queue, { workspaceId: ctx.workspaceId, eventId: makeId(ctx.now), payload }, options)
