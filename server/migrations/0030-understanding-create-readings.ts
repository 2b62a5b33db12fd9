/** Readings of items and the corrections of people. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create schema if not exists understanding`.execute(db)
  await sql`
    create table understanding.readings (
      workspace_id integer not null,
      item_id uuid not null,
      language text not null,
      sentiment text check (sentiment in ('positive', 'neutral', 'negative', 'mixed')),
      confidence real,
      reading jsonb not null,
      model text not null,
      at timestamptz not null,
      primary key (workspace_id, item_id),
      foreign key (workspace_id, item_id) references channels.items (workspace_id, id)
    )`.execute(db)
  await sql`
    create table understanding.corrections (
      workspace_id integer not null,
      item_id uuid not null,
      number integer not null check (number > 0),
      sentiment text check (sentiment in ('positive', 'neutral', 'negative', 'mixed')),
      by text not null,
      at timestamptz not null,
      primary key (workspace_id, item_id, number),
      foreign key (workspace_id, item_id) references understanding.readings (workspace_id, item_id)
    )`.execute(db)
}
