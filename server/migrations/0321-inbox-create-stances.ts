/** The stance board: issues that cannot be answered post by post, what we hold of each, and the posts gathered under it. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table inbox.stances (
      workspace_id integer not null,
      id uuid not null,
      title text not null check (title <> ''),
      position text not null check (position <> ''),
      version integer not null default 1,
      written_by_id uuid,
      written_by text not null,
      written_at timestamptz not null,
      review_on date not null,
      reviewed_at timestamptz,
      reviewed_by text,
      reminded_at timestamptz,
      archived_at timestamptz,
      archived_by text,
      primary key (workspace_id, id),
      check ((reviewed_at is null) = (reviewed_by is null)),
      check ((archived_at is null) = (archived_by is null))
    )`.execute(db)
  await sql`
    create index stances_review on inbox.stances (workspace_id, review_on)
      where archived_at is null and reminded_at is null`.execute(db)
  await sql`
    create table inbox.stance_positions (
      workspace_id integer not null,
      stance_id uuid not null,
      version integer not null,
      position text not null,
      written_by text not null,
      written_at timestamptz not null,
      primary key (workspace_id, stance_id, version),
      foreign key (workspace_id, stance_id) references inbox.stances (workspace_id, id)
    )`.execute(db)
  // A mention is gathered under one issue.
  await sql`
    create table inbox.stance_mentions (
      workspace_id integer not null,
      mention_id uuid not null,
      stance_id uuid not null,
      gathered_at timestamptz not null,
      gathered_by text not null,
      primary key (workspace_id, mention_id),
      foreign key (workspace_id, stance_id) references inbox.stances (workspace_id, id),
      foreign key (workspace_id, mention_id) references listening.mentions (workspace_id, id) on delete cascade
    )`.execute(db)
  await sql`
    create index stance_mentions_stance on inbox.stance_mentions (workspace_id, stance_id, gathered_at desc)`.execute(
    db,
  )
  await sql`
    alter table listening.alerts drop constraint alerts_kind_check,
      add constraint alerts_kind_check
        check (kind in ('each', 'author', 'count', 'negative_share', 'clock', 'stance'))`.execute(db)
}
