/** Drills: a wave that is played at a team, or a guided task at one member, with what is said in it and how it ended. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table inbox.drills (
      workspace_id integer not null,
      id uuid not null,
      scenario text not null,
      language text not null check (language in ('ko', 'en')),
      target_minutes integer not null check (target_minutes > 0),
      source_id uuid not null,
      started_at timestamptz not null,
      started_by text not null,
      member_id uuid,
      ends_at timestamptz,
      ended_at timestamptz,
      report jsonb,
      primary key (workspace_id, id),
      foreign key (workspace_id, source_id) references channels.sources (workspace_id, id),
      foreign key (workspace_id, member_id) references access.members (workspace_id, id),
      check ((member_id is null) = (ends_at is not null)),
      check (report is null or ended_at is not null)
    )`.execute(db)
  await sql`
    create unique index drills_running on inbox.drills (workspace_id) where member_id is null and ended_at is null`.execute(
    db,
  )
  await sql`
    create unique index drills_guided on inbox.drills (workspace_id, member_id)
      where member_id is not null and ended_at is null`.execute(db)
  await sql`create index drills_newest on inbox.drills (workspace_id, started_at desc, id desc)`.execute(db)
  await sql`create index drills_source on inbox.drills (workspace_id, source_id)`.execute(db)
  await sql`create index drills_member on inbox.drills (workspace_id, member_id) where member_id is not null`.execute(
    db,
  )
  await sql`
    create table inbox.drill_posts (
      workspace_id integer not null,
      drill_id uuid not null,
      number smallint not null,
      kind text not null check (kind in ('question', 'fault', 'urgent', 'again', 'noise')),
      issue text not null,
      who text not null,
      text text not null,
      due_at timestamptz not null,
      item_id uuid,
      primary key (workspace_id, drill_id, number),
      foreign key (workspace_id, drill_id) references inbox.drills (workspace_id, id)
    )`.execute(db)
  await sql`create index drill_posts_due on inbox.drill_posts (due_at) where item_id is null`.execute(db)
}
