/** The verbs of limits and budgets: may this call be made now, and what did it cost. */
import type { Budget, Manifest } from '../../../contract/channels.ts'
import { announce } from '../../platform/announce.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { conflict } from '../../platform/errors.ts'
import { connectorOf, connectors } from '../connectors/index.ts'
import { budgetsChanged } from '../events.ts'
import { type Allowance, type Asking, allowanceOf } from '../limits.ts'
import { budgetState, type Counted, priced } from '../spending.ts'
import { budgetRows, dailyCosts, markSaid, monthCosts, putBudget, addCosts as writeCosts } from '../store/costs.ts'
import { wakeWaitingDeliveries } from '../store/deliveries.ts'
import { blockBucket, takeToken } from '../store/limits.ts'
import { wakeSourcesOfChannel } from '../store/polls.ts'

/** A call that may be made, with the bucket that it was taken from; or why and how long it has to wait. */
export type Allowed =
  | { readonly ok: true; readonly bucket: Allowance | null }
  | {
      readonly ok: false
      readonly code: 'channels.rate_limited' | 'channels.budget_spent'
      readonly waitSeconds: number
      /** Many may wait for the same: they come back spread over so many seconds. */
      readonly spreadSeconds: number
    }

/** A channel whose budget is spent is looked at again after this long: the month may have ended. */
const budgetWaitSeconds = 600

/** Takes a call out of what the network allows and the budget pays, over all processes. */
export const takeAllowance = async (ctx: Ctx, channel: string, asking: Asking): Promise<Allowed> => {
  const manifest = connectorOf(channel)?.manifest
  if (!manifest) return { ok: true, bucket: null }
  if (manifest.costs && (await budgetOf(ctx, manifest)).state === 'spent')
    return { ok: false, code: 'channels.budget_spent', waitSeconds: budgetWaitSeconds, spreadSeconds: 60 }
  const bucket = allowanceOf(manifest, asking)
  if (bucket === null) return { ok: true, bucket }
  const waitSeconds = await takeToken(ctx, bucket)
  return waitSeconds === 0
    ? { ok: true, bucket }
    : { ok: false, code: 'channels.rate_limited', waitSeconds, spreadSeconds: spreadOf(bucket, waitSeconds) }
}

/** As long again as the wait itself, so that a short patience is not made a long one. */
const spreadOf = (bucket: Allowance, waitSeconds: number): number => Math.min(bucket.seconds, Math.max(5, waitSeconds))

/** The network asked for patience: all processes leave that account or host alone. A day is the longest. */
export const heedPatience = async (ctx: Ctx, bucket: Allowance | null, seconds: number | null): Promise<void> => {
  if (bucket === null || seconds === null || seconds <= 0) return
  await blockBucket(ctx, bucket, new Date(ctx.now.getTime() + Math.min(seconds, 86_400) * 1000))
}

/** Counts what calls cost, and says when a share of the budget is reached. */
export const countCosts = async (
  ctx: Ctx,
  channel: string,
  accountId: string | null,
  done: readonly Counted[],
): Promise<void> => {
  const manifest = connectorOf(channel)?.manifest
  const spent = manifest ? priced(manifest, done) : []
  if (!manifest || spent.length === 0) return
  await writeCosts(
    ctx,
    spent.map(one => ({ ...one, channel, account: accountId ?? '' })),
  )
  const { state, monthlyMicros } = await budgetOf(ctx, manifest)
  if (state !== 'fine' && (await markSaid(ctx, channel, state === 'near' ? 80 : 100, monthlyMicros)))
    await announce(ctx, budgetsChanged, { channels: [channel] })
}

/** Budgets of the channels that cost something. */
export const listBudgets = async (ctx: Ctx): Promise<Budget[]> => {
  const costly = connectors.filter(connector => connector.manifest.costs !== undefined)
  if (costly.length === 0) return []
  const [rows, spent] = [await budgetRows(ctx), await monthCosts(ctx)]
  return costly.map(({ manifest }) => budgetNoun(manifest, rows, spent))
}

const budgetOf = async (ctx: Ctx, manifest: Manifest): Promise<Budget> =>
  budgetNoun(manifest, await budgetRows(ctx), await monthCosts(ctx))

const budgetNoun = (
  { channel, costs }: Manifest,
  rows: Awaited<ReturnType<typeof budgetRows>>,
  spent: Awaited<ReturnType<typeof monthCosts>>,
): Budget => {
  const monthlyMicros = rows.find(row => row.channel === channel)?.monthly_micros ?? costs?.monthlyBudget ?? 0
  const spentMicros = spent.reduce((sum, row) => sum + (row.channel === channel ? row.micros : 0), 0)
  return { channel, monthlyMicros, spentMicros, state: budgetState(spentMicros, monthlyMicros) }
}

/** Says what a channel may cost in a month; what waited goes on at once. @throws 409 for a channel that costs nothing. */
export const setBudget = async (ctx: Ctx, input: { channel: string; monthlyMicros: number }): Promise<Budget> => {
  const manifest = connectorOf(input.channel)?.manifest
  if (!manifest?.costs) throw conflict('channels.no_budget')
  await putBudget(ctx, input.channel, input.monthlyMicros, actorName(ctx.actor))
  const budget = await budgetOf(ctx, manifest)
  if (budget.state !== 'spent') {
    await wakeSourcesOfChannel(ctx, input.channel, 'channels.budget_spent')
    await wakeWaitingDeliveries(ctx, input.channel, 'channels.budget_spent')
  }
  await announce(ctx, budgetsChanged, { channels: [input.channel] })
  return budget
}

const costDays = 31

export const listCosts = async (ctx: Ctx) => ({ items: await dailyCosts(ctx, costDays) })
