/** Rounds of posts that people label without sight of the machine's reading, and what they said. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table understanding.quality_rounds (
      workspace_id integer not null,
      id uuid not null,
      drawn_at timestamptz not null,
      drawn_by text not null,
      primary key (workspace_id, id)
    )`.execute(db)
  await sql`
    create table understanding.quality_posts (
      workspace_id integer not null,
      round_id uuid not null,
      place integer not null check (place > 0),
      item_id uuid not null,
      label jsonb,
      labelled_at timestamptz,
      labelled_by text,
      primary key (workspace_id, round_id, place),
      foreign key (workspace_id, round_id) references understanding.quality_rounds (workspace_id, id),
      foreign key (workspace_id, item_id) references understanding.readings (workspace_id, item_id)
    )`.execute(db)
  await sql`create index quality_posts_item on understanding.quality_posts (workspace_id, item_id)`.execute(db)
  await sql`create index corrections_at on understanding.corrections (workspace_id, at)`.execute(db)
}
