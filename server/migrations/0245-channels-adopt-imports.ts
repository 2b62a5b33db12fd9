/** Files may hold more than mentions: imports move to channels, and say what their tables become. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  // Topics stand further down the street.
  await sql`alter table listening.imports drop constraint imports_workspace_id_topic_id_fkey`.execute(db)
  await sql`drop index listening.imports_topic`.execute(db)
  for (const table of ['imports', 'import_pieces', 'import_chunks', 'import_refusals'])
    await sql`alter table ${sql.raw(`listening.${table}`)} set schema channels`.execute(db)
  await sql`
    alter table channels.imports
      add column home text not null default 'mentions' check (home in ('mentions', 'people')),
      add column allowed text[] not null default '{mentions}',
      add column kinds text[] not null default '{}',
      add column system text,
      add column keeps_addresses boolean,
      add column own_names text[] not null default '{}',
      add column updated integer not null default 0,
      add column customers integer not null default 0`.execute(db)
  await sql`
    update channels.imports set
      kinds = case when look @? '$.tables[*] ? (@.isMentions == true)' then '{mentions}' else '{}' end::text[],
      look = jsonb_set(look, '{tables}', (
        select coalesce(jsonb_agg(one - 'isMentions' || jsonb_build_object(
          'kind', case when one->'isMentions' = 'true' then 'mentions' end) order by n), '[]')
        from jsonb_array_elements(look->'tables') with ordinality as told (one, n)))
    where look is not null`.execute(db)
}
