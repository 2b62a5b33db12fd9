/** The heartbeat: looks over all accounts and sources, says what turned, asks after accounts that nothing was heard from. */
import { announce, startJob } from '../../platform/announce.ts'
import { type Ctx, type SystemCtx, type World, within } from '../../platform/ctx.ts'
import { makeId } from '../../platform/ids.ts'
import type { ConnectedAccount, Failure } from '../connector.ts'
import { connectorOf, connectors } from '../connectors/index.ts'
import { accountsChanged, healthChanged } from '../events.ts'
import { failureOf } from '../failures.ts'
import { accountState, sourceState, type Told } from '../health.ts'
import { learnedDays, learnRhythm } from '../rhythm.ts'
import { accountRow, markAccount } from '../store/accounts.ts'
import * as store from '../store/heartbeat.ts'
import { keepSession, openAccount } from './accounts.ts'

const dayMs = 86_400_000
/** An account that nothing was heard from for so long is asked after; a broken one, of which that is known, rarely. */
const quietMs = 10 * 60_000
const brokenMs = 60 * 60_000
/** Sources whose rhythm is learned in one look. */
const pupilsAtOnce = 200
const keptHoursMs = 60 * dayMs
const keptTurnsMs = 180 * dayMs
/** Ids of one fact. */
const idsAtOnce = 2000

/** Compares how everything is doing with what was told last, and tells what turned. */
export const watchHealth = async (ctx: SystemCtx): Promise<void> => {
  const sources = (await store.watchedSources(ctx)).flatMap(row => turnOf(ctx, row, sourceState(row, ctx.now)))
  const accounts = (await store.watchedAccounts(ctx)).flatMap(row => turnOf(ctx, row, accountState(row)))
  const told = [
    ...(await store.keepTurns(ctx, 'source', sources)),
    ...(await store.keepTurns(ctx, 'account', accounts)),
  ]
  for (const [workspaceId, turned] of Map.groupBy(told, one => one.workspaceId)) {
    for (let at = 0; at < turned.length; at += idsAtOnce) {
      const ids = turned.slice(at, at + idsAtOnce).map(one => one.id)
      await announce(within(ctx, workspaceId), healthChanged, { ids })
    }
  }
}

const turnOf = (
  ctx: SystemCtx,
  row: Pick<store.WatchedAccount, 'workspace_id' | 'id' | 'state' | 'state_code'>,
  told: Told,
): store.Turn[] => {
  if (told.state === row.state && told.code === row.state_code) return []
  const began = told.since !== null && told.since < ctx.now ? told.since : ctx.now
  return [
    {
      workspaceId: row.workspace_id,
      id: row.id,
      changeId: makeId(ctx.now),
      from: { state: row.state, code: row.state_code },
      to: { state: told.state, code: told.code, params: told.params, began },
    },
  ]
}

/** Learns once a day how each source usually speaks, and forgets what nothing is told from any more. */
export const learnRhythms = async (ctx: SystemCtx): Promise<void> => {
  const ago = (ms: number) => new Date(ctx.now.getTime() - ms)
  const pupils = await store.takePupils(ctx, ago(dayMs), ago(learnedDays * dayMs), pupilsAtOnce)
  if (pupils.length === 0) return
  const learned = pupils.map(({ workspaceId, sourceId, addedAt, hours }) => {
    const rhythm = learnRhythm(hours, addedAt, ctx.now)
    return {
      workspaceId,
      sourceId,
      rhythm: rhythm?.perHour ?? null,
      longestGapSeconds: rhythm?.longestGapSeconds ?? null,
    }
  })
  await store.keepRhythms(ctx, learned)
  await store.forgetOld(ctx, pupils, { hours: ago(keptHoursMs), turns: ago(keptTurnsMs) })
}

/** Starts a question for each account that nothing was heard from lately. */
export const startAccountChecks = async (ctx: SystemCtx): Promise<void> => {
  const channels = connectors.filter(one => one.identity?.check).map(one => one.manifest.channel)
  const ago = (ms: number) => new Date(ctx.now.getTime() - ms)
  for (const { workspaceId, accountId } of await store.takeAccountsToCheck(
    ctx,
    channels,
    ago(quietMs),
    ago(brokenMs),
  )) {
    await startJob(within(ctx, workspaceId), 'channels.check_account', { accountId }, { key: accountId })
  }
}

export interface CheckPlan {
  readonly channel: string
  readonly id: string
  readonly connectedAt: Date
  readonly account: ConnectedAccount
}

export const planCheck = async (ctx: Ctx, input: { accountId: string }): Promise<CheckPlan | null> => {
  const row = await accountRow(ctx, input.accountId)
  const account = row && openAccount(ctx, row)
  if (!row || !account) return null
  return { channel: row.channel, id: row.id, connectedAt: row.connected_at, account }
}

export interface Checked {
  readonly failure: Failure | null
  readonly session?: string
}

/** Asks the network whether it still knows the account. Passing troubles say nothing of the account. */
export const checkAccount = async (world: World, plan: CheckPlan, signal: AbortSignal): Promise<Checked | null> => {
  const check = connectorOf(plan.channel)?.identity?.check
  if (!check) return null
  try {
    return await check(world, plan.account, signal)
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) throw error
    return { failure }
  }
}

export const settleCheck = async (ctx: Ctx, plan: CheckPlan, checked: Checked | null): Promise<void> => {
  if (checked === null) return
  await keepSession(ctx, plan, checked.session)
  if (checked.failure !== null && checked.failure.class !== 'refresh') return
  if (await markAccount(ctx, plan, checked.failure)) await announce(ctx, accountsChanged, { ids: [plan.id] })
}
