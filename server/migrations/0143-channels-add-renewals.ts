/** Sessions that must be renewed before they end: when, and who is at it. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table channels.accounts
      add column renew_at timestamptz,
      add column renewing_until timestamptz,
      add check (disconnected_at is null or (renew_at is null and renewing_until is null))`.execute(db)
  await sql`create index accounts_renew on channels.accounts (renew_at) where renew_at is not null`.execute(db)
}
