/** A look-up by an id elsewhere finds it, whatever system it is of. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create index identities_external on customers.identities (workspace_id, value) where kind = 'external'`.execute(db)
}
