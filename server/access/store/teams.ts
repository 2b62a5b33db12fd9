/** SQL of teams: kept when they are taken away, so that they come back with their members. */
import { sql } from 'kysely'
import type { Team, TeamHours, TeamTone } from '../../../contract/access/teams.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { AccessTables } from '../tables.ts'

const db = (ctx: Ctx) => tables<AccessTables>(ctx)

/** The teams that stand, by name; with an id that one alone. Members who left the workspace are left out. */
export const findTeams = async (ctx: Ctx, id?: string): Promise<Team[]> => {
  const { rows } = await sql<Team>`
    select team.id, team.name, team.tone, lead.id as "leadId", team.first_answer_minutes as "firstAnswerMinutes",
      team.hours, coalesce(array_agg(member.id order by link.since, member.id) filter (where member.id is not null), '{}')
        as "memberIds"
    from access.teams as team
    left join access.members as lead on lead.workspace_id = team.workspace_id and lead.id = team.lead_id
      and lead.removed_at is null
    left join access.team_members as link on link.workspace_id = team.workspace_id and link.team_id = team.id
    left join access.members as member on member.workspace_id = link.workspace_id and member.id = link.member_id
      and member.removed_at is null
    where team.workspace_id = ${ctx.workspaceId} and team.removed_at is null
      and (${id ?? null}::uuid is null or team.id = ${id ?? null}::uuid)
    group by team.workspace_id, team.id, lead.id
    order by lower(team.name), team.id`.execute(ctx.tx)
  return rows
}

export const teamNameRows = (ctx: Ctx, ids: readonly string[]) =>
  db(ctx)
    .selectFrom('access.teams')
    .select(['id', 'name', 'tone'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('removed_at', 'is', null)
    .execute()

/** A team, also one that was taken away, locked until the transaction ends. */
export const lockTeam = (ctx: Ctx, id: string) =>
  db(ctx)
    .selectFrom('access.teams')
    .select(['id', 'name', 'removed_at'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** Whether another standing team has the name, whatever its case. */
export const isNameTaken = async (ctx: Ctx, name: string, exceptId: string | null): Promise<boolean> => {
  const { rows } = await sql`
    select from access.teams where workspace_id = ${ctx.workspaceId} and removed_at is null
      and lower(name) = lower(${name}) and id is distinct from ${exceptId}::uuid`.execute(ctx.tx)
  return rows.length > 0
}

export interface TeamRow {
  id: string
  name: string
  tone: TeamTone
  leadId: string | null
  firstAnswerMinutes: number | null
  hours: TeamHours | null
  by: string
}

export const keepTeam = async (ctx: Ctx, team: TeamRow): Promise<void> => {
  const values = {
    name: team.name,
    tone: team.tone,
    lead_id: team.leadId,
    first_answer_minutes: team.firstAnswerMinutes,
    hours: team.hours === null ? null : JSON.stringify(team.hours),
  }
  await db(ctx)
    .insertInto('access.teams')
    .values({
      workspace_id: ctx.workspaceId,
      id: team.id,
      ...values,
      made_at: ctx.now,
      made_by: team.by,
      removed_at: null,
      removed_by: null,
    })
    .onConflict(on => on.columns(['workspace_id', 'id']).doUpdateSet(values))
    .execute()
}

/** Makes exactly these the members; who was one already stays since when they were. */
export const fillTeam = async (ctx: Ctx, teamId: string, memberIds: readonly string[]): Promise<void> => {
  await sql`
    delete from access.team_members
    where workspace_id = ${ctx.workspaceId} and team_id = ${teamId} and member_id <> all(${memberIds}::uuid[])`.execute(
    ctx.tx,
  )
  await sql`
    insert into access.team_members (workspace_id, team_id, member_id, since)
    select ${ctx.workspaceId}::int, ${teamId}::uuid, id, ${ctx.now}::timestamptz from unnest(${memberIds}::uuid[]) as id
    on conflict do nothing`.execute(ctx.tx)
}

/** How many of the ids are members of the workspace now. */
export const countMembers = async (ctx: Ctx, ids: readonly string[]): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from access.members
    where workspace_id = ${ctx.workspaceId} and id = any(${ids}::uuid[]) and removed_at is null`.execute(ctx.tx)
  return rows[0]!.count
}

export const setTeamRemoved = async (ctx: Ctx, id: string, by: string | null): Promise<void> => {
  await db(ctx)
    .updateTable('access.teams')
    .set({ removed_at: by === null ? null : ctx.now, removed_by: by })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()
}
