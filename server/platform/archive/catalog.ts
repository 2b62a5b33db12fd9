/** What there is to archive: our tables with their columns and keys, our sequences, as the database's catalogue has them. */
import type { ClientBase } from 'pg'
import type { ArchivedTable, ArchiveHead } from './frames.ts'

/** Schemas that are the database's own, or the libraries' and made anew by them. Of the queue, its jobs alone are ours. */
const notOurs = `('pg_catalog', 'information_schema', 'pg_toast', 'public', 'pgboss', 'maeari_restore')`
export const jobsTable = 'pgboss.job'
/** Belongs to the migrator, and is right as the migrator leaves it. */
const migrator = ['platform.migrations', 'platform.migrations_lock']

/** Text that is the same on every server: dates, floats, bytes. */
export const portableText = `
  set local timezone to 'UTC'; set local datestyle to 'ISO, YMD'; set local intervalstyle to 'postgres';
  set local extra_float_digits to 1; set local bytea_output to 'hex'; set local statement_timeout to 0;
  set local idle_in_transaction_session_timeout to 0`

/** @returns `schema.table`, ordered by name; columns without generated ones. */
export const findTables = async (client: ClientBase): Promise<ArchivedTable[]> => {
  const { rows } = await client.query<{ name: string; columns: string[]; key: ArchivedTable['key'] | null }>(`
    select n.nspname || '.' || c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute as a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select json_agg(json_build_object('column', a.attname, 'isText', a.attcollation <> 0) order by at.n) from pg_constraint as k
        cross join unnest(k.conkey) with ordinality as at (num, n)
        join pg_attribute as a on a.attrelid = c.oid and a.attnum = at.num
        where k.conrelid = c.oid and k.contype = 'p') as key
    from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition
      and (n.nspname not in ${notOurs} and n.nspname not like 'pg\\_%' or n.nspname || '.' || c.relname = '${jobsTable}')
    order by 1`)
  return rows
    .filter(row => !migrator.includes(row.name))
    .map(({ name, columns, key }) => ({
      name,
      columns,
      key: key ?? columns.map(column => ({ column, isText: true })),
    }))
}

export const findSequences = async (client: ClientBase): Promise<ArchiveHead['sequences']> => {
  const { rows } = await client.query<{ name: string }>(`
    select n.nspname || '.' || c.relname as name from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind = 'S' and n.nspname not in ${notOurs} order by 1`)
  const found: ArchiveHead['sequences'] = []
  for (const { name } of rows) {
    const at = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${quoted(name)}`,
    )
    found.push({ name, value: at.rows[0]!.value, isCalled: at.rows[0]!.called })
  }
  return found
}

/** The fingerprint of the key that the database was sealed with, '' where it was never started. */
export const keyFingerprint = async (client: ClientBase): Promise<string> => {
  const { rows } = await client.query<{ value: string }>(
    `select value from platform.settings where name = 'key_fingerprint'`,
  )
  return rows[0]?.value ?? ''
}

/** `schema.table` as SQL. */
export const quoted = (name: string): string => name.split('.').map(identifier).join('.')

export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Rows of one table in the order of its key, byte for byte the same wherever they stand. */
export const copyOut = (table: ArchivedTable): string => {
  // Jobs that are done are nobody's any more.
  const which = table.name === jobsTable ? ` where state < 'completed' or state = 'failed'` : ''
  const order = table.key
    .map(({ column, isText }) => (isText ? `${identifier(column)}::text collate "C"` : identifier(column)))
    .join(', ')
  return `copy (select ${table.columns.map(identifier).join(', ')} from ${quoted(table.name)}${which} order by ${order}) to stdout`
}
