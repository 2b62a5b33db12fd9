/** The installation's key: from SECRET_KEY, or made once in the data folder of the embedded database. */
import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from './config.ts'

/**
 * @returns the key; a new one is written with mode 0600 and synced before it is used. It is put in its place whole: another
 * process, or the next start after a sudden death, never reads half of it.
 */
export const findSecretKey = async (config: Config): Promise<string> => {
  if (config.secretKey) return config.secretKey
  const file = join(config.dataDir, 'secret.key')
  const kept = await readIfThere(file)
  if (kept !== null) return kept
  const key = randomBytes(32).toString('base64url')
  const aside = await writeAside(file, key)
  try {
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

/** Writes a key to a file, in the place of whatever stood there. */
export const writeKey = async (file: string, key: string): Promise<void> => rename(await writeAside(file, key), file)

const writeAside = async (file: string, key: string): Promise<string> => {
  await mkdir(dirname(file), { recursive: true })
  const aside = `${file}.${randomBytes(4).toString('hex')}`
  const handle = await open(aside, 'wx', 0o600)
  try {
    await handle.writeFile(key)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return aside
}

export const readIfThere = async (file: string): Promise<string | null> => {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
