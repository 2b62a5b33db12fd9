/** A question about the same words is one question: its answer is given again instead of paid for again. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table understanding.asks add column key text`.execute(db)
  await sql`
    create unique index asks_key on understanding.asks (workspace_id, key) where key is not null and state <> 'failed'`.execute(
    db,
  )
}
