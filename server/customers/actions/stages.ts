/** Stages: the six meanings under the workspace's names, and its own within them. */
import type { Stage, StageRow } from '../../../contract/customers.ts'
import { stages } from '../../../contract/customers.ts'
import { noteChange } from '../../platform/audit.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { conflict, invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import * as store from '../store/stages.ts'

const most = 40

const isBuiltIn = (id: string): id is Stage => (stages as readonly string[]).includes(id)

export const listStages = async (
  ctx: Ctx,
  input: { removed?: boolean | undefined },
): Promise<{ items: StageRow[] }> => {
  const rows = await store.stageRows(ctx)
  const counted = await store.countStages(ctx)
  const standing = new Set(rows.flatMap(row => (row.removed_at === null ? row.id : [])))
  const isShownAs = (own: string | null, id: string) => (own !== null && standing.has(own) ? own === id : isBuiltIn(id))
  const count = (id: string, meaning: Stage) =>
    counted
      .filter(one => one.stage === meaning && isShownAs(one.stage_id, id))
      .reduce((sum, one) => sum + one.customers, 0)
  return {
    items: stages.flatMap(meaning => [
      present({
        id: meaning,
        meaning,
        name: rows.find(row => row.id === meaning)?.name ?? null,
        customers: count(meaning, meaning),
        removed_at: null,
      }),
      ...rows
        .filter(row => row.meaning === meaning && !isBuiltIn(row.id) && (input.removed || row.removed_at === null))
        .map(row => present({ ...row, customers: count(row.id, meaning) })),
    ]),
  }
}

const present = (row: Omit<store.StageTableRow, 'name'> & { name: string | null; customers: number }): StageRow => ({
  id: row.id,
  meaning: row.meaning,
  name: row.name,
  isBuiltIn: isBuiltIn(row.id),
  customers: row.customers,
  removedAt: row.removed_at?.toISOString() ?? null,
})

const show = async (ctx: Ctx, id: string): Promise<StageRow> =>
  (await listStages(ctx, { removed: true })).items.find(one => one.id === id)!

const refuseSameName = (rows: readonly store.StageTableRow[], name: string, ownId: string | null): void => {
  if (rows.some(row => row.id !== ownId && row.removed_at === null && row.name.toLowerCase() === name.toLowerCase()))
    throw invalid('name', 'customers.stage_name_taken', { name })
}

export const createStage = async (ctx: Ctx, input: { meaning: Stage; name: string }): Promise<StageRow> => {
  await store.lockStages(ctx)
  const rows = await store.stageRows(ctx)
  if (rows.length >= most) throw conflict('customers.too_many_stages', { most })
  refuseSameName(rows, input.name, null)
  const id = makeId(ctx.now)
  await store.keepStage(ctx, { id, meaning: input.meaning, name: input.name }, actorName(ctx.actor))
  return show(ctx, id)
}

const lockStage = async (ctx: Ctx, id: string) => {
  await store.lockStages(ctx)
  const rows = await store.stageRows(ctx)
  const row = rows.find(one => one.id === id)
  if (row === undefined && !isBuiltIn(id)) throw notFound('stage')
  return { row, rows }
}

export const renameStage = async (
  ctx: Ctx,
  { stageId, name }: { stageId: string; name: string | null },
): Promise<StageRow> => {
  const { row, rows } = await lockStage(ctx, stageId)
  if (name === null) {
    if (!isBuiltIn(stageId)) throw invalid('name', 'customers.stage_needs_name')
    await store.forgetName(ctx, stageId)
  } else {
    refuseSameName(rows, name, stageId)
    await store.keepStage(
      ctx,
      { id: stageId, meaning: isBuiltIn(stageId) ? stageId : row!.meaning, name },
      actorName(ctx.actor),
    )
  }
  noteChange(ctx, { noun: 'stage', id: stageId, before: { name: row?.name ?? null }, after: { name } })
  return show(ctx, stageId)
}

export const removeStage = async (ctx: Ctx, { stageId }: { stageId: string }): Promise<{ ok: true }> => {
  if (isBuiltIn(stageId)) throw conflict('customers.stage_is_built_in')
  await lockStage(ctx, stageId)
  await store.changeStage(ctx, stageId, { removed_at: ctx.now, removed_by: actorName(ctx.actor) })
  return { ok: true }
}

export const restoreStage = async (ctx: Ctx, { stageId }: { stageId: string }): Promise<StageRow> => {
  const { row, rows } = await lockStage(ctx, stageId)
  if (row === undefined) throw notFound('stage')
  refuseSameName(rows, row.name, stageId)
  await store.changeStage(ctx, stageId, { removed_at: null, removed_by: null })
  return show(ctx, stageId)
}

/** The own stages that stand, by id. */
export const ownStages = async (ctx: Ctx): Promise<Map<string, Stage>> => {
  const rows = await store.stageRows(ctx)
  return new Map(rows.flatMap(row => (row.removed_at === null && !isBuiltIn(row.id) ? [[row.id, row.meaning]] : [])))
}
