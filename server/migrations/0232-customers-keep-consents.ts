/** Consents as a history that only grows, and what customers chose for themselves. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table customers.consents (
      workspace_id integer not null,
      id uuid not null,
      customer_id uuid not null,
      purpose text not null check (purpose in ('marketing', 'night', 'tracking', 'third_party')),
      channel text not null check (channel ~ '^[a-z][a-z0-9_]{1,39}$'),
      deed text not null check (deed in ('given', 'withdrawn', 'confirmed')),
      at timestamptz not null,
      wording text,
      proof text,
      source_kind text not null,
      source_id text not null,
      recorded_at timestamptz not null,
      recorded_by text not null,
      primary key (workspace_id, id),
      unique (workspace_id, customer_id, purpose, channel, source_kind, source_id, deed),
      foreign key (workspace_id, customer_id) references customers.customers (workspace_id, id)
    )`.execute(db)
  await sql`
    create index consents_given on customers.consents (workspace_id, at) where deed in ('given', 'confirmed')`.execute(
    db,
  )
  await sql`
    create table customers.contact_choices (
      workspace_id integer not null,
      id uuid not null,
      customer_id uuid not null,
      channels text[],
      refused text[] not null,
      hour_from smallint check (hour_from between 0 and 24),
      hour_until smallint check (hour_until between 0 and 24),
      is_minor boolean not null,
      chosen_at timestamptz not null,
      recorded_by text not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, customer_id) references customers.customers (workspace_id, id),
      check ((hour_from is null) = (hour_until is null))
    )`.execute(db)
  await sql`
    create index contact_choices_newest on customers.contact_choices (workspace_id, customer_id, chosen_at desc)`.execute(
    db,
  )
}
