/** SQL of silences: who has waited for a day without an answer, and for whom that has ended. */
import { sql } from 'kysely'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

/** A silence is one after this long without an answer. */
export const silentHours = 24

const isDue = (now: Date) => sql`ticket.state = 'open'
  and ticket.waiting_since <= ${now}::timestamptz - make_interval(hours => ${silentHours}::int)
  and (ticket.silent_since is null or ticket.silent_since <> ticket.waiting_since)`

/** The workspaces where somebody has waited so long that it is not noted yet. */
export const findSilent = async (ctx: SystemCtx): Promise<number[]> => {
  const { rows } = await sql<{ workspace_id: number }>`
    select distinct ticket.workspace_id from inbox.tickets as ticket where ${isDue(ctx.now)}`.execute(tables(ctx))
  return rows.map(row => row.workspace_id)
}

export interface Silence {
  conversation_id: string
  customer_id: string
  channel: string
  message_id: string
  since: Date
  /** When it ended, with an answer or without; null while it lasts. */
  until: Date | null
}

/** Notes silences on their tickets, at most so many. @returns them. */
export const noteSilences = async (ctx: Ctx, limit: number): Promise<Silence[]> => {
  const { rows } = await sql<Silence>`
    with due as (
      select ticket.id, ticket.conversation_id, ticket.waiting_since as since
      from inbox.tickets as ticket where ticket.workspace_id = ${ctx.workspaceId} and ${isDue(ctx.now)}
      order by ticket.id limit ${limit} for update skip locked
    ), silent as (
      select due.*, (select message.id from inbox.messages as message
        where message.workspace_id = ${ctx.workspaceId} and message.conversation_id = due.conversation_id
          and message.direction = 'inbound' and message.at = due.since order by message.number limit 1) as message_id
      from due
    )
    update inbox.tickets as ticket set silent_message_id = silent.message_id, silent_since = silent.since
    from silent join inbox.conversations as conversation
      on conversation.workspace_id = ${ctx.workspaceId} and conversation.id = silent.conversation_id
    where ticket.workspace_id = ${ctx.workspaceId} and ticket.id = silent.id and silent.message_id is not null
    returning ticket.conversation_id, conversation.customer_id, conversation.channel, silent.message_id, silent.since,
      null::timestamptz as until`.execute(tables(ctx))
  return rows
}

/** Takes ended silences off their tickets. @returns them, with when they ended: the answer, the resolution, or now. */
export const endSilences = async (ctx: Ctx, conversationIds: readonly string[]): Promise<Silence[]> => {
  const { rows } = await sql<Silence>`
    with ended as (
      select ticket.id, ticket.silent_message_id, ticket.silent_since, coalesce(
        (select min(message.sent_at) from inbox.messages as message
          where message.workspace_id = ticket.workspace_id and message.conversation_id = ticket.conversation_id
            and message.sent_at > ticket.silent_since and not message.is_automatic),
        ticket.resolved_at, ${ctx.now}::timestamptz) as until
      from inbox.tickets as ticket
      where ticket.workspace_id = ${ctx.workspaceId} and ticket.conversation_id = any(${conversationIds}::uuid[])
        and ticket.silent_since is not null and (ticket.state = 'resolved' or ticket.waiting_since is null
          or ticket.waiting_since > ticket.silent_since)
      order by ticket.id for update
    )
    update inbox.tickets as ticket set silent_message_id = null, silent_since = null
    from ended, inbox.conversations as conversation
    where ticket.workspace_id = ${ctx.workspaceId} and ticket.id = ended.id
      and conversation.workspace_id = ticket.workspace_id and conversation.id = ticket.conversation_id
    returning ticket.conversation_id, conversation.customer_id, conversation.channel,
      ended.silent_message_id as message_id, ended.silent_since as since, ended.until`.execute(tables(ctx))
  return rows
}
