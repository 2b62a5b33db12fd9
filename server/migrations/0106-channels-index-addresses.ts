/** Items by their address, so that what a file brings is found where a source heard it under another id. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  // An address may be longer than an index entry: its digest stands for it.
  await sql`create index items_address on channels.items (workspace_id, md5(url)) where url is not null`.execute(db)
}
