// Makes the database cluster and starts its server process.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { type Binaries, libraryPath } from './binaries.ts'
import { type Place, SOCKET_PORT } from './place.ts'
import { startProblem } from './problem.ts'
import { settingArguments } from './settings.ts'

export const SUPERUSER = 'maeari'

/**
 * Makes the cluster where there is none: UTF-8, PostgreSQL's own C.UTF-8 collation (the same order on every machine and
 * after every upgrade of its libraries), checksums. Works in a folder beside it, so that a killed start leaves no half cluster.
 */
export function makeCluster(place: Place, binaries: Binaries): boolean {
  if (fs.existsSync(path.join(place.cluster, 'PG_VERSION'))) {
    refuseForeignVersion(place, binaries)
    return false
  }
  const next = `${place.cluster}.new`
  // The system's own idea of letters is used by extensions only; not every machine has C.UTF-8 by that name.
  const failure = initialise(place, binaries, next, ['--lc-ctype=C.UTF-8']) && initialise(place, binaries, next, [])
  if (failure)
    throw startProblem(`PostgreSQL의 데이터 폴더를 만들지 못했습니다 · initdb failed in ${place.dataDir}\n${failure}`)
  fs.renameSync(next, place.cluster)
  return true
}

/** Starts the server; it writes to the log file and outlives us, so that a start after our sudden death can adopt it. */
export function spawnServer(place: Place, binaries: Binaries, args: string[]): ChildProcess {
  turnLog(place)
  const log = fs.openSync(place.logFile, 'a', 0o600)
  try {
    // Detached: Ctrl-C in a terminal reaches every process of its group, and the server must end after us, not with us.
    return spawn(program(binaries, 'postgres'), args, {
      ...runAs(place, binaries, place.cluster),
      detached: true,
      stdio: ['ignore', log, log],
    })
  } finally {
    fs.closeSync(log)
  }
}

/** The server's arguments: the same text for the same settings, so that a running server can be told from one that was started otherwise. */
export function serverArguments(place: Place, socketFolder: string, settings: Record<string, string>): string[] {
  return ['-D', place.clusterForServer, '-p', String(SOCKET_PORT), ...settingArguments(socketFolder, settings)]
}

/** True when the server that runs, or ran last, was started by these programs with these arguments. */
export function wasStartedLike(place: Place, binaries: Binaries, args: string[]): boolean {
  const file = path.join(place.cluster, 'postmaster.opts')
  if (!fs.existsSync(file)) return false
  const line = [program(binaries, 'postgres'), ...args.map(argument => `"${argument}"`)].join(' ')
  return fs.readFileSync(file, 'utf8').trim() === line
}

/** The last lines of the server's log, for a message to a person. */
export function tailOfLog(place: Place): string {
  if (!fs.existsSync(place.logFile)) return ''
  return fs.readFileSync(place.logFile, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
}

/** Keeps one older log, each at most about a megabyte. */
function turnLog(place: Place): void {
  if (fs.existsSync(place.logFile) && fs.statSync(place.logFile).size > 1_000_000) {
    fs.renameSync(place.logFile, `${place.logFile}.1`)
  }
}

/** Returns the output of a failed initdb, undefined when it succeeded. */
function initialise(place: Place, binaries: Binaries, folder: string, locale: string[]): string | undefined {
  fs.rmSync(folder, { recursive: true, force: true })
  fs.mkdirSync(folder, { mode: 0o700 })
  if (place.user) fs.chownSync(folder, place.user.uid, place.user.gid)
  const seen = place.clusterForServer === place.cluster ? folder : place.clusterForServer
  const args = ['-D', seen, '-U', SUPERUSER, '--auth=trust', '--encoding=UTF8', '--locale=C']
  const collation = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const result = spawnSync(program(binaries, 'initdb'), [...args, ...collation, ...locale], {
    ...runAs(place, binaries, folder),
    encoding: 'utf8',
  })
  if (result.error) return result.error.message
  return result.status === 0 ? undefined : `${result.stderr}`.trim()
}

function refuseForeignVersion(place: Place, binaries: Binaries): void {
  const have = fs.readFileSync(path.join(place.cluster, 'PG_VERSION'), 'utf8').trim()
  const need = binaries.version.split('.')[0]
  if (have === need) return
  throw startProblem(
    `${place.cluster}: PostgreSQL ${have}의 데이터라 ${need} 버전으로 열 수 없습니다. 이전 버전의 메아리로 백업한 뒤 되살리세요 · these data belong to PostgreSQL ${have}, this product brings ${need}: back up with the earlier version of Maeari and restore here`,
  )
}

function program(binaries: Binaries, name: string): string {
  return path.join(binaries.folder, 'bin', name)
}

/** Nothing of our own environment goes along: it may hold keys. */
function runAs(
  place: Place,
  binaries: Binaries,
  cwd: string,
): { cwd: string; env: Record<string, string>; uid?: number; gid?: number } {
  const env = { PATH: '/usr/bin:/bin', LANG: 'C', TZ: 'UTC', ...libraryPath(binaries) }
  return place.user ? { cwd, env, uid: place.user.uid, gid: place.user.gid } : { cwd, env }
}
