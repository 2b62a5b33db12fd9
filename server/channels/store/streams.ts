/** SQL of streams: which places should be open, whom each serves, where it goes on. */
import { sql } from 'kysely'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { Failure } from '../connector.ts'
import type { ChannelsTables, SourceRow } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => tables<ChannelsTables>(ctx)

const activeStreams = (ctx: SystemCtx) =>
  db(ctx)
    .selectFrom('channels.sources')
    .where('channels.sources.every_seconds', 'is', null)
    .where('channels.sources.removed_at', 'is', null)
    .where('channels.sources.paused_at', 'is', null)

/** Over all workspaces: places that should be streaming, each once. */
export const streamPlaces = (
  ctx: SystemCtx,
): Promise<
  { channel: string; kind: string; address: string; account_id: string | null; connected_at: Date | null }[]
> =>
  activeStreams(ctx)
    .leftJoin('channels.accounts as account', join =>
      join
        .onRef('account.workspace_id', '=', 'channels.sources.workspace_id')
        .onRef('account.id', '=', 'channels.sources.account_id'),
    )
    .select([
      'channels.sources.channel',
      'channels.sources.kind',
      'channels.sources.address',
      'channels.sources.account_id',
      'account.connected_at',
    ])
    .distinct()
    .execute()

/** Over all workspaces: the sources that one stream serves. */
export const sourcesOfStream = (
  ctx: SystemCtx,
  place: { channel: string; kind: string; address: string; accountId?: string },
): Promise<SourceRow[]> =>
  activeStreams(ctx)
    .selectAll()
    .where('channel', '=', place.channel)
    .where('kind', '=', place.kind)
    .where(eb =>
      place.accountId === undefined
        ? eb('address', '=', place.address)
        : eb(sql`account_id::text`, '=', place.accountId),
    )
    .orderBy('workspace_id')
    .orderBy('id')
    .execute()

/** Moves the place of the sources that took part in a batch. */
export const settleStreamed = (
  ctx: SystemCtx,
  source: { workspaceId: number; sourceId: string },
  cursor: string | null,
) =>
  db(ctx)
    .updateTable('channels.sources')
    .set({
      ok_at: ctx.now,
      failures: 0,
      problem_code: null,
      problem_params: '{}',
      problem_at: null,
      ...(cursor === null ? {} : { cursor }),
    })
    .where('workspace_id', '=', source.workspaceId)
    .where('id', '=', source.sourceId)
    .execute()

export const breakStreamed = (
  ctx: SystemCtx,
  source: { workspaceId: number; sourceId: string },
  failure: Failure,
  failures: number,
) =>
  db(ctx)
    .updateTable('channels.sources')
    .set({
      failures,
      problem_code: failure.code,
      problem_params: JSON.stringify(failure.params ?? {}),
      problem_at: sql<Date>`coalesce(problem_at, ${ctx.now})`,
    })
    .where('workspace_id', '=', source.workspaceId)
    .where('id', '=', source.sourceId)
    .execute()
