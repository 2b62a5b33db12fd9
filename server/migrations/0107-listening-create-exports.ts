/** Who took what out of the stream, when, and how much of it. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table listening.exports (
      workspace_id integer not null,
      id uuid not null,
      format text not null check (format in ('csv', 'xlsx', 'jsonl')),
      filter jsonb not null,
      asked_by text not null,
      asked_at timestamptz not null,
      total integer not null,
      is_more boolean not null,
      rows integer not null default 0,
      began_at timestamptz,
      finished_at timestamptz,
      primary key (workspace_id, id)
    )`.execute(db)
  await sql`create index exports_newest on listening.exports (workspace_id, asked_at desc, id desc)`.execute(db)
}
