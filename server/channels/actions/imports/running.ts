/** Bringing rows in, a chunk a transaction: the place in the file moves with what came of it. */
import type { ImportCounts } from '../../../../contract/channels.ts'
import { announce, startJob } from '../../../platform/announce.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { importsChanged } from '../../events.ts'
import { chunkRows, importLook } from '../../imports/look.ts'
import * as store from '../../store/imports.ts'
import type { Kinds } from './nouns.ts'
import { stepQueue, undoQueue } from './queues.ts'

export interface Step {
  importId: string
  chunk: number
}

/** Brings the next chunk in and starts the job for the one after it. */
export const bringRows = async (ctx: Ctx, step: Step, kinds: Kinds): Promise<void> => {
  const next = await bringChunk(ctx, step, kinds)
  if (next !== null) await startJob(ctx, stepQueue, { importId: step.importId, chunk: next })
}

const added = ['rows', 'added', 'updated', 'known', 'refused', 'mentions', 'customers'] as const

/**
 * Brings one chunk in. A chunk that was brought in before, and an import that does not run, change nothing.
 * @returns the number of the next chunk; null when there is none.
 */
export const bringChunk = async (ctx: Ctx, step: Step, kinds: Kinds): Promise<number | null> => {
  const row = await store.lockImport(ctx, step.importId)
  if (row?.state !== 'running' || row.next_chunk !== step.chunk) return null
  const text = await store.readChunk(ctx, row.id, step.chunk)
  if (text === undefined) {
    await store.dropChunks(ctx, row.id)
    await store.changeImportRow(ctx, row.id, { state: 'done', finished_at: ctx.now })
    await announce(ctx, importsChanged, { ids: [row.id] })
    return null
  }
  const look = importLook.parse(row.look)
  const rows = Map.groupBy(chunkRows(look, text), ([table]) => look.tables[table]?.kind ?? null)
  const sums: Partial<ImportCounts> = {}
  for (const kind of kinds) {
    const own = rows.get(kind.name)
    if (own === undefined) continue
    const { counts, refusals } = await kind.bring(ctx, row, look, own)
    await store.putRefusals(ctx, row.id, refusals)
    for (const name of added) sums[name] = (sums[name] ?? 0) + (counts[name] ?? 0)
  }
  await store.changeImportRow(ctx, row.id, {
    next_chunk: step.chunk + 1,
    ...Object.fromEntries(added.map(name => [name, row[name] + (sums[name] ?? 0)])),
  })
  await announce(ctx, importsChanged, { ids: [row.id] })
  return step.chunk + 1
}

/** Takes the next page back and starts the job for the one after it. */
export const takeBack = async (ctx: Ctx, input: { importId: string }, kinds: Kinds): Promise<void> => {
  if (await takeBackPage(ctx, input.importId, kinds)) await startJob(ctx, undoQueue, { importId: input.importId })
}

/** @returns whether there is more to take back. */
export const takeBackPage = async (ctx: Ctx, importId: string, kinds: Kinds): Promise<boolean> => {
  const row = await store.lockImport(ctx, importId)
  if (row?.state !== 'undoing') return false
  for (const kind of kinds) {
    if (!row.kinds.includes(kind.name)) continue
    const page = await kind.takeBack(ctx, row)
    if (page.isOver && page.kept === 0) continue
    await store.changeImportRow(ctx, importId, { kept: row.kept + page.kept })
    await announce(ctx, importsChanged, { ids: [importId] })
    return true
  }
  await store.changeImportRow(ctx, importId, { state: 'undone', undone_at: ctx.now })
  await announce(ctx, importsChanged, { ids: [importId] })
  return false
}
