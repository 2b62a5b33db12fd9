/** Fields that a workspace adds while it runs. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table access.fields (
      workspace_id integer not null references access.workspaces (id),
      id uuid not null,
      noun text not null check (noun in ('customer', 'conversation', 'mention')),
      key text not null,
      name text not null,
      kind text not null check (kind in ('text', 'number', 'date', 'yes_no', 'choice', 'link')),
      choices jsonb not null,
      is_required boolean not null,
      position integer not null,
      created_at timestamptz not null,
      created_by text not null,
      removed_at timestamptz,
      removed_by text,
      primary key (workspace_id, id),
      unique (workspace_id, noun, key)
    )`.execute(db)
}
