/** Certificates of erasures, records that the law wants kept, and how long kinds of data are kept. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table customers.customers add column erased_at timestamptz`.execute(db)
  await sql`
    create table customers.erasures (
      workspace_id integer not null,
      id uuid not null,
      customer_id uuid not null,
      erased_at timestamptz not null,
      erased_by text not null,
      reason text not null check (reason in ('asked', 'withdrawn', 'purpose_done', 'mistake')),
      held jsonb not null,
      kept jsonb not null,
      digests text[] not null,
      primary key (workspace_id, id)
    )`.execute(db)
  await sql`create index erasures_newest on customers.erasures (workspace_id, erased_at desc, id desc)`.execute(db)
  await sql`
    create table customers.kept_records (
      workspace_id integer not null,
      id uuid not null,
      erasure_id uuid not null,
      law text not null check (law in ('commerce_contract', 'commerce_dispute')),
      until timestamptz not null,
      sealed text not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, erasure_id) references customers.erasures (workspace_id, id)
    )`.execute(db)
  await sql`create index kept_records_erasure on customers.kept_records (workspace_id, erasure_id)`.execute(db)
  await sql`create index kept_records_until on customers.kept_records (workspace_id, until)`.execute(db)
  await sql`
    create table customers.retention (
      workspace_id integer not null,
      kind text not null check (kind in ('web', 'recordings', 'calls', 'raw')),
      days integer check (days between 7 and 3650),
      set_at timestamptz not null,
      set_by text not null,
      primary key (workspace_id, kind)
    )`.execute(db)
}
