/** Roles that a workspace changes or adds, scopes of keys, and the log of every change. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table access.roles (
      workspace_id integer not null references access.workspaces (id),
      id text not null,
      name text,
      granted text[] not null,
      withheld text[] not null,
      changed_at timestamptz not null,
      changed_by text not null,
      primary key (workspace_id, id)
    )`.execute(db)
  await sql`alter table access.api_keys add column scopes text[]`.execute(db)
  await sql`
    create table access.audit (
      workspace_id integer not null references access.workspaces (id),
      id uuid not null,
      at timestamptz not null,
      actor_kind text not null check (actor_kind in ('member', 'key')),
      actor_id text not null,
      actor_name text not null,
      verb text not null,
      target text,
      input jsonb not null,
      changes jsonb not null,
      ip text,
      primary key (workspace_id, id)
    )`.execute(db)
  await sql`create index audit_newest on access.audit (workspace_id, at desc, id desc)`.execute(db)
  await sql`create index audit_actor on access.audit (workspace_id, actor_id, at desc, id desc)`.execute(db)
  await sql`
    create index audit_target on access.audit (workspace_id, target, at desc, id desc) where target is not null`.execute(
    db,
  )
}
