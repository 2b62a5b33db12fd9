import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../tools/testing/database.ts'
import { openDatabase } from './db.ts'
import type { Tx } from './tx.ts'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(() => place.drop())

test('closing leaves no connection behind, whether queries went through transactions or through the pool alone', async () => {
  const watcher = openDatabase({ connectionString: place.url }, 1)
  const first = openDatabase({ connectionString: place.url }, 3)
  await first.transact(tx => one(tx))
  await first.close()
  const second = openDatabase({ connectionString: place.url }, 3)
  await second.pool.query('select 1')
  await second.close()
  expect(second.pool.ended).toBe(true)
  expect(first.pool.ended).toBe(true)
  await expect.poll(() => othersOn(watcher)).toBe(0)
  await watcher.close()
})

test('what a failing transaction wrote is gone', async () => {
  const database = openDatabase({ connectionString: place.url }, 2)
  const written = database.transact(async tx => {
    await sql`insert into platform.settings values ('gone', 'x')`.execute(tx as never)
    throw new Error('no')
  })
  await expect(written).rejects.toThrow('no')
  const { rows } = await database.pool.query("select * from platform.settings where name = 'gone'")
  expect(rows).toEqual([])
  await database.close()
})

const one = (tx: Tx) => sql`select 1`.execute(tx as never)

const othersOn = async (database: ReturnType<typeof openDatabase>): Promise<number> => {
  const { rows } = await database.pool.query<{ others: number }>(
    `select count(*)::int as others from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
  )
  return rows[0]!.others
}
