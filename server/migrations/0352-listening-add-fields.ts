/** Values of a workspace's own fields on mentions. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table listening.mentions add column fields jsonb not null default '{}'`.execute(db)
  await sql`create index mentions_fields on listening.mentions using gin (workspace_id, fields) where fields <> '{}'`.execute(
    db,
  )
}
