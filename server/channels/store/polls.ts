/** SQL of polls: what is due, where it goes on, how it went, when it is read next. */
import { sql } from 'kysely'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { Failure } from '../connector.ts'
import type { AccountRow, ChannelsTables, SourceRow } from '../tables.ts'
import { sourceRow } from './sources.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => tables<ChannelsTables>(ctx)

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
      tried_at: ctx.now,
      wait_seconds: secondsUntil(ctx, state.nextPollAt),
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
      tried_at: ctx.now,
      wait_seconds: secondsUntil(ctx, nextPollAt),
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

const secondsUntil = (ctx: Ctx, at: Date): number => Math.max(0, Math.ceil((at.getTime() - ctx.now.getTime()) / 1000))

/** Puts off a poll that may not be made yet: it counts as read, nobody is late. */
export const postponePoll = (ctx: Ctx, id: string, nextPollAt: Date) =>
  db(ctx)
    .updateTable('channels.sources')
    .set({ next_poll_at: nextPollAt, tried_at: ctx.now, wait_seconds: secondsUntil(ctx, nextPollAt) })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .where('paused_at', 'is', null)
    .execute()

/** Makes a source due at once, its failures forgotten. @returns whether there is one that is neither paused nor removed. */
export const readNow = async (ctx: Ctx, id: string): Promise<boolean> => {
  const due = await db(ctx)
    .updateTable('channels.sources')
    .set({
      failures: sql<number>`least(failures, 1)`,
      next_poll_at: sql<Date | null>`case when every_seconds is null then null else ${ctx.now}::timestamptz end`,
    })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .where('paused_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return due !== undefined
}

/** Reads the sources of a channel that one problem holds up again at once. */
export const wakeSourcesOfChannel = (ctx: Ctx, channel: string, problemCode: string) =>
  db(ctx)
    .updateTable('channels.sources')
    .set({ failures: 0, next_poll_at: ctx.now, problem_code: null, problem_params: '{}', problem_at: null })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('channel', '=', channel)
    .where('problem_code', '=', problemCode)
    .where('removed_at', 'is', null)
    .where('paused_at', 'is', null)
    .where('every_seconds', 'is not', null)
    .execute()
