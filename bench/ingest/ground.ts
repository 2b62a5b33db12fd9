/** The ground of the ingest and search benches: the product's own program on an embedded PostgreSQL of its own, with one workspace. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../server/platform/config.ts'
import { type Ctx, type SystemCtx, within } from '../../server/platform/ctx.ts'
import { systemCtx } from '../../server/platform/edge.ts'
import { openProgram, type Program } from '../../server/platform/process.ts'
import { jobs } from '../../server/rooms.ts'

export interface Ground {
  readonly program: Program
  /** A folder that the database may write to. */
  readonly folder: string
  /** Runs verbs in one transaction of the workspace. */
  change<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>
  /** Runs verbs in one transaction over all workspaces. */
  span<T>(work: (ctx: SystemCtx) => Promise<T>): Promise<T>
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>
  stop(): Promise<void>
}

export const workspaceId = 1

/** Opens it in a new folder below the temporary one, with the settings that the product ships. */
export const openGround = async (): Promise<Ground> => {
  const folder = mkdtempSync(join(tmpdir(), 'maeari-bench-'))
  chmodSync(folder, 0o777)
  const read = readConfig({ DATA_DIR: join(folder, 'data'), LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent' })
  if (!read.ok) throw new Error(read.complaints.join('\n'))
  const program = await openProgram(read.config, { jobs, isWorker: true, ownsData: true })
  const { database, world } = program
  await database.pool.query(
    `with made as (insert into access.organizations values (gen_random_uuid(), 'bench', now()) returning id)
     insert into access.workspaces (organization_id, name, time_zone, locale, created_at)
     select id, 'bench', 'Asia/Seoul', 'ko', now() from made`,
  )
  const stop = async () => {
    await program.close()
    rmSync(folder, { recursive: true, force: true })
  }
  // The database outlives a process that dies: who is asked to end takes it along.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void program
        .cut()
        .then(() => rmSync(folder, { recursive: true, force: true }))
        .finally(() => process.exit(130))
    })
  }
  return {
    program,
    folder,
    change: work => database.transact(tx => work(within(systemCtx(world, 'bench', tx), workspaceId))),
    span: work => database.transact(tx => work(systemCtx(world, 'bench', tx))),
    query: async (text, values = []) => (await database.pool.query(text, [...values])).rows,
    stop,
  }
}

/** A source of the workspace: asked for now and then, or (`everySeconds` null) streamed. @returns its id. */
export const addSource = async (
  { query }: Ground,
  source: { channel: string; kind: string; address: string; everySeconds: number | null },
): Promise<string> => {
  const [row] = await query<{ id: string }>(
    `insert into channels.sources (workspace_id, id, channel, kind, key, address, name, every_seconds, added_at, added_by)
     values ($1, gen_random_uuid(), $2, $3, $4, $4, $4, $5, now(), 'bench') returning id`,
    [workspaceId, source.channel, source.kind, source.address, source.everySeconds],
  )
  return row!.id
}
