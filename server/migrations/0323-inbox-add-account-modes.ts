/** Whether brand and care speak from accounts of their own, and the answers that left from the brand's all the same. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table inbox.account_modes (
      workspace_id integer not null,
      mode text not null check (mode in ('split', 'unified')),
      changed_at timestamptz not null,
      changed_by text not null,
      primary key (workspace_id)
    )`.execute(db)
  // An exception holds for the words that were there when it was written.
  await sql`
    create table inbox.brand_exceptions (
      workspace_id integer not null,
      id uuid not null,
      conversation_id uuid not null,
      account_id uuid not null,
      through integer not null,
      reason text not null check (reason <> ''),
      by text not null,
      at timestamptz not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, conversation_id) references inbox.conversations (workspace_id, id),
      foreign key (workspace_id, account_id) references channels.accounts (workspace_id, id)
    )`.execute(db)
  await sql`
    create index brand_exceptions_conversation
      on inbox.brand_exceptions (workspace_id, conversation_id, at desc)`.execute(db)
  await sql`create index brand_exceptions_account on inbox.brand_exceptions (workspace_id, account_id)`.execute(db)
}
