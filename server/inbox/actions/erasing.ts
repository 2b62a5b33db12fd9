/** One person's data in this room: their conversations. */
import { announce } from '../../platform/announce.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { conversationsChanged } from '../events.ts'
import * as store from '../store/erasing.ts'
import { forgetComments } from '../store/surveys.ts'

interface Subject {
  leafIds: readonly string[]
}

export const holdOfPerson = async (ctx: Ctx, { leafIds }: Subject) => [
  { kind: 'messages', rows: await store.messageRows(ctx, leafIds) },
]

/** Ids that one fact carries. */
const idsOfFact = 1000

export const erasePerson = async (ctx: Ctx, { leafIds }: Subject) => {
  await forgetComments(ctx, leafIds)
  const { ids, itemIds } = await store.blankConversations(ctx, leafIds)
  for (let from = 0; from < ids.length; from += idsOfFact)
    await announce(ctx, conversationsChanged, { ids: ids.slice(from, from + idsOfFact) })
  return { itemIds }
}
