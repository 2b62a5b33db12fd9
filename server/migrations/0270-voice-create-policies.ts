/** Policies in versions with signatures, which answer went out under which, the tone guide, saved replies. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create schema voice`.execute(db)
  await sql`
    create table voice.policies (
      workspace_id integer not null,
      id uuid not null,
      name text not null,
      words text[] not null,
      departments jsonb not null,
      created_at timestamptz not null,
      created_by text not null,
      archived_at timestamptz,
      archived_by text,
      primary key (workspace_id, id)
    )`.execute(db)
  await sql`
    create table voice.policy_versions (
      workspace_id integer not null,
      id uuid not null,
      policy_id uuid not null,
      number integer not null check (number > 0),
      body text not null,
      review_on date not null,
      written_by text not null,
      written_at timestamptz not null,
      live_at timestamptz,
      ended_at timestamptz,
      primary key (workspace_id, id),
      unique (workspace_id, policy_id, number),
      foreign key (workspace_id, policy_id) references voice.policies (workspace_id, id)
    )`.execute(db)
  await sql`
    create unique index policy_versions_live on voice.policy_versions (workspace_id, policy_id)
    where live_at is not null and ended_at is null`.execute(db)
  await sql`
    create unique index policy_versions_draft on voice.policy_versions (workspace_id, policy_id)
    where live_at is null`.execute(db)
  // One person signs once, so that two departments are two people.
  await sql`
    create table voice.signatures (
      workspace_id integer not null,
      version_id uuid not null,
      department text not null,
      member_id uuid not null,
      signed_by text not null,
      signed_at timestamptz not null,
      primary key (workspace_id, version_id, department),
      unique (workspace_id, version_id, member_id),
      foreign key (workspace_id, version_id) references voice.policy_versions (workspace_id, id)
    )`.execute(db)
  await sql`
    create table voice.reviews (
      workspace_id integer not null,
      id uuid not null,
      version_id uuid not null,
      reviewed_by text not null,
      reviewed_at timestamptz not null,
      review_on date not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, version_id) references voice.policy_versions (workspace_id, id)
    )`.execute(db)
  await sql`create index reviews_version on voice.reviews (workspace_id, version_id, reviewed_at desc)`.execute(db)
  await sql`
    create table voice.applied (
      workspace_id integer not null,
      answer_id uuid not null,
      version_id uuid not null,
      at timestamptz not null,
      primary key (workspace_id, answer_id),
      foreign key (workspace_id, version_id) references voice.policy_versions (workspace_id, id)
    )`.execute(db)
  await sql`create index applied_version on voice.applied (workspace_id, version_id, at desc)`.execute(db)
  await sql`
    create table voice.guides (
      workspace_id integer not null primary key,
      version integer not null,
      guide jsonb not null,
      changed_at timestamptz not null,
      changed_by text not null
    )`.execute(db)
  await sql`
    create table voice.saved_replies (
      workspace_id integer not null,
      id uuid not null,
      name text not null,
      text text not null,
      uses integer not null default 0,
      changed_at timestamptz not null,
      changed_by text not null,
      removed_at timestamptz,
      removed_by text,
      primary key (workspace_id, id)
    )`.execute(db)
}
