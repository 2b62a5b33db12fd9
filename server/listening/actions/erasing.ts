/** One person's data in this room: mentions of what they wrote. */
import { announce } from '../../platform/announce.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { mentionsChanged } from '../events.ts'
import * as store from '../store/erasing.ts'

interface Subject {
  authorIds: readonly string[]
  itemIds: readonly string[]
}

export const holdOfPerson = async (ctx: Ctx, { itemIds }: Subject) => [
  { kind: 'mentions', rows: await store.mentionRows(ctx, itemIds) },
]

/** Ids that one fact carries. */
const idsOfFact = 1000

export const erasePerson = async (ctx: Ctx, subject: Subject) => {
  const ids = await store.blankMentions(ctx, subject)
  for (let from = 0; from < ids.length; from += idsOfFact)
    await announce(ctx, mentionsChanged, { ids: ids.slice(from, from + idsOfFact) })
  return { itemIds: [] }
}
