// Looks at a server that may be running already: which process it is, whether it answers, and how to end it.
import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { processExists } from '../../../bin/lock.mjs'
import { sleep } from '../clock.ts'
import { SUPERUSER } from './cluster.ts'
import { type Place, rememberedFolder, SOCKET_PORT, socketFile } from './place.ts'

export type Running = { pid: number; socketFolder: string }

export type Answer = 'ready' | 'busy' | 'absent'

/** How long a server that starts, recovers or shuts down may take before we end it. */
const PATIENCE_MS = 60_000

/**
 * The server of this cluster that another process left behind, once it answers; undefined where none runs.
 * A server that is about to go is waited for; one that never answers is ended.
 */
export async function findRunning(place: Place): Promise<Running | undefined> {
  const began = performance.now()
  for (;;) {
    const found = readPidFile(place)
    if (!found) return undefined
    if (!processExists(found.pid) || !isServerOf(place, found.pid)) {
      clearTraces(place, found)
      return undefined
    }
    if (found.socketFolder && (await knock(found.socketFolder)) === 'ready') return found
    if (performance.now() - began > PATIENCE_MS) await end(found.pid)
    await sleep(50)
  }
}

/** Asks the server for nothing but an answer. Throws what is neither an answer nor an absence. */
export async function knock(socketFolder: string): Promise<Answer> {
  const client = connectTo(socketFolder, 'postgres')
  try {
    await client.connect()
    return 'ready'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    // 57P03 cannot_connect_now: starting up, recovering or shutting down. 53300: too many connections, so very much alive.
    if (code === '57P03' || code === '57P01') return 'busy'
    if (code === '53300') return 'ready'
    if (['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', ''].includes(code)) return 'absent'
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** A client of one connection, over the socket, whatever PG* variables the environment holds. */
export function connectTo(socketFolder: string, database: string): pg.Client {
  const client = new pg.Client({
    host: socketFolder,
    port: SOCKET_PORT,
    user: SUPERUSER,
    database,
    ssl: false,
    connectionTimeoutMillis: 5_000,
  })
  // A server that ends under a connection is seen by whoever waits for an answer on it.
  client.on('error', () => undefined)
  return client
}

/** Fast shutdown; harder means follow where the server does not go. */
export async function end(pid: number): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 10_000],
  ] as const) {
    if (!send(pid, signal)) return
    const began = performance.now()
    while (performance.now() - began < patience) {
      if (!processExists(pid)) return
      await sleep(10)
    }
  }
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}

/** Lines of postmaster.pid: process, folder, start, port, socket folder, … (PostgreSQL's src/include/utils/pidfile.h). */
function readPidFile(place: Place): Running | undefined {
  const file = path.join(place.cluster, 'postmaster.pid')
  if (!fs.existsSync(file)) return undefined
  const lines = fs.readFileSync(file, 'utf8').split('\n')
  const pid = Math.abs(Number(lines[0]))
  return Number.isInteger(pid) && pid > 0 ? { pid, socketFolder: lines[4]?.trim() ?? '' } : undefined
}

/** After a reboot, or in a new container, the same number may belong to any other process. */
function isServerOf(place: Place, pid: number): boolean {
  if (process.platform !== 'linux') return true
  try {
    if (fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'postgres') return false
    return fs.readlinkSync(`/proc/${pid}/cwd`) === place.cluster
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES'
  }
}

/**
 * The server is gone, but its number may be another process by now, for whose sake PostgreSQL would refuse to start.
 * Removing the file would also remove its guard against forgotten server processes (the shared memory key in line 7).
 * PostgreSQL ignores its own parent's number, so we write ours. The socket's folder is ours alone and has no such guard.
 */
function clearTraces(place: Place, found: Running): void {
  const file = path.join(place.cluster, 'postmaster.pid')
  const rest = fs.readFileSync(file, 'utf8').split('\n').slice(1)
  const { uid, gid, mode } = fs.statSync(file)
  fs.writeFileSync(`${file}.new`, [String(process.pid), ...rest].join('\n'), { mode: mode & 0o777 })
  if (process.getuid?.() === 0) fs.chownSync(`${file}.new`, uid, gid)
  fs.renameSync(`${file}.new`, file)
  if (found.socketFolder !== rememberedFolder(place)) return
  for (const name of ['', '.lock']) fs.rmSync(`${socketFile(found.socketFolder)}${name}`, { force: true })
}
