/** What each role may grant alone, and what was granted, asked for, refused or taken back in conversations. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table inbox.authority (
      workspace_id integer primary key,
      version integer not null,
      document jsonb not null,
      changed_at timestamptz not null,
      changed_by text not null
    )`.execute(db)
  await sql`
    create table inbox.grants (
      workspace_id integer not null,
      id uuid not null,
      conversation_id uuid not null,
      item_id uuid not null,
      kind text not null check (kind in ('money', 'coupon', 'exception')),
      amount integer check (amount > 0),
      what text not null,
      reason text not null check (reason <> ''),
      state text not null check (state in ('granted', 'waiting', 'refused', 'withdrawn')),
      asked_by_id uuid not null,
      asked_by text not null,
      asked_at timestamptz not null,
      decided_by_id uuid,
      decided_by text,
      decided_at timestamptz,
      decision_reason text,
      primary key (workspace_id, id),
      foreign key (workspace_id, conversation_id) references inbox.conversations (workspace_id, id),
      foreign key (workspace_id, item_id) references channels.items (workspace_id, id),
      foreign key (workspace_id, asked_by_id) references access.members (workspace_id, id),
      check (kind = 'exception' or amount is not null),
      check ((state = 'waiting') = (decided_at is null)),
      check (state not in ('refused') or decision_reason is not null)
    )`.execute(db)
  await sql`create index grants_newest on inbox.grants (workspace_id, conversation_id, asked_at desc, id desc)`.execute(
    db,
  )
  await sql`create index grants_asked on inbox.grants (workspace_id, asked_at desc, id desc)`.execute(db)
  await sql`create index grants_item on inbox.grants (workspace_id, item_id)`.execute(db)
  await sql`create index grants_member on inbox.grants (workspace_id, asked_by_id)`.execute(db)
  await sql`create index reply_reviews_asked on inbox.reply_reviews (workspace_id, asked_at desc, id desc)`.execute(db)
}
