/** Costs of contacts, how long an answer takes, and the weekly question, of which only sums are kept. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table inbox.team_settings (
      workspace_id integer not null,
      version integer not null,
      costs jsonb not null,
      handle_minutes double precision not null check (handle_minutes > 0),
      changed_at timestamptz not null,
      changed_by text not null,
      primary key (workspace_id)
    )`.execute(db)
  // Who has answered, and what was answered, have nothing in common but the week.
  await sql`
    create table inbox.pulse_voters (
      workspace_id integer not null,
      week date not null,
      member_id uuid not null,
      primary key (workspace_id, week, member_id),
      foreign key (workspace_id, member_id) references access.members (workspace_id, id)
    )`.execute(db)
  await sql`
    create index pulse_voters_member on inbox.pulse_voters (workspace_id, member_id)`.execute(db)
  await sql`
    create table inbox.pulses (
      workspace_id integer not null,
      week date not null,
      score smallint not null check (score between 1 and 5),
      answers integer not null check (answers > 0),
      primary key (workspace_id, week, score)
    )`.execute(db)
  await sql`create index tickets_opened on inbox.tickets (workspace_id, opened_at)`.execute(db)
}
