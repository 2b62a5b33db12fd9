/** SQL of sources: what is listened to, from which place on, and how that is going. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { ChannelsTables, SourceRow } from '../tables.ts'

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

/** What nobody can know of a source that begins. */
const unheard = {
  tried_at: null,
  wait_seconds: null,
  brought_at: null,
  rhythm: null,
  longest_gap_seconds: null,
  rhythm_at: null,
  state: 'waiting',
  state_code: null,
} as const

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
      ...unheard,
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
          ...unheard,
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
      tried_at: ctx.now,
      wait_seconds: 0,
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

/** Adds to what a source brought, in all and in this hour. */
export const countBrought = (ctx: Ctx, id: string, count: number, lastAt: Date) =>
  sql`
    with counted as (
      update channels.sources set items_total = items_total + ${count}, items_last_at = greatest(items_last_at, ${lastAt}),
        brought_at = greatest(brought_at, ${ctx.now})
      where workspace_id = ${ctx.workspaceId} and id = ${id}
    )
    insert into channels.brought as brought (workspace_id, source_id, hour, items)
    values (${ctx.workspaceId}, ${id}, date_trunc('hour', ${ctx.now}::timestamptz, 'UTC'), ${count})
    on conflict (workspace_id, source_id, hour) do update set items = brought.items + excluded.items`.execute(ctx.tx)

/** A played-in source has been heard. */
export const markSourceHeard = (ctx: Ctx, id: string) =>
  db(ctx)
    .updateTable('channels.sources')
    .set({ ok_at: ctx.now })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()
