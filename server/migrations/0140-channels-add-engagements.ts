/** What people do without words (likes, reposts, follows), posts that were deleted, and the numbers of our own posts. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table channels.items add column removed_at timestamptz`.execute(db)
  await sql`create index items_own on channels.items (workspace_id, occurred_at desc) where is_own`.execute(db)
  await sql`
    create table channels.engagements (
      workspace_id integer not null,
      id uuid not null,
      channel text not null,
      account_id uuid not null,
      remote_id text not null,
      kind text not null check (kind in ('like', 'repost', 'follow')),
      author_id uuid not null,
      on_remote_id text,
      at timestamptz not null,
      received_at timestamptz not null,
      primary key (workspace_id, id),
      unique (workspace_id, channel, remote_id),
      foreign key (workspace_id, account_id) references channels.accounts (workspace_id, id),
      foreign key (workspace_id, author_id) references channels.authors (workspace_id, id),
      check ((kind = 'follow') = (on_remote_id is null))
    )`.execute(db)
  await sql`
    create index engagements_on on channels.engagements (workspace_id, channel, on_remote_id, at desc, id desc)
      where on_remote_id is not null`.execute(db)
  await sql`create index engagements_author on channels.engagements (workspace_id, author_id)`.execute(db)
  await sql`create index engagements_account on channels.engagements (workspace_id, account_id, at desc, id desc)`.execute(
    db,
  )
  await sql`
    create table channels.own_posts (
      workspace_id integer not null,
      account_id uuid not null,
      remote_id text not null,
      published_at timestamptz not null,
      likes integer not null default 0,
      reposts integer not null default 0,
      replies integer not null default 0,
      quotes integer not null default 0,
      measured_at timestamptz,
      next_measure_at timestamptz,
      primary key (workspace_id, account_id, remote_id),
      foreign key (workspace_id, account_id) references channels.accounts (workspace_id, id)
    )`.execute(db)
  await sql`create index own_posts_due on channels.own_posts (next_measure_at) where next_measure_at is not null`.execute(
    db,
  )
  await sql`create index own_posts_remote on channels.own_posts (workspace_id, remote_id)`.execute(db)
  await sql`
    create table channels.post_metrics (
      workspace_id integer not null,
      account_id uuid not null,
      remote_id text not null,
      at timestamptz not null,
      likes integer not null,
      reposts integer not null,
      replies integer not null,
      quotes integer not null,
      primary key (workspace_id, account_id, remote_id, at),
      foreign key (workspace_id, account_id, remote_id)
        references channels.own_posts (workspace_id, account_id, remote_id)
    )`.execute(db)
}
