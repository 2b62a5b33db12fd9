/** The room inbox: conversations with customers, the ticket of each, and their messages. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create schema inbox`.execute(db)
  await sql`
    create table inbox.conversations (
      workspace_id integer not null,
      id uuid not null,
      customer_id uuid not null,
      channel text not null,
      thread text not null,
      is_public boolean not null,
      opened_at timestamptz not null,
      message_count integer not null default 0 check (message_count >= 0),
      last_message_at timestamptz not null,
      last_item_id uuid not null,
      primary key (workspace_id, id),
      unique (workspace_id, customer_id, channel, thread),
      foreign key (workspace_id, customer_id) references customers.customers (workspace_id, id),
      foreign key (workspace_id, last_item_id) references channels.items (workspace_id, id)
    )`.execute(db)
  await sql`create index conversations_item on inbox.conversations (workspace_id, last_item_id)`.execute(db)
  await sql`
    create table inbox.tickets (
      workspace_id integer not null,
      id uuid not null,
      conversation_id uuid not null,
      state text not null check (state in ('open', 'resolved')),
      assignee_id uuid,
      assigned_at timestamptz,
      assigned_by text,
      opened_at timestamptz not null,
      due_at timestamptz,
      first_answered_at timestamptz,
      resolved_at timestamptz,
      resolved_by text,
      resolved_through integer,
      settled_through integer not null default 0,
      primary key (workspace_id, id),
      unique (workspace_id, conversation_id),
      foreign key (workspace_id, conversation_id) references inbox.conversations (workspace_id, id),
      foreign key (workspace_id, assignee_id) references access.members (workspace_id, id),
      check (num_nulls(resolved_at, resolved_by, resolved_through) = case state when 'resolved' then 0 else 3 end)
    )`.execute(db)
  // The queues: everybody's by the clock, one member's (or nobody's) by the clock, resolved ones newest first.
  await sql`
    create index tickets_open on inbox.tickets (workspace_id, (coalesce(due_at, 'infinity')), id)
      include (assignee_id, due_at) where state = 'open'`.execute(db)
  await sql`
    create index tickets_assignee on inbox.tickets (workspace_id, assignee_id, (coalesce(due_at, 'infinity')), id)
      where state = 'open'`.execute(db)
  await sql`
    create index tickets_resolved on inbox.tickets (workspace_id, resolved_at desc, id desc)
      where state = 'resolved'`.execute(db)
  await sql`
    create index tickets_answered on inbox.tickets (workspace_id, first_answered_at) include (opened_at)
      where first_answered_at is not null`.execute(db)
  await sql`
    create table inbox.messages (
      workspace_id integer not null,
      id uuid not null,
      conversation_id uuid not null,
      number integer not null check (number > 0),
      direction text not null check (direction in ('inbound', 'outbound', 'note')),
      at timestamptz not null,
      item_id uuid,
      is_asking boolean not null,
      delivery_id uuid,
      settled_at timestamptz,
      sent_at timestamptz,
      text text,
      member_id uuid,
      written_by text,
      words tsvector not null,
      primary key (workspace_id, id),
      unique (workspace_id, conversation_id, number),
      foreign key (workspace_id, conversation_id) references inbox.conversations (workspace_id, id),
      foreign key (workspace_id, item_id) references channels.items (workspace_id, id),
      foreign key (workspace_id, delivery_id) references channels.deliveries (workspace_id, id),
      foreign key (workspace_id, member_id) references access.members (workspace_id, id),
      check ((direction = 'inbound') = (item_id is not null)),
      check ((direction = 'outbound') = (delivery_id is not null)),
      check ((direction = 'inbound') = (text is null) and (text is null) = (written_by is null)),
      check (direction = 'inbound' or not is_asking),
      check (direction = 'outbound' or settled_at is null),
      check (sent_at is null or settled_at is not null)
    )`.execute(db)
  await sql`create unique index messages_item on inbox.messages (workspace_id, item_id) where item_id is not null`.execute(
    db,
  )
  await sql`
    create unique index messages_delivery on inbox.messages (workspace_id, delivery_id)
      where delivery_id is not null`.execute(db)
  await sql`create index messages_member on inbox.messages (workspace_id, member_id) where member_id is not null`.execute(
    db,
  )
  await sql`
    create index messages_shown on inbox.messages (workspace_id, conversation_id, at desc, number desc)`.execute(db)
  await sql`
    create index messages_sent on inbox.messages (workspace_id, conversation_id, number) include (sent_at)
      where sent_at is not null`.execute(db)
  await sql`create index messages_words on inbox.messages using gin (workspace_id, words)`.execute(db)
}
