/** What the edges of a process share, and the context of the program itself. */
import { readClock } from './clock.ts'
import type { SystemCtx, World } from './ctx.ts'
import type { Database } from './db.ts'
import type { Job } from './job.ts'
import type { LiveHub } from './live.ts'
import type { Queue } from './queue.ts'

import type { Tx } from './tx.ts'

export interface WorkerParts {
  readonly database: Database
  readonly queue: Queue
  readonly world: World
  readonly live: LiveHub
  readonly jobs: readonly Job[]
}

/** The context of the program acting by itself, named by what it does. */
export const systemCtx = (world: World, name: string, tx: Tx): SystemCtx => ({
  actor: { kind: 'system', name },
  now: readClock(),
  tx,
  world,
})
