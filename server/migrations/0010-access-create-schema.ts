/** Logins (better-auth's own tables), organizations, workspaces, members, invitations, keys. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create schema login`.execute(db)
  await createLogin(db)
  await sql`create schema access`.execute(db)
  await sql`
    create table access.organizations (
      id uuid primary key, name text not null, created_at timestamptz not null
    )`.execute(db)
  await sql`
    create table access.workspaces (
      id integer generated always as identity primary key,
      organization_id uuid not null references access.organizations (id),
      name text not null,
      time_zone text not null,
      locale text not null check (locale in ('ko', 'en')),
      is_demo boolean not null default false,
      created_at timestamptz not null
    )`.execute(db)
  await sql`create index workspaces_organization on access.workspaces (organization_id)`.execute(db)
  await sql`
    create table access.users (
      id text primary key,
      name text not null,
      email text not null,
      locale text not null check (locale in ('ko', 'en'))
    )`.execute(db)
  await sql`
    create table access.members (
      workspace_id integer not null references access.workspaces (id),
      id uuid not null,
      user_id text not null references access.users (id),
      role text not null,
      joined_at timestamptz not null,
      last_seen_at timestamptz,
      removed_at timestamptz,
      removed_by text,
      primary key (workspace_id, id),
      unique (workspace_id, user_id)
    )`.execute(db)
  await sql`create index members_user on access.members (user_id)`.execute(db)
  await sql`
    create table access.invitations (
      workspace_id integer not null references access.workspaces (id),
      id uuid not null,
      token_digest text not null,
      role text not null,
      note text not null,
      invited_by text not null,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      accepted_at timestamptz,
      revoked_at timestamptz,
      primary key (workspace_id, id),
      unique (workspace_id, token_digest)
    )`.execute(db)
  await sql`create index invitations_token on access.invitations (token_digest)`.execute(db)
  await sql`
    create table access.api_keys (
      workspace_id integer not null references access.workspaces (id),
      id text not null,
      name text not null,
      start text not null,
      role text not null,
      created_by text not null,
      created_at timestamptz not null,
      expires_at timestamptz,
      last_used_at timestamptz,
      revoked_at timestamptz,
      primary key (workspace_id, id)
    )`.execute(db)
  await sql`create index api_keys_id on access.api_keys (id)`.execute(db)
}

/** The tables that better-auth 1.7.5 and its api-key plug-in expect, column by column. */
const createLogin = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table login."user" (
      "id" text primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null,
      "image" text, "createdAt" timestamptz not null default current_timestamp, "updatedAt" timestamptz not null default current_timestamp
    )`.execute(db)
  await sql`
    create table login.session (
      "id" text primary key, "expiresAt" timestamptz not null, "token" text not null unique,
      "createdAt" timestamptz not null default current_timestamp, "updatedAt" timestamptz not null,
      "ipAddress" text, "userAgent" text, "userId" text not null references login."user" ("id") on delete cascade
    )`.execute(db)
  await sql`
    create table login.account (
      "id" text primary key, "accountId" text not null, "providerId" text not null,
      "userId" text not null references login."user" ("id") on delete cascade,
      "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz,
      "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text,
      "createdAt" timestamptz not null default current_timestamp, "updatedAt" timestamptz not null
    )`.execute(db)
  await sql`
    create table login.verification (
      "id" text primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null,
      "createdAt" timestamptz not null default current_timestamp, "updatedAt" timestamptz not null default current_timestamp
    )`.execute(db)
  await sql`
    create table login.apikey (
      "id" text primary key, "configId" text not null, "name" text, "start" text, "referenceId" text not null, "prefix" text,
      "key" text not null, "refillInterval" integer, "refillAmount" integer, "lastRefillAt" timestamptz, "enabled" boolean,
      "rateLimitEnabled" boolean, "rateLimitTimeWindow" integer, "rateLimitMax" integer, "requestCount" integer,
      "remaining" integer, "lastRequest" timestamptz, "expiresAt" timestamptz, "createdAt" timestamptz not null,
      "updatedAt" timestamptz not null, "permissions" text, "metadata" text
    )`.execute(db)
  await sql`create index session_user_id on login.session ("userId")`.execute(db)
  await sql`create index account_user_id on login.account ("userId")`.execute(db)
  await sql`create index verification_identifier on login.verification ("identifier")`.execute(db)
  await sql`create index apikey_reference on login.apikey ("referenceId")`.execute(db)
  await sql`create index apikey_config on login.apikey ("configId")`.execute(db)
  await sql`create index apikey_key on login.apikey ("key")`.execute(db)
}
