/** Pictures that go out with a delivery, deliveries that are posts or continue one another, and posts of ours taken back. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table channels.media (
      workspace_id integer not null,
      id uuid not null,
      content_type text not null,
      bytes bytea not null,
      byte_size integer not null check (byte_size > 0),
      width integer not null,
      height integer not null,
      added_at timestamptz not null,
      added_by text not null,
      primary key (workspace_id, id)
    )`.execute(db)
  await sql`create index media_added on channels.media (added_at)`.execute(db)
  await sql`
    alter table channels.deliveries
      alter column in_reply_to_item_id drop not null,
      add column remote_version text,
      add column after_delivery_id uuid,
      add foreign key (workspace_id, after_delivery_id) references channels.deliveries (workspace_id, id)`.execute(db)
  await sql`
    create index deliveries_after on channels.deliveries (workspace_id, after_delivery_id)
      where after_delivery_id is not null`.execute(db)
  await sql`create index deliveries_settled on channels.deliveries (settled_at) where state = 'sent'`.execute(db)
  await sql`
    create table channels.delivery_media (
      workspace_id integer not null,
      delivery_id uuid not null,
      number integer not null,
      media_id uuid not null,
      alt text not null,
      primary key (workspace_id, delivery_id, number),
      foreign key (workspace_id, delivery_id) references channels.deliveries (workspace_id, id),
      foreign key (workspace_id, media_id) references channels.media (workspace_id, id)
    )`.execute(db)
  await sql`create index delivery_media_media on channels.delivery_media (workspace_id, media_id)`.execute(db)
  await sql`
    create table channels.withdrawals (
      workspace_id integer not null,
      id uuid not null,
      account_id uuid not null,
      remote_id text not null,
      delivery_id uuid,
      reason text not null check (reason <> ''),
      state text not null check (state in ('planned', 'done', 'failed')),
      problem_code text,
      problem_params jsonb not null default '{}',
      tries integer not null default 0,
      planned_at timestamptz not null,
      planned_by text not null,
      settled_at timestamptz,
      primary key (workspace_id, id),
      unique (workspace_id, account_id, remote_id),
      foreign key (workspace_id, account_id) references channels.accounts (workspace_id, id),
      foreign key (workspace_id, delivery_id) references channels.deliveries (workspace_id, id),
      check ((state = 'planned') = (settled_at is null))
    )`.execute(db)
  await sql`
    create index withdrawals_delivery on channels.withdrawals (workspace_id, delivery_id)
      where delivery_id is not null`.execute(db)
}
