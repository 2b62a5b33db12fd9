/** The installation's key: from SECRET_KEY, or made once in the data folder of the embedded database. */
import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'
import type { Database } from './db.ts'

/** @returns the key; a new one is written with mode 0600 and synced before it is used. */
export const findSecretKey = async (config: Config): Promise<string> => {
  if (config.secretKey) return config.secretKey
  const file = join(config.dataDir, 'secret.key')
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  await mkdir(config.dataDir, { recursive: true })
  const key = randomBytes(32).toString('base64url')
  try {
    const handle = await open(file, 'wx', 0o600)
    await handle.writeFile(key)
    await handle.sync()
    await handle.close()
    return key
  } catch (error) {
    // Another process of this installation was first.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readFile(file, 'utf8')
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
