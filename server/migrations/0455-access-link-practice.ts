/** A practice workspace knows whose team it is for; one for each. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table access.workspaces
      add column practice_of integer references access.workspaces (id),
      add check (practice_of is null or is_demo)`.execute(db)
  await sql`create unique index workspaces_practice on access.workspaces (practice_of) where practice_of is not null`.execute(
    db,
  )
}
