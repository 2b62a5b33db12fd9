/** The verbs of streamed sources: one connection to a place serves the sources of all workspaces. */
import { announce } from '../../platform/announce.ts'
import { type SystemCtx, type World, within } from '../../platform/ctx.ts'
import type { ConnectedAccount, Failure, StreamBatch } from '../connector.ts'
import { connectorOf } from '../connectors/index.ts'
import { accountsChanged, sourcesChanged } from '../events.ts'
import { failureOf } from '../failures.ts'
import { failuresAfter } from '../health.ts'
import { accountRow, markAccount } from '../store/accounts.ts'
import * as store from '../store/streams.ts'
import type { SourceRow } from '../tables.ts'
import { openAccount } from './accounts.ts'

export interface StreamPlan {
  readonly key: string
  readonly channel: string
  readonly kind: string
  readonly address: string
  readonly cursor: string | null
  /** Of a stream that listens with an account's own secret: it serves this account alone, and all that it brings is kept. */
  readonly account?: ConnectedAccount & { readonly id: string; readonly connectedAt: Date }
}

interface Place {
  channel: string
  kind: string
  address: string
  /** Of streams that are an account's own: two of them never share one, whatever their address. */
  accountId?: string
}

const isAccountsOwn = ({ channel, kind }: Pick<Place, 'channel' | 'kind'>): boolean =>
  connectorOf(channel)?.listen?.kinds[kind]?.isAccountsOwn === true

/**
 * Channel and kind have no spaces, an address may. A stream that is an account's own is named by it and by when it was
 * connected: connected anew, it is opened anew, with what it asks for now.
 */
const keyOf = (found: Awaited<ReturnType<typeof store.streamPlaces>>[number]): string => {
  const { channel, kind, address, account_id, connected_at } = found
  return `${channel} ${kind} ${isAccountsOwn(found) ? `${account_id} ${connected_at?.getTime()}` : address}`
}

const placeOf = (key: string): Place => {
  const [channel = '', kind = '', ...address] = key.split(' ')
  return isAccountsOwn({ channel, kind })
    ? { channel, kind, address: '', accountId: address[0]! }
    : { channel, kind, address: address.join(' ') }
}

/** The keys of all places that should be streaming now. */
export const findStreams = async (ctx: SystemCtx): Promise<string[]> => [
  ...new Set((await store.streamPlaces(ctx)).map(keyOf)),
]

/** The sources that a stream serves now; it changes while the stream is open. */
export const streamSources = async (
  ctx: SystemCtx,
  key: string,
): Promise<{ workspaceId: number; sourceId: string }[]> =>
  (await store.sourcesOfStream(ctx, placeOf(key))).map(row => ({ workspaceId: row.workspace_id, sourceId: row.id }))

/**
 * Where to go on: from the place of the source that was heard longest ago; one that was never heard stands where it was
 * when it was added. Replays are harmless, gaps are not.
 */
export const prepareStream = async (ctx: SystemCtx, key: string): Promise<StreamPlan | null> => {
  const place = placeOf(key)
  if (!connectorOf(place.channel)?.listen?.kinds[place.kind]?.stream) return null
  const rows = await store.sourcesOfStream(ctx, place)
  if (rows.length === 0) return null
  const begun = rows.filter(row => row.cursor !== null)
  begun.sort((a, b) => standingSince(a) - standingSince(b))
  const cursor = begun[0]?.cursor ?? null
  const { channel, kind } = place
  if (!isAccountsOwn(place)) return { key, channel, kind, address: place.address, cursor }
  const account = await accountOfStream(ctx, rows[0]!)
  return account ? { key, channel, kind, address: rows[0]!.address, cursor, account } : null
}

/** An hour: providers lock accounts that come again and again with a wrong password. */
const restMs = 3_600_000

/** When an account was last refused, by its id: in this process, and until it is connected anew. */
const refusalsOf = (world: World): Map<string, { at: Date; connectedAt: Date }> =>
  world.memo('channels.refused_streams', () => new Map())

