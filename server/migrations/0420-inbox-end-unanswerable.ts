/** Posts that nobody can answer end as a stance by themselves, where a workspace wants it. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table inbox.automatic_stances (
      workspace_id integer primary key,
      after_hours integer check (after_hours between 1 and 720),
      changed_at timestamptz not null,
      changed_by text not null,
      ended bigint not null default 0
    )`.execute(db)
  // Whom nobody touched: what somebody opened again stays open.
  await sql`
    create index mentions_unanswerable on listening.mentions (workspace_id, occurred_at, id)
      where state = 'pending' and state_by is null and not is_answerable and not is_crisis`.execute(db)
}
