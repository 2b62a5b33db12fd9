/** Weights of agreements as the workspace's own customers teach them, each night's with what it changed. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  // Chances by kind of field and level alone: nothing of anybody's values can be read here.
  await sql`
    create table customers.match_weights (
      workspace_id integer not null,
      version integer not null,
      made_at timestamptz not null,
      people integer not null,
      decided integer not null,
      outcome text not null check (outcome in ('used', 'too_few', 'worse')),
      fields jsonb not null,
      primary key (workspace_id, version)
    )`.execute(db)
  await sql`alter table customers.match_rules add column is_learning boolean not null default true`.execute(db)
}
