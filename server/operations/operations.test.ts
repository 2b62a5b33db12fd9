/** Archives, keys and rehearsals, by the commands themselves on real databases. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../tools/testing/database.ts'
import { commands } from '../commands.ts'
import { loadArchive } from '../platform/archive/load.ts'
import { readArchive, saveArchive } from '../platform/archive/save.ts'
import { bringUp } from '../platform/bring-up.ts'
import type { Command } from '../platform/command.ts'
import { type Config, readConfig } from '../platform/config.ts'
import { unlock } from '../platform/data-key.ts'
import { openDatabase } from '../platform/db.ts'
import { migrateTo } from '../platform/migrate.ts'
import { isStartProblem } from '../platform/postgres/problem.ts'
import { openSecrets } from '../platform/secrets.ts'

const key = 'K7f!Qp2z9#Lm4x8WvB3n6Rt1Yc5Hd0Js'
const now = new Date('2026-11-28T06:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'maeari-operations-'))
const made: TestDatabase[] = []
let full: string
let archive: string

const emptyDatabase = async (): Promise<string> => {
  const database = await testDatabase({ template: false })
  made.push(database)
  return database.url
}

const configOf = (url: string | null, secretKey: string | null = key): Config => {
  const read = readConfig({
    ...(url ? { DATABASE_URL: url } : {}),
    ...(secretKey ? { SECRET_KEY: secretKey } : {}),
    DATA_DIR: join(folder, 'data'),
    LOG_LEVEL: 'silent',
  })
  if (!read.ok) throw new Error(read.complaints.join())
  return read.config
}

interface Ran {
  code: number
  lines: Record<string, unknown>[]
}

/** What a command printed, by the command itself in this process. */
const run = async (name: string, args: readonly string[], config: Config): Promise<Ran> => {
  const command = commands.find(one => one.name === name) as Command
  let said = ''
  const code = await command.run(
    {
      args,
      stdin: (async function* () {})(),
      signal: new AbortController().signal,
      say: () => undefined,
      write: async text => {
        said += text
      },
    },
    config,
  )
  return {
    code,
    lines: said
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line)),
  }
}

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!isStartProblem(error)) throw error ?? new Error('nothing was refused')
  return error.message
}

