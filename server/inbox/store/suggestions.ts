/** SQL of suggestions: questions of others that hold the same words, and the first answer that each of them got. */
import { sql } from 'kysely'
import type { SentimentLabel } from '../../../contract/understanding.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import { seen } from './sight.ts'

/** Questions looked at: the newest that hold the words, those that hold more of them first. */
const askedMost = 120

export interface FoundAnswer {
  messageId: string
  conversationId: string
  question: string
  text: string
  at: Date
  memberId: string | null
  writtenBy: string | null
  /** Names that the other customer goes by. */
  names: string[]
  shared: string[]
  /** Words that the question is found by. */
  size: number
  score: number | null
  sentiment: SentimentLabel | null
}

/**
 * One row for each answered question of others that `query` finds, the newest, and of them those that `better` finds too first; answers that were taken back, and those of
 * conversations that the actor does not see, are left out. @param words as literals of tsquery, each alone
 */
export const findAnswers = async (
  ctx: Ctx,
  {
    conversationId,
    query,
    better,
    words,
    since,
  }: { conversationId: string; query: string; better: string; words: readonly string[]; since: Date },
): Promise<FoundAnswer[]> => {
  const { rows } = await sql<Omit<FoundAnswer, 'shared'> & { shared: number[] }>`
    with asked as (
      select conversation_id, number, at, item_id, words from inbox.messages
      where workspace_id = ${ctx.workspaceId} and words @@ ${query}::tsquery and direction = 'inbound'
        and not is_automatic and at >= ${since}::timestamptz and conversation_id <> ${conversationId}
      order by words @@ ${better}::tsquery desc, at desc limit ${askedMost}
    ), answered as (
      select asked.*, (
        select min(answer.number) from inbox.messages as answer
        where answer.workspace_id = ${ctx.workspaceId} and answer.conversation_id = asked.conversation_id
          and answer.number > asked.number and answer.sent_at is not null and not answer.is_automatic) as answer_number
      from asked
    )
    select answer.id as "messageId", answer.conversation_id as "conversationId", answer.at,
      concat_ws(E'\n', nullif(item.title, ''), item.text) as question, coalesce(answer.text, own.text) as text,
      answer.member_id as "memberId", answer.written_by as "writtenBy",
      array_remove(array[customer.name, leaf.name, author.display_name, author.handle], null) as names,
      array(
        select word.n::int from unnest(${words}::text[]) with ordinality as word (literal, n)
        where answered.words @@ word.literal::tsquery) as shared,
      length(answered.words) as size,
      (select survey.score from inbox.surveys as survey
        where survey.workspace_id = ${ctx.workspaceId} and survey.conversation_id = answer.conversation_id
          and survey.score is not null and survey.asked_at > answer.at
        order by survey.asked_at limit 1)::int as score,
      (select mention.sentiment from inbox.messages as next
        join listening.mentions as mention
          on mention.workspace_id = next.workspace_id and mention.item_id = next.item_id
        where next.workspace_id = ${ctx.workspaceId} and next.conversation_id = answer.conversation_id
          and next.number > answer.number and next.direction = 'inbound' and not next.is_automatic
        order by next.number limit 1) as sentiment
    from answered
    join inbox.messages as answer on answer.workspace_id = ${ctx.workspaceId}
      and answer.conversation_id = answered.conversation_id and answer.number = answered.answer_number
    join inbox.tickets as ticket
      on ticket.workspace_id = answer.workspace_id and ticket.conversation_id = answer.conversation_id
    join inbox.conversations as conversation
      on conversation.workspace_id = answer.workspace_id and conversation.id = answer.conversation_id
    join customers.customers as leaf
      on leaf.workspace_id = conversation.workspace_id and leaf.id = conversation.customer_id
    join customers.customers as customer
      on customer.workspace_id = leaf.workspace_id and customer.id = coalesce(leaf.merged_into, leaf.id)
    join channels.items as item on item.workspace_id = ${ctx.workspaceId} and item.id = answered.item_id
    left join channels.authors as author on author.workspace_id = item.workspace_id and author.id = item.author_id
    left join channels.items as own on own.workspace_id = answer.workspace_id and own.id = answer.item_id
    where ${seen(ctx)} and coalesce(answer.text, own.text) <> '' and customer.erased_at is null
      and not exists (
        select from channels.withdrawals as withdrawal
        where withdrawal.workspace_id = answer.workspace_id and withdrawal.delivery_id = answer.delivery_id)
    order by answered.at desc`.execute(tables(ctx))
  return rows.map(row => ({ ...row, shared: row.shared.map(n => words[n - 1]!) }))
}

export interface AssistRow {
  id: string
  kind: 'draft' | 'summary'
  /** Messages that the conversation had. */
  through: number
  sources: unknown
}

/** The last question of each kind about a conversation. */
export const findAssists = async (ctx: Ctx, conversationId: string): Promise<AssistRow[]> => {
  const { rows } = await sql<AssistRow>`
    select distinct on (kind) id, kind, through, sources from inbox.assists
    where workspace_id = ${ctx.workspaceId} and conversation_id = ${conversationId}
    order by kind, asked_at desc, id desc`.execute(ctx.tx)
  return rows
}

export const insertAssist = async (ctx: Ctx, conversationId: string, row: AssistRow): Promise<void> => {
  await sql`
    insert into inbox.assists (workspace_id, id, conversation_id, kind, through, sources, asked_at)
    values (${ctx.workspaceId}, ${row.id}, ${conversationId}, ${row.kind}, ${row.through},
      ${JSON.stringify(row.sources)}::jsonb, ${ctx.now})`.execute(ctx.tx)
}

/** Items of a conversation, the newest first: with them what was asked about it is forgotten. */
export const itemsOf = async (ctx: Ctx, conversationId: string, most: number): Promise<string[]> => {
  const { rows } = await sql<{ item_id: string }>`
    select item_id from inbox.messages
    where workspace_id = ${ctx.workspaceId} and conversation_id = ${conversationId} and item_id is not null
    order by at desc limit ${most}`.execute(ctx.tx)
  return rows.map(row => row.item_id)
}
