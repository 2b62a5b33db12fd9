/** Macros: several verbs under one name, kept for the team. */
import type { Input } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox/bulk.ts'
import type { Macro } from '../../../contract/inbox/bulk.ts'
import { isMember } from '../../access/index.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { conflict, invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import * as store from '../store/bulk.ts'
import { teamOf } from './moves.ts'

const mostMacros = 100

export const listMacros = async (ctx: Ctx): Promise<{ items: Macro[] }> => ({ items: await store.findMacros(ctx) })

export const createMacro = async (ctx: Ctx, input: Input<typeof contract.createMacro>): Promise<Macro> => {
  if ((await store.findMacros(ctx)).length >= mostMacros) throw conflict('inbox.too_many_macros')
  return keep(ctx, makeId(ctx.now), input)
}

export const updateMacro = async (ctx: Ctx, input: Input<typeof contract.updateMacro>): Promise<Macro> => {
  const before = await store.findMacro(ctx, input.macroId)
  if (before === undefined || before.isRemoved) throw notFound('macro')
  return keep(ctx, before.id, input)
}

/** @throws 422 for one that does nothing, or names who is not here. */
const keep = async (ctx: Ctx, id: string, { name, steps }: Input<typeof contract.createMacro>): Promise<Macro> => {
  const { assign, teamId, tagIds, savedReplyId, close } = steps
  if (!assign && !teamId && !tagIds?.length && !savedReplyId && !close)
    throw invalid('steps', 'inbox.macro_does_nothing')
  if (assign && assign !== 'me' && assign !== 'nobody' && !(await isMember(ctx, assign)))
    throw invalid('steps.assign', 'inbox.not_a_member')
  await teamOf(ctx, teamId ?? null)
  await store.keepMacro(ctx, { id, name, steps }, actorName(ctx.actor))
  return { id, name, steps }
}

export const removeMacro = async (ctx: Ctx, input: { macroId: string }) => {
  if ((await store.findMacro(ctx, input.macroId)) === undefined) throw notFound('macro')
  await store.setMacroRemoved(ctx, input.macroId, true)
  return { ok: true as const }
}

export const restoreMacro = async (ctx: Ctx, input: { macroId: string }): Promise<Macro> => {
  const found = await store.findMacro(ctx, input.macroId)
  if (found === undefined) throw notFound('macro')
  await store.setMacroRemoved(ctx, input.macroId, false)
  const { isRemoved: _was, ...macro } = found
  return macro
}
