// The embedded PostgreSQL: started with the product, watched while it runs, stopped with it, adopted after a sudden death.
import { claim, type Held, holderOf, isAlive, processExists } from '../../../bin/lock.mjs'
import { bootPid } from '../boot.ts'
import { sleep } from '../clock.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { makeCluster, SUPERUSER, serverArguments, spawnServer, tailOfLog, wasStartedLike } from './cluster.ts'
import { dropSocketFolder, layOut, makeSocketFolder, type Place, rememberedFolder, SOCKET_PORT } from './place.ts'
import { startProblem } from './problem.ts'
import { connectTo, end, findRunning, knock } from './running.ts'

export { isStartProblem } from './problem.ts'

export type Postgres = {
  /** For a client of PostgreSQL: `host` is the folder of the socket. */
  connection: { host: string; port: number; user: string; database: string }
  /** True when the server ran already: left by a killed process, or owned by another one. */
  adopted: boolean
  /** Fast shutdown, then the data folder is free for another. Does nothing where another process owns the server. */
  stop(): Promise<void>
}

export type PostgresLog = {
  info(event: string, fields?: Record<string, string | number>): void
  warn(event: string, fields?: Record<string, string | number>): void
}

export type PostgresOptions = {
  dataDir: string
  log: PostgresLog
  /**
   * One process owns a data folder. Where another one has it, `false` (the default, for `start`) refuses with words,
   * `true` (for every other command) uses the owner's server; where nobody has it, both become the owner.
   */
  share?: boolean
  /** Who runs the server when we are root and the folder is new. */
  user?: string
  /** Settings of postgresql.conf that win over ours. */
  settings?: Record<string, string>
}

const DATABASE = 'maeari'

/** How long the start waits for an owner that is about to go. */
const LEAVING_MS = 30_000

/** A process that is being killed is still there for a moment. */
const DYING_MS = 1_000

type Server = { pid: number; adopted: boolean }

/**
 * Starts, adopts or joins the server of a data folder. Throws a problem with words (`isStartProblem`) where the folder is
 * in use, no programs exist for the platform, or the server does not start.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const place = layOut(options.dataDir, options.user ?? 'nobody')
  const lock = await own(place, options.share ?? false)
  if (!lock) return await join(options, place)
  try {
    return await startOwned(options, place, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function startOwned(options: PostgresOptions, place: Place, lock: Held): Promise<Postgres> {
  const { log } = options
  const binaries = findBinaries(place.user)
  if (makeCluster(place, binaries)) log.info('postgres.created', { version: binaries.version })
  const socketFolder = makeSocketFolder(place)
  const args = serverArguments(place, socketFolder, options.settings ?? {})
  const server = await startOrAdopt(place, binaries, socketFolder, args)
  log.info(server.adopted ? 'postgres.adopted' : 'postgres.started', { pid: server.pid })
  await ensureDatabase(socketFolder)
  const watch = watchOver(server, log, () => startOrAdopt(place, binaries, socketFolder, args))
  const stop = async () => {
    lock.update({ note: { leaving: true } })
    const last = await watch.stop()
    await end(last.pid)
    dropSocketFolder(place, socketFolder)
    lock.release()
    log.info('postgres.stopped', { pid: last.pid })
  }
  let stopping: Promise<void> | undefined
  return {
    connection: connectionOf(socketFolder),
    adopted: server.adopted,
    stop: () => {
      stopping ??= stop()
      return stopping
    },
  }
}

/** Takes the data folder, or returns undefined where another living process has it and we may share. */
async function own(place: Place, share: boolean): Promise<Held | undefined> {
  const began = performance.now()
  for (;;) {
    const lock = claim(place.lockFile, { boot: bootPid(process.env) })
    if (lock.held) return lock
    const { holder } = lock
    const waited = performance.now() - began
    if (share && !isLeaving(holder.note)) return undefined
    if (waited > DYING_MS && !isLeaving(holder.note)) {
      throw startProblem(
        `이 데이터 폴더는 다른 메아리가 쓰고 있습니다: ${place.dataDir} (프로세스 ${holder.pid}, ${holder.since}부터). 먼저 그것을 멈추거나 DATA_DIR로 다른 폴더를 알려 주세요.\n` +
          `Another Maeari uses this data folder: ${place.dataDir} (process ${holder.pid}, since ${holder.since}). Stop it first, or name another folder with DATA_DIR.`,
      )
    }
    if (waited > LEAVING_MS) {
      throw startProblem(
        `앞서 실행한 메아리(프로세스 ${holder.pid})가 아직 끝나지 않았습니다. 그 프로세스를 끝낸 뒤 다시 실행하세요.\n` +
          `The Maeari that ran before (process ${holder.pid}) has not ended yet. End that process, then start again.`,
      )
    }
    await sleep(50)
  }
}

