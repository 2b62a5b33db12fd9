/** A ticket remembers for which word of the customer a silence was noted on their timeline, until it ends. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table inbox.tickets
      add column silent_message_id uuid,
      add column silent_since timestamptz,
      add check ((silent_message_id is null) = (silent_since is null))`.execute(db)
}
