// Lays out the data folder: where the cluster, its socket, its log and its lock are.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startProblem } from './problem.ts'
import { ENTER, isReachableBy, type ServerUser, serverUser } from './user.ts'

export type Place = {
  dataDir: string
  /** The cluster's folder, as we see it. */
  cluster: string
  /** The same folder as the server is told, see `clusterAsServerSeesIt`. */
  clusterForServer: string
  logFile: string
  lockFile: string
  /** Set only where we are root. */
  user: ServerUser | undefined
}

export const SOCKET_PORT = 5432

/** A socket's address holds 107 bytes and its end. Mac OS: 103. */
const LONGEST_SOCKET = 103

/** Makes the data folder where it is missing. Throws where the machine has no user for the server. */
export function layOut(dataDir: string, userName: string): Place {
  const full = path.resolve(dataDir)
  fs.mkdirSync(full, { recursive: true, mode: 0o755 })
  const real = fs.realpathSync(full)
  const cluster = path.join(real, 'postgres')
  const user = serverUser(userName, cluster)
  return {
    dataDir: real,
    cluster,
    clusterForServer: clusterAsServerSeesIt(cluster, real, user),
    logFile: path.join(real, 'postgres.log'),
    lockFile: path.join(real, 'maeari.lock'),
    user,
  }
}

/**
 * A root shell usually stands below /root, which no other user may enter. Rather than open that folder or put the data
 * elsewhere, the server is started inside its folder and knows it only as `/proc/self/cwd`: it never walks the path.
 */
function clusterAsServerSeesIt(cluster: string, dataDir: string, user: ServerUser | undefined): string {
  if (!user || isReachableBy(user, dataDir, ENTER)) return cluster
  if (fs.existsSync('/proc/self/cwd')) return '/proc/self/cwd'
  throw startProblem(
    `${dataDir}: ${user.name} 사용자가 들어갈 수 없는 폴더입니다. DATA_DIR로 다른 폴더를 알려 주세요 · the user ${user.name}, as whom PostgreSQL runs, cannot enter this folder; name another with DATA_DIR`,
  )
}

/**
 * The folder of the server's socket: below the data folder where the server can reach it and the address is short
 * enough, else a folder of its own below the system's temporary folder. The choice is written down in `postgres.socket`.
 */
export function makeSocketFolder(place: Place): string {
  const near = path.join(place.dataDir, 'run')
  const fits = Buffer.byteLength(socketFile(near)) <= LONGEST_SOCKET && place.clusterForServer === place.cluster
  const folder = fits ? near : (rememberedFolder(place) ?? fs.mkdtempSync(path.join(shortTemporaryFolder(), 'maeari-')))
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  fs.chmodSync(folder, 0o700)
  if (place.user) fs.chownSync(folder, place.user.uid, place.user.gid)
  writeWhole(path.join(place.dataDir, 'postgres.socket'), `${folder}\n`)
  return folder
}

/** Leaves nothing in the system's temporary folder. */
export function dropSocketFolder(place: Place, folder: string): void {
  if (path.dirname(folder) !== place.dataDir) fs.rmSync(folder, { recursive: true, force: true })
}

/** The socket's file in its folder, as every client of PostgreSQL builds it. */
export function socketFile(folder: string): string {
  return path.join(folder, `.s.PGSQL.${SOCKET_PORT}`)
}

/** The folder that the last start chose; undefined where it is gone or was taken over by another user. */
export function rememberedFolder(place: Place): string | undefined {
  const note = path.join(place.dataDir, 'postgres.socket')
  if (!fs.existsSync(note)) return undefined
  const folder = fs.readFileSync(note, 'utf8').trim()
  if (!fs.existsSync(folder)) return undefined
  const owner = place.user?.uid ?? process.getuid?.()
  const { uid } = fs.lstatSync(folder)
  return uid === owner ? folder : undefined
}

function shortTemporaryFolder(): string {
  const folder = os.tmpdir()
  return Buffer.byteLength(folder) <= 60 ? folder : '/tmp'
}

/** A reader sees the old content or the new, never half of it. */
export function writeWhole(file: string, content: string): void {
  fs.writeFileSync(`${file}.new`, content, { mode: 0o600 })
  fs.renameSync(`${file}.new`, file)
}
