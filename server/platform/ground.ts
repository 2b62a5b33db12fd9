/** The ground of every process: the database that comes with the product, started or joined, or one of the operator's own. */
import type { Config } from './config.ts'
import { type Connection, type Database, openDatabase } from './db.ts'
import type { Log } from './log.ts'
import { startPostgres } from './postgres/index.ts'

export interface Ground {
  readonly connection: Connection
  readonly database: Database
  /** Whether it is the one that comes with the product. */
  readonly isEmbedded: boolean
  close(): Promise<void>
  /** Ends the embedded server at once. */
  cut(): Promise<void>
}

/** The database alone, as it stands: neither migrated nor asked whose key it was sealed with. */
export const openGround = async (config: Config, log: Log, ownsData: boolean): Promise<Ground> => {
  const postgres = config.databaseUrl ? null : await startPostgres({ dataDir: config.dataDir, log, share: !ownsData })
  const connection: Connection = postgres ? postgres.connection : { connectionString: config.databaseUrl! }
  const database = openDatabase(connection)
  const cut = async () => postgres?.stop()
  const close = async () => {
    await database.close()
    await cut()
  }
  return { connection, database, isEmbedded: postgres !== null, close, cut }
}
