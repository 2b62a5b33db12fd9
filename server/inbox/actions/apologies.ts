/** The apology playbook: begun in a conversation, each step by a time, done by an answer or by a word. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox/apologies.ts'
import { type Apology, apologyMinutes, apologyStepName } from '../../../contract/inbox/apologies.ts'
import { announce } from '../../platform/announce.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { conflict, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { conversationsChanged } from '../events.ts'
import * as store from '../store/apologies.ts'
import { lockConversation } from '../store/conversations.ts'
import { conversationById } from '../store/queues.ts'

const msOfMinute = 60_000

export const getApology = async (
  ctx: Ctx,
  input: { conversationId: string },
): Promise<Output<typeof contract.getApology>> => {
  if ((await conversationById(ctx, input.conversationId)) === undefined) throw notFound('conversation')
  const row = await store.findApology(ctx, input.conversationId)
  return { apology: row === undefined ? null : await noun(ctx, row) }
}

/** @throws 409 where one runs already */
export const startApology = async (ctx: Ctx, input: Input<typeof contract.startApology>): Promise<Apology> => {
  const { conversationId, reason, minutes } = input
  await lock(ctx, conversationId)
  if ((await store.findApology(ctx, conversationId))?.ended_at === null) throw conflict('inbox.apology_runs')
  const steps = apologyStepName.options.map(step => ({
    step,
    dueAt: new Date(ctx.now.getTime() + (minutes[step] ?? apologyMinutes[step]) * msOfMinute),
  }))
  const row = { id: makeId(ctx.now), conversation_id: conversationId, reason, started_by: actorName(ctx.actor) }
  await store.insertApology(ctx, row, steps)
  return tell(ctx, conversationId)
}

/** The same again changes nothing; a step that is taken back lets an apology that had ended run again. */
export const setApologyStep = async (ctx: Ctx, input: Input<typeof contract.setApologyStep>): Promise<Apology> => {
  await lock(ctx, input.conversationId)
  const row = await store.findApology(ctx, input.conversationId)
  if (row === undefined || row.called_off_by !== null) throw notFound('apology')
  await store.markStep(ctx, row.id, input.step, input.isDone ? { by: actorName(ctx.actor), messageId: null } : null)
  return tell(ctx, input.conversationId)
}

export const callOffApology = async (ctx: Ctx, input: Input<typeof contract.callOffApology>): Promise<Apology> => {
  await lock(ctx, input.conversationId)
  const row = await store.findApology(ctx, input.conversationId)
  if (row === undefined) throw notFound('apology')
  await store.setCalledOff(ctx, row.id, input.isCalledOff ? actorName(ctx.actor) : null)
  return tell(ctx, input.conversationId)
}

export const listRunningApologies = async (ctx: Ctx): Promise<Output<typeof contract.listRunningApologies>> => ({
  items: (await store.runningSteps(ctx)).map(one => ({ ...one, dueAt: one.dueAt.toISOString() })),
})

/** An answer does the next step, unless that is the fix, which only a person can say. The conversation is locked. */
export const stepByAnswer = async (ctx: Ctx, conversationId: string, messageId: string): Promise<void> => {
  const row = await store.findApology(ctx, conversationId)
  if (row === undefined || row.ended_at !== null) return
  const next = (await store.findSteps(ctx, row.id)).find(one => one.done_at === null)
  if (next !== undefined && next.step !== 'fix')
    await store.markStep(ctx, row.id, next.step, { by: actorName(ctx.actor), messageId })
}

const lock = async (ctx: Ctx, conversationId: string): Promise<void> => {
  if ((await lockConversation(ctx, conversationId)) === undefined) throw notFound('conversation')
}

const tell = async (ctx: Ctx, conversationId: string): Promise<Apology> => {
  await announce(ctx, conversationsChanged, { ids: [conversationId] })
  return noun(ctx, (await store.findApology(ctx, conversationId))!)
}

const noun = async (ctx: Ctx, row: store.ApologyRow): Promise<Apology> => ({
  id: row.id,
  conversationId: row.conversation_id,
  reason: row.reason,
  startedBy: row.started_by,
  startedAt: row.started_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  isCalledOff: row.called_off_by !== null,
  steps: (await store.findSteps(ctx, row.id)).map(one => ({
    step: one.step,
    dueAt: one.due_at.toISOString(),
    doneAt: one.done_at?.toISOString() ?? null,
    doneBy: one.done_by,
    messageId: one.message_id,
  })),
})
