/**
 * Identities of every kind, attributes with their source, what an activity tells beside its text, merges that can be undone.
 * A customer row is from now on a leaf: what arrived keeps pointing at it, and `merged_into` says who is shown in its place.
 */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await widenCustomers(db)
  await widenIdentities(db)
  await widenActivities(db)
  await addAttributes(db)
  await addMerges(db)
  await addVerifications(db)
}

const widenCustomers = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table customers.customers
      add column merged_into uuid check (merged_into <> id),
      add column met_at timestamptz,
      add column heard integer not null default 0 check (heard >= 0),
      add column bought integer not null default 0 check (bought >= 0),
      drop constraint customers_stage_check,
      add constraint customers_stage_check
        check (stage in ('stranger', 'known', 'lead', 'customer', 'advocate', 'lost')),
      add foreign key (workspace_id, merged_into) references customers.customers (workspace_id, id)`.execute(db)
  await sql`
    update customers.customers as customer set heard = said, met_at = coalesce(
      (select min(author.first_seen_at) from customers.identities as identity
       join channels.authors as author on author.workspace_id = identity.workspace_id and author.id = identity.author_id
       where identity.workspace_id = customer.workspace_id and identity.customer_id = customer.id),
      first_seen_at)`.execute(db)
  await sql`alter table customers.customers alter column met_at set not null`.execute(db)
  await sql`
    create index customers_merged on customers.customers (workspace_id, merged_into)
      where merged_into is not null`.execute(db)
  await sql`drop index customers.customers_last_seen`.execute(db)
  await sql`
    create index customers_last_seen on customers.customers (workspace_id, last_seen_at desc, id desc)
      where merged_into is null`.execute(db)
}

const widenIdentities = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table customers.identities
      alter column author_id drop not null,
      add column kind text not null default 'author' check (kind in ('author', 'email', 'phone', 'visitor', 'external')),
      add column namespace text,
      add column value text,
      add column source_kind text not null default 'channel',
      add column source_id text not null default ''`.execute(db)
  await sql`
    update customers.identities as identity set namespace = author.channel, value = author.remote_id
    from channels.authors as author
    where author.workspace_id = identity.workspace_id and author.id = identity.author_id`.execute(db)
  await sql`
    alter table customers.identities
      alter column namespace set not null,
      alter column value set not null,
      alter column kind drop default,
      alter column source_kind drop default,
      alter column source_id drop default,
      add check ((kind = 'author') = (author_id is not null)),
      add unique (workspace_id, kind, namespace, value)`.execute(db)
  await sql`
    create index identities_handle on customers.identities (workspace_id, lower(handle))
      where handle is not null`.execute(db)
}

const widenActivities = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table customers.activities
      add column detail jsonb not null default '{}',
      drop constraint activities_kind_check,
      add constraint activities_kind_check check (kind ~ '^[a-z][a-z_]{1,29}$')`.execute(db)
  await sql`drop index customers.activities_newest`.execute(db)
  // Kind and channel stand in the index, so that a filter is answered without a look at the rows that it leaves out.
  await sql`
    create index activities_newest on customers.activities (workspace_id, customer_id, at desc, id desc)
      include (kind, channel)`.execute(db)
}

const addAttributes = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table customers.attributes (
      workspace_id integer not null,
      id uuid not null,
      customer_id uuid not null,
      name text not null check (name ~ '^[a-z][a-z0-9_]{0,59}$'),
      value text not null check (value <> ''),
      folded text not null,
      is_verified boolean not null,
      source_kind text not null,
      source_id text not null,
      at timestamptz not null,
      noted_by text,
      withdrawn_at timestamptz,
      withdrawn_by text,
      primary key (workspace_id, id),
      foreign key (workspace_id, customer_id) references customers.customers (workspace_id, id),
      check ((withdrawn_by is null) = (withdrawn_at is null))
    )`.execute(db)
  await sql`
    create unique index attributes_told on customers.attributes
      (workspace_id, customer_id, name, source_kind, source_id, md5(value))`.execute(db)
  await sql`
    create index attributes_contact on customers.attributes (workspace_id, name, folded)
      where name in ('email', 'phone')`.execute(db)
  await sql`
    create index attributes_source on customers.attributes (workspace_id, source_kind, source_id)`.execute(db)
  // The names that people gave until now are attributes with a source like any other.
  await sql`
    insert into customers.attributes
      (workspace_id, id, customer_id, name, value, folded, is_verified, source_kind, source_id, at, noted_by)
    select workspace_id, gen_random_uuid(), id, 'name', name, lower(name), false, 'person', id::text, named_at, named_by
    from customers.customers where named_at is not null`.execute(db)
}

