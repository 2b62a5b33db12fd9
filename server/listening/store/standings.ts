/** SQL over many workspaces at once, for streams that serve them all. */
import { sql } from 'kysely'
import type { SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

export interface StandingVersion {
  workspaceId: number
  version: number
}

/** The versions of the workspaces' topics, in their order; 0 for those without any. */
export const readVersions = async (ctx: SystemCtx, workspaceIds: readonly number[]): Promise<StandingVersion[]> => {
  const { rows } = await sql<StandingVersion>`
    select wanted.id as "workspaceId", coalesce(standing.version, 0) as version
    from unnest(${workspaceIds}::int[]) as wanted (id)
    left join listening.standings as standing on standing.workspace_id = wanted.id
    order by wanted.id`.execute(tables(ctx))
  return rows
}

/** The followed topics of many workspaces. */
export const readStandings = async (
  ctx: SystemCtx,
  workspaceIds: readonly number[],
): Promise<{ workspaceId: number; id: string; query: string }[]> => {
  const { rows } = await sql<{ workspaceId: number; id: string; query: string }>`
    select workspace_id as "workspaceId", id, query from listening.topics
    where workspace_id = any(${workspaceIds}::int[]) and archived_at is null
    order by workspace_id, id`.execute(tables(ctx))
  return rows
}

/** Which of the addresses are connected accounts of the workspaces on a channel. */
export const findAddressed = async (
  ctx: SystemCtx,
  workspaceIds: readonly number[],
  channel: string,
  remoteIds: readonly string[],
): Promise<{ workspaceId: number; remoteId: string }[]> => {
  const { rows } = await sql<{ workspaceId: number; remoteId: string }>`
    select workspace_id as "workspaceId", remote_id as "remoteId" from channels.accounts
    where workspace_id = any(${workspaceIds}::int[]) and channel = ${channel}
      and remote_id = any(${remoteIds}::text[]) and disconnected_at is null`.execute(tables(ctx))
  return rows
}
