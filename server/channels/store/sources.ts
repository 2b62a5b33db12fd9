/** SQL of sources: what is listened to, from which place on, and how that is going. */
import { sql } from 'kysely'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { Failure } from '../connector.ts'
import type { AccountRow, ChannelsTables, SourceRow } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => tables<ChannelsTables>(ctx)

export const listSourceRows = (ctx: Ctx): Promise<SourceRow[]> =>
  db(ctx)
    .selectFrom('channels.sources')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('removed_at', 'is', null)
    .orderBy('added_at')
    .orderBy('id')
    .execute()

export const sourceRow = (ctx: Ctx, id: string): Promise<SourceRow | undefined> =>
  db(ctx)
    .selectFrom('channels.sources')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()

export type NewSource = Pick<
  SourceRow,
  'id' | 'channel' | 'kind' | 'key' | 'address' | 'name' | 'account_id' | 'cursor' | 'every_seconds' | 'added_by'
>

/**
 * Adds a source, or with `revives` brings a removed one back from its beginning; one that is there stays as it is.
 * @returns the row, and whether anything changed.
 */
export const addSourceRow = async (
  ctx: Ctx,
  source: NewSource,
  revives: boolean,
): Promise<{ row: SourceRow; isNew: boolean }> => {
  const nextPollAt = source.every_seconds === null ? null : ctx.now
  const added = await db(ctx)
    .insertInto('channels.sources')
    .values({
      ...source,
      workspace_id: ctx.workspaceId,
      failures: 0,
      items_total: 0,
      next_poll_at: nextPollAt,
      items_last_at: null,
      added_at: ctx.now,
      paused_at: null,
      paused_by: null,
      removed_at: null,
      removed_by: null,
      ok_at: null,
      problem_code: null,
      problem_params: '{}',
      problem_at: null,
    })
    .onConflict(conflict =>
      conflict
        .columns(['workspace_id', 'channel', 'kind', 'key'])
        .doUpdateSet({
          name: source.name,
          address: source.address,
          account_id: source.account_id,
          every_seconds: source.every_seconds,
          cursor: source.cursor,
          failures: 0,
          next_poll_at: nextPollAt,
          added_at: ctx.now,
          added_by: source.added_by,
          paused_at: null,
          paused_by: null,
          removed_at: null,
          removed_by: null,
          ok_at: null,
          problem_code: null,
          problem_params: '{}',
          problem_at: null,
        })
        .where('channels.sources.removed_at', 'is not', null)
        .where(sql<boolean>`${revives}::boolean`),
    )
    .returningAll()
    .executeTakeFirst()
  if (added) return { row: added, isNew: true }
  const row = await db(ctx)
    .selectFrom('channels.sources')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('channel', '=', source.channel)
    .where('kind', '=', source.kind)
    .where('key', '=', source.key)
    .executeTakeFirstOrThrow()
  return { row, isNew: false }
}

export const pauseSourceRow = (ctx: Ctx, id: string, by: string): Promise<SourceRow | undefined> =>
  db(ctx)
    .updateTable('channels.sources')
    .set({
      paused_at: sql<Date>`coalesce(paused_at, ${ctx.now})`,
      paused_by: sql<string>`coalesce(paused_by, ${by})`,
      next_poll_at: null,
    })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .returningAll()
    .executeTakeFirst()

export const resumeSourceRow = (ctx: Ctx, id: string): Promise<SourceRow | undefined> =>
  db(ctx)
    .updateTable('channels.sources')
    .set({
      paused_at: null,
      paused_by: null,
      failures: 0,
      next_poll_at: sql<Date | null>`case when every_seconds is null then null else ${ctx.now}::timestamptz end`,
    })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .returningAll()
    .executeTakeFirst()

export const removeSourceRow = async (ctx: Ctx, id: string, by: string): Promise<boolean> => {
  const removed = await db(ctx)
    .updateTable('channels.sources')
    .set({ removed_at: ctx.now, removed_by: by, next_poll_at: null })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return removed !== undefined
}

/** Streams that another connected account of the same service wants too go on in its name. */
export const handOverSources = (ctx: Ctx, accountId: string) =>
  sql`
    update channels.sources set account_id = heirs.id
    from channels.accounts as leaving
    join channels.accounts as heirs on heirs.workspace_id = leaving.workspace_id and heirs.channel = leaving.channel
      and heirs.service = leaving.service and heirs.id <> leaving.id and heirs.disconnected_at is null
    where leaving.workspace_id = ${ctx.workspaceId} and leaving.id = ${accountId}
      and sources.workspace_id = leaving.workspace_id and sources.account_id = leaving.id
      and sources.every_seconds is null and sources.removed_at is null`.execute(ctx.tx)

