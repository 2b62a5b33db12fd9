/** What the database says of itself, its schema, its key and its queue. */
import { isHalfRestored } from '../platform/archive/load.ts'
import { readClock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import { isLocked } from '../platform/data-key.ts'
import type { Database } from '../platform/db.ts'
import type { Ground } from '../platform/ground.ts'
import { isNewer, pendingMigrations } from '../platform/migrate.ts'
import { type Examined, judgeClocks, judgeQueue } from './findings.ts'

export const examineDatabase = async (ground: Ground, config: Config): Promise<Examined[]> => {
  const { database } = ground
  const server = await examineServer(ground)
  const { applied, pending } = await pendingMigrations(database)
  if (applied.length === 0)
    return [
      ...server,
      {
        about: 'schema',
        state: 'advice',
        ko: '데이터베이스가 비어 있습니다. npm start가 채웁니다.',
        en: 'The database is empty: npm start makes its tables.',
      },
    ]
  return [
    ...server,
    await examineSchema(database, pending.length),
    await examineLock(config, database),
    ...(await examineJobs(database)),
  ]
}

const examineServer = async ({ database, isEmbedded }: Ground): Promise<Examined[]> => {
  const asked = readClock()
  const { rows } = await database.pool.query<{
    version: number
    name: string
    encoding: string
    fsync: string
    most: number
    used: number
    now: Date
  }>(`
    select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
      current_setting('server_encoding') as encoding, current_setting('fsync') as fsync,
      current_setting('max_connections')::int as most, (select count(*)::int from pg_stat_activity) as used,
      clock_timestamp() as now`)
  const server = rows[0]!
  const found: Examined[] = [judgeClocks((server.now.getTime() - asked.getTime()) / 1000)]
  const wrong = (ko: string, en: string) => found.push({ about: 'database', state: 'wrong', ko, en })
  if (server.version < 150_000)
    wrong(
      `PostgreSQL ${server.name}은 너무 오래됐습니다. 15 이상이 필요합니다.`,
      `PostgreSQL ${server.name} is too old: 15 or newer is needed.`,
    )
  if (server.encoding !== 'UTF8')
    wrong(
      `데이터베이스의 글자 집합이 ${server.encoding}입니다. UTF8로 새로 만들어 주세요.`,
      `The database is encoded in ${server.encoding}: make one in UTF8.`,
    )
  if (server.fsync === 'off')
    wrong(
      'PostgreSQL의 fsync가 꺼져 있어 정전이 나면 데이터를 잃습니다. 켜 주세요.',
      'fsync is off in PostgreSQL: a power cut would lose data. Turn it on.',
    )
  if (server.used > server.most * 0.8)
    found.push({
      about: 'database',
      state: 'warning',
      ko: `연결 ${server.most}개 가운데 ${server.used}개를 쓰고 있습니다. max_connections를 늘려 주세요.`,
      en: `${server.used} of ${server.most} connections are in use: raise max_connections.`,
    })
  if (found.length === 1)
    found.push({
      about: 'database',
      state: 'good',
      ko: `PostgreSQL ${server.name}${isEmbedded ? ' (내장)' : ''}`,
      en: `PostgreSQL ${server.name}${isEmbedded ? ' (embedded)' : ''}`,
    })
  return found
}

const examineSchema = async (database: Database, pending: number): Promise<Examined> => {
  const about = 'schema'
  if (await isHalfRestored(database))
    return {
      about,
      state: 'wrong',
      ko: '백업을 되살리다 멈췄습니다. restore를 다시 실행해 주세요.',
      en: 'A restore broke off. Run restore again.',
    }
  if (await isNewer(database))
    return {
      about,
      state: 'wrong',
      ko: '더 새로운 메아리가 쓰던 데이터입니다. 프로그램을 그 버전 이상으로 올려 주세요.',
      en: 'A newer Maeari wrote this data. Move the program to that version or a later one.',
    }
  return pending > 0
    ? {
        about,
        state: 'advice',
        ko: `다음 시작에 데이터베이스가 ${pending}단계 올라갑니다. upgrade-drill로 먼저 연습할 수 있습니다.`,
        en: `The next start applies ${pending} migrations. upgrade-drill rehearses them.`,
      }
    : { about, state: 'good', ko: '데이터베이스가 이 버전에 맞습니다', en: 'The database fits this version' }
}

const examineLock = async (config: Config, database: Database): Promise<Examined> =>
  (await isLocked(config, database))
    ? {
        about: 'key',
        state: 'wrong',
        ko: '키가 이 데이터베이스의 것이 아닙니다. 처음 키(SECRET_KEY, 또는 데이터 폴더의 secret.key)를 되돌려 주세요.',
        en: 'The key is not this database’s. Put the first one back (SECRET_KEY, or secret.key in the data folder).',
      }
    : { about: 'key', state: 'good', ko: '키가 데이터베이스에 맞습니다', en: 'The key fits the database' }

export interface Jobs {
  waiting: number
  active: number
  failed: number
  /** Seconds that the first job has waited that could have run. */
  oldest: number | null
  workers: number
}

/** @param ask runs a statement and hands back its rows */
export const measureJobs = async (ask: (text: string) => Promise<readonly object[]>): Promise<Jobs> => {
  const [row] = await ask(`
    select count(*) filter (where state in ('created', 'retry'))::int as waiting,
      count(*) filter (where state = 'active')::int as active,
      count(*) filter (where state = 'failed')::int as failed,
      extract(epoch from now() - min(greatest(created_on, start_after))
        filter (where state in ('created', 'retry') and start_after <= now()))::float as oldest,
      (select count(distinct holder)::int from platform.leases where until > now()) as workers
    from pgboss.job where name not like '\\_\\_%'`)
  return row as Jobs
}

const examineJobs = async (database: Database): Promise<Examined[]> => {
  const exists = await database.pool.query<{ found: string | null }>(`select to_regclass('pgboss.job')::text as found`)
  if (!exists.rows[0]?.found) return []
  const { failed, oldest, workers } = await measureJobs(async text => (await database.pool.query<object>(text)).rows)
  return judgeQueue(failed, oldest, workers)
}
