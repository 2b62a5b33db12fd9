/** Visits of a period, newest first: what the report of paths counts and lists. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create index visits_newest on customers.visits (workspace_id, started_at desc, id desc) where not is_program`.execute(
    db,
  )
}
