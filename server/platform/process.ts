/** One process of the product: its database, queue and world, opened in order and closed in reverse. */

import { bringUp } from './bring-up.ts'
import type { Config } from './config.ts'
import { makeMemo, type World } from './ctx.ts'
import { unlock } from './data-key.ts'
import type { Database } from './db.ts'
import { createGuardedReach } from './fetch/reach.ts'
import { createGuardedWebSocket } from './fetch/websocket.ts'
import { createGuardedFetch } from './fetch.ts'
import { openGround } from './ground.ts'
import type { Job } from './job.ts'
import { openLog } from './log.ts'
import { openLogin } from './login.ts'
import { openMail } from './mail.ts'
import { openQueue, type Queue } from './queue.ts'
import { openSecrets } from './secrets.ts'

export interface Program {
  readonly world: World
  readonly database: Database
  readonly queue: Queue
  /** Migrations that were applied on the way in. */
  readonly migrated: readonly string[]
  close(): Promise<void>
  /** Ends the embedded database at once, for a process that does not come to its end. */
  cut(): Promise<void>
}

export interface ProgramOptions {
  jobs: readonly Job[]
  /** Whether this process takes jobs. */
  isWorker: boolean
  /** `start` owns the embedded database's folder; every other command shares it. */
  ownsData: boolean
}

const userAgent = 'Maeari/0.1 (+https://github.com/maeari/maeari)'

/** Opens everything; migrates when the database is older, refuses when it is newer or sealed with another key. */
export const openProgram = async (config: Config, options: ProgramOptions): Promise<Program> => {
  const log = openLog(config.logLevel)
  const undo: (() => Promise<void>)[] = []
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const ground = await openGround(config, log, options.ownsData)
    undo.push(ground.close)
    const { connection, database, cut } = ground
    const migrated = await bringUp(ground, config, log)
    const secrets = openSecrets(await unlock(config, database))
    const queue = await openQueue(connection, options.jobs, log, { isWorker: options.isWorker, migrate: true })
    undo.push(queue.stop)
    const guard = { allow: config.allowNetworks, maxBytes: 20 * 1024 * 1024, timeoutMs: 30_000, userAgent }
    const fetch = createGuardedFetch({ ...guard, maxRedirects: 5 })
    undo.push(fetch.close)
    const login = openLogin(connection, config, secrets.digest('login cookies'))
    undo.push(login.close)
    const reach = createGuardedReach({ ...guard, timeoutMs: 10_000 })
    const world: World = {
      login,
      fetch,
      openSocket: createGuardedWebSocket({ ...guard, maxBytes: 5 * 1024 * 1024 }),
      reach,
      mail: openMail(config, reach),
      secrets,
      outbox: queue.outbox,
      log,
      config,
      memo: makeMemo(),
    }
    return { world, database, queue, migrated, close, cut }
  } catch (error) {
    await close()
    throw error
  }
}
