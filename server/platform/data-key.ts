/**
 * The key that seals, itself sealed: SECRET_KEY opens one row, that row opens everything else (envelope encryption, NIST
 * SP 800-57 part 1, key wrapping). So another SECRET_KEY costs one row, and whoever holds a copy of the database alone holds nothing.
 */
import { randomBytes } from 'node:crypto'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'
import type { Database } from './db.ts'
import { startProblem } from './postgres/problem.ts'
import { findSecretKey, readIfThere, writeKey } from './secret-key.ts'
import { openSecrets, type Secrets } from './secrets.ts'

const place = 'data_key'

/** @returns the key that values are sealed with. @throws words for people where SECRET_KEY is not the database's. */
export const unlock = async (config: Config, database: Database): Promise<string> => {
  const key = await findSecretKey(config)
  const opened = await dataKey(database, key)
  if (opened !== null) return opened
  return (await finishTurn(config, database)) ?? refuse()
}

const refuse = (): never => {
  throw startProblem(
    'SECRET_KEY가 이 데이터베이스를 만든 키와 다릅니다. 처음 키(내장 데이터베이스라면 데이터 폴더의 secret.key)를 되돌려 주세요.\n' +
      'SECRET_KEY is not the key this database was made with. Put the first one back (with the embedded database: secret.key in the data folder).',
  )
}

/** null where the database was sealed with another key. Whoever comes first makes the data key. */
const dataKey = async (database: Database, key: string): Promise<string | null> => {
  const secrets = openSecrets(key)
  const known = await setting(database, 'key_fingerprint')
  if (known !== null && known !== secrets.fingerprint) return null
  const wrapped = await setting(database, place)
  if (wrapped !== null) return secrets.open(wrapped, place)
  // Values of the first version were sealed with SECRET_KEY itself: there it becomes the data key.
  const made = known === null ? randomBytes(32).toString('base64url') : key
  await database.pool.query(
    `insert into platform.settings (name, value) values ($1, $2), ('key_fingerprint', $3) on conflict do nothing`,
    [place, secrets.seal(made, place), secrets.fingerprint],
  )
  const kept = await setting(database, place)
  if ((await setting(database, 'key_fingerprint')) !== secrets.fingerprint || kept === null) return null
  return secrets.open(kept, place)
}

/**
 * Seals the data key with another SECRET_KEY. Processes that run go on: they hold the data key already.
 * @param next the new key; null makes one, for the embedded database, and puts it in the place of the old file
 * @returns the fingerprints of both keys
 */
export const turnKey = async (
  config: Config,
  database: Database,
  next: string | null,
): Promise<{ from: string; to: string }> => {
  const opened = await unlock(config, database)
  const old = openSecrets(await findSecretKey(config))
  const file = join(config.dataDir, nextFile)
  const key = next ?? (await readIfThere(file)) ?? randomBytes(32).toString('base64url')
  // The new key stands on the disk before the database knows it: a death in between loses neither.
  if (!config.secretKey) await writeKey(file, key)
  const turned = openSecrets(key)
  await rewrap(database, old, turned, opened)
  if (!config.secretKey) await rename(file, join(config.dataDir, 'secret.key'))
  return { from: old.fingerprint, to: turned.fingerprint }
}

/** Whether our key is not the database's; changes nothing. */
export const isLocked = async (config: Config, database: Database): Promise<boolean> => {
  const known = await setting(database, 'key_fingerprint')
  const key = config.secretKey ?? (await readIfThere(join(config.dataDir, 'secret.key')))
  return known !== null && (key === null || openSecrets(key).fingerprint !== known)
}

const nextFile = 'secret.key.next'

const rewrap = (database: Database, old: Secrets, turned: Secrets, opened: string): Promise<void> =>
  database.pool
    .query(
      `update platform.settings set value = case name when $1 then $2 else $3 end
        where name in ($1, 'key_fingerprint')
          and exists (select from platform.settings where name = 'key_fingerprint' and value = $4)`,
      [place, turned.seal(opened, place), turned.fingerprint, old.fingerprint],
    )
    .then(({ rowCount }) => (rowCount === 2 ? undefined : refuse()))

/** A turn of the key that died after the database had taken it: the new file takes its place now. */
const finishTurn = async (config: Config, database: Database): Promise<string | null> => {
  if (config.secretKey) return null
  const file = join(config.dataDir, nextFile)
  const next = await readIfThere(file)
  if (next === null || openSecrets(next).fingerprint !== (await setting(database, 'key_fingerprint'))) return null
  await rename(file, join(config.dataDir, 'secret.key'))
  return await dataKey(database, next)
}

const setting = async (database: Database, name: string): Promise<string | null> => {
  const { rows } = await database.pool.query<{ value: string }>('select value from platform.settings where name = $1', [
    name,
  ])
  return rows[0]?.value ?? null
}
