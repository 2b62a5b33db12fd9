import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { sleep } from '../clock.ts'
import { isStartProblem, type Postgres, type PostgresOptions, startPostgres } from './index.ts'

const folders: string[] = []
const programs: ChildProcess[] = []
const servers: Postgres[] = []
const isRoot = process.getuid?.() === 0

afterEach(async () => {
  for (const program of programs.splice(0)) program.kill('SIGKILL')
  for (const server of servers.splice(0)) await server.stop()
  for (const folder of folders.splice(0)) {
    const pidFile = path.join(folder, 'postgres', 'postmaster.pid')
    if (fs.existsSync(pidFile)) {
      const pid = postmasterOf(folder)
      signal(pid, 'SIGQUIT')
      await gone(pid)
    }
    fs.rmSync(folder, { recursive: true, force: true })
  }
})

describe('the embedded PostgreSQL', () => {
  test('keeps its rows from the first start to the second', async () => {
    const dataDir = newFolder()
    const first = await startHere({ dataDir })
    expect(first.adopted).toBe(false)
    await query(first, 'create table said (words text)')
    await query(first, "insert into said values ('배송이 늦어요')")
    await first.stop()
    const second = await startHere({ dataDir })
    expect(second.adopted).toBe(false)
    expect(await query(second, 'select words from said')).toEqual([{ words: '배송이 늦어요' }])
  })

  test('speaks UTF-8, orders by code point, writes durably and listens on no port', async () => {
    const server = await startHere({ dataDir: newFolder() })
    const [row] = await query(
      server,
      `select current_setting('server_encoding') as encoding, current_setting('fsync') as fsync,
        current_setting('synchronous_commit') as synchronous, current_setting('listen_addresses') as addresses,
        current_setting('data_checksums') as checksums, lower('ÄÉ') as lower, '나' > '가' as ordered`,
    )
    expect(row).toEqual({
      encoding: 'UTF8',
      fsync: 'on',
      synchronous: 'on',
      addresses: '',
      checksums: 'on',
      lower: 'äé',
      ordered: true,
    })
  })

  test('lets nobody but its own user and root reach the socket and the data', async () => {
    const dataDir = newFolder()
    const server = await startHere({ dataDir })
    for (const folder of [server.connection.host, path.join(dataDir, 'postgres')]) {
      const { mode, uid } = fs.statSync(folder)
      expect(mode & 0o777).toBe(0o700)
      expect(uid === 0).toBe(false)
    }
    expect(fs.statSync(path.join(dataDir, 'postgres.log')).mode & 0o777).toBe(0o600)
  })

  test('writes no value of a refused statement into its log', async () => {
    const dataDir = newFolder()
    const server = await startHere({ dataDir })
    await query(server, 'create table people (mail text unique)')
    await query(server, "insert into people values ('jiu@example.com')")
    await expect(query(server, "insert into people values ('jiu@example.com')")).rejects.toThrow(/unique/)
    const log = fs.readFileSync(path.join(dataDir, 'postgres.log'), 'utf8')
    expect(log).toContain('ready to accept connections')
    expect(log).not.toContain('jiu')
  })

  test('refuses a second start on the same folder in plain words, and serves a command that shares it', async () => {
    const dataDir = newFolder()
    const first = await startHere({ dataDir })
    await query(first, 'create table said (words text)')
    const refusal = await startPostgres({ dataDir, log: silent }).catch((error: unknown) => error)
    expect(isStartProblem(refusal)).toBe(true)
    expect(String(refusal)).toContain(`process ${process.pid}`)
    const guest = await startPostgres({ dataDir, log: silent, share: true })
    expect(guest.adopted).toBe(true)
    expect(await query(guest, 'select count(*)::int as rows from said')).toEqual([{ rows: 0 }])
    await guest.stop()
    expect(await query(first, 'select 1 as alive')).toEqual([{ alive: 1 }])
  })

  test('a command that shares becomes the owner where nobody is', async () => {
    const dataDir = newFolder()
    const guest = await startHere({ dataDir, share: true })
    expect(guest.adopted).toBe(false)
    await guest.stop()
    expect(fs.existsSync(path.join(dataDir, 'maeari.lock'))).toBe(false)
    expect(fs.existsSync(path.join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false)
  })

  test('two starts at one moment give one owner', async () => {
    const dataDir = newFolder()
    const programs = [startElsewhere(dataDir), startElsewhere(dataDir)]
    const words = await Promise.all(programs.map(program => program.next()))
    expect(words.map(line => line.split(' ')[0]).sort()).toEqual(['problem', 'started'])
  })

  test('is adopted with every acknowledged row after its owner was killed', async () => {
    const dataDir = newFolder()
    const program = startElsewhere(dataDir, 'write')
    expect(await program.next()).toBe('started')
    const acknowledged = Number((await program.until(line => line === 'row 50')).split(' ')[1])
    program.kill('SIGKILL')
    const server = await startHere({ dataDir })
    expect(server.adopted).toBe(true)
    const [row] = await query(server, 'select count(*)::int as rows from written')
    expect(row?.rows).toBeGreaterThanOrEqual(acknowledged)
    const postmaster = postmasterOf(dataDir)
    await server.stop()
    await gone(postmaster)
  })

  test('recovers every acknowledged row after owner and server were killed together', async () => {
    const dataDir = newFolder()
    for (let round = 1; round <= 3; round += 1) {
      const program = startElsewhere(dataDir, 'write')
      expect(await program.next()).toBe('started')
      const seen = await program.until(line => line === 'row 40')
      program.kill('SIGKILL')
      signal(postmasterOf(dataDir), 'SIGKILL')
      const server = await startHere({ dataDir })
      expect(server.adopted).toBe(false)
      const [row] = await query(server, 'select count(*)::int as rows from written')
      expect(row?.rows).toBeGreaterThanOrEqual(round * Number(seen.split(' ')[1]))
      await server.stop()
    }
  })

  test('is started again when it is killed under a living owner, again and again', async () => {
    const server = await startHere({ dataDir: newFolder() })
    await query(server, 'create table said (words text)')
    await query(server, "insert into said values ('여전히 여기')")
    for (let round = 0; round < 2; round += 1) {
      const [before] = await query(server, PID)
      signal(Number(before?.pid), 'SIGKILL')
      const after = await eventually(async () => {
        const [row] = await query(server, PID)
        return row?.pid === before?.pid ? undefined : row
      })
      expect(after.pid).not.toBe(before?.pid)
      expect(await query(server, 'select words from said')).toEqual([{ words: '여전히 여기' }])
    }
  })

  test('an adopted server is watched and started again like an own one', async () => {
    const dataDir = newFolder()
    const program = startElsewhere(dataDir)
    expect(await program.next()).toBe('started')
    program.kill('SIGKILL')
    const server = await startHere({ dataDir })
    expect(server.adopted).toBe(true)
    signal(postmasterOf(dataDir), 'SIGKILL')
    const [row] = await eventually(async () => await query(server, 'select 1 as alive'))
    expect(row).toEqual({ alive: 1 })
  })

  test('a server left behind with other settings is replaced, not adopted', async () => {
    const dataDir = newFolder()
    const program = startElsewhere(dataDir)
    expect(await program.next()).toBe('started')
    program.kill('SIGKILL')
    const server = await startHere({ dataDir, settings: { work_mem: '4MB' } })
    expect(server.adopted).toBe(false)
    expect(await query(server, 'show work_mem')).toEqual([{ work_mem: '4MB' }])
  })

  test('a start waits for an owner that is about to go', async () => {
    const dataDir = newFolder()
    const program = startElsewhere(dataDir)
    expect(await program.next()).toBe('started')
    program.kill('SIGTERM')
    await program.until(line => line === 'stopping')
    const server = await startHere({ dataDir })
    expect(server.adopted).toBe(false)
    expect(await query(server, 'select 1 as alive')).toEqual([{ alive: 1 }])
  })

  test('a lock file that names a process of somebody else does not stop the start', async () => {
    const dataDir = newFolder()
    const first = await startHere({ dataDir })
    await first.stop()
    const other = spawn('sleep', ['60'], isRoot ? { uid: fs.statSync(path.join(dataDir, 'postgres')).uid } : {})
    programs.push(other)
    const pidFile = path.join(dataDir, 'postgres', 'postmaster.pid')
    fs.writeFileSync(
      pidFile,
      `${other.pid}\n${path.join(dataDir, 'postgres')}\n1700000000\n5432\n${dataDir}/run\n\n\nready   \n`,
    )
    const server = await startHere({ dataDir })
    expect(server.adopted).toBe(false)
    expect(other.exitCode).toBe(null)
  })

  test('works below a path that is far too long for a socket', async () => {
    const dataDir = path.join(newFolder(), '메아리의 자료를 두는 아주 길고 긴 폴더'.repeat(2), 'x'.repeat(90))
    const server = await startHere({ dataDir })
    expect(Buffer.byteLength(server.connection.host)).toBeLessThan(80)
    expect(await query(server, 'select 1 as alive')).toEqual([{ alive: 1 }])
    await server.stop()
    expect(fs.existsSync(server.connection.host)).toBe(false)
  })

  test('works below a folder that nobody else may enter', async () => {
    const closed = newFolder()
    fs.chmodSync(closed, 0o700)
    const dataDir = path.join(closed, 'data')
    const program = startElsewhere(dataDir)
    expect(await program.next()).toBe('started')
    program.kill('SIGKILL')
    const server = await startHere({ dataDir })
    expect(server.adopted).toBe(true)
    expect(await query(server, 'select 1 as alive')).toEqual([{ alive: 1 }])
    await server.stop()
    folders.push(dataDir)
  })

  test('hands nothing of our environment to the server', async () => {
    const dataDir = newFolder()
    const program = startElsewhere(dataDir, 'idle', { SECRET_KEY: 'x'.repeat(40) })
    expect(await program.next()).toBe('started')
    const environment = execFileSync('tr', ['\\0', '\\n'], {
      input: fs.readFileSync(`/proc/${postmasterOf(dataDir)}/environ`),
      encoding: 'utf8',
    })
    expect(environment).toContain('LANG=C')
    expect(environment).not.toContain('SECRET_KEY')
  })
})

const silent = { info: () => undefined, warn: () => undefined }
const PID = `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as pid`

function newFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'maeari-test-'))
  fs.chmodSync(folder, 0o755)
  folders.push(folder)
  return folder
}

