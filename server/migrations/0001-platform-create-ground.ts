/** The ground's own tables: consumed facts, idempotent requests, leases of streams, settings of the installation. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create extension if not exists btree_gin`.execute(db)
  await sql`create schema if not exists platform`.execute(db)
  await sql`
    create table platform.consumed (
      workspace_id integer not null,
      consumer text not null,
      event_id uuid not null,
      at timestamptz not null default now(),
      primary key (workspace_id, consumer, event_id)
    )`.execute(db)
  await sql`create index consumed_at on platform.consumed (at)`.execute(db)
  await sql`
    create table platform.idempotency (
      workspace_id integer not null,
      actor text not null,
      key text not null,
      request_hash text not null,
      response text,
      at timestamptz not null default now(),
      primary key (workspace_id, actor, key)
    )`.execute(db)
  await sql`create index idempotency_at on platform.idempotency (at)`.execute(db)
  await sql`
    create table platform.leases (
      name text not null,
      key text not null,
      holder uuid not null,
      until timestamptz not null,
      primary key (name, key)
    )`.execute(db)
  await sql`create table platform.settings (name text primary key, value text not null)`.execute(db)
}
