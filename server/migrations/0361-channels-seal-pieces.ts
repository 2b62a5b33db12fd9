/** The bytes of a file are sealed while they wait to be opened: nobody has masked them yet. What came before stays as it is. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table channels.import_pieces add column is_sealed boolean not null default false`.execute(db)
  await sql`alter table channels.import_pieces add column length integer`.execute(db)
}
