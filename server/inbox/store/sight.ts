/** SQL of who sees which conversations: everybody's, those of one's teams, or one's own. */
import { type RawBuilder, sql } from 'kysely'
import type { Sight } from '../../customers/index.ts'
import type { Ctx } from '../../platform/ctx.ts'

/** Whether the actor sees every conversation: the house itself does, and whoever has `inbox.all`. */
export const seesAll = ({ actor }: Pick<Ctx, 'actor'>): boolean =>
  !('permissions' in actor) || actor.permissions.has('inbox.all')

/** Whether the actor may see the conversation whose id `column` says. */
export const inSight = (ctx: Ctx, column: RawBuilder<unknown>): RawBuilder<boolean> =>
  seesAll(ctx)
    ? sql<boolean>`true`
    : sql<boolean>`exists (
        select from inbox.tickets as ticket
        where ticket.workspace_id = ${ctx.workspaceId} and ticket.conversation_id = ${column} and ${seen(ctx)})`

/**
 * Over `ticket`: true for what the actor may see. Without `inbox.all` those of one's own teams, where one has `inbox.team`, and those
 * that one has been given; a key belongs to no team and is given nothing.
 */
export const seen = (ctx: Ctx): RawBuilder<boolean> => {
  const { actor } = ctx
  if (seesAll(ctx)) return sql<boolean>`true`
  if (actor.kind !== 'member') return sql<boolean>`false`
  const ofTeam = actor.permissions.has('inbox.team')
    ? sql`ticket.team_id in (
        select member.team_id from access.team_members as member
        join access.teams as team on team.workspace_id = member.workspace_id and team.id = member.team_id
        where member.workspace_id = ${ctx.workspaceId} and member.member_id = ${actor.memberId}::uuid
          and team.removed_at is null)`
    : sql`false`
  return sql<boolean>`(coalesce(ticket.assignee_id = ${actor.memberId}::uuid, false) or coalesce(${ofTeam}, false))`
}

/** The leaves whose conversations the actor sees: whom customers shows to those who do not see everybody. */
export const customersInSight: Sight = ctx => sql`
  select conversation.customer_id from inbox.conversations as conversation
  join inbox.tickets as ticket
    on ticket.workspace_id = conversation.workspace_id and ticket.conversation_id = conversation.id
  where conversation.workspace_id = ${ctx.workspaceId} and ${seen(ctx)}`
