/** Answers that wait for a second person, and what was decided about them. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table inbox.reply_reviews (
      workspace_id integer not null,
      id uuid not null,
      conversation_id uuid not null,
      state text not null check (state in ('waiting', 'approved', 'returned', 'withdrawn')),
      text text not null,
      policy_version_id uuid,
      faults text[] not null,
      asked_by_id uuid not null,
      asked_by text not null,
      asked_at timestamptz not null,
      decided_by_id uuid,
      decided_by text,
      decided_at timestamptz,
      reason text,
      message_id uuid,
      primary key (workspace_id, id),
      foreign key (workspace_id, conversation_id) references inbox.conversations (workspace_id, id),
      check ((state = 'waiting') = (decided_at is null)),
      check (state <> 'returned' or reason is not null),
      check ((state = 'approved') = (message_id is not null))
    )`.execute(db)
  await sql`
    create index reply_reviews_newest on inbox.reply_reviews (workspace_id, conversation_id, asked_at desc)`.execute(db)
  await sql`
    create unique index reply_reviews_waiting on inbox.reply_reviews (workspace_id, conversation_id)
    where state = 'waiting'`.execute(db)
}
