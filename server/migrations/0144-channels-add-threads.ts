/** Threads that were fetched around an item: when, so that the same one is not asked for again at once. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table channels.threads (
      workspace_id integer not null,
      channel text not null,
      root_remote_id text not null,
      asked_at timestamptz not null,
      fresh_until timestamptz not null,
      primary key (workspace_id, channel, root_remote_id)
    )`.execute(db)
}
