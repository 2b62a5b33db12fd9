/** Conversations hold what was said in them elsewhere: our own words from another client, and what a machine wrote. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table inbox.messages add column is_automatic boolean not null default false`.execute(db)
  // The checks of before speak of inbound words and of answers that went out through us.
  const { rows } = await sql<{ name: string }>`
    select conname as name from pg_constraint
    where conrelid = 'inbox.messages'::regclass and contype = 'c' and cardinality(conkey) > 1
      and pg_get_constraintdef(oid) ~ '(item_id|delivery_id|written_by|settled_at)'`.execute(db)
  for (const { name } of rows) await sql`alter table inbox.messages drop constraint ${sql.ref(name)}`.execute(db)
  await sql`
    alter table inbox.messages
      add constraint messages_inbound check (direction <> 'inbound' or item_id is not null),
      add constraint messages_outbound check (
        direction <> 'outbound' or (item_id is null) <> (delivery_id is null)),
      add constraint messages_note check (direction <> 'note' or (item_id is null and delivery_id is null)),
      add constraint messages_delivery_out check (delivery_id is null or direction = 'outbound'),
      add constraint messages_text check (
        (item_id is not null) = (text is null) and (text is null) = (written_by is null)),
      add constraint messages_settled check (direction = 'outbound' or settled_at is null),
      add constraint messages_sent check (sent_at is null or settled_at is not null),
      add constraint messages_automatic check (not is_automatic or (direction = 'inbound' and not is_asking))`.execute(
    db,
  )
}
