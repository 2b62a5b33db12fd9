/** SQL of clocks on tickets: how they stand, what is due, who has been told. */
import { sql } from 'kysely'
import type { DueKind } from '../../../../contract/inbox/clocks.ts'
import type { Ctx, SystemCtx } from '../../../platform/ctx.ts'
import { tables } from '../../../platform/db.ts'
import type { Asked } from '../../clocks/choice.ts'

const ofTicket = sql`message.workspace_id = ticket.workspace_id and message.conversation_id = ticket.conversation_id`
const firstAsked = sql`(select min(message.at) from inbox.messages as message where ${ofTicket} and message.is_asking)`
/** Over what was sent by a person; what a machine of ours acknowledged answers nothing. */
const sent = (what: string) =>
  sql`(select ${sql.raw(what)} from inbox.messages as message
    where ${ofTicket} and message.sent_at is not null and not message.is_automatic)`

/** Ended as a stance, or as not ours: nobody waits for an answer to it. */
const endedOtherwise = sql`exists (select from listening.mentions as ended
  where ended.workspace_id = message.workspace_id and ended.item_id = message.item_id
    and ended.state in ('stance', 'not_ours'))`

/** Opens resolved tickets of locked conversations again in which the customer has spoken since. */
export const reopenSpoken = async (ctx: Ctx, conversationIds: readonly string[]): Promise<void> => {
  await sql`
    update inbox.tickets as ticket set state = 'open', settled_through = ticket.resolved_through,
      resolved_through = null, resolved_at = null, resolved_by = null
    where ticket.workspace_id = ${ctx.workspaceId} and ticket.conversation_id = any(${conversationIds}::uuid[])
      and ticket.state = 'resolved' and exists (
        select from inbox.messages as message where ${ofTicket} and message.direction = 'inbound'
          and not message.is_automatic and message.number > ticket.resolved_through
          and message.at >= ${firstAsked})`.execute(ctx.tx)
}

export interface StandingRow extends Asked {
  id: string
  conversationId: string
  openedAt: Date
  firstAnsweredAt: Date | null
  /** The first word that neither an answer nor an earlier resolution has covered. */
  waitingSince: Date | null
}

/** What the messages of locked conversations say of their tickets, and what policies look at. */
export const findStandings = async (ctx: Ctx, conversationIds: readonly string[]): Promise<StandingRow[]> => {
  const { rows } = await sql<StandingRow>`
    select ticket.id, ticket.conversation_id as "conversationId", conversation.channel,
      conversation.is_public as "isPublic", mention.urgency, person.stage,
      coalesce((select min(message.at) from inbox.messages as message where ${ofTicket} and message.is_asking
        and message.number < coalesce(${sent('min(message.number)')}, 2147483647)), ticket.opened_at) as "openedAt",
      ${sent('min(message.sent_at)')} as "firstAnsweredAt",
      (select min(message.at) from inbox.messages as message where ${ofTicket}
        and message.direction = 'inbound' and not message.is_automatic and message.at >= ${firstAsked}
        and not ${endedOtherwise}
        and message.number > greatest(ticket.settled_through, ${sent('max(message.number)')})) as "waitingSince"
    from inbox.tickets as ticket
    join inbox.conversations as conversation
      on conversation.workspace_id = ticket.workspace_id and conversation.id = ticket.conversation_id
    join customers.customers as leaf
      on leaf.workspace_id = conversation.workspace_id and leaf.id = conversation.customer_id
    join customers.customers as person
      on person.workspace_id = leaf.workspace_id and person.id = coalesce(leaf.merged_into, leaf.id)
    left join listening.mentions as mention
      on mention.workspace_id = conversation.workspace_id and mention.item_id = conversation.last_item_id
    where ticket.workspace_id = ${ctx.workspaceId} and ticket.conversation_id = any(${conversationIds}::uuid[])
    order by ticket.conversation_id, ticket.id`.execute(tables(ctx))
  return rows
}

