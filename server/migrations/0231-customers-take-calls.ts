/** Calls, and the telephone systems that tell them. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table customers.call_lines (
      workspace_id integer not null,
      id uuid not null,
      name text not null check (name <> ''),
      secret text not null,
      added_at timestamptz not null,
      added_by text not null,
      removed_at timestamptz,
      removed_by text,
      primary key (workspace_id, id),
      check ((removed_at is null) = (removed_by is null))
    )`.execute(db)
  // Messages that were believed within the last minutes: the same one again is a replay.
  await sql`
    create table customers.call_messages (
      workspace_id integer not null,
      line_id uuid not null,
      message_id text not null,
      received_at timestamptz not null,
      primary key (workspace_id, line_id, message_id),
      foreign key (workspace_id, line_id) references customers.call_lines (workspace_id, id)
    )`.execute(db)
  await sql`
    create table customers.calls (
      workspace_id integer not null,
      id uuid not null,
      system text not null,
      remote_id text not null,
      source_kind text not null check (source_kind in ('api', 'call', 'import')),
      source_id text not null,
      customer_id uuid,
      number text,
      direction text not null check (direction in ('inbound', 'outbound')),
      outcome text not null check (outcome in ('answered', 'missed', 'failed')),
      cause text not null,
      started_at timestamptz not null,
      wait_seconds integer check (wait_seconds >= 0),
      talk_seconds integer check (talk_seconds >= 0),
      agent text,
      recording_url text,
      received_at timestamptz not null,
      primary key (workspace_id, id),
      unique (workspace_id, system, remote_id),
      foreign key (workspace_id, customer_id) references customers.customers (workspace_id, id)
    )`.execute(db)
  await sql`
    create index calls_customer on customers.calls (workspace_id, customer_id, started_at desc)
      where customer_id is not null`.execute(db)
  await sql`create index calls_source on customers.calls (workspace_id, source_kind, source_id)`.execute(db)
  await sql`create index calls_started on customers.calls (workspace_id, started_at)`.execute(db)
}
