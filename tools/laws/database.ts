/** Reads from a migrated database what the law of tenancy judges. */
import type { Pool } from 'pg'
import type { ForeignKey, UniqueIndex } from './sql.ts'

const columnsOf = (keys: string, table: string) =>
  `(select array_agg(a.attname::text order by k.n) from unnest(${keys}) with ordinality as k(attnum, n) join pg_attribute a on a.attrelid = ${table} and a.attnum = k.attnum)`

export const readSchema = async (pool: Pool) => {
  const ask = async <T extends object>(text: string) => (await pool.query<T>(text)).rows
  const ours = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'pgboss')`
  return {
    tables: await ask<{ schema: string; table: string }>(
      `select n.nspname::text as schema, c.relname::text as table from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${ours}`,
    ),
    uniques: await ask<UniqueIndex>(
      `select n.nspname::text as schema, c.relname::text as table, i.indisprimary as "isPrimary", coalesce(${columnsOf('i.indkey', 'i.indrelid')}, '{}') as columns
       from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace where i.indisunique and ${ours}`,
    ),
    foreignKeys: await ask<ForeignKey>(
      `select n.nspname::text as schema, c.relname::text as table, f.conname::text as name, ${columnsOf('f.conkey', 'f.conrelid')} as columns,
         tn.nspname || '.' || t.relname as target, f.confdeltype::text as "onDelete"
       from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace
       join pg_class t on t.oid = f.confrelid join pg_namespace tn on tn.oid = t.relnamespace where f.contype = 'f' and ${ours}`,
    ),
    triggers: await ask<{ table: string; name: string }>(
      `select n.nspname || '.' || c.relname as table, g.tgname::text as name from pg_trigger g join pg_class c on c.oid = g.tgrelid join pg_namespace n on n.oid = c.relnamespace
       where not g.tgisinternal and ${ours}`,
    ),
    indexes: await ask<{ table: string; columns: string[] }>(
      `select n.nspname || '.' || c.relname as table, coalesce(${columnsOf('i.indkey', 'i.indrelid')}, '{}') as columns
       from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace where ${ours}`,
    ),
  }
}
