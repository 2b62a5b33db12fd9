/** Verbs of saved replies. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/voice/saved-replies.ts'
import type { SavedReply } from '../../../contract/voice/saved-replies.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import * as store from '../store/saved-replies.ts'

export const listSavedReplies = async (
  ctx: Ctx,
  input: Input<typeof contract.listSavedReplies>,
): Promise<Output<typeof contract.listSavedReplies>> => {
  const words = (input.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return { items: await store.findSavedReplies(ctx, words) }
}

export const createSavedReply = async (
  ctx: Ctx,
  input: Input<typeof contract.createSavedReply>,
): Promise<SavedReply> => {
  const row = { id: makeId(ctx.now), name: input.name, text: input.text, uses: 0 }
  await store.insertSavedReply(ctx, row, actorName(ctx.actor))
  return row
}

export const updateSavedReply = async (
  ctx: Ctx,
  { savedReplyId, name, text }: Input<typeof contract.updateSavedReply>,
): Promise<SavedReply> => found(await store.changeSavedReply(ctx, savedReplyId, { name, text }, actorName(ctx.actor)))

export const removeSavedReply = async (ctx: Ctx, input: { savedReplyId: string }): Promise<{ ok: true }> => {
  found(await store.markRemoved(ctx, input.savedReplyId, actorName(ctx.actor)))
  return { ok: true }
}

export const restoreSavedReply = async (ctx: Ctx, input: { savedReplyId: string }): Promise<SavedReply> =>
  found(await store.markRemoved(ctx, input.savedReplyId, null))

export const countSavedReply = async (ctx: Ctx, input: { savedReplyId: string }): Promise<{ ok: true }> => {
  if (!(await store.countUse(ctx, input.savedReplyId))) throw notFound('saved_reply')
  return { ok: true }
}

const offered = 3

/** Saved replies that speak of what a question is about. @param words its telling words, as stems */
export const savedRepliesFor = (ctx: Ctx, words: readonly string[]): Promise<SavedReply[]> =>
  words.length === 0
    ? Promise.resolve([])
    : store.savedLike(ctx, words, { least: Math.min(2, words.length), most: offered })

const found = (row: SavedReply | undefined): SavedReply => {
  if (row === undefined) throw notFound('saved_reply')
  return row
}