/** Takes away what listened through an account. @returns the ids. */
export const removeSourcesOf = async (ctx: Ctx, accountId: string, by: string): Promise<string[]> => {
  const removed = await db(ctx)
    .updateTable('channels.sources')
    .set({ removed_at: ctx.now, removed_by: by, next_poll_at: null })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('account_id', '=', accountId)
    .where('removed_at', 'is', null)
    .returning('id')
    .execute()
  return removed.map(row => row.id)
}

/** Reads an account's sources again at once, after it was mended. */
export const wakeSourcesOf = async (ctx: Ctx, accountId: string): Promise<string[]> => {
  const woken = await db(ctx)
    .updateTable('channels.sources')
    .set({ failures: 0, next_poll_at: ctx.now, problem_code: null, problem_params: '{}', problem_at: null })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('account_id', '=', accountId)
    .where('removed_at', 'is', null)
    .where('paused_at', 'is', null)
    .where('every_seconds', 'is not', null)
    .returning('id')
    .execute()
  return woken.map(row => row.id)
}

/** Over all workspaces: takes what is due by moving its next poll ahead, so that of two takers one gets it. */
export const takeDueSources = async (ctx: SystemCtx): Promise<{ workspaceId: number; sourceId: string }[]> => {
  const taken = await db(ctx)
    .updateTable('channels.sources')
    .set({
      next_poll_at: sql<Date>`${ctx.now}::timestamptz + make_interval(secs => greatest(every_seconds, 60))`,
    })
    .where('next_poll_at', '<=', ctx.now)
    .returning(['workspace_id', 'id'])
    .execute()
  return taken.map(row => ({ workspaceId: row.workspace_id, sourceId: row.id }))
}

/** A source that may be read now, with the account that it listens through. */
export const readableSource = async (
  ctx: Ctx,
  id: string,
): Promise<{ source: SourceRow; account: AccountRow | null } | null> => {
  const source = await sourceRow(ctx, id)
  if (!source || source.removed_at !== null || source.paused_at !== null) return null
  if (source.account_id === null) return { source, account: null }
  const account = await db(ctx)
    .selectFrom('channels.accounts')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', source.account_id)
    .where('disconnected_at', 'is', null)
    .executeTakeFirst()
  return account ? { source, account } : null
}

export interface PolledState {
  cursor: string | null
  nextPollAt: Date
  movedTo?: string
}

/** @returns whether its health turned. */
export const settlePolled = async (ctx: Ctx, id: string, state: PolledState): Promise<boolean> => {
  const before = await sourceRow(ctx, id)
  if (!before || before.removed_at !== null) return false
  await db(ctx)
    .updateTable('channels.sources')
    .set({
      cursor: state.cursor,
      ok_at: ctx.now,
      failures: 0,
      problem_code: null,
      problem_params: '{}',
      problem_at: null,
      next_poll_at: before.paused_at === null ? state.nextPollAt : null,
      ...(state.movedTo === undefined ? {} : { address: state.movedTo }),
    })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()
  return before.ok_at === null || before.problem_code !== null
}

/** @returns whether its health turned. */
export const settleFailed = async (
  ctx: Ctx,
  id: string,
  failure: Failure,
  failures: number,
  nextPollAt: Date,
): Promise<boolean> => {
  const before = await sourceRow(ctx, id)
  if (!before || before.removed_at !== null) return false
  await db(ctx)
    .updateTable('channels.sources')
    .set({
      failures,
      problem_code: failure.code,
      problem_params: JSON.stringify(failure.params ?? {}),
      problem_at: before.problem_at ?? ctx.now,
      next_poll_at: before.paused_at === null ? nextPollAt : null,
    })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()
  return before.problem_code !== failure.code || before.failures !== failures
}

const activeStreams = (ctx: SystemCtx) =>
  db(ctx)
    .selectFrom('channels.sources')
    .where('every_seconds', 'is', null)
    .where('removed_at', 'is', null)
    .where('paused_at', 'is', null)

/** Over all workspaces: places that should be streaming, each once. */
export const streamPlaces = (ctx: SystemCtx): Promise<{ channel: string; kind: string; address: string }[]> =>
  activeStreams(ctx).select(['channel', 'kind', 'address']).distinct().execute()

/** Over all workspaces: the sources that one stream serves. */
export const sourcesOfStream = (
  ctx: SystemCtx,
  place: { channel: string; kind: string; address: string },
): Promise<SourceRow[]> =>
  activeStreams(ctx)
    .selectAll()
    .where('channel', '=', place.channel)
    .where('kind', '=', place.kind)
    .where('address', '=', place.address)
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

/** Adds to what a source brought. */
export const countBrought = (ctx: Ctx, id: string, count: number, lastAt: Date) =>
  db(ctx)
    .updateTable('channels.sources')
    .set({
      items_total: sql<number>`items_total + ${count}`,
      items_last_at: sql<Date>`greatest(items_last_at, ${lastAt})`,
    })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()

/** A played-in source has been heard. */
export const markSourceHeard = (ctx: Ctx, id: string) =>
  db(ctx)
    .updateTable('channels.sources')
    .set({ ok_at: ctx.now })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()
