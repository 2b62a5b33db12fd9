/** The zone in which a person keeps quiet hours; without one it is the workspace's. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table access.users add column time_zone text`.execute(db)
}
