/** SQL of a past that is brought in: answers that had been sent, tickets that had been resolved. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'

/** Those of the conversations that somebody has answered already. */
export const findAnswered = async (ctx: Ctx, conversationIds: readonly string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ id: string }>`
    select distinct conversation_id as id from inbox.messages
    where workspace_id = ${ctx.workspaceId} and conversation_id = any(${conversationIds}::uuid[])
      and direction = 'outbound'`.execute(ctx.tx)
  return new Set(rows.map(row => row.id))
}

export interface PastAnswer {
  id: string
  conversationId: string
  deliveryId: string
  text: string
  words: string
  by: string
  at: Date
}

/** Answers of locked conversations, each conversation at most once. */
export const insertAnswers = async (ctx: Ctx, rows: readonly PastAnswer[]): Promise<void> => {
  const given = JSON.stringify(rows)
  await sql`
    insert into inbox.messages (workspace_id, id, conversation_id, number, direction, at, delivery_id, is_asking,
      settled_at, sent_at, text, written_by, words)
    select ${ctx.workspaceId}::int, given.id, given."conversationId", conversation.message_count + 1, 'outbound', given.at,
      given."deliveryId", false, given.at, given.at, given.text, given.by, given.words::tsvector
    from json_to_recordset(${given}::json) as given (id uuid, "conversationId" uuid, "deliveryId" uuid, text text, words text, by text, at timestamptz)
    join inbox.conversations as conversation
      on conversation.workspace_id = ${ctx.workspaceId} and conversation.id = given."conversationId"
      and conversation.id = any(${rows.map(row => row.conversationId)}::uuid[])`.execute(ctx.tx)
}

/** Resolves tickets some minutes after their answer. */
export const resolveTickets = async (
  ctx: Ctx,
  rows: readonly { conversationId: string; by: string; at: Date }[],
): Promise<void> => {
  const given = JSON.stringify(rows)
  await sql`
    update inbox.tickets as ticket
    set state = 'resolved', resolved_at = given.at, resolved_by = given.by, resolved_through = conversation.message_count, due_at = null,
      due_kind = null, warn_at = null, waiting_since = null, next_due_at = null, solve_due_at = null, alarm_at = null
    from json_to_recordset(${given}::json) as given ("conversationId" uuid, by text, at timestamptz)
    join inbox.conversations as conversation
      on conversation.workspace_id = ${ctx.workspaceId} and conversation.id = given."conversationId"
      and conversation.id = any(${rows.map(row => row.conversationId)}::uuid[])
    where ticket.workspace_id = ${ctx.workspaceId} and ticket.conversation_id = given."conversationId"`.execute(ctx.tx)
}

/** Assigns the unassigned open tickets that are due last. */
export const assignNewest = async (ctx: Ctx, memberId: string, count: number): Promise<void> => {
  await sql`
    update inbox.tickets set assignee_id = ${memberId}, assigned_at = ${ctx.now}, assigned_by = 'practice'
    where workspace_id = ${ctx.workspaceId} and id in (
      select id from inbox.tickets
      where workspace_id = ${ctx.workspaceId} and state = 'open' and assignee_id is null and due_at is not null
      order by due_at desc limit ${count})`.execute(ctx.tx)
}
