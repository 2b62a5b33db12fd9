/** Files that told of somebody exactly what an earlier file had told: one row instead of all attributes again. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table customers.import_echoes (
      workspace_id integer not null,
      import_id uuid not null,
      customer_id uuid not null,
      of_import uuid not null,
      at timestamptz not null,
      primary key (workspace_id, import_id, customer_id),
      foreign key (workspace_id, import_id) references channels.imports (workspace_id, id),
      foreign key (workspace_id, of_import) references channels.imports (workspace_id, id),
      foreign key (workspace_id, customer_id) references customers.customers (workspace_id, id) on delete cascade
    )`.execute(db)
  await sql`create index import_echoes_of on customers.import_echoes (workspace_id, of_import, customer_id)`.execute(db)
  await sql`create index import_echoes_customer on customers.import_echoes (workspace_id, customer_id)`.execute(db)
}