const accountOfStream = async (ctx: SystemCtx, source: SourceRow): Promise<StreamPlan['account'] | null> => {
  if (source.account_id === null) return null
  const workspace = within(ctx, source.workspace_id)
  const row = await accountRow(workspace, source.account_id)
  const opened = row ? openAccount(workspace, row) : null
  if (!row || !opened) return null
  const refused = refusalsOf(ctx.world).get(row.id)
  const isResting =
    refused !== undefined &&
    refused.connectedAt.getTime() === row.connected_at.getTime() &&
    ctx.now.getTime() - refused.at.getTime() < restMs
  return isResting ? null : { ...opened, id: row.id, connectedAt: row.connected_at }
}

const standingSince = (row: SourceRow): number => (row.ok_at ?? row.added_at).getTime()

/** Yields batches of at most 500 items, an empty one now and then as a sign of life. Throws when the connection breaks. */
export async function* openStream(world: World, plan: StreamPlan, signal: AbortSignal): AsyncGenerator<StreamBatch> {
  const stream = connectorOf(plan.channel)?.listen?.kinds[plan.kind]?.stream
  if (!stream) throw new Error('this kind of source does not stream')
  for await (const batch of stream(world, plan, signal)) {
    if (batch.unreadable) world.log.warn('stream.unreadable', { channel: plan.channel, count: batch.unreadable })
    if (batch.hasGap) world.log.warn('stream.gap', { channel: plan.channel, address: plan.address })
    yield batch
  }
}

/** Moves the place of every source that the stream serves; in the transaction that stores the batch. */
export const settleStream = async (ctx: SystemCtx, plan: StreamPlan, batch: Pick<StreamBatch, 'cursor'>) => {
  const rows = await store.sourcesOfStream(ctx, placeOf(plan.key))
  for (const row of rows) {
    await store.settleStreamed(ctx, { workspaceId: row.workspace_id, sourceId: row.id }, batch.cursor)
    if (row.ok_at === null || row.problem_code !== null) await tellChanged(ctx, row)
    if (plan.account) await tellAccount(ctx, row.workspace_id, plan.account, null)
  }
}

/** Records that a stream broke; it is opened again by itself. */
export const breakStream = async (ctx: SystemCtx, key: string, error: unknown): Promise<void> => {
  const failure = failureOf(error) ?? { class: 'try_again' as const, code: 'channels.stream_lost' }
  for (const row of await store.sourcesOfStream(ctx, placeOf(key))) {
    const source = { workspaceId: row.workspace_id, sourceId: row.id }
    await store.breakStreamed(ctx, source, failure, failuresAfter(row.failures, failure))
    await tellChanged(ctx, row)
    if (isAccountsOwn(row)) await breakAccount(ctx, row, failure)
  }
}

/** A stream of the account's own that is refused breaks the account, and rests before it knocks again. */
const breakAccount = async (
  ctx: SystemCtx,
  { workspace_id, account_id }: SourceRow,
  failure: Failure,
): Promise<void> => {
  if (failure.class !== 'refresh' || account_id === null) return
  const account = await accountRow(within(ctx, workspace_id), account_id)
  if (!account) return
  const connectedAt = account.connected_at
  refusalsOf(ctx.world).set(account.id, { at: ctx.now, connectedAt })
  await tellAccount(ctx, workspace_id, { id: account.id, connectedAt }, failure)
}

const tellAccount = async (
  ctx: SystemCtx,
  workspaceId: number,
  account: { id: string; connectedAt: Date },
  failure: Failure | null,
): Promise<void> => {
  const workspace = within(ctx, workspaceId)
  if (await markAccount(workspace, account, failure)) await announce(workspace, accountsChanged, { ids: [account.id] })
}

const tellChanged = (ctx: SystemCtx, row: SourceRow) =>
  announce(within(ctx, row.workspace_id), sourcesChanged, { ids: [row.id] })