/** Conversation id → words and answers, in the order in which they came. */
export const findTurns = async (
  ctx: Ctx,
  conversationIds: readonly string[],
): Promise<Map<string, { isAnswer: boolean; at: Date }[]>> => {
  const { rows } = await sql<{ conversation_id: string; is_answer: boolean; at: Date }>`
    select conversation_id, sent_at is not null as is_answer, coalesce(sent_at, at) as at from inbox.messages
    where workspace_id = ${ctx.workspaceId} and conversation_id = any(${conversationIds}::uuid[])
      and not is_automatic and (direction = 'inbound' or sent_at is not null)
    order by conversation_id, number`.execute(tables(ctx))
  const found = new Map<string, { isAnswer: boolean; at: Date }[]>()
  for (const { conversation_id: id, is_answer: isAnswer, at } of rows) {
    const turns = found.get(id)
    if (turns) turns.push({ isAnswer, at })
    else found.set(id, [{ isAnswer, at }])
  }
  return found
}

export interface ClockRow {
  id: string
  openedAt: Date
  firstAnsweredAt: Date | null
  waitingSince: Date | null
  policyId: string | null
  kind: DueKind | null
  dueAt: Date | null
  warnAt: Date | null
  firstDueAt: Date | null
  nextDueAt: Date | null
  solveDueAt: Date | null
}

/**
 * Writes what is due, whole batches in one statement. A deadline that stays as it was keeps what is still to be told of it.
 * @param tells whether anybody is told of deadlines.
 */
export const writeClocks = async (ctx: Ctx, rows: readonly ClockRow[], tells: boolean): Promise<void> => {
  await sql`
    update inbox.tickets as ticket set opened_at = given.opened_at, first_answered_at = given.first_answered_at,
      waiting_since = given.waiting_since, policy_id = given.policy_id, due_kind = given.kind, due_at = given.due_at,
      warn_at = given.warn_at, first_due_at = coalesce(given.first_due_at, ticket.first_due_at),
      next_due_at = given.next_due_at, solve_due_at = given.solve_due_at,
      alarm_at = case when not ${tells}::boolean then null
        when ticket.due_at = given.due_at and ticket.due_kind = given.kind and ticket.warn_at = given.warn_at
          and (ticket.alarm_at is not null or exists (select from inbox.alarms as alarm
            where alarm.workspace_id = ticket.workspace_id and alarm.ticket_id = ticket.id
              and alarm.due_at = given.due_at and alarm.kind = given.kind)) then ticket.alarm_at
        else given.warn_at end
    from unnest(
      ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.openedAt)}::timestamptz[],
      ${rows.map(row => row.firstAnsweredAt)}::timestamptz[], ${rows.map(row => row.waitingSince)}::timestamptz[],
      ${rows.map(row => row.policyId)}::uuid[], ${rows.map(row => row.kind)}::text[],
      ${rows.map(row => row.dueAt)}::timestamptz[], ${rows.map(row => row.warnAt)}::timestamptz[],
      ${rows.map(row => row.firstDueAt)}::timestamptz[], ${rows.map(row => row.nextDueAt)}::timestamptz[],
      ${rows.map(row => row.solveDueAt)}::timestamptz[]
    ) as given (id, opened_at, first_answered_at, waiting_since, policy_id, kind, due_at, warn_at, first_due_at,
      next_due_at, solve_due_at)
    where ticket.workspace_id = ${ctx.workspaceId} and ticket.id = given.id`.execute(ctx.tx)
}

