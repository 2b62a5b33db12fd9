/** What is shown of a customer's fields and tags, and the workspace's own stages. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table customers.customers
      add column fields jsonb not null default '{}', add column tags uuid[] not null default '{}',
      add column stage_id uuid`.execute(db)
  // Almost nobody has any at first: the indexes hold those who do.
  await sql`create index customers_fields on customers.customers using gin (workspace_id, fields) where fields <> '{}'`.execute(
    db,
  )
  await sql`create index customers_tags on customers.customers using gin (workspace_id, tags) where tags <> '{}'`.execute(
    db,
  )
  await sql`
    create table customers.stages (
      workspace_id integer not null,
      id text not null,
      meaning text not null
        check (meaning in ('stranger', 'known', 'lead', 'customer', 'advocate', 'lost')),
      name text not null,
      created_at timestamptz not null,
      created_by text not null,
      removed_at timestamptz,
      removed_by text,
      primary key (workspace_id, id)
    )`.execute(db)
}
