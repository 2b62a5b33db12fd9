/** Apologies of conversations: four steps, each by a time, done by an answer or by a word of a member. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table inbox.apologies (
      workspace_id integer not null,
      id uuid not null,
      conversation_id uuid not null,
      reason text not null check (reason <> ''),
      started_by text not null,
      started_at timestamptz not null,
      ended_at timestamptz,
      called_off_by text,
      primary key (workspace_id, id),
      foreign key (workspace_id, conversation_id) references inbox.conversations (workspace_id, id),
      check (called_off_by is null or ended_at is not null)
    )`.execute(db)
  await sql`create index apologies_newest on inbox.apologies (workspace_id, conversation_id, started_at desc)`.execute(
    db,
  )
  await sql`
    create unique index apologies_running on inbox.apologies (workspace_id, conversation_id) where ended_at is null`.execute(
    db,
  )
  await sql`
    create table inbox.apology_steps (
      workspace_id integer not null,
      apology_id uuid not null,
      number smallint not null,
      step text not null check (step in ('acknowledge', 'fix', 'apologise', 'follow_up')),
      due_at timestamptz not null,
      done_at timestamptz,
      done_by text,
      message_id uuid,
      primary key (workspace_id, apology_id, number),
      foreign key (workspace_id, apology_id) references inbox.apologies (workspace_id, id),
      check ((done_at is null) = (done_by is null)),
      check (message_id is null or done_at is not null)
    )`.execute(db)
}
