/** The verbs of threads: what was said around an item, asked of its network now and then, so that talk beside us is heard. */
import type { Ctx, World } from '../../platform/ctx.ts'
import type { ConnectedAccount, ThreadRead } from '../connector.ts'
import { connectorOf, connectors } from '../connectors/index.ts'
import { failureOf } from '../failures.ts'
import type { Allowance } from '../limits.ts'
import { practiceService } from '../practice.ts'
import { listAccountRows } from '../store/accounts.ts'
import { rawItem } from '../store/items.ts'
import { hastenRenewal } from '../store/renewals.ts'
import * as store from '../store/threads.ts'
import { keepSession, openAccount } from './accounts.ts'
import { heedPatience, takeAllowance } from './allowances.ts'
import { watchPatience } from './patience.ts'
import { followChanges } from './removals.ts'

const callSeconds = 30
/** A thread is asked for again after this at the earliest; one that could not be had, sooner. */
const freshSeconds = 300
const failedSeconds = 60
/** An index may not know a new post yet; an older one that it does not know is gone. */
const settledSeconds = 3600

const after = (now: Date, seconds: number): Date => new Date(now.getTime() + seconds * 1000)

export interface ThreadFetch {
  readonly itemId: string
  readonly channel: string
  readonly remoteId: string
  readonly rootRemoteId: string
  /** What is found is counted as this source's. */
  readonly sourceId: string
  readonly raw: unknown
  readonly account: ConnectedAccount | null
  readonly ref: { readonly id: string; readonly connectedAt: Date } | null
  readonly bucket: Allowance | null
  readonly now: Date
}

export type ThreadOutcome = ThreadRead & { readonly patienceSeconds?: number }

/** The items of these whose threads can be fetched where they stand, one for each thread. */
export const findThreads = async (
  ctx: Ctx,
  itemIds: readonly string[],
): Promise<{ itemId: string; key: string; isReply: boolean }[]> => {
  const places = await store.threadPlaces(ctx, itemIds, threaded())
  const unique = new Map(
    places.filter(place => place.sourceId !== null).map(place => [`${place.channel} ${place.rootRemoteId}`, place]),
  )
  return [...unique].map(([key, { itemId, isReply }]) => ({ itemId, key, isReply }))
}

/** Channels whose connector can fetch threads. */
const threaded = (): string[] =>
  connectors.filter(connector => connector.listen?.thread).map(connector => connector.manifest.channel)

/** Takes the thread around an item. Null when it was fetched a moment ago, or there is nobody to ask. */
export const claimThread = async (ctx: Ctx, itemId: string): Promise<ThreadFetch | null> => {
  const [place] = await store.threadPlaces(ctx, [itemId], threaded())
  if (!place?.sourceId) return null
  const row = (await listAccountRows(ctx)).find(
    account =>
      account.channel === place.channel && account.service !== practiceService && account.problem_code === null,
  )
  if (!row) return null
  if (!(await store.takeThread(ctx, place, after(ctx.now, freshSeconds)))) return null
  const asking = { operation: 'poll' as const, accountId: row.id, address: row.service }
  const allowed = await takeAllowance(ctx, place.channel, asking)
  if (!allowed.ok) {
    await store.setFresh(ctx, place, after(ctx.now, allowed.waitSeconds))
    return null
  }
  const { channel, remoteId, rootRemoteId, sourceId } = place
  return {
    itemId,
    channel,
    remoteId,
    rootRemoteId,
    sourceId,
    raw: (await rawItem(ctx, itemId))?.raw ?? null,
    account: openAccount(ctx, row),
    ref: { id: row.id, connectedAt: row.connected_at },
    bucket: allowed.bucket,
    now: ctx.now,
  }
}

/** Asks the network; touches no database. */
export const askThread = async (world: World, fetch: ThreadFetch, signal: AbortSignal): Promise<ThreadOutcome> => {
  const thread = connectorOf(fetch.channel)?.listen?.thread
  if (!thread) return { kind: 'read', incoming: [], missing: [] }
  const watched = watchPatience(world, fetch.now)
  try {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(callSeconds * 1000)])
    return { ...(await thread(watched.outside, fetch, limited)), ...watched.patience() }
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) throw error
    return { kind: 'failed', failure }
  }
}

/** Records how it went; posts that are gone lose their words. In the transaction that stores what was found. */
export const settleThread = async (ctx: Ctx, fetch: ThreadFetch, outcome: ThreadOutcome): Promise<void> => {
  await heedPatience(ctx, fetch.bucket, outcome.patienceSeconds ?? null)
  if (fetch.ref) await keepSession(ctx, fetch.ref, outcome.session)
  if (outcome.kind === 'failed') {
    const { failure } = outcome
    if (fetch.ref && failure.needsRenewal) await hastenRenewal(ctx, fetch.ref)
    const seconds = failure.class === 'try_again' ? failedSeconds : freshSeconds
    return store.setFresh(ctx, fetch, after(ctx.now, failure.afterSeconds ?? seconds))
  }
  if (outcome.missing.length === 0) return
  const removed = await store.saidBefore(ctx, fetch.channel, outcome.missing, after(ctx.now, -settledSeconds))
  if (removed.length > 0) await followChanges(ctx, fetch.channel, [ctx.workspaceId], { removed })
}
