/** Brings a database to this version, with an archive first where there is something to lose. */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { holdsData, isHalfRestored } from './archive/load.ts'
import { saveArchive } from './archive/save.ts'
import { readClock } from './clock.ts'
import type { Config } from './config.ts'
import type { Ground } from './ground.ts'
import type { Log } from './log.ts'
import { isNewer, migrate, pendingMigrations } from './migrate.ts'
import { startProblem } from './postgres/problem.ts'

/** How many archives of earlier versions are kept. */
const kept = 3

/**
 * Archives the embedded database before its schema changes (whoever runs a PostgreSQL of their own has backups of their own),
 * then migrates. All pending migrations are one transaction: where one fails, the rows stand as they stood.
 * @returns what was applied
 */
export const bringUp = async (ground: Ground, config: Config, log: Log): Promise<string[]> => {
  const { database } = ground
  if (await isHalfRestored(database)) throw startProblem(halfRestored)
  if (await isNewer(database)) throw startProblem(newerDatabase)
  const { applied, pending } = await pendingMigrations(database)
  const isOld = applied.length > 0 && pending.length > 0 && (await holdsData(database))
  const archive = isOld && ground.isEmbedded ? await archiveBefore(ground, config, pending[0]!, log) : null
  try {
    const result = await migrate(database)
    if (result.isNewer) throw startProblem(newerDatabase)
    return result.applied
  } catch (error) {
    if (!isOld || !(error instanceof Error) || error.name === 'StartProblem') throw error
    log.error('migrate.failed', error)
    throw startProblem(failed(archive), { cause: error })
  }
}

const archiveBefore = async (ground: Ground, config: Config, next: string, log: Log): Promise<string> => {
  const now = readClock()
  const folder = join(config.dataDir, 'backups')
  const file = join(folder, `before-${next}-${now.toISOString().replaceAll(/[:.]/g, '')}.archive`)
  const head = await saveArchive(ground.database, file, now)
  log.info('migrate.archived', { tables: head.tables.length })
  const old = (await readdir(folder)).filter(name => /^before-.*\.archive$/.test(name))
  const byAge = old.sort((a, b) => b.slice(-29).localeCompare(a.slice(-29)))
  for (const name of byAge.slice(kept)) await rm(join(folder, name), { force: true })
  return file
}

const failed = (archive: string | null): string =>
  '데이터베이스를 이 버전으로 올리지 못해, 모든 것을 올리기 전 그대로 되돌려 두었습니다. 이전 버전의 프로그램으로 계속 쓸 수 있습니다.\n' +
  'The database could not be brought to this version; everything stands as it stood before. The version before goes on working with it.' +
  (archive ? `\n백업 · Archive: ${archive}` : '')

const newerDatabase =
  '이 데이터는 더 새로운 메아리가 쓰던 것입니다. 프로그램을 그 버전 이상으로 올려 주세요.\n' +
  'This data was written by a newer Maeari. Move the program to that version or a later one.'

const halfRestored =
  '백업을 되살리다 멈춘 데이터베이스입니다. restore를 다시 실행해 끝까지 되살려 주세요.\n' +
  'A restore into this database broke off. Run restore again and let it come to its end.'
