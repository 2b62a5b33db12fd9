/** SQL of the heartbeat: what is watched, what was told of it, what turned, and how sources usually speak. */
import { sql } from 'kysely'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { AccountRow, ChannelsTables, HealthChangeRow, HealthState, SourceRow } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => tables<ChannelsTables>(ctx)

/** What health is told from: without cursors and secrets, which are long and nobody's business here. */
const toldFrom = [
  'workspace_id',
  'id',
  'ok_at',
  'problem_code',
  'problem_params',
  'problem_at',
  'state',
  'state_code',
] as const
const toldFromToo = [
  'kind',
  'paused_at',
  'every_seconds',
  'failures',
  'added_at',
  'tried_at',
  'wait_seconds',
  'brought_at',
  'rhythm',
  'longest_gap_seconds',
] as const

export type WatchedAccount = Pick<AccountRow, (typeof toldFrom)[number]>
export type WatchedSource = Pick<SourceRow, (typeof toldFrom)[number] | (typeof toldFromToo)[number]>

/** Over all workspaces: sources that somebody wants to hear. */
export const watchedSources = (ctx: SystemCtx): Promise<WatchedSource[]> =>
  db(ctx)
    .selectFrom('channels.sources')
    .select([...toldFrom, ...toldFromToo])
    .where('removed_at', 'is', null)
    .execute()

/** Over all workspaces: connected accounts. */
export const watchedAccounts = (ctx: SystemCtx): Promise<WatchedAccount[]> =>
  db(ctx).selectFrom('channels.accounts').select(toldFrom).where('disconnected_at', 'is', null).execute()

export interface Turn {
  workspaceId: number
  /** Of the source or account. */
  id: string
  changeId: string
  from: { state: HealthState; code: string | null }
  to: { state: HealthState; code: string | null; params: unknown; began: Date }
}

/**
 * Writes what turned, unless another process told it a moment before, with a line of history for each.
 * @returns those that this call told.
 */
export const keepTurns = async (
  ctx: SystemCtx,
  subject: 'source' | 'account',
  turns: readonly Turn[],
): Promise<Pick<Turn, 'workspaceId' | 'id'>[]> => {
  if (turns.length === 0) return []
  const given = JSON.stringify(
    turns.map(({ workspaceId, id, changeId, from, to }) => ({
      ...{ workspace_id: workspaceId, id, change_id: changeId, from_state: from.state, from_code: from.code },
      ...{ state: to.state, code: to.code, params: to.params ?? {}, began_at: to.began },
    })),
  )
  const watched = sql.table(subject === 'source' ? 'channels.sources' : 'channels.accounts')
  const told = await sql<{ workspace_id: number; id: string }>`
    with given as (
      select * from json_to_recordset(${given}::json) as given (workspace_id integer, id uuid, change_id uuid, from_state text,
        from_code text, state text, code text, params jsonb, began_at timestamptz)
    ), told as (
      update ${watched} as watched set state = given.state, state_code = given.code from given
      where watched.workspace_id = given.workspace_id and watched.id = given.id and watched.state = given.from_state
        and watched.state_code is not distinct from given.from_code
      returning watched.workspace_id, watched.id
    ), kept as (
      insert into channels.health_changes (workspace_id, id, source_id, account_id, state, problem_code, problem_params, began_at, at)
      select given.workspace_id, given.change_id, ${subject === 'source' ? sql`given.id` : sql`null::uuid`},
        ${subject === 'account' ? sql`given.id` : sql`null::uuid`}, given.state, given.code, given.params, given.began_at, ${ctx.now}
      from given join told on told.workspace_id = given.workspace_id and told.id = given.id
    )
    select workspace_id, id from told`.execute(ctx.tx)
  return told.rows.map(row => ({ workspaceId: row.workspace_id, id: row.id }))
}

/** The newest turns of each source and account of a workspace, newest first. */
export const newestTurns = async (ctx: Ctx, most: number): Promise<HealthChangeRow[]> => {
  const found = await sql<HealthChangeRow>`
    select workspace_id, id, source_id, account_id, state, problem_code, problem_params, began_at, at
    from (
      select changes.*, row_number() over (partition by source_id, account_id order by at desc, id desc) as place
      from channels.health_changes as changes where workspace_id = ${ctx.workspaceId}
    ) as placed
    where place <= ${most}
    order by at desc, id desc`.execute(ctx.tx)
  return found.rows
}

