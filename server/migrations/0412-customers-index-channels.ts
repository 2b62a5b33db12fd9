/** A timeline narrowed to a channel is walked in that channel alone: a busy customer's rare one lies behind all the others. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create index activities_channel on customers.activities (workspace_id, customer_id, channel, at desc, id desc)
      include (kind)`.execute(db)
}
