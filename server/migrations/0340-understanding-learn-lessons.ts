/** What corrections teach is counted by a version, and words that people switched off; posts that a lesson read otherwise are found at once. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table understanding.learning (
      workspace_id integer primary key,
      version integer not null check (version > 0)
    )`.execute(db)
  await sql`
    insert into understanding.learning (workspace_id, version)
    select distinct workspace_id, 1 from understanding.corrections`.execute(db)
  await sql`
    create table understanding.lessons_off (
      workspace_id integer not null,
      word text not null,
      by text not null,
      at timestamptz not null,
      primary key (workspace_id, word)
    )`.execute(db)
  await sql`
    create index readings_by_lessons on understanding.readings (workspace_id, item_id)
    where reading -> 'lessons' is not null`.execute(db)
}
