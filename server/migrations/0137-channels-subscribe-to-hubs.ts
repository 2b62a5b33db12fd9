/** WebSub: which hub tells us of news in a feed, since when and for how long. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table channels.subscriptions (
      workspace_id integer not null,
      source_id uuid not null,
      hub text not null,
      topic text not null,
      secret text not null,
      state text not null check (state in ('wanted', 'asked', 'active', 'refused')),
      asked_at timestamptz,
      next_ask_at timestamptz,
      lease_until timestamptz,
      told_at timestamptz,
      primary key (workspace_id, source_id),
      foreign key (workspace_id, source_id) references channels.sources (workspace_id, id)
    )`.execute(db)
  await sql`create index subscriptions_due on channels.subscriptions (next_ask_at) where next_ask_at is not null`.execute(
    db,
  )
}
