/** Values of a workspace's own fields on conversations, and tags. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table inbox.conversations
      add column fields jsonb not null default '{}', add column tags uuid[] not null default '{}'`.execute(db)
  await sql`
    create index conversations_fields on inbox.conversations using gin (workspace_id, fields) where fields <> '{}'`.execute(
    db,
  )
  await sql`
    create index conversations_tags on inbox.conversations using gin (workspace_id, tags) where tags <> '{}'`.execute(
    db,
  )
}
