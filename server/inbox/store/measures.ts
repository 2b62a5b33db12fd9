/** SQL of the team's measures: over tickets and messages of a period, away from the hot paths. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

export interface Period {
  from: Date
  to: Date
}

export interface SpeedRow {
  key: string
  asked: number
  answered: number
  inTime: number
  medianMinutes: number | null
  p90Minutes: number | null
}

/** Speed by channel, by hour of the day, and over all (key ''), of conversations that customers began in the period. */
export const measureSpeed = async (ctx: Ctx, { from, to }: Period, by: 'channel' | 'hour' | 'all', zone: string) => {
  const key = {
    channel: sql`conversation.channel`,
    hour: sql`extract(hour from ticket.opened_at at time zone ${zone}::text)::int::text`,
    all: sql`''`,
  }[by]
  const minutes = sql`extract(epoch from ticket.first_answered_at - ticket.opened_at)::float8 / 60`
  const { rows } = await sql<SpeedRow>`
    select ${key} as key, count(*)::int as asked, count(ticket.first_answered_at)::int as answered,
      (count(*) filter (where ticket.first_answered_at <= ticket.first_due_at))::int as "inTime",
      percentile_cont(0.5) within group (order by ${minutes}) as "medianMinutes",
      percentile_cont(0.9) within group (order by ${minutes}) as "p90Minutes"
    from inbox.tickets as ticket
    join inbox.conversations as conversation
      on conversation.workspace_id = ticket.workspace_id and conversation.id = ticket.conversation_id
    where ticket.workspace_id = ${ctx.workspaceId}
      and ticket.opened_at >= ${from}::timestamptz and ticket.opened_at < ${to}::timestamptz
    group by 1 order by 2 desc, 1`.execute(tables(ctx))
  return rows
}

/** Talk that was not said to us, and how much of it we joined with an answer. */
export const measureJoining = async (
  ctx: Ctx,
  { from, to }: Period,
): Promise<{ channel: string; overheard: number; joined: number }[]> => {
  const { rows } = await sql<{ channel: string; overheard: number; joined: number }>`
    select channel, count(*)::int as overheard, (count(*) filter (where state = 'answered'))::int as joined
    from listening.mentions
    where workspace_id = ${ctx.workspaceId} and occurred_at >= ${from}::timestamptz and occurred_at < ${to}::timestamptz
      and not is_addressed
    group by 1`.execute(tables(ctx))
  return rows
}

/** Answers that people of ours sent, by channel. */
export const countContacts = async (
  ctx: Ctx,
  { from, to }: Period,
): Promise<{ channel: string; contacts: number }[]> => {
  const { rows } = await sql<{ channel: string; contacts: number }>`
    select conversation.channel, count(*)::int as contacts
    from inbox.messages as message
    join inbox.conversations as conversation
      on conversation.workspace_id = message.workspace_id and conversation.id = message.conversation_id
    where message.workspace_id = ${ctx.workspaceId} and message.sent_at >= ${from}::timestamptz
      and message.sent_at < ${to}::timestamptz and not message.is_automatic
    group by 1`.execute(tables(ctx))
  return rows
}

export interface LoadRow {
  memberId: string
  open: number
  overdue: number
  sent: number
  conversations: number
}

/** What each member carries now and did in the period; who did neither is left out. */
export const measureLoad = async (ctx: Ctx, { from, to }: Period): Promise<LoadRow[]> => {
  const { rows } = await sql<LoadRow>`
    with carried as (
      select assignee_id as id, count(*) as open, count(*) filter (where due_at < ${ctx.now}::timestamptz) as overdue
      from inbox.tickets where workspace_id = ${ctx.workspaceId} and state = 'open' and assignee_id is not null
      group by 1
    ), wrote as (
      select member_id as id, count(*) as sent, count(distinct conversation_id) as conversations
      from inbox.messages
      where workspace_id = ${ctx.workspaceId} and member_id is not null and sent_at >= ${from}::timestamptz
        and sent_at < ${to}::timestamptz
      group by 1
    )
    select id as "memberId", coalesce(open, 0)::int as open, coalesce(overdue, 0)::int as overdue,
      coalesce(sent, 0)::int as sent, coalesce(conversations, 0)::int as conversations
    from carried full join wrote using (id) order by 2 desc, 4 desc, 1`.execute(tables(ctx))
  return rows
}

