/** Files that go out with answers, by their bytes; a delivery carries them in an order. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table channels.outgoing_files (
      workspace_id integer not null,
      id uuid not null,
      name text not null,
      media_type text,
      bytes bytea not null,
      added_at timestamptz not null,
      added_by text not null,
      primary key (workspace_id, id)
    )`.execute(db)
  await sql`create index outgoing_files_added on channels.outgoing_files (added_at)`.execute(db)
  await sql`
    create table channels.delivery_files (
      workspace_id integer not null,
      delivery_id uuid not null,
      number integer not null,
      file_id uuid not null,
      primary key (workspace_id, delivery_id, number),
      foreign key (workspace_id, delivery_id) references channels.deliveries (workspace_id, id),
      foreign key (workspace_id, file_id) references channels.outgoing_files (workspace_id, id)
    )`.execute(db)
  await sql`create index delivery_files_file on channels.delivery_files (workspace_id, file_id)`.execute(db)
}
