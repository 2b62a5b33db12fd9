/** Likely matches: the keys under which people may meet, pairs that may be one person, and the workspace's rules for them. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  // A key is a hash: nothing of the address or number that it was made from can be read here.
  await sql`
    create table customers.match_keys (
      workspace_id integer not null,
      key bigint not null,
      customer_id uuid not null,
      primary key (workspace_id, key, customer_id),
      foreign key (workspace_id, customer_id) references customers.customers (workspace_id, id) on delete cascade
    )`.execute(db)
  await sql`create index match_keys_customer on customers.match_keys (workspace_id, customer_id)`.execute(db)
  await sql`
    create table customers.suggestions (
      workspace_id integer not null,
      id uuid not null,
      left_id uuid not null,
      right_id uuid not null,
      bits real not null,
      evidence jsonb not null,
      made_at timestamptz not null,
      is_sure boolean not null,
      tried_at timestamptz,
      primary key (workspace_id, id),
      unique (workspace_id, left_id, right_id),
      foreign key (workspace_id, left_id) references customers.customers (workspace_id, id) on delete cascade,
      foreign key (workspace_id, right_id) references customers.customers (workspace_id, id) on delete cascade,
      check (left_id < right_id)
    )`.execute(db)
  await sql`create index suggestions_right on customers.suggestions (workspace_id, right_id)`.execute(db)
  await sql`
    create index suggestions_due on customers.suggestions (workspace_id, made_at)
      where is_sure and tried_at is null`.execute(db)
  await sql`
    create table customers.match_rules (
      workspace_id integer not null primary key,
      is_linking boolean not null,
      link_from real not null check (link_from between 0.9 and 0.999999),
      suggest_from real not null check (suggest_from between 0.5 and 0.999),
      changed_at timestamptz not null,
      changed_by text not null
    )`.execute(db)
}
