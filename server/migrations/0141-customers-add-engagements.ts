/** Likes, reposts and follows of people whom we know join their timeline. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table customers.activities
      drop constraint activities_kind_check,
      add constraint activities_kind_check
        check (kind in ('said', 'answered', 'note', 'resolved', 'liked', 'reposted', 'followed'))`.execute(db)
}
