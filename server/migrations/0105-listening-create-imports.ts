/** Files of mentions that were brought: their bytes while they wait, their rows, what came of each, and how to take it back. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table listening.imports (
      workspace_id integer not null,
      id uuid not null,
      file_name text not null,
      byte_size bigint not null default 0,
      state text not null check (state in ('receiving', 'opening', 'ready', 'running', 'done', 'refused', 'undoing', 'undone')),
      problem_code text,
      problem_params jsonb not null default '{}',
      look jsonb,
      zone text not null,
      topic_id uuid,
      channel text,
      total_rows integer not null default 0,
      next_chunk integer not null default 0,
      rows integer not null default 0,
      added integer not null default 0,
      known integer not null default 0,
      refused integer not null default 0,
      mentions integer not null default 0,
      masked integer not null default 0,
      kept integer not null default 0,
      created_at timestamptz not null,
      created_by text not null,
      moved_at timestamptz not null,
      finished_at timestamptz,
      undone_at timestamptz,
      undone_by text,
      primary key (workspace_id, id),
      foreign key (workspace_id, topic_id) references listening.topics (workspace_id, id),
      check ((problem_code is not null) = (state = 'refused'))
    )`.execute(db)
  await sql`create index imports_newest on listening.imports (workspace_id, created_at desc, id desc)`.execute(db)
  await sql`
    create index imports_topic on listening.imports (workspace_id, topic_id) where topic_id is not null`.execute(db)
  await sql`
    create index imports_moving on listening.imports (moved_at)
      where state in ('receiving', 'opening', 'running', 'undoing')`.execute(db)
  await sql`
    create table listening.import_pieces (
      workspace_id integer not null,
      import_id uuid not null,
      number integer not null check (number >= 0),
      bytes bytea not null,
      primary key (workspace_id, import_id, number),
      foreign key (workspace_id, import_id) references listening.imports (workspace_id, id)
    )`.execute(db)
  // What is packed already is not worth packing again.
  await sql`alter table listening.import_pieces alter column bytes set storage external`.execute(db)
  await sql`
    create table listening.import_chunks (
      workspace_id integer not null,
      import_id uuid not null,
      number integer not null check (number >= 0),
      rows text not null,
      primary key (workspace_id, import_id, number),
      foreign key (workspace_id, import_id) references listening.imports (workspace_id, id)
    )`.execute(db)
  await sql`
    create table listening.import_items (
      workspace_id integer not null,
      import_id uuid not null,
      item_id uuid not null,
      is_new boolean not null,
      primary key (workspace_id, import_id, item_id),
      foreign key (workspace_id, import_id) references listening.imports (workspace_id, id),
      foreign key (workspace_id, item_id) references channels.items (workspace_id, id)
    )`.execute(db)
  await sql`create index import_items_item on listening.import_items (workspace_id, item_id)`.execute(db)
  // Topics that an import put on mentions of items that were here already.
  await sql`
    create table listening.import_links (
      workspace_id integer not null,
      import_id uuid not null,
      item_id uuid not null,
      topic_id uuid not null,
      primary key (workspace_id, import_id, item_id, topic_id),
      foreign key (workspace_id, import_id) references listening.imports (workspace_id, id),
      foreign key (workspace_id, item_id) references channels.items (workspace_id, id),
      foreign key (workspace_id, topic_id) references listening.topics (workspace_id, id)
    )`.execute(db)
  await sql`create index import_links_item on listening.import_links (workspace_id, item_id)`.execute(db)
  await sql`create index import_links_topic on listening.import_links (workspace_id, topic_id)`.execute(db)
  await sql`
    create table listening.import_refusals (
      workspace_id integer not null,
      import_id uuid not null,
      row integer not null,
      code text not null,
      params jsonb not null default '{}',
      cells jsonb not null,
      primary key (workspace_id, import_id, row),
      foreign key (workspace_id, import_id) references listening.imports (workspace_id, id)
    )`.execute(db)
}
