/** Readings of older models miss fields; those that do are found at once, to be read again. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create index readings_unread on understanding.readings (workspace_id, item_id)
    where reading ->> 'intents' is null`.execute(db)
}
