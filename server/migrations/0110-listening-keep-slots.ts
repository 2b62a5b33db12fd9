/** What a topic is about, slot by slot, and how far the search of the past is for each. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table listening.topics add column slots jsonb not null default '{}'`.execute(db)
  await sql`
    create table listening.past_searches (
      workspace_id integer not null,
      topic_id uuid not null,
      version integer not null,
      total integer not null default 0,
      looked integer not null default 0,
      found integer not null default 0,
      started_at timestamptz not null,
      done_at timestamptz,
      cancelled_at timestamptz,
      cancelled_by text,
      primary key (workspace_id, topic_id),
      foreign key (workspace_id, topic_id) references listening.topics (workspace_id, id),
      check ((cancelled_at is null) = (cancelled_by is null)),
      check (done_at is null or cancelled_at is null)
    )`.execute(db)
}
