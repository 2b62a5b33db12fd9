/** SQL for the second look at a draft: what the customer said, and what others who asked the same were told. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'

/** The customer's words since our last answer, at most `most`, oldest first; the last words where nothing came since. */
export const customersWords = async (ctx: Ctx, conversationId: string, most: number): Promise<string[]> => {
  const { rows } = await sql<{ text: string; isNew: boolean }>`
    select coalesce(message.text, item.text) as text,
      message.number > coalesce((
        select max(answer.number) from inbox.messages as answer
        where answer.workspace_id = message.workspace_id and answer.conversation_id = message.conversation_id
          and answer.direction = 'outbound'), 0) as "isNew"
    from inbox.messages as message
    left join channels.items as item on item.workspace_id = message.workspace_id and item.id = message.item_id
    where message.workspace_id = ${ctx.workspaceId} and message.conversation_id = ${conversationId}
      and message.direction = 'inbound' and not message.is_automatic
    order by message.number desc
    limit ${most}`.execute(ctx.tx)
  const fresh = rows.filter(row => row.isNew)
  return (fresh.length > 0 ? fresh : rows.slice(0, 1)).map(row => row.text).reverse()
}

/** Questions looked at: the newest that hold the words. */
const askedMost = 20
const toldMost = 5

/** The first answer that arrived after each question of others that holds all words of `query`, newest first. */
export const answersToLike = async (
  ctx: Ctx,
  { conversationId, query, since }: { conversationId: string; query: string; since: Date },
): Promise<string[]> => {
  const { rows } = await sql<{ text: string | null }>`
    with asked as (
      select conversation_id, number, at from inbox.messages
      where workspace_id = ${ctx.workspaceId} and words @@ ${query}::tsquery and direction = 'inbound'
        and at >= ${since} and conversation_id <> ${conversationId}
      order by at desc
      limit ${askedMost}
    )
    select (
      select answer.text from inbox.messages as answer
      where answer.workspace_id = ${ctx.workspaceId} and answer.conversation_id = asked.conversation_id
        and answer.number > asked.number and answer.direction = 'outbound' and answer.sent_at is not null and not answer.is_automatic
      order by answer.number
      limit 1) as text
    from asked
    order by asked.at desc`.execute(ctx.tx)
  return [...new Set(rows.flatMap(row => row.text ?? []))].slice(0, toldMost)
}