async function startHere(options: Omit<PostgresOptions, 'log'>): Promise<Postgres> {
  const server = await startPostgres({ ...options, log: silent })
  servers.push(server)
  return server
}

async function query(server: Postgres, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(server.connection)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

/** A program of its own that owns the data folder; it says `started`, then `row N` after each acknowledged row. */
function startElsewhere(dataDir: string, work: 'idle' | 'write' = 'idle', env: Record<string, string> = {}) {
  const script = `
    import pg from 'pg'
    import { startPostgres } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)}
    const log = { info: () => undefined, warn: () => undefined }
    try {
      const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, log })
      process.on('SIGTERM', () => {
        const stopped = server.stop()
        console.log('stopping')
        stopped.then(() => process.exit(0))
      })
      setInterval(() => undefined, 1000)
      console.log('started')
      if (${work === 'write'}) {
        const client = new pg.Client(server.connection)
        client.on('error', () => undefined)
        await client.connect()
        await client.query('create table if not exists written (n bigint generated always as identity)')
        for (let n = 1; ; n += 1) {
          await client.query('insert into written default values')
          console.log('row ' + n)
        }
      }
    } catch (error) {
      console.log('problem ' + error.message)
    }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  programs.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => {
    const line = await lines.next()
    return line.done ? 'end' : line.value
  }
  const until = async (wanted: (line: string) => boolean) => {
    for (;;) {
      const line = await next()
      if (wanted(line) || line === 'end') return line
    }
  }
  return { next, until, kill: (name: NodeJS.Signals) => child.kill(name) }
}

function postmasterOf(dataDir: string): number {
  return Number(fs.readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

async function gone(pid: number): Promise<void> {
  while (fs.existsSync(`/proc/${pid}`)) await sleep(20)
}

async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  const began = performance.now()
  for (;;) {
    const seen = await look().catch((error: unknown) => {
      if (performance.now() - began > 10_000) throw error
      return undefined
    })
    if (seen !== undefined) return seen
    if (performance.now() - began > 10_000) throw new Error('it did not happen within ten seconds')
    await sleep(50)
  }
}
