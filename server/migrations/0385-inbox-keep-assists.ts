/** What a provider was asked about a conversation: a draft or a summary, and what the draft stands on. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table inbox.assists (
      workspace_id integer not null,
      id uuid not null,
      conversation_id uuid not null,
      kind text not null check (kind in ('draft', 'summary')),
      through integer not null,
      sources jsonb not null,
      asked_at timestamptz not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, conversation_id) references inbox.conversations (workspace_id, id)
    )`.execute(db)
  await sql`
    create index assists_newest on inbox.assists (workspace_id, conversation_id, kind, asked_at desc, id desc)`.execute(
    db,
  )
}
