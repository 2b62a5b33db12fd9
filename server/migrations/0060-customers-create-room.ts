/** The room customers: people as we know them, the authors they are, what they said and what we answered. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create schema customers`.execute(db)
  await sql`
    create table customers.customers (
      workspace_id integer not null,
      id uuid not null,
      name text not null check (name <> ''),
      named_by text,
      named_at timestamptz,
      stage text not null check (stage in ('stranger', 'known')),
      words tsvector not null,
      said integer not null default 0 check (said >= 0),
      answered integer not null default 0 check (answered >= 0),
      first_seen_at timestamptz not null,
      last_seen_at timestamptz not null,
      primary key (workspace_id, id),
      check ((named_by is null) = (named_at is null))
    )`.execute(db)
  await sql`
    create index customers_last_seen on customers.customers (workspace_id, last_seen_at desc, id desc)`.execute(db)
  await sql`create index customers_words on customers.customers using gin (workspace_id, words)`.execute(db)
  await sql`
    create table customers.identities (
      workspace_id integer not null,
      id uuid not null,
      customer_id uuid not null,
      author_id uuid not null,
      handle text,
      display_name text,
      linked_at timestamptz not null,
      primary key (workspace_id, id),
      unique (workspace_id, author_id),
      foreign key (workspace_id, customer_id) references customers.customers (workspace_id, id),
      foreign key (workspace_id, author_id) references channels.authors (workspace_id, id)
    )`.execute(db)
  await sql`create index identities_customer on customers.identities (workspace_id, customer_id)`.execute(db)
  await sql`
    create table customers.activities (
      workspace_id integer not null,
      id uuid not null,
      customer_id uuid not null,
      kind text not null check (kind in ('said', 'answered', 'note', 'resolved')),
      source_id uuid not null,
      channel text not null,
      at timestamptz not null,
      item_id uuid,
      conversation_id uuid,
      text text,
      url text,
      primary key (workspace_id, id),
      unique (workspace_id, customer_id, kind, source_id),
      foreign key (workspace_id, customer_id) references customers.customers (workspace_id, id),
      foreign key (workspace_id, item_id) references channels.items (workspace_id, id),
      check ((item_id is null) = (text is not null))
    )`.execute(db)
  await sql`
    create index activities_newest on customers.activities (workspace_id, customer_id, at desc, id desc)`.execute(db)
  await sql`
    create index activities_item on customers.activities (workspace_id, item_id) where item_id is not null`.execute(db)
}
