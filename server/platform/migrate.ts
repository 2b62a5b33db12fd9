/** Migrations: one sequence of files, run by Kysely's migrator under its own lock, forward only. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { ClientBase } from 'pg'
import type { Database } from './db.ts'

const folder = join(import.meta.dirname, '..', 'migrations')

/** A migration module exports `up`; there is no way down. */
interface MigrationModule {
  up: (db: Kysely<unknown>) => Promise<void>
}

const readMigrations = async (): Promise<Record<string, Migration>> => {
  const files = (await readdir(folder)).filter(name => /^\d{4}-[a-z-]+\.ts$/.test(name)).sort()
  const found: Record<string, Migration> = {}
  for (const file of files) {
    const module = (await import(join(folder, file))) as MigrationModule
    found[file.replace(/\.ts$/, '')] = { up: module.up }
  }
  return found
}

export interface MigrateResult {
  applied: string[]
  /** The database is newer than this program: it was migrated by a later version. */
  isNewer: boolean
}

const migratorOf = (database: Database, migrations: Record<string, Migration>): Migrator =>
  new Migrator({
    db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool: database.pool }) }),
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableSchema: 'platform',
    migrationTableName: 'migrations',
    migrationLockTableName: 'migrations_lock',
  })

/** Brings the schema to this version. Several processes may call it at once: one works, the others wait. */
export const migrate = async (database: Database): Promise<MigrateResult> => {
  const migrations = await readMigrations()
  await database.pool.query('create schema if not exists platform')
  if (await isNewer(database, Object.keys(migrations))) return { applied: [], isNewer: true }
  const { error, results } = await migratorOf(database, migrations).migrateToLatest()
  if (error) throw error
  return { applied: (results ?? []).map(result => result.migrationName), isNewer: false }
}

/** Makes the schema of an earlier version in an empty database: what an archive of that version fits. */
export const migrateTo = async (database: Database, last: string): Promise<void> => {
  await database.pool.query('create schema if not exists platform')
  const { error } = await migratorOf(database, await readMigrations()).migrateTo(last)
  if (error) throw error
}

/** Which of these migrations this program does not hold: whoever applied them was newer. */
export const unknownMigrations = async (names: readonly string[]): Promise<string[]> => {
  const ours = await readMigrations()
  return names.filter(name => !(name in ours))
}

/** What a start would apply; all of them for a database that nobody has started yet. */
export const pendingMigrations = async (database: Database): Promise<{ applied: string[]; pending: string[] }> => {
  const applied = await appliedMigrations(database.pool)
  return { applied, pending: Object.keys(await readMigrations()).filter(name => !applied.includes(name)) }
}

/** Whether the database holds a migration that this program does not know. */
export const isNewer = async (database: Database, known?: readonly string[]): Promise<boolean> => {
  const ours = known ?? Object.keys(await readMigrations())
  return (await appliedMigrations(database.pool)).some(name => !ours.includes(name))
}

/** Applied migrations in their order; none where there is no schema yet. */
export const appliedMigrations = async (on: Pick<ClientBase, 'query'>): Promise<string[]> => {
  const exists = await on.query<{ found: string | null }>(`select to_regclass('platform.migrations')::text as found`)
  if (!exists.rows[0]?.found) return []
  const applied = await on.query<{ name: string }>('select name from platform.migrations order by name')
  return applied.rows.map(row => row.name)
}
