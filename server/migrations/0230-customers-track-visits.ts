/** The web tracker: sites, batches as pages sent them, events, visitors, and visits that sum the events up. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table customers.sites (
      workspace_id integer not null,
      id uuid not null,
      name text not null check (name <> ''),
      key text not null,
      secret text not null,
      origins text[] not null,
      system text not null check (system <> ''),
      created_at timestamptz not null,
      created_by text not null,
      removed_at timestamptz,
      removed_by text,
      last_event_at timestamptz,
      refused_at timestamptz,
      refused_origin text,
      primary key (workspace_id, id),
      unique (workspace_id, key),
      check ((removed_at is null) = (removed_by is null))
    )`.execute(db)
  await sql`
    create table customers.web_batches (
      workspace_id integer not null,
      id uuid not null,
      site_id uuid not null,
      received_at timestamptz not null,
      sent_at_ms bigint not null,
      device text not null check (device in ('phone', 'tablet', 'pc')),
      events json not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, site_id) references customers.sites (workspace_id, id)
    )`.execute(db)
  await sql`create index web_batches_site on customers.web_batches (workspace_id, site_id)`.execute(db)
  await sql`
    create table customers.visitors (
      workspace_id integer not null,
      site_id uuid not null,
      id uuid not null,
      device text not null check (device in ('phone', 'tablet', 'pc')),
      first_seen_at timestamptz not null,
      last_seen_at timestamptz not null,
      person text,
      customer_id uuid,
      identified_at timestamptz,
      primary key (workspace_id, site_id, id),
      foreign key (workspace_id, site_id) references customers.sites (workspace_id, id),
      foreign key (workspace_id, customer_id) references customers.customers (workspace_id, id),
      check ((person is null) = (customer_id is null) and (person is null) = (identified_at is null))
    )`.execute(db)
  await sql`
    create index visitors_customer on customers.visitors (workspace_id, customer_id) where customer_id is not null`.execute(
    db,
  )
  await sql`create index visitors_idle on customers.visitors (workspace_id, last_seen_at)`.execute(db)
  await sql`
    create table customers.visits (
      workspace_id integer not null,
      id uuid not null,
      site_id uuid not null,
      visitor_id uuid not null,
      started_at timestamptz not null,
      ended_at timestamptz not null,
      pages integer not null check (pages >= 0),
      seen jsonb not null,
      did jsonb not null,
      referrer text,
      is_program boolean not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, site_id, visitor_id) references customers.visitors (workspace_id, site_id, id),
      check (ended_at >= started_at)
    )`.execute(db)
  await sql`
    create index visits_visitor on customers.visits (workspace_id, site_id, visitor_id, started_at desc)`.execute(db)
  await sql`
    create table customers.web_events (
      workspace_id integer not null,
      site_id uuid not null,
      id uuid not null,
      visit_id uuid not null,
      kind text not null check (kind in ('page', 'click', 'form', 'event', 'purchase', 'identify', 'consent')),
      at timestamptz not null,
      received_at timestamptz not null,
      url text,
      title text not null,
      name text not null,
      detail jsonb not null,
      primary key (workspace_id, site_id, id),
      foreign key (workspace_id, visit_id) references customers.visits (workspace_id, id)
    )`.execute(db)
  await sql`create index web_events_visit on customers.web_events (workspace_id, visit_id, at)`.execute(db)
  await sql`
    create index web_events_newest on customers.web_events (workspace_id, site_id, received_at desc, id desc)`.execute(
    db,
  )
}
