/** SQL of moves: work that went to a team or a member, or came back to the queue, by itself; and putting it back. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'

export interface NewMove {
  id: string
  conversationId: string
  kind: 'rule' | 'away' | 'idle' | 'left'
  ruleId: string | null
  ruleName: string | null
  toTeamId: string | null
  toMemberId: string | null
}

/** Gives locked conversations to where the moves say, and keeps where they were. */
export const moveTickets = async (ctx: Ctx, moves: readonly NewMove[], by: string): Promise<void> => {
  await sql`
    with given as (
      select * from json_to_recordset(${JSON.stringify(moves)}::json) as given (id uuid, "conversationId" uuid, kind text,
        "ruleId" uuid, "ruleName" text, "toTeamId" uuid, "toMemberId" uuid)
    ), kept as (
      insert into inbox.moves (workspace_id, id, conversation_id, kind, rule_id, rule_name, from_team_id, from_member_id,
        to_team_id, to_member_id, at)
      select ${ctx.workspaceId}::int, given.id, given."conversationId", given.kind, given."ruleId", given."ruleName",
        ticket.team_id, ticket.assignee_id, given."toTeamId", given."toMemberId", ${ctx.now}::timestamptz
      from given join inbox.tickets as ticket on ticket.workspace_id = ${ctx.workspaceId}
        and ticket.conversation_id = given."conversationId"
    )
    update inbox.tickets as ticket set team_id = given."toTeamId", assignee_id = given."toMemberId",
      assigned_at = ${ctx.now}, assigned_by = ${by}
    from given where ticket.workspace_id = ${ctx.workspaceId} and ticket.conversation_id = given."conversationId"`.execute(
    ctx.tx,
  )
}

export interface MoveRow {
  id: string
  kind: NewMove['kind']
  ruleName: string | null
  fromTeamId: string | null
  fromMemberId: string | null
  toTeamId: string | null
  toMemberId: string | null
  fromTeam: string | null
  toTeam: string | null
  at: Date
  undoneAt: Date | null
  undoneBy: string | null
  /** The work stands where this move put it. */
  isStanding: boolean
}

/** The newest first. */
export const findMoves = async (ctx: Ctx, conversationId: string, limit: number): Promise<MoveRow[]> => {
  const { rows } = await sql<MoveRow>`
    select move.id, move.kind, move.rule_name as "ruleName", move.from_team_id as "fromTeamId",
      move.from_member_id as "fromMemberId", move.to_team_id as "toTeamId", move.to_member_id as "toMemberId",
      before.name as "fromTeam", after.name as "toTeam", move.at, move.undone_at as "undoneAt", move.undone_by as "undoneBy",
      (ticket.team_id, ticket.assignee_id) is not distinct from (move.to_team_id, move.to_member_id) as "isStanding"
    from inbox.moves as move
    join inbox.tickets as ticket on ticket.workspace_id = move.workspace_id
      and ticket.conversation_id = move.conversation_id
    left join access.teams as before on before.workspace_id = move.workspace_id and before.id = move.from_team_id
    left join access.teams as after on after.workspace_id = move.workspace_id and after.id = move.to_team_id
    where move.workspace_id = ${ctx.workspaceId} and move.conversation_id = ${conversationId}
    order by move.at desc, move.id desc limit ${limit}`.execute(ctx.tx)
  return rows
}

export const setMoveUndone = async (ctx: Ctx, id: string, by: string): Promise<void> => {
  await sql`
    update inbox.moves set undone_at = ${ctx.now}, undone_by = ${by}
    where workspace_id = ${ctx.workspaceId} and id = ${id}`.execute(ctx.tx)
}

/** Gives a locked conversation to a team and a member as said. @returns whether that changed anything */
export const placeTicket = async (
  ctx: Ctx,
  conversationId: string,
  to: { teamId: string | null; memberId: string | null },
  by: string,
): Promise<boolean> => {
  const { rows } = await sql`
    update inbox.tickets set team_id = ${to.teamId}, assignee_id = ${to.memberId}, assigned_at = ${ctx.now}, assigned_by = ${by}
    where workspace_id = ${ctx.workspaceId} and conversation_id = ${conversationId}
      and (team_id, assignee_id) is distinct from (${to.teamId}::uuid, ${to.memberId}::uuid)
    returning id`.execute(ctx.tx)
  return rows.length > 0
}

/** Where a conversation's work stands. */
export const placeOfTicket = async (
  ctx: Ctx,
  conversationId: string,
): Promise<{ teamId: string | null; memberId: string | null } | undefined> => {
  const { rows } = await sql<{ teamId: string | null; memberId: string | null }>`
    select team_id as "teamId", assignee_id as "memberId" from inbox.tickets
    where workspace_id = ${ctx.workspaceId} and conversation_id = ${conversationId}`.execute(ctx.tx)
  return rows[0]
}

/** Open work of a member, locked in the order of the conversations; with `isWaiting` only where a customer waits. */
export const lockWorkOf = async (
  ctx: Ctx,
  memberId: string,
  isWaiting: boolean,
): Promise<{ conversationId: string; teamId: string | null }[]> => {
  const { rows } = await sql<{ conversationId: string; teamId: string | null }>`
    select conversation.id as "conversationId", ticket.team_id as "teamId"
    from inbox.tickets as ticket join inbox.conversations as conversation
      on conversation.workspace_id = ticket.workspace_id and conversation.id = ticket.conversation_id
    where ticket.workspace_id = ${ctx.workspaceId} and ticket.assignee_id = ${memberId} and ticket.state = 'open'
      and (not ${isWaiting}::boolean or ticket.due_at is not null)
    order by conversation.id for no key update of conversation`.execute(ctx.tx)
  return rows
}

/** Whoever left has nothing resolved either that could come back to them. */
export const releaseResolved = async (ctx: Ctx, memberIds: readonly string[]): Promise<void> => {
  await sql`
    update inbox.tickets set assignee_id = null, assigned_at = ${ctx.now}
    where workspace_id = ${ctx.workspaceId} and assignee_id = any(${memberIds}::uuid[]) and state = 'resolved'`.execute(
    ctx.tx,
  )
}
