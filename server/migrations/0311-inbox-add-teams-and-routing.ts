/** Work finds its people: teams of tickets, rules that route, what was decided, who is here, who looks, drafts, saved queues, bulk acts. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table inbox.tickets
      add column team_id uuid,
      add column routed_at timestamptz,
      add column risk smallint not null default 0,
      add column worth integer not null default 0,
      add foreign key (workspace_id, team_id) references access.teams (workspace_id, id)`.execute(db)
  // What was open before there were rules was nobody's to route.
  await sql`update inbox.tickets set routed_at = opened_at`.execute(db)
  await sql`
    create index tickets_team on inbox.tickets (workspace_id, team_id, (coalesce(due_at, 'infinity')), id)
      where state = 'open' and team_id is not null`.execute(db)
  await sql`create index tickets_of_team on inbox.tickets (workspace_id, team_id) where team_id is not null`.execute(db)
  await sql`
    create index tickets_risk on inbox.tickets (workspace_id, risk desc, id desc) where state = 'open'`.execute(db)
  await sql`
    create index tickets_worth on inbox.tickets (workspace_id, worth desc, id desc) where state = 'open'`.execute(db)
  await sql`
    create table inbox.rules (
      workspace_id integer not null,
      id uuid not null,
      name text not null check (name <> ''),
      place integer not null,
      is_on boolean not null,
      conditions jsonb not null,
      team_id uuid,
      member_id uuid,
      shares boolean not null,
      made_at timestamptz not null,
      made_by text not null,
      removed_at timestamptz,
      removed_by text,
      primary key (workspace_id, id),
      foreign key (workspace_id, team_id) references access.teams (workspace_id, id),
      foreign key (workspace_id, member_id) references access.members (workspace_id, id),
      check (num_nonnulls(team_id, member_id) > 0),
      check ((removed_at is null) = (removed_by is null))
    )`.execute(db)
  await sql`create index rules_standing on inbox.rules (workspace_id, place, id) where removed_at is null`.execute(db)
  await sql`create index rules_team on inbox.rules (workspace_id, team_id) where team_id is not null`.execute(db)
  await sql`create index rules_member on inbox.rules (workspace_id, member_id) where member_id is not null`.execute(db)
  await sql`
    create table inbox.moves (
      workspace_id integer not null,
      id uuid not null,
      conversation_id uuid not null,
      kind text not null check (kind in ('rule', 'away', 'idle', 'left')),
      rule_id uuid,
      rule_name text,
      from_team_id uuid,
      from_member_id uuid,
      to_team_id uuid,
      to_member_id uuid,
      at timestamptz not null,
      undone_at timestamptz,
      undone_by text,
      primary key (workspace_id, id),
      foreign key (workspace_id, conversation_id) references inbox.conversations (workspace_id, id),
      check ((kind = 'rule') = (rule_id is not null)),
      check ((undone_at is null) = (undone_by is null))
    )`.execute(db)
  await sql`create index moves_newest on inbox.moves (workspace_id, conversation_id, at desc, id desc)`.execute(db)
  await sql`
    create table inbox.presences (
      workspace_id integer not null,
      member_id uuid not null,
      state text not null check (state in ('available', 'busy', 'away')),
      set_at timestamptz not null,
      seen_at timestamptz not null,
      idle_told_at timestamptz,
      given_at timestamptz,
      primary key (workspace_id, member_id),
      foreign key (workspace_id, member_id) references access.members (workspace_id, id)
    )`.execute(db)
  await sql`
    create index presences_fading on inbox.presences (seen_at) where idle_told_at is null and state <> 'away'`.execute(
    db,
  )
  await sql`
    create table inbox.lookers (
      workspace_id integer not null,
      conversation_id uuid not null,
      member_id uuid not null,
      seen_at timestamptz not null,
      typing_at timestamptz,
      primary key (workspace_id, conversation_id, member_id),
      foreign key (workspace_id, conversation_id) references inbox.conversations (workspace_id, id),
      foreign key (workspace_id, member_id) references access.members (workspace_id, id)
    )`.execute(db)
  await sql`create index lookers_member on inbox.lookers (workspace_id, member_id)`.execute(db)
  await sql`
    create table inbox.drafts (
      workspace_id integer not null,
      conversation_id uuid not null,
      member_id uuid not null,
      kind text not null check (kind in ('reply', 'note')),
      text text not null,
      turn bigint not null,
      changed_at timestamptz not null,
      primary key (workspace_id, conversation_id, member_id, kind),
      foreign key (workspace_id, conversation_id) references inbox.conversations (workspace_id, id),
      foreign key (workspace_id, member_id) references access.members (workspace_id, id)
    )`.execute(db)
  await sql`create index drafts_member on inbox.drafts (workspace_id, member_id)`.execute(db)
  await sql`
    create table inbox.queues (
      workspace_id integer not null,
      id uuid not null,
      name text not null check (name <> ''),
      owner_id uuid not null,
      is_shared boolean not null,
      filter jsonb not null,
      made_at timestamptz not null,
      removed_at timestamptz,
      primary key (workspace_id, id),
      foreign key (workspace_id, owner_id) references access.members (workspace_id, id)
    )`.execute(db)
  await sql`create index queues_owner on inbox.queues (workspace_id, owner_id)`.execute(db)
  await sql`
    create table inbox.macros (
      workspace_id integer not null,
      id uuid not null,
      name text not null check (name <> ''),
      steps jsonb not null,
      made_at timestamptz not null,
      made_by text not null,
      removed_at timestamptz,
      primary key (workspace_id, id)
    )`.execute(db)
  await sql`
    create table inbox.operations (
      workspace_id integer not null,
      id uuid not null,
      parts jsonb not null,
      at timestamptz not null,
      by text not null,
      by_id uuid,
      undone_at timestamptz,
      undone_by text,
      primary key (workspace_id, id),
      check ((undone_at is null) = (undone_by is null))
    )`.execute(db)
}
