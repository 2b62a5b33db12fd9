/** Teams of a workspace and who belongs to them; one that was taken away keeps its members, to come back with them. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table access.teams (
      workspace_id integer not null,
      id uuid not null,
      name text not null check (name <> ''),
      tone text not null check (tone in ('neu', 'pos', 'neg', 'mix', 'acc', 'warn')),
      lead_id uuid,
      first_answer_minutes integer check (first_answer_minutes > 0),
      hours jsonb,
      made_at timestamptz not null,
      made_by text not null,
      removed_at timestamptz,
      removed_by text,
      primary key (workspace_id, id),
      foreign key (workspace_id, lead_id) references access.members (workspace_id, id),
      check ((removed_at is null) = (removed_by is null))
    )`.execute(db)
  await sql`
    create unique index teams_name on access.teams (workspace_id, lower(name)) where removed_at is null`.execute(db)
  await sql`create index teams_lead on access.teams (workspace_id, lead_id) where lead_id is not null`.execute(db)
  await sql`
    create table access.team_members (
      workspace_id integer not null,
      team_id uuid not null,
      member_id uuid not null,
      since timestamptz not null,
      primary key (workspace_id, team_id, member_id),
      foreign key (workspace_id, team_id) references access.teams (workspace_id, id),
      foreign key (workspace_id, member_id) references access.members (workspace_id, id)
    )`.execute(db)
  await sql`create index team_members_member on access.team_members (workspace_id, member_id)`.execute(db)
}
