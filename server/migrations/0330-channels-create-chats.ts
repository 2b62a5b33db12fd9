/** Chat widgets: what they look like, chats of their visitors, the devices that speak in them, messages and files. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table channels.widgets (
      workspace_id integer not null,
      account_id uuid not null,
      source_id uuid not null,
      name text not null check (name <> ''),
      key text not null,
      origins text[] not null,
      settings json not null,
      refused_at timestamptz,
      refused_origin text,
      primary key (workspace_id, account_id),
      unique (workspace_id, key),
      foreign key (workspace_id, account_id) references channels.accounts (workspace_id, id),
      foreign key (workspace_id, source_id) references channels.sources (workspace_id, id)
    )`.execute(db)
  await sql`create index widgets_source on channels.widgets (workspace_id, source_id)`.execute(db)
  await sql`
    create table channels.chats (
      workspace_id integer not null,
      id uuid not null,
      account_id uuid not null,
      person text,
      claims json,
      name text,
      email text,
      language text not null check (language in ('ko', 'en')),
      joined_id uuid,
      last_number integer not null default 0,
      opened_at timestamptz not null,
      said_at timestamptz,
      primary key (workspace_id, id),
      foreign key (workspace_id, account_id) references channels.accounts (workspace_id, id),
      foreign key (workspace_id, joined_id) references channels.chats (workspace_id, id)
    )`.execute(db)
  await sql`create index chats_account on channels.chats (workspace_id, account_id, said_at desc)`.execute(db)
  await sql`create index chats_joined on channels.chats (workspace_id, joined_id) where joined_id is not null`.execute(
    db,
  )
  await sql`
    create unique index chats_person on channels.chats (workspace_id, account_id, person)
      where person is not null and joined_id is null`.execute(db)
  await sql`
    create table channels.chat_devices (
      workspace_id integer not null,
      id uuid not null,
      chat_id uuid not null,
      token text not null,
      agreed_at timestamptz not null,
      agreed_to text not null,
      page text,
      seen_at timestamptz not null,
      primary key (workspace_id, id),
      unique (workspace_id, token),
      foreign key (workspace_id, chat_id) references channels.chats (workspace_id, id)
    )`.execute(db)
  await sql`create index chat_devices_chat on channels.chat_devices (workspace_id, chat_id)`.execute(db)
  await sql`
    create table channels.chat_messages (
      workspace_id integer not null,
      id uuid not null,
      chat_id uuid not null,
      number integer not null check (number > 0),
      client_key uuid,
      text text not null,
      is_away boolean not null default false,
      delivery_id uuid,
      page text,
      at timestamptz not null,
      primary key (workspace_id, id),
      unique (workspace_id, chat_id, number),
      foreign key (workspace_id, chat_id) references channels.chats (workspace_id, id),
      foreign key (workspace_id, delivery_id) references channels.deliveries (workspace_id, id),
      check ((client_key is null) <> (delivery_id is null))
    )`.execute(db)
  await sql`
    create unique index chat_messages_key on channels.chat_messages (workspace_id, client_key)
      where client_key is not null`.execute(db)
  await sql`
    create unique index chat_messages_delivery on channels.chat_messages (workspace_id, delivery_id)
      where delivery_id is not null`.execute(db)
  await sql`
    create table channels.chat_files (
      workspace_id integer not null,
      id uuid not null,
      chat_id uuid not null,
      client_key uuid not null,
      message_id uuid,
      name text not null,
      media_type text not null,
      bytes bytea not null,
      added_at timestamptz not null,
      primary key (workspace_id, id),
      unique (workspace_id, chat_id, client_key),
      foreign key (workspace_id, chat_id) references channels.chats (workspace_id, id),
      foreign key (workspace_id, message_id) references channels.chat_messages (workspace_id, id)
    )`.execute(db)
  await sql`create index chat_files_message on channels.chat_files (workspace_id, message_id)`.execute(db)
  await sql`create index chat_files_added on channels.chat_files (workspace_id, added_at) where message_id is null`.execute(
    db,
  )
}
