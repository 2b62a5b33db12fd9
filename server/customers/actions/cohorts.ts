/** Cohorts: the months in which customers were met and came again, kept as a roll-up that follows what is new. */
import type * as contract from '../../../contract/customers/cohorts.ts'
import type { Input, Output } from '../../../contract/endpoint.ts'
import { workspaceSettings } from '../../access/index.ts'
import { startJob } from '../../platform/announce.ts'
import { type Ctx, type SystemCtx, within } from '../../platform/ctx.ts'
import { cutPage, readCursor } from '../../platform/keyset.ts'
import * as store from '../store/cohorts.ts'
import { workspaceIds } from '../store/retention.ts'
import { customersByIds } from './people.ts'

const nobody = '00000000-0000-0000-0000-000000000000'
const leavesAtOnce = 5000
const activitiesAtOnce = 20_000
/** Transactions that were open when it was counted may bring ids from before: so far it goes back the next time. */
const overlapMs = 3_600_000
const job = 'customers.count_cohorts'

/** Starts counting in every workspace. */
export const startCounting = async (ctx: SystemCtx): Promise<void> => {
  for (const workspaceId of await workspaceIds(ctx)) await countSoon(within(ctx, workspaceId))
}

/** Starts counting in this workspace: after many customers came at once. */
export const countSoon = (ctx: Ctx): Promise<void> => startJob(ctx, job, {}, { key: String(ctx.workspaceId) })

/**
 * Counts on, a batch a transaction: all customers once, then whoever is new or did something new. Each is made anew from
 * what stands, so that a batch may run again. Once nothing is left the cohorts are summed.
 */
export const countCohorts = async (ctx: Ctx): Promise<void> => {
  const before = await store.cohortState(ctx)
  const state = before ?? { customersAfter: nobody, activitiesAfter: lowestId(ctx.now), countedAt: null }
  const next = state.customersAfter === null ? await followNew(ctx, state) : await walkAll(ctx, state)
  await store.keepCohortState(ctx, next.state)
  if (next.isMore) await countSoon(ctx)
  else await store.sumCohorts(ctx)
}

interface Step {
  state: store.CohortState
  isMore: boolean
}

const walkAll = async (ctx: Ctx, state: store.CohortState): Promise<Step> => {
  const ids = await store.leavesAfter(ctx, state.customersAfter!, leavesAtOnce)
  await store.noteAcquisitions(ctx, ids)
  if (ids.length === leavesAtOnce) return { state: { ...state, customersAfter: ids.at(-1)! }, isMore: true }
  // What came while all were walked is behind the place where the walk began.
  return { state: { ...state, customersAfter: null, countedAt: ctx.now }, isMore: false }
}

const followNew = async (ctx: Ctx, state: store.CohortState): Promise<Step> => {
  const from = state.activitiesAfter
  const activities = await store.activitiesAfter(ctx, from, activitiesAtOnce)
  const isMore = activities.length === activitiesAtOnce
  const until = isMore ? activities.at(-1)!.id : null
  const met = (await store.leavesAfter(ctx, from, activitiesAtOnce)).filter(id => until === null || id <= until)
  await store.noteAcquisitions(ctx, [...new Set([...activities.map(one => one.customer_id), ...met])])
  return {
    state: { ...state, activitiesAfter: until ?? lowestId(ctx.now), countedAt: isMore ? state.countedAt : ctx.now },
    isMore,
  }
}

/** Ids that are made from a while before an instant on are behind this one. */
const lowestId = (at: Date): string => {
  const hex = (at.getTime() - overlapMs).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`
}

/** Hears that leaves were joined or parted: who was met when is told anew; sums follow with the next count. */
export const recountRegrouped = (ctx: Ctx, { ids }: { ids: readonly string[] }): Promise<void> =>
  store.noteAcquisitions(ctx, ids)

/** The first days of the months of a zone, the newest last. */
const monthsUntil = (now: Date, timeZone: string, count: number): string[] => {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit' }).format(now)
  const [year, month] = parts.split('-').map(Number) as [number, number]
  return Array.from({ length: count }, (_, n) => {
    const at = year * 12 + month - 1 - (count - 1 - n)
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  })
}

export const getCohorts = async (
  ctx: Ctx,
  { months: count, source }: Input<typeof contract.getCohorts>,
): Promise<Output<typeof contract.getCohorts>> => {
  const { timeZone } = await workspaceSettings(ctx)
  const months = monthsUntil(ctx.now, timeZone, count)
  const state = await store.cohortState(ctx)
  const cells = await store.cohortCells(ctx, `${months[0]}-01`)
  const bySource = Map.groupBy(
    cells.filter(cell => cell.later === 0),
    cell => cell.source,
  )
  const total = (some: readonly store.Cell[]) => some.reduce((sum, cell) => sum + cell.customers, 0)
  const asked = Map.groupBy(
    source === undefined ? cells : cells.filter(cell => cell.source === source),
    cell => cell.month,
  )
  return {
    countedAt: state?.countedAt?.toISOString() ?? null,
    cohorts: months.map((month, n) => {
      const own = asked.get(month) ?? []
      return {
        month,
        customers: total(own.filter(cell => cell.later === 0)),
        active: Array.from({ length: count - 1 - n }, (_, at) => total(own.filter(cell => cell.later === at + 1))),
      }
    }),
    sources: [...bySource]
      .map(([name, own]) => ({ source: name, customers: total(own) }))
      .sort((a, b) => b.customers - a.customers || (a.source < b.source ? -1 : 1)),
  }
}

export const listCohort = async (
  ctx: Ctx,
  input: Input<typeof contract.listCohort>,
): Promise<Output<typeof contract.listCohort>> => {
  const [after = nobody] = (readCursor(input.cursor, 1) ?? []) as string[]
  const ids = await store.cohortMembers(ctx, {
    month: `${input.month}-01`,
    later: input.later,
    source: input.source ?? null,
    after,
    limit: input.limit,
  })
  const page = cutPage(ids, input.limit, id => [id])
  const customers = await customersByIds(ctx, page.items)
  return { items: page.items.flatMap(id => customers.get(id) ?? []), next: page.next }
}
