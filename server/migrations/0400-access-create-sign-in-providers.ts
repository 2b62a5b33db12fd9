/** Sign-in through a provider of the company's own (OpenID Connect): who it is, and which of its people are which of ours. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table access.sign_in_providers (
      workspace_id integer not null references access.workspaces (id),
      id uuid not null,
      name text not null,
      issuer text not null,
      client_id text not null,
      client_secret text not null,
      domains jsonb not null,
      join_role text,
      set_by_user text not null references access.users (id),
      set_by text not null,
      set_at timestamptz not null,
      primary key (workspace_id, id),
      unique (workspace_id)
    )`.execute(db)
  await sql`create index sign_in_providers_set_by on access.sign_in_providers (set_by_user)`.execute(db)
  await sql`
    create table access.provider_logins (
      workspace_id integer not null,
      provider_id uuid not null,
      subject text not null,
      user_id text not null references access.users (id),
      linked_at timestamptz not null,
      primary key (workspace_id, provider_id, subject),
      foreign key (workspace_id, provider_id) references access.sign_in_providers (workspace_id, id)
    )`.execute(db)
  await sql`create index provider_logins_user on access.provider_logins (user_id)`.execute(db)
}
