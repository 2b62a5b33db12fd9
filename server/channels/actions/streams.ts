/** The verbs of streamed sources: one connection to a place serves the sources of all workspaces. */
import { announce } from '../../platform/announce.ts'
import { type SystemCtx, type World, within } from '../../platform/ctx.ts'
import type { StreamBatch } from '../connector.ts'
import { connectorOf } from '../connectors/index.ts'
import { sourcesChanged } from '../events.ts'
import { failureOf } from '../failures.ts'
import { failuresAfter } from '../health.ts'
import * as store from '../store/streams.ts'
import type { SourceRow } from '../tables.ts'

export interface StreamPlan {
  readonly key: string
  readonly channel: string
  readonly kind: string
  readonly address: string
  readonly cursor: string | null
}

interface Place {
  channel: string
  kind: string
  address: string
}

/** Channel and kind have no spaces, an address may. */
const keyOf = (place: Place): string => `${place.channel} ${place.kind} ${place.address}`

const placeOf = (key: string): Place => {
  const [channel = '', kind = '', ...address] = key.split(' ')
  return { channel, kind, address: address.join(' ') }
}

/** The keys of all places that should be streaming now. */
export const findStreams = async (ctx: SystemCtx): Promise<string[]> => (await store.streamPlaces(ctx)).map(keyOf)

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
  return { key, ...place, cursor: begun[0]?.cursor ?? null }
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
  }
}

/** Records that a stream broke; it is opened again by itself. */
export const breakStream = async (ctx: SystemCtx, key: string, error: unknown): Promise<void> => {
  const failure = failureOf(error) ?? { class: 'try_again' as const, code: 'channels.stream_lost' }
  for (const row of await store.sourcesOfStream(ctx, placeOf(key))) {
    const source = { workspaceId: row.workspace_id, sourceId: row.id }
    await store.breakStreamed(ctx, source, failure, failuresAfter(row.failures, failure))
    await tellChanged(ctx, row)
  }
}

const tellChanged = (ctx: SystemCtx, row: SourceRow) =>
  announce(within(ctx, row.workspace_id), sourcesChanged, { ids: [row.id] })
