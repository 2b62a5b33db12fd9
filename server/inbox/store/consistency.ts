/** SQL of the comparison of remedies: a week's answers with their questions, and what was granted beside them. */
import { sql } from 'kysely'
import type { GrantKind } from '../../../contract/inbox/authority.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import { seen } from './sight.ts'

const answersMost = 600

export interface AnsweredRow {
  conversationId: string
  customerName: string
  question: string
  answer: string
  memberId: string | null
  writtenBy: string | null
  at: Date
  grants: { kind: GrantKind; amount: number | null; what: string }[]
}

/** Answers of a period that arrived, oldest first, each with the word before it; the newest of them where there are too many. */
export const findAnswered = async (ctx: Ctx, from: Date, to: Date): Promise<AnsweredRow[]> => {
  const { rows } = await sql<AnsweredRow>`
    with sent as (
      select id, conversation_id, number, at, text, member_id, written_by from inbox.messages
      where workspace_id = ${ctx.workspaceId} and direction = 'outbound' and sent_at is not null and not is_automatic
        and text <> '' and at >= ${from}::timestamptz and at < ${to}::timestamptz
      order by at desc, id desc limit ${answersMost}
    )
    select sent.conversation_id as "conversationId", coalesce(shown.name, leaf.name) as "customerName",
      concat_ws(E'\n', nullif(item.title, ''), item.text) as question, sent.text as answer, sent.member_id as "memberId",
      sent.written_by as "writtenBy", sent.at,
      coalesce((
        select json_agg(json_build_object('kind', given.kind, 'amount', given.amount, 'what', given.what)
          order by given.asked_at, given.id)
        from inbox.grants as given
        where given.workspace_id = ${ctx.workspaceId} and given.conversation_id = sent.conversation_id
          and given.state = 'granted' and given.asked_at >= ${from}::timestamptz and given.asked_at < ${to}::timestamptz
      ), '[]') as grants
    from sent
    join inbox.tickets as ticket
      on ticket.workspace_id = ${ctx.workspaceId} and ticket.conversation_id = sent.conversation_id
    join inbox.conversations as conversation
      on conversation.workspace_id = ticket.workspace_id and conversation.id = ticket.conversation_id
    join customers.customers as leaf
      on leaf.workspace_id = conversation.workspace_id and leaf.id = conversation.customer_id
    left join customers.customers as shown
      on shown.workspace_id = leaf.workspace_id and shown.id = leaf.merged_into
    join inbox.messages as asked on asked.workspace_id = ${ctx.workspaceId}
      and asked.conversation_id = sent.conversation_id and asked.number = (
        select max(word.number) from inbox.messages as word
        where word.workspace_id = ${ctx.workspaceId} and word.conversation_id = sent.conversation_id
          and word.number < sent.number and word.direction = 'inbound' and not word.is_automatic)
    join channels.items as item on item.workspace_id = ${ctx.workspaceId} and item.id = asked.item_id
    where ${seen(ctx)} and leaf.erased_at is null
    order by sent.at, sent.id`.execute(tables(ctx))
  return rows
}
