/** The product as a person starts it: the boot file in a process group of its own, so that the power can be cut. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { descendants, postgresOf } from './processes.ts'

export interface Product {
  readonly origin: string
  /** The one-time link, while nobody owns the installation. */
  readonly setupLink: string | null
  /** kill -9 of everything that was started, the database too, as when the power goes. */
  cutPower(): Promise<void>
  /** Starts it again on the same data. */
  start(): Promise<Product>
  /** Ends it in good order and removes its data. */
  end(): Promise<void>
}

const root = join(import.meta.dirname, '..')
const readyWithinMs = 180_000

/** @param allowed addresses that it may reach besides those of loopback, by name and port. */
export const startProduct = async (allowed: readonly string[] = []): Promise<Product> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'maeari-e2e-'))
  return launch(dataDir, await freePort(), allowed)
}

const launch = async (dataDir: string, port: number, allowed: readonly string[]): Promise<Product> => {
  const child = spawn(process.execPath, [join(root, 'bin', 'maeari.mjs'), 'start'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      ALLOW_NETWORKS: ['127.0.0.0/8', '::1/128', ...allowed].join(),
      LOG_LEVEL: 'error',
    },
  })
  const said = await saysReady(child)
  return {
    origin: `http://127.0.0.1:${port}`,
    setupLink: /http\S+\/setup\?token=\S+/.exec(said)?.[0] ?? null,
    async cutPower() {
      const pids = descendants(child.pid!)
      for (const pid of [...pids, ...postgresOf(dataDir)]) killNow(pid)
      await ended(child)
    },
    start: () => launch(dataDir, port, allowed),
    async end() {
      child.kill('SIGTERM')
      await ended(child)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const saysReady = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = ''
    const late = setTimeout(() => reject(new Error(`not ready in time:\n${said}`)), readyWithinMs)
    child.stderr?.on('data', chunk => {
      said += String(chunk)
      // The link follows the address; the blank line after it ends the greeting.
      if (/Maeari is ready[\s\S]*\n\n/.test(said)) {
        clearTimeout(late)
        resolve(said)
      }
    })
    child.on('exit', code => reject(new Error(`ended with ${code}:\n${said}`)))
  })

const ended = (child: ChildProcess): Promise<void> =>
  new Promise(resolve => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })

const killNow = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