/** What the sources of a workspace brought by the hour since an instant. */
export const broughtSince = (ctx: Ctx, from: Date): Promise<{ source_id: string; hour: Date; items: number }[]> =>
  db(ctx)
    .selectFrom('channels.brought')
    .select(['source_id', 'hour', 'items'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('hour', '>=', from)
    .execute()

export interface Pupil {
  workspaceId: number
  sourceId: string
  addedAt: Date
  hours: { hour: Date; items: number }[]
}

/** Takes sources whose rhythm was not learned since `before`, with the hours since `from`; each goes to one taker. */
export const takePupils = async (ctx: SystemCtx, before: Date, from: Date, most: number): Promise<Pupil[]> => {
  const taken = await sql<{ workspace_id: number; id: string; added_at: Date }>`
    update channels.sources as pupils set rhythm_at = ${ctx.now}
    from (
      select workspace_id, id from channels.sources
      where removed_at is null and brought_at is not null and added_at < ${before} and coalesce(rhythm_at, added_at) < ${before}
      order by workspace_id, id limit ${most} for update skip locked
    ) as due
    where pupils.workspace_id = due.workspace_id and pupils.id = due.id
    returning pupils.workspace_id, pupils.id, pupils.added_at`.execute(ctx.tx)
  if (taken.rows.length === 0) return []
  const hours = await sql<{ workspace_id: number; source_id: string; hour: Date; items: number }>`
    select brought.workspace_id, source_id, hour, items
    from unnest(${taken.rows.map(row => row.workspace_id)}::integer[], ${taken.rows.map(row => row.id)}::uuid[]) as pupils (workspace_id, id)
    join channels.brought on brought.workspace_id = pupils.workspace_id and brought.source_id = pupils.id and hour >= ${from}`.execute(
    ctx.tx,
  )
  const bySource = Map.groupBy(hours.rows, row => `${row.workspace_id} ${row.source_id}`)
  return taken.rows.map(row => ({
    workspaceId: row.workspace_id,
    sourceId: row.id,
    addedAt: row.added_at,
    hours: bySource.get(`${row.workspace_id} ${row.id}`) ?? [],
  }))
}

export interface Learned {
  workspaceId: number
  sourceId: string
  rhythm: readonly number[] | null
  longestGapSeconds: number | null
}

export const keepRhythms = async (ctx: SystemCtx, learned: readonly Learned[]): Promise<void> => {
  const given = JSON.stringify(learned)
  await sql`
    update channels.sources set rhythm = given.rhythm, longest_gap_seconds = given."longestGapSeconds"
    from json_to_recordset(${given}::json) as given ("workspaceId" integer, "sourceId" uuid, rhythm real[], "longestGapSeconds" integer)
    where sources.workspace_id = given."workspaceId" and sources.id = given."sourceId"`.execute(ctx.tx)
}

/** Hours and turns that nothing is told from any more, of the sources that were just looked at. */
export const forgetOld = async (
  ctx: SystemCtx,
  sources: readonly { workspaceId: number; sourceId: string }[],
  olderThan: { hours: Date; turns: Date },
): Promise<void> => {
  const workspaces = sources.map(source => source.workspaceId)
  const ids = sources.map(source => source.sourceId)
  const these = sql`unnest(${workspaces}::integer[], ${ids}::uuid[]) as these (workspace_id, id)`
  await sql`delete from channels.brought using ${these}
    where brought.workspace_id = these.workspace_id and source_id = these.id and hour < ${olderThan.hours}`.execute(
    ctx.tx,
  )
  await sql`delete from channels.health_changes as changes using ${these}
    where changes.workspace_id = these.workspace_id and changes.source_id = these.id and at < ${olderThan.turns}`.execute(
    ctx.tx,
  )
}

/**
 * Over all workspaces: accounts of these channels that nothing was heard from since `quietSince`, broken ones since
 * `brokenSince`; each is given to one taker.
 */
export const takeAccountsToCheck = async (
  ctx: SystemCtx,
  channels: readonly string[],
  quietSince: Date,
  brokenSince: Date,
): Promise<{ workspaceId: number; accountId: string }[]> => {
  const taken = await sql<{ workspace_id: number; id: string }>`
    update channels.accounts set checked_at = ${ctx.now}
    where disconnected_at is null and service <> 'practice:' and channel = any(${channels}::text[])
      and coalesce(ok_at, connected_at) < ${quietSince}
      and coalesce(checked_at, connected_at) < case when problem_code is null then ${quietSince}::timestamptz else ${brokenSince}::timestamptz end
    returning workspace_id, id`.execute(ctx.tx)
  return taken.rows.map(row => ({ workspaceId: row.workspace_id, accountId: row.id }))
}
