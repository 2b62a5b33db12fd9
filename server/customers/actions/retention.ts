/** How long kinds of data are kept, and the nightly going of what is older. */
import type * as contract from '../../../contract/customers/privacy.ts'
import { type RetentionKind, retentionKinds } from '../../../contract/customers/privacy.ts'
import type { Input, Output } from '../../../contract/endpoint.ts'
import { countAgedRaw, dropAgedRaw } from '../../channels/index.ts'
import { startJob } from '../../platform/announce.ts'
import { actorName, type Ctx, type SystemCtx, within } from '../../platform/ctx.ts'
import * as store from '../store/retention.ts'

/** What holds until somebody says otherwise: visits a year, everything else for ever. */
const usual: Record<RetentionKind, number | null> = { web: 365, recordings: null, calls: null, raw: null }

/** Rows of one transaction. */
const batch = 5000

const daysMs = 86_400_000
const cutoff = (ctx: Ctx, days: number): Date => new Date(ctx.now.getTime() - days * daysMs)

export const getRetention = async (ctx: Ctx): Promise<Output<typeof contract.getRetention>> => {
  const set = await store.retentionRows(ctx)
  const items: Output<typeof contract.getRetention>['items'] = []
  for (const kind of retentionKinds) {
    const days = set.has(kind) ? (set.get(kind) ?? null) : usual[kind]
    items.push({ kind, days, due: days === null ? 0 : await countOf(ctx, kind, cutoff(ctx, days)) })
  }
  return { items }
}

const countOf = (ctx: Ctx, kind: RetentionKind, before: Date): Promise<number> =>
  kind === 'raw' ? countAgedRaw(ctx, before) : store.countAged(ctx, kind, before)

export const setRetention = async (
  ctx: Ctx,
  input: Input<typeof contract.setRetention>,
): Promise<Output<typeof contract.getRetention>> => {
  await store.writeRetention(ctx, input.kind, input.days, actorName(ctx.actor))
  return getRetention(ctx)
}

/** Starts the night's work, one job a workspace. */
export const startAgeing = async (ctx: SystemCtx): Promise<void> => {
  for (const workspaceId of await store.workspaceIds(ctx))
    await startJob(within(ctx, workspaceId), 'customers.drop_aged', {}, { key: 'age' })
}

const droppers = {
  web: store.dropVisits,
  recordings: store.dropRecordings,
  calls: store.dropCalls,
  raw: dropAgedRaw,
} as const satisfies Record<RetentionKind, (ctx: Ctx, before: Date, most: number) => Promise<number>>

/** Takes out a batch of each kind that has aged, and goes on in another job while there is more. */
export const dropAged = async (ctx: Ctx): Promise<void> => {
  await store.dropKept(ctx)
  const set = await store.retentionRows(ctx)
  let isMore = false
  for (const kind of retentionKinds) {
    const days = set.has(kind) ? (set.get(kind) ?? null) : usual[kind]
    if (days !== null && (await droppers[kind](ctx, cutoff(ctx, days), batch)) === batch) isMore = true
  }
  if (isMore) await startJob(ctx, 'customers.drop_aged', {}, { key: 'age' })
}