/** It said so itself, or the program that started it was killed, which it notices within a second. */
function isLeaving(note: Record<string, unknown>): boolean {
  return note.leaving === true || (typeof note.boot === 'number' && note.boot > 0 && !processExists(note.boot))
}

/** Uses the server of the process that owns the folder; becomes the owner if that one ends meanwhile. */
async function join(options: PostgresOptions, place: Place): Promise<Postgres> {
  for (;;) {
    const holder = holderOf(place.lockFile)
    if (!holder || !isAlive(holder)) return await startPostgres(options)
    const socketFolder = rememberedFolder(place)
    if (socketFolder && (await answersWithDatabase(socketFolder))) {
      return { connection: connectionOf(socketFolder), adopted: true, stop: async () => undefined }
    }
    await sleep(50)
  }
}

async function answersWithDatabase(socketFolder: string): Promise<boolean> {
  return (await knock(socketFolder)) === 'ready' && (await hasDatabase(socketFolder))
}

function connectionOf(socketFolder: string): Postgres['connection'] {
  return { host: socketFolder, port: SOCKET_PORT, user: SUPERUSER, database: DATABASE }
}

async function startOrAdopt(place: Place, binaries: Binaries, socketFolder: string, args: string[]): Promise<Server> {
  const running = await findRunning(place)
  if (running && running.socketFolder === socketFolder && wasStartedLike(place, binaries, args)) {
    return { pid: running.pid, adopted: true }
  }
  if (running) await end(running.pid)
  return { pid: await startServer(place, binaries, socketFolder, args), adopted: false }
}

/**
 * Starts a server and waits for its first answer. Processes of a killed server need a moment to notice, so a refusal for
 * their sake is tried again; so is a server that somebody else killed while it started.
 */
async function startServer(place: Place, binaries: Binaries, socketFolder: string, args: string[]): Promise<number> {
  const began = performance.now()
  for (;;) {
    const child = spawnServer(place, binaries, args)
    let ended: string | undefined
    child.on('error', error => {
      ended = error.message
    })
    child.on('exit', (code, signal) => {
      ended = signal ?? `exit code ${code}`
    })
    child.unref()
    while (ended === undefined) {
      if (child.pid && (await knock(socketFolder)) === 'ready') return child.pid
      await sleep(10)
    }
    const tail = tailOfLog(place)
    const mayPass =
      ended === 'SIGKILL' || /still in use|lock file "postmaster.pid" already exists|in use by another/.test(tail)
    if (!mayPass || performance.now() - began > LEAVING_MS) {
      throw startProblem(
        `PostgreSQL이 시작되지 않았습니다 (${ended}) · PostgreSQL did not start (${ended}); ${place.logFile}:\n${tail}`,
      )
    }
    await sleep(100)
  }
}

async function ensureDatabase(socketFolder: string): Promise<void> {
  if (await hasDatabase(socketFolder)) return
  const client = connectTo(socketFolder, 'postgres')
  await client.connect()
  try {
    await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

async function hasDatabase(socketFolder: string): Promise<boolean> {
  const client = connectTo(socketFolder, 'postgres')
  await client.connect()
  try {
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    return rows.length > 0
  } finally {
    await client.end()
  }
}

/** Starts the server again when it ends without being told to, ever more slowly while it keeps ending. */
function watchOver(first: Server, log: PostgresLog, again: () => Promise<Server>): { stop(): Promise<Server> } {
  let server = first
  const over = new AbortController()
  const run = async () => {
    let pause = 0
    let since = performance.now()
    while (!over.signal.aborted) {
      if (processExists(server.pid)) {
        await sleep(200, over.signal)
        continue
      }
      pause = performance.now() - since > 60_000 ? 0 : Math.min(10_000, pause * 2 + 100)
      log.warn('postgres.ended', { pid: server.pid, restartInMs: pause })
      await sleep(pause, over.signal)
      if (over.signal.aborted) return
      since = performance.now()
      try {
        server = await again()
        log.info('postgres.restarted', { pid: server.pid })
      } catch (error) {
        log.warn('postgres.restart_failed', { reason: error instanceof Error ? error.message : String(error) })
      }
    }
  }
  const running = run()
  return {
    stop: async () => {
      over.abort()
      await running
      return server
    },
  }
}
