/** The installation's key in the data folder. */
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Config, readConfig } from './config.ts'
import { findSecretKey } from './secret-key.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maeari-key-'))
})
afterAll(() => rm(folder, { recursive: true }))

const configOf = (dataDir: string): Config => {
  const read = readConfig({ DATA_DIR: dataDir })
  if (!read.ok) throw new Error(read.complaints.join())
  return read.config
}

describe('the key of a new data folder', () => {
  it('is there whole or not at all at every moment, and one for all programs that start at once', async () => {
    const dataDir = join(folder, 'many')
    const file = join(dataDir, 'secret.key')
    const seen = new Set<string>()
    let isDone = false
    const look = () => {
      if (existsSync(file)) seen.add(readFileSync(file, 'utf8'))
      if (!isDone) setImmediate(look)
    }
    look()
    const keys = await Promise.all(Array.from({ length: 12 }, () => findSecretKey(configOf(dataDir))))
    isDone = true
    expect(new Set(keys).size).toBe(1)
    expect(seen).toEqual(new Set(keys))
  })

  it('is for its owner alone, leaves nothing beside it and stays', async () => {
    const dataDir = join(folder, 'kept')
    const key = await findSecretKey(configOf(dataDir))
    expect(key).toMatch(/^[\w-]{43}$/)
    expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600)
    expect(await readdir(dataDir)).toEqual(['secret.key'])
    expect(await findSecretKey(configOf(dataDir))).toBe(key)
  })
})
