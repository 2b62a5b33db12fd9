/** A provider of deep reading that an administrator set, and what was asked of it: with its cost, and its answer. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table understanding.providers (
      workspace_id integer primary key,
      kind text not null check (kind in ('openai', 'anthropic')),
      url text not null,
      model text not null,
      key text not null,
      price_read numeric not null check (price_read >= 0),
      price_written numeric not null check (price_written >= 0),
      monthly_cap numeric not null check (monthly_cap >= 0),
      is_on boolean not null,
      changed_at timestamptz not null,
      changed_by text not null
    )`.execute(db)
  await sql`
    create table understanding.asks (
      workspace_id integer not null,
      id uuid not null,
      purpose text not null check (purpose in ('try', 'summary', 'sample', 'draft')),
      item_ids uuid[] not null,
      state text not null check (state in ('waiting', 'answered', 'failed')),
      question text,
      answer text,
      failure text,
      tokens_read integer,
      tokens_written integer,
      cost numeric not null,
      asked_at timestamptz not null,
      asked_by text not null,
      answered_at timestamptz,
      primary key (workspace_id, id)
    )`.execute(db)
  await sql`create index asks_asked on understanding.asks (workspace_id, asked_at desc, id desc)`.execute(db)
  await sql`create index asks_items on understanding.asks using gin (item_ids)`.execute(db)
}
