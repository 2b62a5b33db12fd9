/** Brings an archive back: the schema as it was when it was made, its rows, and then the migrations since. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Database } from '../db.ts'
import { appliedMigrations, migrate, migrateTo, unknownMigrations } from '../migrate.ts'
import { startProblem } from '../postgres/problem.ts'
import { findTables, identifier, jobsTable, portableText, quoted } from './catalog.ts'
import type { ArchivedTable, ArchiveHead, ArchiveReader } from './frames.ts'

/** Stands while a restore is under way: a database that holds it is half of one. */
const mark = 'maeari_restore'

/** Whether a restore into this database broke off. */
export const isHalfRestored = async (database: Database): Promise<boolean> => {
  const { rows } = await database.pool.query<{ found: string | null }>(
    `select to_regnamespace('${mark}')::text as found`,
  )
  return rows[0]?.found != null
}

/** Whether a person has put anything in: rows outside the ground's own tables. */
export const holdsData = async (database: Database): Promise<boolean> => {
  const client = await database.connect()
  try {
    for (const { name } of await findTables(client)) {
      if (name.startsWith('platform.') || name === jobsTable) continue
      const { rows } = await client.query<{ some: boolean }>(`select exists (select from ${quoted(name)}) as some`)
      if (rows[0]?.some) return true
    }
    return false
  } finally {
    client.release()
  }
}

/** Refuses, with words, an archive that this program or this key cannot bring back. */
export const refuseStrange = async (head: ArchiveHead, fingerprint: string | null): Promise<void> => {
  if ((await unknownMigrations(head.migrations)).length > 0)
    throw startProblem(
      `이 백업은 더 새로운 메아리(${head.version})가 만든 것입니다. 프로그램을 그 버전 이상으로 올린 뒤 되살려 주세요.\n` +
        `This archive was made by a newer Maeari (${head.version}). Move the program to that version or a later one, then restore.`,
    )
  if (fingerprint !== null && head.keyFingerprint !== '' && head.keyFingerprint !== fingerprint)
    throw startProblem(
      '이 백업은 다른 키로 봉인됐습니다. 백업을 만들 때 쓰던 키를 SECRET_KEY로(내장 데이터베이스라면 데이터 폴더의 secret.key로) 되돌린 뒤 다시 실행해 주세요.\n' +
        'This archive was sealed with another key. Put back the key of its time as SECRET_KEY (with the embedded database: secret.key in the data folder), then try again.',
    )
}

export interface Restored {
  tables: number
  rows: number
  /** Migrations that were applied after the rows. */
  migrated: readonly string[]
  /** Waiting jobs whose queue this version does not have any more. */
  droppedJobs: number
}

interface Watch {
  onTable?: (name: string) => void
  /** The rows stand as they were archived; migrations since then have not run. */
  beforeMigrating?: () => Promise<void>
}

/**
 * Replaces whatever our schemas hold. If it breaks off, the database says so (`isHalfRestored`) until a restore comes to its
 * end. @param makeQueues creates the queue's own schema, before the archive's jobs come back
 */
export const loadArchive = async (
  database: Database,
  archive: ArchiveReader,
  makeQueues: () => Promise<void>,
  watch: Watch = {},
): Promise<Restored> => {
  await database.pool.query(`create schema if not exists ${mark}`)
  await dropOurs(database)
  await migrateTo(database, archive.head.migrations.at(-1)!)
  await makeQueues()
  const client = await database.connect()
  let sums: { rows: number; droppedJobs: number }
  try {
    await client.query('begin')
    await client.query(portableText)
    sums = await loadRows(client, archive, watch)
    await client.query('commit')
    await client.query('analyze')
  } finally {
    client.release(true)
  }
  await watch.beforeMigrating?.()
  const { applied } = await migrate(database)
  await database.pool.query(`drop schema ${mark} cascade`)
  return { tables: archive.head.tables.length, migrated: applied, ...sums }
}

const loadRows = async (client: ClientBase, archive: ArchiveReader, watch: Watch) => {
  const held = await findTables(client)
  const names = held.map(table => table.name)
  // Rows come in the order of names, not of references, and an index is built faster than grown.
  const later = [...(await takeAway(client, 'reference', names)), ...(await takeAway(client, 'index', names))]
  for (const table of held) if (table.name !== jobsTable) await client.query(`truncate ${quoted(table.name)} cascade`)
  let rows = 0
  let droppedJobs = 0
  for await (const { table, bytes } of archive.tables()) {
    watch.onTable?.(table.name)
    if (table.name === jobsTable) droppedJobs = await loadJobs(client, table, bytes)
    else rows += await copyIn(client, quoted(table.name), table.columns, bytes)
  }
  for (const { name, value, isCalled } of archive.head.sequences)
    await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted(name), value, isCalled])
  for (const statement of later) await client.query(statement)
  return { rows, droppedJobs }
}

const copyIn = async (
  client: ClientBase,
  into: string,
  columns: readonly string[],
  bytes: AsyncIterable<Uint8Array>,
): Promise<number> => {
  const stream = client.query(copyFrom(`copy ${into} (${columns.map(identifier).join(', ')}) from stdin`))
  await pipeline(Readable.from(bytes, { objectMode: false }), stream)
  return stream.rowCount
}

/** Jobs pass through a table of texts: the queue's own may have gained or lost columns since. */
const loadJobs = async (
  client: ClientBase,
  table: ArchivedTable,
  bytes: AsyncIterable<Uint8Array>,
): Promise<number> => {
  const columns = table.columns.map(column => `${identifier(column)} text`).join(', ')
  await client.query(`create temporary table archived_jobs (${columns}) on commit drop`)
  const all = await copyIn(client, 'archived_jobs', table.columns, bytes)
  const { rows } = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [jobsTable],
  )
  const both = rows.filter(row => table.columns.includes(row.name))
  const { rowCount } = await client.query(`
    insert into ${jobsTable} (${both.map(row => identifier(row.name)).join(', ')})
    select ${both.map(row => `old.${identifier(row.name)}::${row.type}`).join(', ')}
    from archived_jobs as old join pgboss.queue as queue on queue.name = old.name`)
  return all - (rowCount ?? 0)
}

/** Drops foreign keys or indexes of the tables. @returns the statements that bring them back. */
const takeAway = async (
  client: ClientBase,
  what: 'reference' | 'index',
  names: readonly string[],
): Promise<string[]> => {
  const found =
    what === 'reference'
      ? `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
          format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
          from pg_constraint where contype = 'f' and conparentid = 0 and conrelid = any($1::regclass[])`
      : `select format('drop index %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as add
          from pg_index where indrelid = any($1::regclass[]) and not indisunique`
  const { rows } = await client.query<{ drop: string; add: string }>(`${found} order by 1`, [
    names.filter(name => name !== jobsTable).map(quoted),
  ])
  for (const row of rows) await client.query(row.drop)
  return rows.map(row => row.add)
}

/** Every schema that a migration or the queue made. */
const dropOurs = async (database: Database): Promise<void> => {
  const client = await database.connect()
  try {
    await client.query('begin')
    const held = await appliedMigrations(client)
    const schemas = new Set((await findTables(client)).map(table => table.name.split('.')[0]!))
    if (held.length > 0) schemas.add('platform')
    for (const schema of [...schemas, 'pgboss'])
      await client.query(`drop schema if exists ${identifier(schema)} cascade`)
    await client.query('commit')
  } finally {
    client.release(true)
  }
}
