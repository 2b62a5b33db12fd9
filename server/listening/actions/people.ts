/** The people around a mention: authors who are followed, the thread as people answered each other, who helped whom. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import type { ThreadItem } from '../../../contract/listening.ts'
import { type ThreadItem as Answered, itemsByIds, threadOf } from '../../channels/index.ts'
import { announce } from '../../platform/announce.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { readingsOf } from '../../understanding/index.ts'
import { mentionsChanged } from '../events.ts'
import { findHelp, mayHelp, type Said } from '../helping.ts'
import * as store from '../store/people.ts'
import { mentionIdsOfItems } from '../store/rehearsals.ts'

const shownAtMost = 200

/** Follows an author, or follows them no more. @throws 404 for an author of another workspace. */
export const followAuthor = async (
  ctx: Ctx,
  input: Input<typeof contract.followAuthor>,
): Promise<Output<typeof contract.followAuthor>> => {
  if (!input.isFollowed) await store.deleteFollowed(ctx, input.authorId)
  else if (!(await store.insertFollowed(ctx, input.authorId, actorName(ctx.actor)))) throw notFound('author')
  const ids = await store.newestOfAuthor(ctx, input.authorId, shownAtMost)
  if (ids.length > 0) await announce(ctx, mentionsChanged, { ids })
  return { ok: true }
}

/** The thread around an item, oldest first: who answers whom, and which answers helped. */
export const shownThread = async (ctx: Ctx, itemId: string): Promise<ThreadItem[]> => {
  const thread = await threadOf(ctx, itemId)
  const ids = thread.map(item => item.id)
  const readings = await readingsOf(ctx, ids)
  const judgements = await store.findJudgements(ctx, ids)
  const said = new Map(thread.map(item => [item.id, saidOf(item, readings.get(item.id)?.intents)]))
  const helps = findHelp([...said.values()], ctx.now)
  const nameOf = new Map(thread.map(({ id, author }) => [id, author.displayName || author.handle]))
  return thread.map(item => {
    const { parentId } = item
    const judgement = judgements.get(item.id)
    const help = helps.get(item.id)
    const asker = parentId === null ? '' : (nameOf.get(parentId) ?? '')
    const isHelp = judgement?.helped ?? help !== undefined
    const reason = judgement?.helped ? ('said_so' as const) : help?.reason
    return {
      ...item,
      mayHelp: mayHelp(said.get(item.id)!, parentId === null ? undefined : said.get(parentId)),
      help: isHelp && reason ? { asker, reason, by: judgement?.by ?? null } : null,
    }
  })
}

const saidOf = (item: Answered, intents: readonly { label: string }[] | null | undefined): Said => ({
  id: item.id,
  authorId: item.author.id,
  isOwn: item.isOwn,
  parentId: item.parentId,
  occurredAt: new Date(item.occurredAt),
  text: item.text,
  intents: intents?.map(intent => intent.label) ?? null,
})

/** A person says whether an answer helped; null leaves it to the rule. @returns what had been said before, for the way back. */
export const judgeHelp = async (
  ctx: Ctx,
  input: Input<typeof contract.judgeHelp>,
): Promise<Output<typeof contract.judgeHelp>> => {
  if (!(await itemsByIds(ctx, [input.itemId])).has(input.itemId)) throw notFound('item')
  const before = (await store.findJudgements(ctx, [input.itemId])).get(input.itemId)?.helped ?? null
  if (input.helped === null) await store.deleteJudgement(ctx, input.itemId)
  else await store.writeJudgement(ctx, input.itemId, input.helped, actorName(ctx.actor))
  const thread = await threadOf(ctx, input.itemId)
  const mentions = await mentionIdsOfItems(
    ctx,
    thread.map(item => item.id),
  )
  if (mentions.size > 0) await announce(ctx, mentionsChanged, { ids: [...mentions.values()] })
  return { helped: input.helped, before }
}