/** Customers' words that asked for something, by weekday (Monday 0) and hour of the zone. */
export const countArrivals = async (
  ctx: Ctx,
  { from, to }: Period,
  zone: string,
): Promise<{ weekday: number; hour: number; count: number }[]> => {
  const local = sql`message.at at time zone ${zone}::text`
  const { rows } = await sql<{ weekday: number; hour: number; count: number }>`
    select (extract(isodow from ${local})::int - 1) as weekday, extract(hour from ${local})::int as hour,
      count(*)::int as count
    from inbox.conversations as conversation
    join inbox.messages as message
      on message.workspace_id = conversation.workspace_id and message.conversation_id = conversation.id
    where conversation.workspace_id = ${ctx.workspaceId} and conversation.last_message_at >= ${from}::timestamptz
      and message.direction = 'inbound' and not message.is_automatic
      and message.at >= ${from}::timestamptz and message.at < ${to}::timestamptz
    group by 1, 2`.execute(tables(ctx))
  return rows
}

export interface TeamSettingsRow {
  version: number
  costs: Record<string, number>
  handle_minutes: number
}

export const findTeamSettings = async (ctx: Ctx): Promise<TeamSettingsRow | undefined> => {
  const { rows } = await sql<TeamSettingsRow>`
    select version, costs, handle_minutes from inbox.team_settings where workspace_id = ${ctx.workspaceId}`.execute(
    tables(ctx),
  )
  return rows[0]
}

/** @returns false when somebody was faster. */
export const writeTeamSettings = async (ctx: Ctx, row: TeamSettingsRow, by: string): Promise<boolean> => {
  const costs = sql`${JSON.stringify(row.costs)}::jsonb`
  const { rows } =
    row.version === 0
      ? await sql`
          insert into inbox.team_settings (workspace_id, version, costs, handle_minutes, changed_at, changed_by)
          values (${ctx.workspaceId}, 1, ${costs}, ${row.handle_minutes}, ${ctx.now}, ${by})
          on conflict do nothing returning version`.execute(tables(ctx))
      : await sql`
          update inbox.team_settings set version = version + 1, costs = ${costs}, handle_minutes = ${row.handle_minutes},
            changed_at = ${ctx.now}, changed_by = ${by}
          where workspace_id = ${ctx.workspaceId} and version = ${row.version} returning version`.execute(tables(ctx))
  return rows.length === 1
}

/** @returns false when the member has answered this week. */
export const noteVoter = async (ctx: Ctx, week: string, memberId: string): Promise<boolean> => {
  const { rows } = await sql`
    insert into inbox.pulse_voters (workspace_id, week, member_id) values (${ctx.workspaceId}, ${week}::date, ${memberId})
    on conflict do nothing returning member_id`.execute(tables(ctx))
  return rows.length === 1
}

export const hasVoted = async (ctx: Ctx, week: string, memberId: string): Promise<boolean> => {
  const { rows } = await sql`
    select from inbox.pulse_voters
    where workspace_id = ${ctx.workspaceId} and week = ${week}::date and member_id = ${memberId}`.execute(tables(ctx))
  return rows.length === 1
}

export const addPulse = async (ctx: Ctx, week: string, score: number): Promise<void> => {
  await sql`
    insert into inbox.pulses (workspace_id, week, score, answers) values (${ctx.workspaceId}, ${week}::date, ${score}, 1)
    on conflict (workspace_id, week, score) do update set answers = pulses.answers + 1`.execute(tables(ctx))
}

/** Weeks before one, newest first. */
export const sumPulses = async (
  ctx: Ctx,
  before: string,
  limit: number,
): Promise<{ week: string; answers: number; mean: number }[]> => {
  const { rows } = await sql<{ week: string; answers: number; mean: number }>`
    select week::text, sum(answers)::int as answers, (sum(score * answers)::float8 / sum(answers)) as mean
    from inbox.pulses where workspace_id = ${ctx.workspaceId} and week < ${before}::date
    group by 1 order by 1 desc limit ${limit}`.execute(tables(ctx))
  return rows
}
