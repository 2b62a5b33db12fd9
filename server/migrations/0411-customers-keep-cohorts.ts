/** When and where each customer was met, in which months they did something since, and the sums by cohort. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  // `active` has a bit for each month since they were met: bit 0 that month, bit 1 the next.
  await sql`
    create table customers.acquisitions (
      workspace_id integer not null,
      customer_id uuid not null,
      month date not null,
      source text not null,
      active bigint not null,
      primary key (workspace_id, customer_id),
      foreign key (workspace_id, customer_id) references customers.customers (workspace_id, id) on delete cascade
    )`.execute(db)
  await sql`create index acquisitions_cohort on customers.acquisitions (workspace_id, month, customer_id)`.execute(db)
  await sql`
    create table customers.cohort_cells (
      workspace_id integer not null,
      month date not null,
      source text not null,
      later smallint not null,
      customers integer not null,
      primary key (workspace_id, month, source, later)
    )`.execute(db)
  // How far the roll-up has come: over all customers at first, then behind what is new.
  await sql`
    create table customers.cohort_states (
      workspace_id integer not null primary key,
      customers_after uuid,
      activities_after uuid not null,
      counted_at timestamptz
    )`.execute(db)
}
