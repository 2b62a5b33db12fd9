/** The second factor of better-auth 1.7.5's two-factor plug-in, links that set a new password, and the mail that brings links. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table login."user" add column "twoFactorEnabled" boolean default false`.execute(db)
  await sql`
    create table login."twoFactor" (
      "id" text primary key, "secret" text not null, "backupCodes" text not null,
      "userId" text not null references login."user" ("id") on delete cascade,
      "verified" boolean default true, "failedVerificationCount" integer default 0, "lockedUntil" timestamptz
    )`.execute(db)
  await sql`create index two_factor_user on login."twoFactor" ("userId")`.execute(db)
  await sql`create index two_factor_secret on login."twoFactor" ("secret")`.execute(db)
  await sql`
    create table access.password_resets (
      workspace_id integer not null references access.workspaces (id),
      id uuid not null,
      token_digest text not null,
      user_id text not null references access.users (id),
      made_at timestamptz not null,
      made_by text,
      expires_at timestamptz not null,
      used_at timestamptz,
      letter text,
      primary key (workspace_id, id)
    )`.execute(db)
  await sql`create index password_resets_token on access.password_resets (token_digest)`.execute(db)
  await sql`create index password_resets_user on access.password_resets (user_id)`.execute(db)
  await sql`alter table access.invitations add column email text, add column letter text`.execute(db)
}
