/** The queue of tickets that are nobody's, by their clock: few of many, so an index of their own. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create index tickets_unassigned on inbox.tickets (workspace_id, (coalesce(due_at, 'infinity')), id)
      where state = 'open' and assignee_id is null`.execute(db)
}
