/** `backup`, `restore` and `compare`: everything but the key in one file, for every PostgreSQL. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { compareArchive } from '../platform/archive/compare.ts'
import { holdsData, loadArchive, refuseStrange } from '../platform/archive/load.ts'
import { proveWhole, readArchive, saveArchive } from '../platform/archive/save.ts'
import { readClock, sleep, stopwatch } from '../platform/clock.ts'
import type { Command, CommandIo } from '../platform/command.ts'
import type { Config } from '../platform/config.ts'
import { type Ground, openGround } from '../platform/ground.ts'
import type { Job } from '../platform/job.ts'
import { type Log, openLog } from '../platform/log.ts'
import { startProblem } from '../platform/postgres/problem.ts'
import { openQueue } from '../platform/queue.ts'
import { findSecretKey } from '../platform/secret-key.ts'
import { openSecrets } from '../platform/secrets.ts'

const tell = (io: CommandIo, what: object) => io.write(`${JSON.stringify(what)}\n`)

/** Opens the database as it stands, for as long as the work takes. */
const onGround = async <T>(config: Config, ownsData: boolean, work: (ground: Ground, log: Log) => Promise<T>) => {
  const log = openLog(config.logLevel)
  const ground = await openGround(config, log, ownsData)
  try {
    return await work(ground, log)
  } finally {
    await ground.close()
  }
}

const takeFile = (io: CommandIo, options: Record<string, { type: 'boolean' }> = {}) => {
  const { values, positionals } = parseArgs({ args: [...io.args], options, allowPositionals: true })
  if (positionals.length > 1) throw startProblem('파일은 하나만 적어 주세요 · name one file only')
  return { file: positionals[0], values: values as Record<string, boolean | undefined> }
}

const needFile = (file: string | undefined): string => {
  if (file) return file
  throw startProblem('어느 백업 파일인지 적어 주세요 · name the archive')
}

export const newArchiveName = (config: Config, now: Date): string =>
  join(config.dataDir, 'backups', `${now.toISOString().slice(0, 19).replaceAll(':', '')}.archive`)

export const backup: Command = {
  name: 'backup',
  summary: {
    ko: '모든 것을 파일 하나로 백업합니다(쓰는 중에도 됩니다)',
    en: 'saves everything to one file, also while it runs',
  },
  help: `npm run -s maeari -- backup [FILE]

FILE is data/backups/<time>.archive by default. One snapshot of everything but the key: keep the key (SECRET_KEY, or
data/secret.key) apart from it. Works on every PostgreSQL from 15. Prints one line of JSON a table.`,
  async run(io, config) {
    const { file } = takeFile(io)
    const elapsed = stopwatch()
    const now = readClock()
    const to = file ?? newArchiveName(config, now)
    await onGround(config, false, async ({ database }) => {
      const lines: object[] = []
      const head = await saveArchive(database, to, now, sum => void lines.push({ table: sum.name, rows: sum.rows }))
      if (head.migrations.length === 0) throw startProblem(nothingHere)
      for (const line of lines) await tell(io, line)
      await tell(io, { file: to, tables: head.tables.length, seconds: Math.round(elapsed() / 100) / 10 })
    })
    return 0
  },
}

/** @param jobs the rooms' jobs: their queues must stand before the archive's jobs come back. */
export const restoreCommand = (jobs: readonly Job[]): Command => ({
  name: 'restore',
  summary: { ko: '백업 파일을 되살립니다', en: 'brings an archive back' },
  help: `npm run -s maeari -- restore FILE [--replace]

Into an empty installation: stop the product first, and put the key of the archive's time in its place (SECRET_KEY, or
data/secret.key). An archive of an earlier version is brought to this one. With --replace an installation that holds data
is saved to data/backups first and then replaced. If it breaks off, nothing starts until it was run again.`,
  async run(io, config) {
    const { file, values } = takeFile(io, { replace: { type: 'boolean' } })
    const from = needFile(file)
    const elapsed = stopwatch()
    await onGround(config, true, async (ground, log) => {
      const { database } = ground
      const head = await proveWhole(from)
      await refuseStrange(head, openSecrets(await findSecretKey(config)).fingerprint)
      await refuseOthers(ground)
      const archive = await readArchive(from)
      try {
        if (await holdsData(database)) {
          if (!values.replace) throw startProblem(notEmpty)
          const now = readClock()
          const saved = newArchiveName(config, now)
          await saveArchive(database, saved, now)
          await tell(io, { replaced: saved })
        }
        const makeQueues = async () => {
          const queue = await openQueue(ground.connection, jobs, log, { isWorker: false, migrate: true })
          await queue.stop()
        }
        const done = await loadArchive(database, archive, makeQueues, { onTable: name => io.say(name) })
        await tell(io, { ...done, seconds: Math.round(elapsed() / 100) / 10 })
      } finally {
        archive.end()
      }
    })
    return 0
  },
})

export const compare: Command = {
  name: 'compare',
  summary: {
    ko: '백업 파일과 데이터베이스를 한 줄씩 견줍니다',
    en: 'holds an archive against the database, row by row',
  },
  help: `npm run -s maeari -- compare FILE

One line of JSON a table: rows in the archive, rows that only one side has, and the ids of the first of them.
Ends with 1 where they differ.`,
  async run(io, config) {
    const { file } = takeFile(io)
    const from = needFile(file)
    return await onGround(config, false, async ({ database }) => {
      const archive = await readArchive(from)
      let differing = 0
      try {
        for await (const one of compareArchive(database, archive)) {
          differing += one.onlyInArchive + one.onlyInDatabase
          await tell(io, one)
        }
      } finally {
        archive.end()
      }
      await tell(io, { same: differing === 0, differing })
      return differing === 0 ? 0 : 1
    })
  },
}

/** Who works in a database while it is replaced would write into nothing. */
const refuseOthers = async ({ database }: Ground): Promise<void> => {
  // The connections of a process that has just been stopped are still seen for a moment.
  for (let looksLeft = 15; looksLeft > 0; looksLeft--) {
    const { rows } = await database.pool.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity
        where datname = current_database() and application_name like 'maeari%'`,
    )
    if ((rows[0]?.count ?? 0) <= database.pool.totalCount) return
    await sleep(200)
  }
  throw startProblem(othersWork)
}

const nothingHere =
  '아직 백업할 것이 없습니다. npm start로 먼저 시작해 주세요.\nThere is nothing to save yet. Start it first with npm start.'
const notEmpty =
  '이 설치에는 데이터가 있습니다. 그대로 두었습니다. 바꾸려면 --replace를 붙여 주세요(지금 것은 먼저 백업합니다).\n' +
  'This installation holds data, and was left as it is. To replace it add --replace (what is there is saved first).'
const othersWork =
  '이 데이터베이스를 다른 메아리 프로세스가 쓰고 있습니다. 모두 멈춘 뒤 다시 실행해 주세요.\n' +
  'Other processes of Maeari use this database. Stop all of them, then try again.'
