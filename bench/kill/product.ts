/** The product as processes on one database, each to be killed: `serve` and `work`, as many as one likes, and the embedded PostgreSQL. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { answers, freePort, stepMs, until } from '../machine.ts'

export type Victim = 'server' | 'worker' | 'database'

export interface Product {
  /** Of the first server. */
  readonly origin: string
  /** Of every server. */
  readonly origins: readonly string[]
  readonly setupToken: string
  /**
   * kill -9; a killed server or worker is started again `after` milliseconds later, the database by its owner. False
   * where it is not there to be killed at this moment.
   */
  kill(victim: Victim, after: number): boolean
  /** Processes that ended without having been killed, with their last words: none is the only good number. */
  readonly endings: readonly string[]
  /** Every server answers and every worker works. */
  isReady(): Promise<boolean>
  stop(): Promise<void>
}

interface Kept {
  readonly role: 'serve' | 'work'
  /** Where a server listens; a worker does not. */
  readonly port: number
  child: ChildProcess
  isKilled: boolean
  isStarted: boolean
}

const secretKey = 'K7f!Qp2z9#Lm4x8WvB3n6Rt1Yc5Hd0Js'
const program = join(import.meta.dirname, '..', '..', 'server', 'main.ts')

export interface Parts {
  /** Holds the data; removed by `stop`. */
  readonly folder: string
  readonly workers: number
  /** 1 where nobody says it. */
  readonly servers?: number
  /** A database of somebody's own; without it the embedded one is shared by all processes, and can be killed. */
  readonly databaseUrl?: string | undefined
  /** Where standard error of all processes goes. */
  readonly log: string
}

/** Starts all of it: the first server, which makes the database what it must be, then the others at once. */
export async function startProduct(options: Parts): Promise<Product> {
  const dataDir = join(options.folder, 'data')
  const log = createWriteStream(options.log, { flags: 'a' })
  const endings: string[] = []
  let setupToken = ''
  let isStopping = false

  const run = (kept: Kept) => {
    const { SECRET_KEY, DATABASE_URL, ...rest } = process.env
    const env = {
      ...rest,
      ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl, SECRET_KEY: secretKey }),
      PORT: String(kept.port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      ALLOW_NETWORKS: '127.0.0.0/8',
      LOG_LEVEL: 'info',
      // They end with us, as with the boot file.
      MAEARI_BOOT_PID: String(process.pid),
    }
    const child = spawn(process.execPath, [program, kept.role], { env, stdio: ['ignore', 'ignore', 'pipe'] })
    kept.child = child
    kept.isKilled = false
    kept.isStarted = false
    let last = ''
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      last = (last + text).slice(-2000)
      setupToken ||= /\/setup\?token=(\S+)/.exec(last)?.[1] ?? ''
      kept.isStarted ||= last.includes(kept.role === 'work' ? '"worker.started"' : 'Maeari is ready')
      log.write(text)
    })
    child.once('exit', (code, signal) => {
      if (kept.child !== child || kept.isKilled || isStopping) return
      endings.push(`${kept.role} ended by itself (${signal ?? code}): ${last.trim().slice(-600)}`)
      void wait(500).then(() => !isStopping && run(kept))
    })
  }
  const start = (role: Kept['role'], port: number): Kept => {
    const kept = { role, port, isKilled: false, isStarted: false } as Kept
    run(kept)
    return kept
  }
  const servers = [start('serve', await freePort())]
  const workers: Kept[] = []
  const isReady = async () => {
    if (![...servers, ...workers].every(kept => kept.isStarted && !kept.isKilled)) return false
    return (await Promise.all(servers.map(one => answers(`${originOf(one)}/readyz`)))).every(Boolean)
  }
  await until('the server', stepMs, async () => (await isReady()) && setupToken !== '')
  for (let n = 1; n < (options.servers ?? 1); n += 1) servers.push(start('serve', await freePort()))
  workers.push(...Array.from({ length: options.workers }, () => start('work', 0)))
  await until('all servers', stepMs, async () => servers.every(one => one.isStarted))
  const turns = { server: 0, worker: 0 }

  return {
    origin: originOf(servers[0]!),
    origins: servers.map(originOf),
    setupToken,
    endings,
    isReady,
    kill(victim, after) {
      if (victim === 'database') return killIfThere(postmasterOf(dataDir))
      const kinds = victim === 'server' ? servers : workers
      const kept = kinds[turns[victim]++ % kinds.length]!
      if (kept.isKilled) return false
      kept.isKilled = true
      kept.child.kill('SIGKILL')
      void wait(after).then(() => !isStopping && run(kept))
      return true
    },
    async stop() {
      isStopping = true
      // The owner of the data folder, whoever it is by now, stops the database: workers first would leave it to the server.
      for (const { child } of [...workers, ...servers]) {
        if (child.exitCode !== null || child.signalCode !== null) continue
        child.kill('SIGTERM')
        await Promise.race([once(child, 'exit'), wait(20_000).then(() => child.kill('SIGKILL'))])
      }
      killIfThere(postmasterOf(dataDir))
      await new Promise(resolve => log.end(resolve))
      rmSync(options.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}

const originOf = ({ port }: Kept): string => `http://127.0.0.1:${port}`

function postmasterOf(dataDir: string): number | undefined {
  try {
    return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Only a PostgreSQL of ours: after a power cut the file may name a number that another program has by now. */
function killIfThere(pid: number | undefined): boolean {
  if (pid === undefined || !Number.isInteger(pid) || pid <= 1) return false
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres' && process.kill(pid, 'SIGKILL')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ESRCH' && code !== 'ENOENT') throw error
    return false
  }
}
