/** The database: one pool a process, transactions opened by the edges, and the typed view of one that stores take. */
import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { Tx } from './tx.ts'

export interface Database {
  /** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** A connection of its own, for LISTEN and for COPY outside a verb. The caller releases it. */
  connect(): Promise<pg.PoolClient>
  readonly pool: pg.Pool
  close(): Promise<void>
}

// int8 counts come back as numbers: none of ours passes 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export type Connection = { connectionString: string } | { host: string; port: number; user: string; database: string }

/** @param max connections of the pool; the jobs keep a small pool of their own. */
export const openDatabase = (connection: Connection, max = 16): Database => {
  const pool = new pg.Pool({
    ...connection,
    max,
    application_name: 'maeari',
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
  })
  surviveLostConnections(pool)
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  return {
    pool,
    transact: work => kysely.transaction().execute(work),
    connect: () => pool.connect(),
    close: async () => {
      // Kysely ends the pool only where a query of its own has opened it.
      await kysely.destroy()
      if (!pool.ended) await pool.end()
    },
  }
}

/**
 * A connection that dies says so, once or twice, on itself: while it is idle the pool hears it, in use nobody does, and Node
 * would end. Whoever waits for an answer on it is refused in any case, and the pool makes a new one at the next use.
 */
export const surviveLostConnections = (pool: pg.Pool): void => {
  pool.on('error', () => undefined)
  pool.on('connect', client => client.on('error', () => undefined))
}

/** The transaction of a context, typed by the tables that a store names: its own and those of upstream rooms. */
export const tables = <T>(ctx: { readonly tx: Tx }): Transaction<T> => ctx.tx as unknown as Transaction<T>

/** Connection errors that mean "the database is away", not "the statement is wrong" (PostgreSQL classes 08, 57P, 53). */
export const isDatabaseAway = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  if (/^(08|57P|53)/.test(code) || ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE'].includes(code)) return true
  return /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/.test(
    error.message,
  )
}
