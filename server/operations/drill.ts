/** `upgrade-drill`: the next start of this version, rehearsed on a copy, with every row counted. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { compareArchive } from '../platform/archive/compare.ts'
import { loadArchive, refuseStrange } from '../platform/archive/load.ts'
import { readArchive, saveArchive } from '../platform/archive/save.ts'
import { readClock, stopwatch } from '../platform/clock.ts'
import type { Command, CommandIo } from '../platform/command.ts'
import { type Connection, type Database, openDatabase } from '../platform/db.ts'
import { openGround } from '../platform/ground.ts'
import type { Job } from '../platform/job.ts'
import { openLog } from '../platform/log.ts'
import { pendingMigrations } from '../platform/migrate.ts'
import { startProblem } from '../platform/postgres/problem.ts'
import { openQueue } from '../platform/queue.ts'

export const upgradeDrill = (jobs: readonly Job[]): Command => ({
  name: 'upgrade-drill',
  summary: { ko: '다음 업그레이드를 사본에서 연습합니다', en: 'rehearses the next upgrade on a copy' },
  help: `npm run -s maeari -- upgrade-drill [--file ARCHIVE] [--database postgres://…]

Run it with the new version, while the old one goes on: saves everything to an archive (or takes ARCHIVE), restores it
into a database of its own, compares it row by row, applies the migrations that a start would apply, and counts the rows
of every table again. The copy is removed. --database names an empty database for the copy where none may be created.
Prints JSON Lines and ends with 1 where a row was lost.`,
  async run(io, config) {
    const { values } = parseArgs({
      args: [...io.args],
      options: { file: { type: 'string' }, database: { type: 'string' } },
    })
    const log = openLog(config.logLevel)
    const ground = await openGround(config, log, false)
    const folder = await mkdtemp(join(tmpdir(), 'maeari-drill-'))
    try {
      const file = values.file ?? join(folder, 'drill.archive')
      const elapsed = stopwatch()
      if (!values.file) {
        const head = await saveArchive(ground.database, file, readClock())
        if (head.migrations.length === 0) throw startProblem(nothingHere)
        await io.write(`${JSON.stringify({ step: 'saved', tables: head.tables.length, seconds: round(elapsed()) })}\n`)
      }
      const copy = await makeCopy(ground.database, ground.connection, values.database)
      try {
        const makeQueues = async () => {
          const queue = await openQueue(copy.connection, jobs, log, { isWorker: false, migrate: true })
          await queue.stop()
        }
        return await rehearse(io, file, copy.database, makeQueues)
      } finally {
        await copy.end()
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
      await ground.close()
    }
  },
})

const rehearse = async (
  io: CommandIo,
  file: string,
  database: Database,
  makeQueues: () => Promise<void>,
): Promise<number> => {
  const tell = (what: object) => io.write(`${JSON.stringify(what)}\n`)
  const elapsed = stopwatch()
  const archive = await readArchive(file)
  await refuseStrange(archive.head, null)
  const before = new Map<string, number>()
  const restored = await loadArchive(database, archive, makeQueues, {
    beforeMigrating: async () => {
      const again = await readArchive(file)
      let differing = 0
      for await (const one of compareArchive(database, again)) {
        before.set(one.table, one.rows)
        // Jobs of queues that are gone stay behind, and are counted.
        if (one.table !== 'pgboss.job') differing += one.onlyInArchive + one.onlyInDatabase
      }
      again.end()
      await tell({ step: 'restored', tables: before.size, differing, seconds: round(elapsed()) })
      if (differing > 0) throw startProblem(differs)
    },
  })
  archive.end()
  await tell({ step: 'migrated', applied: restored.migrated, seconds: round(elapsed()) })
  const { pending } = await pendingMigrations(database)
  const lost: { table: string; before: number; after: number | null }[] = []
  for (const [table, rows] of before) {
    if (table.startsWith('pgboss.')) continue
    const after = await countRows(database, table)
    if (after === null || after < rows) lost.push({ table, before: rows, after })
  }
  await tell({ step: 'counted', tables: before.size, lost, isReady: lost.length === 0 && pending.length === 0 })
  return lost.length === 0 ? 0 : 1
}

/** null where the table is gone. */
const countRows = async (database: Database, table: string): Promise<number | null> => {
  const exists = await database.pool.query<{ found: string | null }>('select to_regclass($1)::text as found', [table])
  if (!exists.rows[0]?.found) return null
  const { rows } = await database.pool.query<{ count: number }>(`select count(*) as count from ${exists.rows[0].found}`)
  return rows[0]!.count
}

interface Copy {
  connection: Connection
  database: Database
  end(): Promise<void>
}

const makeCopy = async (beside: Database, connection: Connection, given: string | undefined): Promise<Copy> => {
  if (given) {
    const database = openDatabase({ connectionString: given })
    return { connection: { connectionString: given }, database, end: database.close }
  }
  const name = `maeari_drill_${randomBytes(4).toString('hex')}`
  await beside.pool.query(`create database ${name}`).catch((error: Error & { code?: string }) => {
    throw error.code === '42501' ? startProblem(mayNotCreate, { cause: error }) : error
  })
  const there: Connection =
    'connectionString' in connection
      ? { connectionString: withDatabase(connection.connectionString, name) }
      : { ...connection, database: name }
  const database = openDatabase(there)
  return {
    connection: there,
    database,
    end: async () => {
      await database.close()
      await beside.pool.query(`drop database if exists ${name} with (force)`)
    },
  }
}

const withDatabase = (address: string, name: string): string => {
  const url = new URL(address)
  url.pathname = `/${name}`
  return url.href
}

const round = (ms: number): number => Math.round(ms / 100) / 10

const nothingHere = '아직 연습할 것이 없습니다. npm start로 먼저 시작해 주세요.\nThere is nothing to rehearse yet.'
const differs = '되살린 사본이 백업과 다릅니다 · the restored copy differs from the archive'
const mayNotCreate =
  '이 데이터베이스 사용자는 데이터베이스를 만들 수 없습니다. 빈 데이터베이스를 --database로 알려 주세요.\n' +
  'This user of the database may not create one: name an empty database with --database.'
