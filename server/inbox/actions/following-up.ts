/** What may come next after an answer, drawn from threads of the past. */
import type { Output } from '../../../contract/endpoint.ts'
import type { listFollowUps as endpoint } from '../../../contract/inbox/follow-ups.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { alikeQuery } from '../alike.ts'
import { customersWords } from '../store/drafts.ts'
import { type FollowUpRow, findFollowUps } from '../store/follow-ups.ts'
import { conversationById } from '../store/queues.ts'

const shown = 3
const lookedBackDays = 365
const msOfDay = 86_400_000

/** With the two longest words of the question in common; with one, where that finds too little. */
export const listFollowUps = async (ctx: Ctx, input: { conversationId: string }): Promise<Output<typeof endpoint>> => {
  const conversation = await conversationById(ctx, input.conversationId)
  if (conversation === undefined) throw notFound('conversation')
  const [question = ''] = (await customersWords(ctx, conversation.id, 1)).slice(-1)
  const since = new Date(ctx.now.getTime() - lookedBackDays * msOfDay)
  let rows: FollowUpRow[] = []
  for (const compared of [2, 1]) {
    const query = alikeQuery(question, compared)
    if (query !== null) rows = await findFollowUps(ctx, { conversationId: conversation.id, query, since })
    if (distinct(rows).length >= shown) break
  }
  return {
    items: distinct(rows).slice(0, shown),
    answered: rows.length,
    wroteAgain: rows.filter(row => row.at !== null).length,
  }
}

/** Each text once, the newest of it; a question that came twice before the answer counts once. */
const distinct = (rows: readonly FollowUpRow[]) => {
  const seen = new Set<string>()
  return rows.flatMap(({ conversationId, text, at, sentiment }) => {
    if (text === null || at === null || seen.has(text)) return []
    seen.add(text)
    return [{ conversationId, text, at: at.toISOString(), sentiment }]
  })
}
