/** The heartbeat: what was last told of each account and source, how much a source brings by the hour, and what turned. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table channels.sources
      add column tried_at timestamptz,
      add column wait_seconds integer,
      add column brought_at timestamptz,
      add column rhythm real[],
      add column longest_gap_seconds integer,
      add column rhythm_at timestamptz,
      add column state text not null default 'waiting' check (state in ('ok', 'waiting', 'silent', 'broken', 'paused')),
      add column state_code text`.execute(db)
  await sql`
    alter table channels.accounts
      add column checked_at timestamptz,
      add column state text not null default 'waiting' check (state in ('ok', 'waiting', 'silent', 'broken', 'paused')),
      add column state_code text`.execute(db)
  // What was known before is no news: the first look must not announce every source.
  await sql`
    update channels.sources set tried_at = coalesce(greatest(ok_at, problem_at), ok_at), wait_seconds = every_seconds,
      brought_at = items_last_at,
      state_code = case when paused_at is null and failures >= 3 then problem_code end,
      state = case when paused_at is not null then 'paused' when problem_code is not null and failures >= 3 then 'broken'
        when ok_at is null then 'waiting' else 'ok' end`.execute(db)
  await sql`
    update channels.accounts set state_code = problem_code,
      state = case when problem_code is not null then 'broken' when ok_at is null then 'waiting' else 'ok' end`.execute(
    db,
  )
  await sql`
    create table channels.brought (
      workspace_id integer not null,
      source_id uuid not null,
      hour timestamptz not null,
      items integer not null check (items > 0),
      primary key (workspace_id, source_id, hour),
      foreign key (workspace_id, source_id) references channels.sources (workspace_id, id)
    )`.execute(db)
  await sql`
    create table channels.health_changes (
      workspace_id integer not null,
      id uuid not null,
      source_id uuid,
      account_id uuid,
      state text not null check (state in ('ok', 'waiting', 'silent', 'broken', 'paused')),
      problem_code text,
      problem_params jsonb not null default '{}',
      began_at timestamptz not null,
      at timestamptz not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, source_id) references channels.sources (workspace_id, id),
      foreign key (workspace_id, account_id) references channels.accounts (workspace_id, id),
      check ((source_id is null) <> (account_id is null))
    )`.execute(db)
  await sql`create index health_changes_source on channels.health_changes (workspace_id, source_id, at desc)`.execute(
    db,
  )
  await sql`create index health_changes_account on channels.health_changes (workspace_id, account_id, at desc)`.execute(
    db,
  )
}
