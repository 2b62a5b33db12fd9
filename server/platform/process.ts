/** One process of the product: its database, queue and world, opened in order and closed in reverse. */
import type { Config } from './config.ts'
import { makeMemo, type World } from './ctx.ts'
import { type Connection, type Database, openDatabase } from './db.ts'
import { createGuardedReach } from './fetch/reach.ts'
import { createGuardedWebSocket } from './fetch/websocket.ts'
import { createGuardedFetch } from './fetch.ts'
import type { Job } from './job.ts'
import { openLog } from './log.ts'
import { openLogin } from './login.ts'
import { openMail } from './mail.ts'
import { isNewer, migrate } from './migrate.ts'
import { startPostgres } from './postgres/index.ts'
import { startProblem } from './postgres/problem.ts'
import { openQueue, type Queue } from './queue.ts'
import { findSecretKey, isKeyOfDatabase } from './secret-key.ts'
import { openSecrets } from './secrets.ts'

export interface Program {
  readonly world: World
  readonly database: Database
  readonly queue: Queue
  /** Migrations that were applied on the way in. */
  readonly migrated: readonly string[]
  close(): Promise<void>
  /** Ends the embedded database at once, for a process that does not come to its end. */
  cut(): Promise<void>
}

export interface ProgramOptions {
  jobs: readonly Job[]
  /** Whether this process takes jobs. */
  isWorker: boolean
  /** `start` owns the embedded database's folder; every other command shares it. */
  ownsData: boolean
}

const userAgent = 'Maeari/0.1 (+https://github.com/maeari/maeari)'

/** Opens everything; migrates when the database is older, refuses when it is newer or sealed with another key. */
export const openProgram = async (config: Config, options: ProgramOptions): Promise<Program> => {
  const log = openLog(config.logLevel)
  const undo: (() => Promise<void>)[] = []
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const secrets = openSecrets(await findSecretKey(config))
    const postgres = config.databaseUrl
      ? null
      : await startPostgres({ dataDir: config.dataDir, log, share: !options.ownsData })
    if (postgres) undo.push(postgres.stop)
    const connection: Connection = postgres ? postgres.connection : { connectionString: config.databaseUrl! }
    const database = openDatabase(connection)
    undo.push(database.close)
    const migrated = await prepareDatabase(database)
    if (!(await isKeyOfDatabase(database, secrets.fingerprint))) throw startProblem(anotherKey)
    const queue = await openQueue(connection, options.jobs, log, { isWorker: options.isWorker, migrate: true })
    undo.push(queue.stop)
    const guard = { allow: config.allowNetworks, maxBytes: 20 * 1024 * 1024, timeoutMs: 30_000, userAgent }
    const fetch = createGuardedFetch({ ...guard, maxRedirects: 5 })
    undo.push(fetch.close)
    const login = openLogin(connection, config, secrets.digest('login cookies'))
    undo.push(login.close)
    const reach = createGuardedReach({ ...guard, timeoutMs: 10_000 })
    const world: World = {
      login,
      fetch,
      openSocket: createGuardedWebSocket({ ...guard, maxBytes: 5 * 1024 * 1024 }),
      reach,
      mail: openMail(config, reach),
      secrets,
      outbox: queue.outbox,
      log,
      config,
      memo: makeMemo(),
    }
    const cut = async () => postgres?.stop()
    return { world, database, queue, migrated, close, cut }
  } catch (error) {
    await close()
    throw error
  }
}

const prepareDatabase = async (database: Database): Promise<string[]> => {
  if (await isNewer(database)) throw startProblem(newerDatabase)
  const result = await migrate(database)
  if (result.isNewer) throw startProblem(newerDatabase)
  return result.applied
}

const newerDatabase =
  '이 데이터는 더 새로운 메아리가 쓰던 것입니다. 프로그램을 그 버전 이상으로 올려 주세요.\n' +
  'This data was written by a newer Maeari. Move the program to that version or a later one.'

const anotherKey =
  'SECRET_KEY가 이 데이터베이스를 만든 키와 다릅니다. 처음 키(내장 데이터베이스라면 데이터 폴더의 secret.key)를 되돌려 주세요.\n' +
  'SECRET_KEY is not the key this database was made with. Put the first one back (with the embedded database: secret.key in the data folder).'
