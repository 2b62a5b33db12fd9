/** Migrations: one sequence of files, run by Kysely's migrator under its own lock, forward only. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
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

/** Brings the schema to this version. Several processes may call it at once: one works, the others wait. */
export const migrate = async (database: Database): Promise<MigrateResult> => {
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: database.pool }) })
  const migrations = await readMigrations()
  await sql`create schema if not exists platform`.execute(kysely)
  if (await isNewer(database, Object.keys(migrations))) return { applied: [], isNewer: true }
  const migrator = new Migrator({
    db: kysely,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableSchema: 'platform',
    migrationTableName: 'migrations',
    migrationLockTableName: 'migrations_lock',
  })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error
  return { applied: (results ?? []).map(result => result.migrationName), isNewer: false }
}

/** Whether the database holds a migration that this program does not know. */
export const isNewer = async (database: Database, known?: readonly string[]): Promise<boolean> => {
  const ours = known ?? Object.keys(await readMigrations())
  const exists = await database.pool.query<{ found: string | null }>(
    `select to_regclass('platform.migrations')::text as found`,
  )
  if (!exists.rows[0]?.found) return false
  const applied = await database.pool.query<{ name: string }>('select name from platform.migrations')
  return applied.rows.some(row => !ours.includes(row.name))
}
