/** SQL of what may come next: the first words of customers after our answers to questions like one. */
import { sql } from 'kysely'
import type { SentimentLabel } from '../../../contract/understanding.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import { inSight } from './sight.ts'

/** Questions looked at: the newest that hold the words. */
const askedMost = 100

export interface FollowUpRow {
  conversationId: string
  /** Null where the customer wrote no more. */
  text: string | null
  at: Date | null
  sentiment: SentimentLabel | null
}

/** One row for each answered question of others that holds all words of `query`, newest first. */
export const findFollowUps = async (
  ctx: Ctx,
  { conversationId, query, since }: { conversationId: string; query: string; since: Date },
): Promise<FollowUpRow[]> => {
  const { rows } = await sql<FollowUpRow>`
    with asked as (
      select conversation_id, number, at from inbox.messages
      where workspace_id = ${ctx.workspaceId} and words @@ ${query}::tsquery and direction = 'inbound'
        and not is_automatic and at >= ${since}::timestamptz and conversation_id <> ${conversationId}
      order by at desc limit ${askedMost}
    ), answered as (
      select asked.conversation_id, asked.at, (
        select min(answer.number) from inbox.messages as answer
        where answer.workspace_id = ${ctx.workspaceId} and answer.conversation_id = asked.conversation_id
          and answer.number > asked.number and answer.sent_at is not null and not answer.is_automatic) as number
      from asked
    )
    select answered.conversation_id as "conversationId", left(item.text, 200) as text, next.at, mention.sentiment
    from answered
    left join inbox.messages as next on next.workspace_id = ${ctx.workspaceId}
      and next.conversation_id = answered.conversation_id and next.number = (
        select min(word.number) from inbox.messages as word
        where word.workspace_id = ${ctx.workspaceId} and word.conversation_id = answered.conversation_id
          and word.number > answered.number and word.direction = 'inbound' and not word.is_automatic)
    left join channels.items as item on item.workspace_id = next.workspace_id and item.id = next.item_id
    left join listening.mentions as mention
      on mention.workspace_id = next.workspace_id and mention.item_id = next.item_id
    where answered.number is not null and ${inSight(ctx, sql`answered.conversation_id`)}
    order by answered.at desc`.execute(tables(ctx))
  return rows
}
