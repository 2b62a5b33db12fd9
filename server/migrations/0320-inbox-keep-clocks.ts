/** Promises by policy: what is due on a ticket and when it is warned of, who was told, who is on call. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table inbox.clock_settings (
      workspace_id integer not null,
      version integer not null,
      settings jsonb not null,
      changed_at timestamptz not null,
      changed_by text not null,
      primary key (workspace_id)
    )`.execute(db)
  await sql`
    create table inbox.on_call_rotas (
      workspace_id integer not null,
      version integer not null,
      rota jsonb not null,
      changed_at timestamptz not null,
      changed_by text not null,
      primary key (workspace_id)
    )`.execute(db)
  await sql`
    create table inbox.on_call_stand_ins (
      workspace_id integer not null,
      id uuid not null,
      member_id uuid not null,
      from_at timestamptz not null,
      to_at timestamptz not null check (to_at > from_at),
      written_at timestamptz not null,
      written_by text not null,
      removed_at timestamptz,
      removed_by text,
      primary key (workspace_id, id),
      foreign key (workspace_id, member_id) references access.members (workspace_id, id),
      check ((removed_at is null) = (removed_by is null))
    )`.execute(db)
  await sql`
    create index on_call_stand_ins_member on inbox.on_call_stand_ins (workspace_id, member_id)`.execute(db)
  await sql`
    alter table inbox.tickets
      add column waiting_since timestamptz,
      add column due_kind text check (due_kind in ('first', 'next', 'solve')),
      add column warn_at timestamptz,
      add column first_due_at timestamptz,
      add column next_due_at timestamptz,
      add column solve_due_at timestamptz,
      add column policy_id uuid,
      add column alarm_at timestamptz`.execute(db)
  await sql`
    update inbox.tickets set waiting_since = due_at - interval '60 minutes',
      due_kind = case when first_answered_at is null then 'first' else 'next' end,
      warn_at = due_at - interval '15 minutes',
      first_due_at = case when first_answered_at is null then due_at else opened_at + interval '60 minutes' end,
      next_due_at = case when first_answered_at is not null then due_at end
    where due_at is not null`.execute(db)
  await sql`
    update inbox.tickets set first_due_at = opened_at + interval '60 minutes' where first_due_at is null`.execute(db)
  await sql`
    alter table inbox.tickets add constraint tickets_due check (
      (due_at is null) = (due_kind is null) and (due_at is null) = (warn_at is null) and warn_at <= due_at)`.execute(db)
  await sql`
    create index tickets_waiting on inbox.tickets (workspace_id, waiting_since)
      where state = 'open' and waiting_since is not null`.execute(db)
  await sql`
    create index tickets_alarm on inbox.tickets (workspace_id, alarm_at)
      where state = 'open' and alarm_at is not null`.execute(db)
  // That somebody was told of a deadline: once for each, whatever is tried again.
  await sql`
    create table inbox.alarms (
      workspace_id integer not null,
      ticket_id uuid not null,
      due_at timestamptz not null,
      kind text not null check (kind in ('first', 'next', 'solve')),
      stage text not null check (stage in ('warning', 'breach')),
      at timestamptz not null,
      told uuid[] not null,
      primary key (workspace_id, ticket_id, due_at, kind, stage),
      foreign key (workspace_id, ticket_id) references inbox.tickets (workspace_id, id)
    )`.execute(db)
  await sql`
    create table inbox.acknowledgements (
      workspace_id integer not null,
      conversation_id uuid not null,
      message_id uuid,
      at timestamptz not null,
      primary key (workspace_id, conversation_id),
      foreign key (workspace_id, conversation_id) references inbox.conversations (workspace_id, id),
      foreign key (workspace_id, message_id) references inbox.messages (workspace_id, id)
    )`.execute(db)
  await sql`
    create index acknowledgements_message on inbox.acknowledgements (workspace_id, message_id)
      where message_id is not null`.execute(db)
  // An acknowledgement that says that it is automatic is a machine's word of ours: it answers nothing.
  await sql`
    alter table inbox.messages drop constraint messages_automatic,
      add constraint messages_automatic check (not is_automatic or (direction <> 'note' and not is_asking))`.execute(db)
  // Alerts that another room raises over these roads: their rule is made for it and raises nothing by itself.
  await sql`alter table listening.alert_rules add column made_for text`.execute(db)
  await sql`
    create unique index alert_rules_made_for on listening.alert_rules (workspace_id, made_for)
      where made_for is not null`.execute(db)
  await sql`
    alter table listening.alerts drop constraint alerts_kind_check,
      add constraint alerts_kind_check check (kind in ('each', 'author', 'count', 'negative_share', 'clock'))`.execute(
    db,
  )
}
