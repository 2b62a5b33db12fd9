/** The room channels: accounts, sources, authors, items with their raw form, sightings, deliveries. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create schema channels`.execute(db)
  await sql`
    create table channels.accounts (
      workspace_id integer not null,
      id uuid not null,
      channel text not null,
      remote_id text not null,
      handle text not null,
      display_name text not null,
      url text,
      service text not null,
      purpose text not null check (purpose in ('marketing', 'care', 'both')),
      secret text,
      session text,
      connected_at timestamptz not null,
      connected_by text not null,
      disconnected_at timestamptz,
      disconnected_by text,
      ok_at timestamptz,
      problem_code text,
      problem_params jsonb not null default '{}',
      problem_at timestamptz,
      primary key (workspace_id, id),
      unique (workspace_id, channel, remote_id),
      check ((disconnected_at is null) or (secret is null and session is null)),
      check ((problem_code is null) = (problem_at is null))
    )`.execute(db)
  await sql`
    create table channels.sources (
      workspace_id integer not null,
      id uuid not null,
      channel text not null,
      kind text not null,
      key text not null,
      address text not null,
      name text not null,
      account_id uuid,
      cursor text,
      every_seconds integer check (every_seconds > 0),
      next_poll_at timestamptz,
      failures integer not null default 0,
      items_total bigint not null default 0,
      items_last_at timestamptz,
      added_at timestamptz not null,
      added_by text not null,
      paused_at timestamptz,
      paused_by text,
      removed_at timestamptz,
      removed_by text,
      ok_at timestamptz,
      problem_code text,
      problem_params jsonb not null default '{}',
      problem_at timestamptz,
      primary key (workspace_id, id),
      unique (workspace_id, channel, kind, key),
      foreign key (workspace_id, account_id) references channels.accounts (workspace_id, id),
      check (next_poll_at is null or (paused_at is null and removed_at is null)),
      check ((problem_code is null) = (problem_at is null))
    )`.execute(db)
  await sql`create index sources_account on channels.sources (workspace_id, account_id)`.execute(db)
  await sql`create index sources_due on channels.sources (next_poll_at) where next_poll_at is not null`.execute(db)
  await sql`
    create table channels.authors (
      workspace_id integer not null,
      id uuid not null,
      channel text not null,
      remote_id text not null,
      handle text,
      display_name text,
      url text,
      avatar_url text,
      followers integer,
      first_seen_at timestamptz not null,
      primary key (workspace_id, id),
      unique (workspace_id, channel, remote_id)
    )`.execute(db)
  await sql`
    create table channels.items (
      workspace_id integer not null,
      id uuid not null,
      channel text not null,
      remote_id text not null,
      revision text not null default '',
      kind text not null check (kind in ('post', 'reply', 'quote', 'article', 'comment', 'message')),
      title text,
      text text not null,
      url text,
      language text,
      author_id uuid not null,
      in_reply_to_remote_id text,
      root_remote_id text,
      addressed_account_id uuid,
      is_own boolean not null,
      published_at timestamptz,
      received_at timestamptz not null,
      occurred_at timestamptz not null,
      primary key (workspace_id, id),
      unique (workspace_id, channel, remote_id, revision),
      foreign key (workspace_id, author_id) references channels.authors (workspace_id, id),
      foreign key (workspace_id, addressed_account_id) references channels.accounts (workspace_id, id),
      check (occurred_at <= received_at)
    )`.execute(db)
  await sql`create index items_author on channels.items (workspace_id, author_id, occurred_at desc, id desc)`.execute(
    db,
  )
  await sql`create index items_addressed on channels.items (workspace_id, addressed_account_id) where addressed_account_id is not null`.execute(
    db,
  )
  await sql`create index items_thread on channels.items (workspace_id, channel, root_remote_id) where root_remote_id is not null`.execute(
    db,
  )
  await sql`create index items_occurred on channels.items (workspace_id, occurred_at desc, id desc)`.execute(db)
  await sql`
    create table channels.raw_items (
      workspace_id integer not null,
      item_id uuid not null,
      raw jsonb not null,
      primary key (workspace_id, item_id),
      foreign key (workspace_id, item_id) references channels.items (workspace_id, id)
    )`.execute(db)
  await sql`
    create table channels.sightings (
      workspace_id integer not null,
      item_id uuid not null,
      source_id uuid not null,
      seen_at timestamptz not null,
      primary key (workspace_id, item_id, source_id),
      foreign key (workspace_id, item_id) references channels.items (workspace_id, id),
      foreign key (workspace_id, source_id) references channels.sources (workspace_id, id)
    )`.execute(db)
  await sql`create index sightings_source on channels.sightings (workspace_id, source_id)`.execute(db)
  await sql`
    create table channels.deliveries (
      workspace_id integer not null,
      id uuid not null,
      account_id uuid not null,
      in_reply_to_item_id uuid not null,
      text text not null,
      state text not null check (state in ('planned', 'claimed', 'sent', 'failed', 'unknown')),
      remote_id text,
      url text,
      problem_code text,
      problem_params jsonb not null default '{}',
      tries integer not null default 0,
      planned_at timestamptz not null,
      planned_by text not null,
      claimed_at timestamptz,
      next_try_at timestamptz,
      settled_at timestamptz,
      primary key (workspace_id, id),
      foreign key (workspace_id, account_id) references channels.accounts (workspace_id, id),
      foreign key (workspace_id, in_reply_to_item_id) references channels.items (workspace_id, id),
      check ((state in ('sent', 'failed')) = (settled_at is not null))
    )`.execute(db)
  await sql`create index deliveries_account on channels.deliveries (workspace_id, account_id)`.execute(db)
  await sql`create index deliveries_item on channels.deliveries (workspace_id, in_reply_to_item_id)`.execute(db)
  await sql`create index deliveries_remote on channels.deliveries (workspace_id, remote_id) where remote_id is not null`.execute(
    db,
  )
  await sql`create index deliveries_waiting on channels.deliveries (next_try_at) where next_try_at is not null`.execute(
    db,
  )
}
