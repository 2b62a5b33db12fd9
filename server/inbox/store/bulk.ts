/** SQL of changes to many conversations, and of macros. */
import { sql } from 'kysely'
import type { Macro, MacroSteps } from '../../../contract/inbox/bulk.ts'
import type { TicketState } from '../../../contract/inbox.ts'
import type { Actor, Ctx } from '../../platform/ctx.ts'
import { seen } from './sight.ts'

export interface Target {
  id: string
  customerId: string
  channel: string
  state: TicketState
  teamId: string | null
  memberId: string | null
  tags: string[]
}

export const findTargets = async (ctx: Ctx, ids: readonly string[]): Promise<Target[]> => {
  const { rows } = await sql<Target>`
    select conversation.id, conversation.customer_id as "customerId", conversation.channel, ticket.state,
      ticket.team_id as "teamId", ticket.assignee_id as "memberId", conversation.tags
    from inbox.conversations as conversation
    join inbox.tickets as ticket on ticket.workspace_id = conversation.workspace_id
      and ticket.conversation_id = conversation.id
    where conversation.workspace_id = ${ctx.workspaceId} and conversation.id = any(${ids}::uuid[])
      and ${seen(ctx)}
    order by conversation.id`.execute(ctx.tx)
  return rows
}

interface Place {
  teamId: string | null
  memberId: string | null
}

/** What a change did to one conversation. */
export interface Part {
  conversationId: string
  before: Place
  after: Place
  isMoved: boolean
  isClosed: boolean
  /** Tags that it did not carry before. */
  tagged: readonly string[]
}

export const placeAll = async (
  ctx: Ctx,
  parts: readonly Part[],
  side: 'before' | 'after',
  by: string,
): Promise<void> => {
  if (parts.length === 0) return
  await sql`
    update inbox.tickets as ticket set team_id = given.team_id, assignee_id = given.member_id, assigned_at = ${ctx.now},
      assigned_by = ${by}
    from unnest(${parts.map(part => part.conversationId)}::uuid[], ${parts.map(part => part[side].teamId)}::uuid[],
      ${parts.map(part => part[side].memberId)}::uuid[]) as given (id, team_id, member_id)
    where ticket.workspace_id = ${ctx.workspaceId} and ticket.conversation_id = given.id`.execute(ctx.tx)
}

/** Puts the tags of the parts on, or takes them off again. */
export const tagAll = async (ctx: Ctx, parts: readonly Part[], isOn: boolean): Promise<void> => {
  const pairs = parts.flatMap(part => part.tagged.map(tagId => ({ id: part.conversationId, tagId })))
  if (pairs.length === 0) return
  const after = isOn
    ? sql`conversation.tags || given.tags`
    : sql`array(select tag from unnest(conversation.tags) as tag where tag <> all(given.tags))`
  await sql`
    update inbox.conversations as conversation set tags = ${after}
    from (select id, array_agg(tag_id) as tags from unnest(${pairs.map(pair => pair.id)}::uuid[],
      ${pairs.map(pair => pair.tagId)}::uuid[]) as pair (id, tag_id) group by id) as given
    where conversation.workspace_id = ${ctx.workspaceId} and conversation.id = given.id`.execute(ctx.tx)
}

export const resolveAll = async (ctx: Ctx, ids: readonly string[], by: string): Promise<void> => {
  await sql`
    update inbox.tickets as ticket set state = 'resolved', resolved_at = ${ctx.now}, resolved_by = ${by},
      resolved_through = conversation.message_count
    from inbox.conversations as conversation
    where ticket.workspace_id = ${ctx.workspaceId} and ticket.conversation_id = any(${ids}::uuid[])
      and ticket.state = 'open' and conversation.workspace_id = ticket.workspace_id
      and conversation.id = ticket.conversation_id`.execute(ctx.tx)
}

interface Kept {
  id: string
  parts: readonly Part[]
}

export const keepOperation = async (ctx: Ctx, { id, parts }: Kept, actor: Actor): Promise<void> => {
  const name = 'name' in actor ? actor.name : '—'
  await sql`
    insert into inbox.operations (workspace_id, id, parts, at, by, by_id)
    values (${ctx.workspaceId}, ${id}, ${JSON.stringify(parts)}::jsonb, ${ctx.now}, ${name},
      ${actor.kind === 'member' ? actor.memberId : null})`.execute(ctx.tx)
}

export const lockOperation = async (ctx: Ctx, id: string): Promise<(Kept & { undoneAt: Date | null }) | undefined> => {
  const { rows } = await sql<{ parts: Part[]; undoneAt: Date | null }>`
    select parts, undone_at as "undoneAt" from inbox.operations
    where workspace_id = ${ctx.workspaceId} and id = ${id} for update`.execute(ctx.tx)
  const [row] = rows
  return row && { id, ...row }
}

export const setOperationUndone = async (ctx: Ctx, id: string, by: string): Promise<void> => {
  await sql`
    update inbox.operations set undone_at = ${ctx.now}, undone_by = ${by}
    where workspace_id = ${ctx.workspaceId} and id = ${id}`.execute(ctx.tx)
}

export const findMacros = async (ctx: Ctx): Promise<Macro[]> => {
  const { rows } = await sql<Macro>`
    select id, name, steps from inbox.macros where workspace_id = ${ctx.workspaceId} and removed_at is null
    order by lower(name), id`.execute(ctx.tx)
  return rows
}

export const findMacro = async (ctx: Ctx, id: string): Promise<(Macro & { isRemoved: boolean }) | undefined> => {
  const { rows } = await sql<Macro & { isRemoved: boolean }>`
    select id, name, steps, removed_at is not null as "isRemoved" from inbox.macros
    where workspace_id = ${ctx.workspaceId} and id = ${id}`.execute(ctx.tx)
  return rows[0]
}

export const keepMacro = async (
  ctx: Ctx,
  macro: { id: string; name: string; steps: MacroSteps },
  by: string,
): Promise<void> => {
  await sql`
    insert into inbox.macros (workspace_id, id, name, steps, made_at, made_by)
    values (${ctx.workspaceId}, ${macro.id}, ${macro.name}, ${JSON.stringify(macro.steps)}::jsonb, ${ctx.now}, ${by})
    on conflict (workspace_id, id) do update set name = excluded.name, steps = excluded.steps`.execute(ctx.tx)
}

export const setMacroRemoved = async (ctx: Ctx, id: string, isRemoved: boolean): Promise<void> => {
  await sql`
    update inbox.macros set removed_at = ${isRemoved ? ctx.now : null}::timestamptz
    where workspace_id = ${ctx.workspaceId} and id = ${id}`.execute(ctx.tx)
}