const on = async <T>(url: string, work: (database: ReturnType<typeof openDatabase>) => Promise<T>): Promise<T> => {
  const database = openDatabase({ connectionString: url }, 4)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

beforeAll(async () => {
  full = await emptyDatabase()
  await run('demo', ['--count', '80'], configOf(full))
  archive = join(folder, 'full.archive')
  await run('backup', [archive], configOf(full))
})
afterAll(async () => {
  for (const database of made) await database.drop()
  rmSync(folder, { recursive: true })
})

describe('an archive', () => {
  it('comes back row by row in another database, and holds no key', async () => {
    const other = await emptyDatabase()
    const restored = await run('restore', [archive], configOf(other))
    expect(restored.lines.at(-1)).toMatchObject({ migrated: [], droppedJobs: 0 })
    expect(Number(restored.lines.at(-1)?.rows)).toBeGreaterThan(500)
    const compared = await run('compare', [archive], configOf(other))
    expect(compared.code).toBe(0)
    expect(compared.lines.at(-1)).toEqual({ same: true, differing: 0 })
    expect(compared.lines.find(line => line.table === 'channels.items')?.rows).toBeGreaterThan(50)
    expect(readFileSync(archive).includes(key)).toBe(false)
    // References and indexes that were taken away for the load are back.
    const counted = `select (select count(*) from pg_constraint where contype = 'f') as refs, (select count(*) from pg_indexes where schemaname not in ('pg_catalog', 'pgboss')) as indexes`
    const [here, there] = await Promise.all([full, other].map(url => on(url, one => one.pool.query(counted))))
    expect(there?.rows).toEqual(here?.rows)
  })

  it('tells which row was changed since, by its id', async () => {
    const id = await on(full, async database => {
      const { rows } = await database.pool.query<{ id: string }>(
        `update customers.customers set name = name || ' 님' where id = (select min(id::text)::uuid from customers.customers) returning id`,
      )
      return rows[0]!.id
    })
    const compared = await run('compare', [archive], configOf(full))
    expect(compared.code).toBe(1)
    expect(compared.lines.find(line => line.table === 'customers.customers')).toMatchObject({
      onlyInArchive: 1,
      onlyInDatabase: 1,
      keys: [`1 ${id}`],
    })
    expect(JSON.stringify(compared.lines)).not.toContain(' 님')
  })

  it('that breaks off, was changed or is something else is refused before anything is touched', async () => {
    const other = await emptyDatabase()
    const cut = join(folder, 'cut.archive')
    writeFileSync(cut, readFileSync(archive))
    truncateSync(cut, readFileSync(archive).length - 4000)
    expect(await refusal(run('restore', [cut], configOf(other)))).toContain('This archive is not whole')
    writeFileSync(cut, '안녕하세요')
    expect(await refusal(run('restore', [cut], configOf(other)))).toContain('This archive is not whole')
    const { rows } = await on(other, one =>
      one.pool.query(`select nspname from pg_namespace where nspname = 'maeari_restore'`),
    )
    expect(rows).toEqual([])
  })

  it('is not brought back with another key, nor over data that nobody gave up', async () => {
    const strange = configOf(await emptyDatabase(), 'Z9x!another2#Key4x8WvB3n6Rt1Yc5Hd')
    expect(await refusal(run('restore', [archive], strange))).toContain('sealed with another key')
    expect(await refusal(run('restore', [archive], configOf(full)))).toContain('--replace')
    const replaced = await run('restore', [archive, '--replace'], configOf(full))
    const saved = String(replaced.lines[0]?.replaced)
    expect(existsSync(saved)).toBe(true)
    expect((await run('compare', [archive], configOf(full))).code).toBe(0)
  })

  it('whose restore broke off lets nothing start until a restore came to its end', async () => {
    const url = await emptyDatabase()
    await on(url, async database => {
      const reader = await readArchive(archive)
      const broken = {
        head: reader.head,
        async *tables() {
          let left = 5
          for await (const one of reader.tables()) {
            if (left-- === 0) throw new Error('killed')
            yield one
          }
        },
      }
      await expect(loadArchive(database, broken, async () => undefined)).rejects.toThrow('killed')
      reader.end()
    })
    expect(await refusal(run('migrate', [], configOf(url)))).toContain('A restore into this database broke off')
    await run('restore', [archive], configOf(url))
    expect((await run('compare', [archive], configOf(url))).code).toBe(0)
  })
})

describe('an upgrade', () => {
  const early = '0060-customers-create-room'
  const oldDatabase = async () => {
    const url = await emptyDatabase()
    await on(url, async database => {
      await migrateTo(database, early)
      await database.pool.query(
        `insert into access.organizations (id, name, created_at) values (gen_random_uuid(), '하늘상점', now())`,
      )
    })
    return url
  }

  it('is rehearsed on a copy, which loses no row and is removed again', async () => {
    const url = await oldDatabase()
    const drilled = await run('upgrade-drill', [], configOf(url))
    expect(drilled.code).toBe(0)
    expect(drilled.lines.map(line => line.step)).toEqual(['saved', 'restored', 'migrated', 'counted'])
    expect((drilled.lines[2] as { applied: string[] }).applied[0]).toMatch(/^008/)
    expect(drilled.lines[3]).toMatchObject({ lost: [], isReady: true })
    const left = await on(url, one => one.pool.query(`select 1 from pg_database where datname like 'maeari_drill%'`))
    expect(left.rows).toEqual([])
  })

  it('of the embedded database leaves an archive of the version before, which comes back in this one', async () => {
    const url = await oldDatabase()
    const config = { ...configOf(url), dataDir: join(folder, 'upgraded') }
    await on(url, database => bringUp({ ...groundOf(url, database), isEmbedded: true }, config, silent))
    const [name] = readdirSync(join(config.dataDir, 'backups'))
    expect(name).toMatch(/^before-0080-inbox-create-room-/)
    const other = await emptyDatabase()
    const restored = await run('restore', [join(config.dataDir, 'backups', name!)], configOf(other))
    expect((restored.lines.at(-1) as { migrated: string[] }).migrated.length).toBeGreaterThan(20)
    const { rows } = await on(other, one => one.pool.query('select name from access.organizations'))
    expect(rows).toEqual([{ name: '하늘상점' }])
  })

  it('that fails leaves every row as it stood, and says so', async () => {
    const url = await oldDatabase()
    const before = join(folder, 'failing.archive')
    await on(url, async database => {
      // In the way of a migration to come, and not of the first one.
      await database.pool.query('create table listening.alert_rules (planted integer)')
      await saveArchive(database, before, now)
      const config = { ...configOf(url), dataDir: join(folder, 'failed') }
      const words = await refusal(bringUp({ ...groundOf(url, database), isEmbedded: true }, config, silent))
      expect(words).toContain('everything stands as it stood before')
      expect(words).toContain(join(config.dataDir, 'backups'))
    })
    const compared = await run('compare', [before], configOf(url))
    expect(compared.lines.at(-1)).toEqual({ same: true, differing: 0 })
  })
})

describe('the key', () => {
  it('is turned while sealed values stay readable; the old one opens nothing any more', async () => {
    const url = await emptyDatabase()
    await run('migrate', [], configOf(url))
    await on(url, async database => {
      const sealed = openSecrets(await unlock(configOf(url), database)).seal('토큰', 'row')
      const next = 'n3w!Key7Qp2z9#Lm4x8WvB3n6Rt1Yc5Hd'
      process.env.NEW_SECRET_KEY = next
      await run('rotate-key', [], configOf(url)).finally(() => delete process.env.NEW_SECRET_KEY)
      expect(await refusal(unlock(configOf(url), database))).toContain('SECRET_KEY is not the key')
      expect(openSecrets(await unlock(configOf(url, next), database)).open(sealed, 'row')).toBe('토큰')
    })
  })

  it('of the first version goes on opening what it sealed', async () => {
    const url = await emptyDatabase()
    await on(url, async database => {
      await migrateTo(database, '0001-platform-create-ground')
      await database.pool.query(`insert into platform.settings (name, value) values ('key_fingerprint', $1)`, [
        openSecrets(key).fingerprint,
      ])
      const sealed = openSecrets(key).seal('토큰', 'row')
      expect(openSecrets(await unlock(configOf(url), database)).open(sealed, 'row')).toBe('토큰')
    })
  })

  it('in a file survives a death between the database and the file', async () => {
    const url = await emptyDatabase()
    const dataDir = join(folder, 'turning')
    const config = { ...configOf(url), secretKey: undefined, dataDir }
    await on(url, async database => {
      await migrateTo(database, '0001-platform-create-ground')
      const opened = await unlock(config, database)
      const old = readFileSync(join(dataDir, 'secret.key'))
      await run('rotate-key', [], config)
      // As if it had died before the rename: the old file in its place, the new one beside it.
      const turned = readFileSync(join(dataDir, 'secret.key'))
      expect(turned.equals(old)).toBe(false)
      writeFileSync(join(dataDir, 'secret.key.next'), turned)
      writeFileSync(join(dataDir, 'secret.key'), old)
      expect(await unlock(config, database)).toBe(opened)
      expect(readFileSync(join(dataDir, 'secret.key')).equals(turned)).toBe(true)
      expect(existsSync(join(dataDir, 'secret.key.next'))).toBe(false)
    })
  })
})

describe('doctor', () => {
  it('finds what hurts, and that alone', async () => {
    // The database of the tests is hasty: it would lose data in a power cut, and doctor says so.
    const hurting = async (config: Config) => {
      const { code, lines } = await run('doctor', ['--json'], config)
      expect(code).toBe(1)
      return lines.filter(line => line.state === 'wrong').map(line => `${line.about} ${String(line.en).split(' ')[0]}`)
    }
    expect(await hurting(configOf(full))).toEqual(['database fsync'])
    expect(await hurting(configOf(full, 'Z9x!another2#Key4x8WvB3n6Rt1Yc5Hd'))).toEqual(['database fsync', 'key The'])
    expect(await hurting(configOf('postgres://nobody@127.0.0.1:1/none'))).toEqual(['database The'])
    const { lines } = await run('doctor', ['--json'], configOf(full))
    expect(lines.map(line => line.about)).toEqual(expect.arrayContaining(['disk', 'clock', 'schema', 'key', 'queue']))
  })
})

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

const groundOf = (url: string, database: ReturnType<typeof openDatabase>) => ({
  connection: { connectionString: url },
  database,
  close: async () => undefined,
  cut: async () => undefined,
})
