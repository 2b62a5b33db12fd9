/** A database of its own for a test file, cloned from the migrated template in a few hundredths of a second. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'

export const TEMPLATE = 'maeari_template'

export interface TestDatabase {
  /** For `DATABASE_URL` and for `openDatabase({ connectionString })`: over the socket, `postgres://maeari@localhost/NAME?host=FOLDER`. */
  readonly url: string
  /** Removes it, with whatever is still connected. */
  drop(): Promise<void>
}

/**
 * Ask for one in `beforeAll` and drop it in `afterAll`. Holds the schemas of all migrations and of the queue.
 * @param options template: `false` for an empty database
 */
export const testDatabase = async (options: { template?: boolean } = {}): Promise<TestDatabase> => {
  const server = testServer()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const template = options.template === false ? 'template0' : TEMPLATE
  // Its files are copied: a third of the time that its pages take through the write-ahead log.
  await asAdmin(server, `create database ${name} template ${template} strategy file_copy`)
  return {
    url: `postgres://${server.user}@localhost:${server.port}/${name}?host=${encodeURIComponent(server.host)}`,
    drop: () => asAdmin(server, `drop database if exists ${name} with (force)`),
  }
}

interface TestServer {
  host: string
  port: number
  user: string
}

/** The server that tools/testing/setup.ts started for this run. */
const testServer = (): TestServer => {
  const server = process.env.MAEARI_TEST_PG
  if (!server)
    throw new Error('MAEARI_TEST_PG is not set: run tests by `npm test` or `vitest run` in the root of the checkout')
  return JSON.parse(server) as TestServer
}

const asAdmin = async (server: TestServer, statement: string): Promise<void> => {
  const client = new pg.Client({ ...server, database: 'postgres' })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
