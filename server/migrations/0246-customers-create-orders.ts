/**
 * Orders as files tell them: each telling stays, and what is shown is the newest; so that a file can be taken back exactly.
 * What else a file put on timelines is remembered for the same reason.
 */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table customers.orders (
      workspace_id integer not null,
      id uuid not null,
      customer_id uuid not null,
      system text not null,
      number text not null,
      market text,
      ordered_at timestamptz not null,
      status text,
      state text not null check (state in ('open', 'sent', 'delivered', 'cancelled', 'returned')),
      currency text not null,
      amount numeric(16, 2) not null default 0,
      note text,
      primary key (workspace_id, id),
      unique (workspace_id, system, number),
      foreign key (workspace_id, customer_id) references customers.customers (workspace_id, id)
    )`.execute(db)
  await sql`
    create index orders_customer on customers.orders (workspace_id, customer_id, ordered_at desc, id desc)`.execute(db)
  await sql`
    create table customers.order_tellings (
      workspace_id integer not null,
      order_id uuid not null,
      import_id uuid not null,
      told_at timestamptz not null,
      customer_id uuid not null,
      market text,
      ordered_at timestamptz not null,
      status text,
      state text not null,
      currency text not null,
      total numeric(16, 2),
      note text,
      primary key (workspace_id, order_id, import_id),
      foreign key (workspace_id, order_id) references customers.orders (workspace_id, id),
      foreign key (workspace_id, customer_id) references customers.customers (workspace_id, id),
      foreign key (workspace_id, import_id) references channels.imports (workspace_id, id)
    )`.execute(db)
  await sql`create index order_tellings_import on customers.order_tellings (workspace_id, import_id, order_id)`.execute(
    db,
  )
  await sql`create index order_tellings_customer on customers.order_tellings (workspace_id, customer_id)`.execute(db)
  await sql`
    create table customers.order_lines (
      workspace_id integer not null,
      order_id uuid not null,
      import_id uuid not null,
      key text not null,
      product text,
      option text,
      quantity integer not null,
      amount numeric(16, 2),
      primary key (workspace_id, order_id, import_id, key),
      foreign key (workspace_id, order_id, import_id)
        references customers.order_tellings (workspace_id, order_id, import_id)
    )`.execute(db)
  // What files put on timelines beside orders: messages and tickets; the activity of each stands under its source.
  await sql`
    create table customers.import_records (
      workspace_id integer not null,
      import_id uuid not null,
      source_id uuid not null,
      kind text not null,
      customer_id uuid not null,
      primary key (workspace_id, import_id, source_id),
      foreign key (workspace_id, import_id) references channels.imports (workspace_id, id),
      foreign key (workspace_id, customer_id) references customers.customers (workspace_id, id)
    )`.execute(db)
  await sql`create index import_records_source on customers.import_records (workspace_id, source_id)`.execute(db)
  await sql`create index import_records_customer on customers.import_records (workspace_id, customer_id)`.execute(db)
  await sql`
    create index identities_imported on customers.identities (workspace_id, source_id) where source_kind = 'import'`.execute(
    db,
  )
}
