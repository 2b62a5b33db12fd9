/** How often a network may be asked, over all processes; what asking costs, by the day; and how much it may cost. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table channels.buckets (
      workspace_id integer not null,
      key text not null,
      operation text not null check (operation in ('poll', 'deliver')),
      tokens double precision not null,
      filled_at timestamptz not null,
      blocked_until timestamptz,
      primary key (workspace_id, key, operation)
    )`.execute(db)
  await sql`
    create table channels.costs (
      workspace_id integer not null,
      day date not null,
      channel text not null,
      account text not null,
      operation text not null check (operation in ('poll', 'item', 'deliver')),
      count bigint not null check (count >= 0),
      micros bigint not null check (micros >= 0),
      primary key (workspace_id, day, channel, account, operation)
    )`.execute(db)
  await sql`
    create table channels.budgets (
      workspace_id integer not null,
      channel text not null,
      monthly_micros bigint not null check (monthly_micros >= 0),
      said_month date,
      said_percent integer not null default 0 check (said_percent in (0, 80, 100)),
      changed_at timestamptz not null,
      changed_by text not null,
      primary key (workspace_id, channel)
    )`.execute(db)
}