/** Conversations with open tickets, in the order of their ids, after one. */
export const findOpen = async (ctx: Ctx, after: string | null, limit: number): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct conversation_id as id from inbox.tickets
    where workspace_id = ${ctx.workspaceId} and state = 'open'
      and (${after}::uuid is null or conversation_id > ${after}::uuid)
    order by conversation_id limit ${limit}`.execute(tables(ctx))
  return rows.map(row => row.id)
}

/** The workspaces in which somebody is to be told of a deadline. */
export const findAlarming = async (ctx: SystemCtx): Promise<number[]> => {
  const { rows } = await sql<{ workspace_id: number }>`
    select distinct workspace_id from inbox.tickets
    where state = 'open' and alarm_at is not null and alarm_at <= ${ctx.now}::timestamptz`.execute(tables(ctx))
  return rows.map(row => row.workspace_id)
}

export interface AlarmRow {
  ticketId: string
  conversationId: string
  itemId: string
  assigneeId: string | null
  kind: DueKind
  dueAt: Date
  stage: 'warning' | 'breach'
}

/**
 * Takes tickets whose alarm is due, at most so many, and sets the next one: after a warning the breach, after that none.
 * A ticket that another worker holds is left to it.
 */
export const takeAlarms = async (ctx: Ctx, limit: number): Promise<AlarmRow[]> => {
  const { rows } = await sql<AlarmRow>`
    with taken as (
      select id from inbox.tickets
      where workspace_id = ${ctx.workspaceId} and state = 'open' and alarm_at <= ${ctx.now}::timestamptz
      order by id limit ${limit} for update skip locked
    )
    update inbox.tickets as ticket set alarm_at = case when ticket.due_at > ${ctx.now}::timestamptz then ticket.due_at end
    from taken, inbox.conversations as conversation
    where ticket.workspace_id = ${ctx.workspaceId} and ticket.id = taken.id
      and conversation.workspace_id = ticket.workspace_id and conversation.id = ticket.conversation_id
    returning ticket.id as "ticketId", ticket.conversation_id as "conversationId", conversation.last_item_id as "itemId",
      ticket.assignee_id as "assigneeId", ticket.due_kind as kind, ticket.due_at as "dueAt",
      case when ticket.due_at > ${ctx.now}::timestamptz then 'warning' else 'breach' end as stage`.execute(tables(ctx))
  return rows
}

/** Keeps that these were told. @returns those that had not been told before. */
export const insertAlarms = async (
  ctx: Ctx,
  alarms: readonly AlarmRow[],
  told: readonly string[],
): Promise<Set<string>> => {
  const { rows } = await sql<{ ticket_id: string }>`
    insert into inbox.alarms (workspace_id, ticket_id, due_at, kind, stage, at, told)
    select ${ctx.workspaceId}::int, ticket_id, due_at, kind, stage, ${ctx.now}::timestamptz, ${told}::uuid[]
    from unnest(
      ${alarms.map(one => one.ticketId)}::uuid[], ${alarms.map(one => one.dueAt)}::timestamptz[],
      ${alarms.map(one => one.kind)}::text[], ${alarms.map(one => one.stage)}::text[]
    ) as given (ticket_id, due_at, kind, stage)
    on conflict do nothing returning ticket_id`.execute(tables(ctx))
  return new Set(rows.map(row => row.ticket_id))
}

/** Open conversations whose clock is not what the ends of these mentions say: one ended as a stance, or was opened again. */
export const findMisclocked = async (ctx: Ctx, mentionIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct message.conversation_id as id
    from listening.mentions as mention
    join inbox.messages as message
      on message.workspace_id = mention.workspace_id and message.item_id = mention.item_id
    join inbox.tickets as ticket
      on ticket.workspace_id = message.workspace_id and ticket.conversation_id = message.conversation_id
    where mention.workspace_id = ${ctx.workspaceId} and mention.id = any(${mentionIds}::uuid[])
      and ticket.state = 'open' and message.direction = 'inbound'
      and case when mention.state in ('stance', 'not_ours') then ticket.waiting_since is not null
        else mention.state = 'pending' and (ticket.waiting_since is null or ticket.waiting_since > message.at) end
    order by 1`.execute(tables(ctx))
  return rows.map(row => row.id)
}
