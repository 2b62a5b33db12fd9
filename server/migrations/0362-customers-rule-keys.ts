/** Rules of matching say too which keys link by themselves, and how many may share something before it tells nothing. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table customers.match_rules
      add column certain_keys text[] not null default '{email,phone,visitor,external}',
      add column most_holders integer not null default 50 check (most_holders between 2 and 500)`.execute(db)
}