const addMerges = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table customers.merges (
      workspace_id integer not null,
      id uuid not null,
      left_id uuid not null,
      right_id uuid not null,
      how text not null check (how in ('person', 'key', 'match', 'import')),
      why text not null,
      evidence jsonb not null,
      operation_id uuid not null,
      identity_id uuid,
      redoes_id uuid,
      made_at timestamptz not null,
      made_by text not null,
      undone_at timestamptz,
      undone_by text,
      undone_operation_id uuid,
      primary key (workspace_id, id),
      foreign key (workspace_id, left_id) references customers.customers (workspace_id, id),
      foreign key (workspace_id, right_id) references customers.customers (workspace_id, id),
      foreign key (workspace_id, identity_id) references customers.identities (workspace_id, id),
      check (left_id <> right_id),
      check (num_nulls(undone_at, undone_by, undone_operation_id) in (0, 3))
    )`.execute(db)
  await sql`create index merges_left on customers.merges (workspace_id, left_id)`.execute(db)
  await sql`create index merges_right on customers.merges (workspace_id, right_id)`.execute(db)
  await sql`create index merges_operation on customers.merges (workspace_id, operation_id)`.execute(db)
  await sql`
    create index merges_undone on customers.merges (workspace_id, undone_operation_id)
      where undone_operation_id is not null`.execute(db)
  await sql`create index merges_newest on customers.merges (workspace_id, made_at desc, id desc)`.execute(db)
  // A key that two have joins them once; whoever undid it is not asked again.
  await sql`
    create unique index merges_key on customers.merges (workspace_id, identity_id, left_id, right_id)
      where identity_id is not null and redoes_id is null`.execute(db)
  await sql`create index merges_identity on customers.merges (workspace_id, identity_id)`.execute(db)
  await sql`
    create table customers.refusals (
      workspace_id integer not null,
      id uuid not null,
      left_id uuid not null,
      right_id uuid not null,
      why text not null,
      operation_id uuid not null,
      made_at timestamptz not null,
      made_by text not null,
      withdrawn_at timestamptz,
      withdrawn_by text,
      primary key (workspace_id, id),
      foreign key (workspace_id, left_id) references customers.customers (workspace_id, id),
      foreign key (workspace_id, right_id) references customers.customers (workspace_id, id),
      check (left_id < right_id),
      check ((withdrawn_by is null) = (withdrawn_at is null))
    )`.execute(db)
  await sql`
    create unique index refusals_pair on customers.refusals (workspace_id, left_id, right_id)
      where withdrawn_at is null`.execute(db)
  await sql`create index refusals_left on customers.refusals (workspace_id, left_id, right_id)`.execute(db)
  await sql`create index refusals_operation on customers.refusals (workspace_id, operation_id)`.execute(db)
  await sql`create index refusals_right on customers.refusals (workspace_id, right_id)`.execute(db)
  await sql`
    create table customers.shared_keys (
      workspace_id integer not null,
      customer_id uuid not null,
      identity_id uuid not null,
      seen_at timestamptz not null,
      settled_at timestamptz,
      outcome text check (outcome in ('merged', 'same', 'refused', 'bridge')),
      primary key (workspace_id, customer_id, identity_id),
      foreign key (workspace_id, customer_id) references customers.customers (workspace_id, id),
      foreign key (workspace_id, identity_id) references customers.identities (workspace_id, id),
      check ((outcome is null) = (settled_at is null))
    )`.execute(db)
  await sql`create index shared_keys_identity on customers.shared_keys (workspace_id, identity_id)`.execute(db)
  await sql`
    create index shared_keys_due on customers.shared_keys (workspace_id, seen_at) where settled_at is null`.execute(db)
}

const addVerifications = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table customers.verifications (
      workspace_id integer not null,
      id uuid not null,
      customer_id uuid not null,
      how text not null check (how in ('callback', 'order', 'document', 'signed_in', 'known')),
      note text not null,
      made_at timestamptz not null,
      made_by text not null,
      ended_at timestamptz,
      ended_by text,
      primary key (workspace_id, id),
      foreign key (workspace_id, customer_id) references customers.customers (workspace_id, id),
      check ((ended_by is null) = (ended_at is null))
    )`.execute(db)
  await sql`
    create index verifications_customer on customers.verifications (workspace_id, customer_id, made_at desc)`.execute(
    db,
  )
  await sql`
    create table customers.relations (
      workspace_id integer not null,
      id uuid not null,
      kind text not null check (kind in ('household', 'works_at', 'guardian_of', 'knows')),
      left_id uuid not null,
      right_id uuid not null,
      note text not null,
      made_at timestamptz not null,
      made_by text not null,
      ended_at timestamptz,
      ended_by text,
      primary key (workspace_id, id),
      foreign key (workspace_id, left_id) references customers.customers (workspace_id, id),
      foreign key (workspace_id, right_id) references customers.customers (workspace_id, id),
      check (left_id <> right_id),
      check ((ended_by is null) = (ended_at is null))
    )`.execute(db)
  await sql`create index relations_left on customers.relations (workspace_id, left_id)`.execute(db)
  await sql`create index relations_right on customers.relations (workspace_id, right_id)`.execute(db)
}
