/** An index of the path report: what was bought in a period. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create index activities_bought on customers.activities (workspace_id, at) where kind in ('ordered', 'purchased')`.execute(
    db,
  )
}
