import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from './database.ts'

const made: TestDatabase[] = []

afterEach(async () => {
  for (const database of made.splice(0)) await database.drop()
})

test('two test databases are migrated and know nothing of each other', async () => {
  const [first, second] = await Promise.all([make(), make()])
  await query(first, "insert into platform.settings values ('who', 'first')")
  expect(await query(second, 'select * from platform.settings')).toEqual([])
  expect(await query(first, 'select value from platform.settings')).toEqual([{ value: 'first' }])
  expect(await query(second, "select to_regclass('pgboss.job')::text as queue")).toEqual([{ queue: 'pgboss.job' }])
})

test('a dropped test database is gone, also with a client still connected', async () => {
  const database = await make()
  const client = new pg.Client({ connectionString: database.url })
  const cut = new Promise(resolve => client.on('error', resolve))
  await client.connect()
  await database.drop()
  await cut
  await expect(query(database, 'select 1')).rejects.toThrow(/does not exist/)
})

test('an empty one holds no schema of ours', async () => {
  const database = await testDatabase({ template: false })
  made.push(database)
  expect(await query(database, "select to_regnamespace('platform')::text as schema")).toEqual([{ schema: null }])
})

const make = async (): Promise<TestDatabase> => {
  const database = await testDatabase()
  made.push(database)
  return database
}

const query = async (database: TestDatabase, text: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
