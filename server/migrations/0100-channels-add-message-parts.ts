/** What stands beside a message's text: quotation, signature, what was not read, and its files. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table channels.item_parts (
      workspace_id integer not null,
      item_id uuid not null,
      quoted text,
      signature text,
      automatic text check (automatic in ('bounce', 'auto_reply', 'list', 'bulk')),
      notices jsonb not null default '[]',
      primary key (workspace_id, item_id),
      foreign key (workspace_id, item_id) references channels.items (workspace_id, id)
    )`.execute(db)
  await sql`
    create table channels.attachments (
      workspace_id integer not null,
      id uuid not null,
      item_id uuid not null,
      number integer not null check (number > 0),
      name text not null,
      media_type text not null,
      size integer not null check (size >= 0),
      bytes bytea,
      primary key (workspace_id, id),
      unique (workspace_id, item_id, number),
      foreign key (workspace_id, item_id) references channels.items (workspace_id, id)
    )`.execute(db)
  // Files are packed by those who made them: PostgreSQL need not try again.
  await sql`alter table channels.attachments alter column bytes set storage external`.execute(db)
}
