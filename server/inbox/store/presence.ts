/** SQL of presence: who is here, who looks at which conversation, who types. */
import { sql } from 'kysely'
import type { PresenceState } from '../../../contract/inbox/presence.ts'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'

/** Somebody whose screens were not touched for so long is away, whatever they said. */
const idleMs = 5 * 60_000
/** A look lasts so long after its last beat. */
const lookMs = 40_000
const typingMs = 8_000

const before = (now: Date, ms: number) => new Date(now.getTime() - ms)
export const hereSince = (now: Date): Date => before(now, idleMs)

export interface PresenceRow {
  memberId: string
  name: string
  state: PresenceState | null
  setAt: Date | null
  isHere: boolean
  load: number
}

/** Every member, with what they said and whether their screens were touched lately. */
export const findPresences = async (ctx: Ctx): Promise<PresenceRow[]> => {
  const { rows } = await sql<PresenceRow>`
    select member.id as "memberId", person.name, presence.state, presence.set_at as "setAt",
      coalesce(presence.seen_at > ${hereSince(ctx.now)}::timestamptz, false) as "isHere", (
        select count(*)::int from inbox.tickets as ticket where ticket.workspace_id = member.workspace_id
          and ticket.assignee_id = member.id and ticket.state = 'open') as load
    from access.members as member
    join access.users as person on person.id = member.user_id
    left join inbox.presences as presence on presence.workspace_id = member.workspace_id and presence.member_id = member.id
    where member.workspace_id = ${ctx.workspaceId} and member.removed_at is null
    order by person.name, member.id`.execute(ctx.tx)
  return rows
}

/** @returns the state as it stood, and whether they counted as here; undefined before the first word. */
export const lockPresence = async (
  ctx: Ctx,
  memberId: string,
): Promise<{ state: PresenceState; isHere: boolean } | undefined> => {
  const { rows } = await sql<{ state: PresenceState; isHere: boolean }>`
    select state, seen_at > ${hereSince(ctx.now)}::timestamptz as "isHere" from inbox.presences
    where workspace_id = ${ctx.workspaceId} and member_id = ${memberId} for no key update`.execute(ctx.tx)
  return rows[0]
}

/** Says that somebody is here; with a state, as what. */
export const keepPresence = async (ctx: Ctx, memberId: string, state: PresenceState | null): Promise<void> => {
  await sql`
    insert into inbox.presences (workspace_id, member_id, state, set_at, seen_at)
    values (${ctx.workspaceId}, ${memberId}, ${state ?? 'available'}, ${ctx.now}, ${ctx.now})
    on conflict (workspace_id, member_id) do update set seen_at = excluded.seen_at, idle_told_at = null,
      state = coalesce(${state}::text, inbox.presences.state),
      set_at = case when ${state}::text is null then inbox.presences.set_at else excluded.set_at end`.execute(ctx.tx)
}

/** Who went idle and was not told of: those of the workspace, marked as told. */
export const takeIdle = async (ctx: Ctx): Promise<string[]> => {
  const { rows } = await sql<{ member_id: string }>`
    update inbox.presences set idle_told_at = ${ctx.now}
    where workspace_id = ${ctx.workspaceId} and idle_told_at is null and state <> 'away'
      and seen_at <= ${hereSince(ctx.now)}::timestamptz
    returning member_id`.execute(ctx.tx)
  return rows.map(row => row.member_id)
}

export const findFading = async (ctx: SystemCtx): Promise<number[]> => {
  const { rows } = await sql<{ workspace_id: number }>`
    select distinct workspace_id from inbox.presences
    where idle_told_at is null and state <> 'away' and seen_at <= ${hereSince(ctx.now)}::timestamptz`.execute(ctx.tx)
  return rows.map(row => row.workspace_id)
}

export interface LookerRow {
  memberId: string
  name: string
  isTyping: boolean
}

/** Who looks at a conversation now. */
export const findLookers = async (ctx: Ctx, conversationId: string): Promise<LookerRow[]> => {
  const { rows } = await sql<LookerRow>`
    select looker.member_id as "memberId", person.name,
      coalesce(looker.typing_at > ${before(ctx.now, typingMs)}::timestamptz, false) as "isTyping"
    from inbox.lookers as looker
    join access.members as member on member.workspace_id = looker.workspace_id and member.id = looker.member_id
      and member.removed_at is null
    join access.users as person on person.id = member.user_id
    where looker.workspace_id = ${ctx.workspaceId} and looker.conversation_id = ${conversationId}
      and looker.seen_at > ${before(ctx.now, lookMs)}::timestamptz
    order by person.name, looker.member_id`.execute(ctx.tx)
  return rows
}

/** Keeps that somebody looks, and whether they type. @returns whether that is news to the others. */
export const keepLook = async (
  ctx: Ctx,
  conversationId: string,
  memberId: string,
  isTyping: boolean,
): Promise<boolean> => {
  const { rows } = await sql<{ seen_at: Date; typing_at: Date | null }>`
    with known as (
      select seen_at, typing_at from inbox.lookers
      where workspace_id = ${ctx.workspaceId} and conversation_id = ${conversationId} and member_id = ${memberId}
    ), kept as (
      insert into inbox.lookers (workspace_id, conversation_id, member_id, seen_at, typing_at)
      values (${ctx.workspaceId}, ${conversationId}, ${memberId}, ${ctx.now}, ${isTyping ? ctx.now : null})
      on conflict (workspace_id, conversation_id, member_id)
        do update set seen_at = excluded.seen_at, typing_at = excluded.typing_at
    )
    select seen_at, typing_at from known`.execute(ctx.tx)
  const known = rows[0]
  const wasTyping = known?.typing_at != null && known.typing_at > before(ctx.now, typingMs)
  return known === undefined || known.seen_at <= before(ctx.now, lookMs) || wasTyping !== isTyping
}

export const endLook = async (ctx: Ctx, conversationId: string, memberId: string): Promise<boolean> => {
  const { rows } = await sql`
    delete from inbox.lookers
    where workspace_id = ${ctx.workspaceId} and conversation_id = ${conversationId} and member_id = ${memberId}
    returning member_id`.execute(ctx.tx)
  return rows.length > 0
}

/** Looks of long ago. */
export const sweepLooks = async (ctx: SystemCtx): Promise<void> => {
  await sql`delete from inbox.lookers where seen_at < ${before(ctx.now, 3_600_000)}::timestamptz`.execute(ctx.tx)
}
