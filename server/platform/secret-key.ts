/** The installation's key: from SECRET_KEY, or made once in the data folder of the embedded database. */
import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'
import type { Database } from './db.ts'

/**
 * @returns the key; a new one is written with mode 0600 and synced before it is used. It is put in its place whole: another
 * process, or the next start after a sudden death, never reads half of it.
 */
export const findSecretKey = async (config: Config): Promise<string> => {
  if (config.secretKey) return config.secretKey
  const file = join(config.dataDir, 'secret.key')
  const kept = await readIfThere(file)
  if (kept !== null) return kept
  await mkdir(config.dataDir, { recursive: true })
  const key = randomBytes(32).toString('base64url')
  const aside = `${file}.${randomBytes(4).toString('hex')}`
  const handle = await open(aside, 'wx', 0o600)
  try {
    await handle.writeFile(key)
    await handle.sync()
    await handle.close()
    // A link, unlike a rename, leaves the key of a process that was first.
    await link(aside, file)
    return key
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return await readFile(file, 'utf8')
  } finally {
    await rm(aside, { force: true })
  }
}

const readIfThere = async (file: string): Promise<string | null> => {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** The database remembers which key it was sealed with. @returns false when this is another one. */
export const isKeyOfDatabase = async (database: Database, fingerprint: string): Promise<boolean> => {
  await database.pool.query(
    `insert into platform.settings (name, value) values ('key_fingerprint', $1) on conflict do nothing`,
    [fingerprint],
  )
  const kept = await database.pool.query<{ value: string }>(
    `select value from platform.settings where name = 'key_fingerprint'`,
  )
  return kept.rows[0]?.value === fingerprint
}
