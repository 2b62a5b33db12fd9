/** Drafts: what is being written, kept with every keystroke, and readable for the team once its writer is gone. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox/presence.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { forbidden, notFound } from '../../platform/errors.ts'
import * as store from '../store/drafts-kept.ts'
import { conversationById } from '../store/queues.ts'

export const listDrafts = async (
  ctx: Ctx,
  input: { conversationId: string },
): Promise<Output<typeof contract.listDrafts>> => {
  if ((await conversationById(ctx, input.conversationId)) === undefined) throw notFound('conversation')
  const memberId = ctx.actor.kind === 'member' ? ctx.actor.memberId : null
  const rows = await store.findDrafts(ctx, input.conversationId, memberId)
  const noun = (row: store.KeptDraft) => ({
    kind: row.kind,
    text: row.text,
    turn: Number(row.turn),
    changedAt: row.changedAt.toISOString(),
  })
  return {
    mine: rows.filter(row => row.memberId === memberId).map(noun),
    left: rows
      .filter(row => row.memberId !== memberId)
      .map(row => ({ ...noun(row), memberId: row.memberId, name: row.name })),
  }
}

/** Keystrokes that come late change nothing. */
export const keepDraft = async (ctx: Ctx, input: Input<typeof contract.keepDraft>) => {
  if (ctx.actor.kind !== 'member') throw forbidden('inbox.reply')
  if ((await conversationById(ctx, input.conversationId)) === undefined) throw notFound('conversation')
  await store.keepDraft(ctx, { ...input, memberId: ctx.actor.memberId })
  return { ok: true as const }
}
