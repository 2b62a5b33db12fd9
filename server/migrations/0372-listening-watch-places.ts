/** What people made of a rising place: watched on, or passed over. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table listening.marked_places (
      workspace_id integer not null,
      place text not null check (place <> ''),
      channel text,
      site text,
      mark text not null check (mark in ('watched', 'passed')),
      at timestamptz not null,
      by text not null,
      primary key (workspace_id, place),
      check (channel is not null or site is not null)
    )`.execute(db)
}
