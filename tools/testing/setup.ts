/** Before any test: one embedded PostgreSQL for the whole run, in a folder of its own, with a migrated template database. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { holderOf, isAlive } from '../../bin/lock.mjs'
import { openDatabase } from '../../server/platform/db.ts'
import { migrate } from '../../server/platform/migrate.ts'
import { startPostgres } from '../../server/platform/postgres/index.ts'
import { openQueue } from '../../server/platform/queue.ts'
import { TEMPLATE } from './database.ts'

const PREFIX = 'maeari-tests-'
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Tests may lose what a power cut would take: this makes them faster. */
const hasty = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

/** Called by Vitest once a run; what it returns is called at the run's end. */
export const setup = async (): Promise<() => Promise<void>> => {
  await sweep()
  const dataDir = mkdtempSync(join(tmpdir(), PREFIX))
  const server = await startPostgres({ dataDir, log: silent, settings: hasty })
  const { host, port, user } = server.connection
  const end = async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await makeTemplate({ host, port, user })
  } catch (error) {
    await end()
    throw error
  }
  process.env.MAEARI_TEST_PG = JSON.stringify({ host, port, user })
  return end
}

const makeTemplate = async (server: { host: string; port: number; user: string }): Promise<void> => {
  const admin = new pg.Client({ ...server, database: 'postgres' })
  await admin.connect()
  await admin.query(`create database ${TEMPLATE}`)
  const database = openDatabase({ ...server, database: TEMPLATE }, 2)
  await migrate(database)
  const queue = await openQueue({ ...server, database: TEMPLATE }, [], silent, { isWorker: false, migrate: true })
  await queue.stop()
  await database.pool.end()
  await admin.query(`alter database ${TEMPLATE} with is_template true allow_connections false`)
  await admin.end()
}

/** A run that was killed leaves its server and its folder: end the one, remove the other. */
const sweep = async (): Promise<void> => {
  for (const name of readdirSync(tmpdir()).filter(entry => entry.startsWith(PREFIX))) {
    const dataDir = join(tmpdir(), name)
    const holder = holderOf(join(dataDir, 'maeari.lock'))
    if (!holder || isAlive(holder)) continue
    if (existsSync(join(dataDir, 'postgres', 'postmaster.pid'))) {
      const left = await startPostgres({ dataDir, log: silent, settings: hasty })
      await left.stop()
    }
    rmSync(dataDir, { recursive: true, force: true })
  }
}
