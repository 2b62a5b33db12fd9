/** SQL of engagements: who liked, reposted or followed, stored once each, and read newest first. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import type { Engagement } from '../connector.ts'

export interface NewEngagement {
  id: string
  remote_id: string
  kind: Engagement['kind']
  author_id: string
  on_remote_id: string | null
  at: Date
}

/** @returns the ids of those that were not known. */
export const insertEngagements = async (
  ctx: Ctx,
  place: { channel: string; accountId: string },
  rows: readonly NewEngagement[],
): Promise<string[]> => {
  const inserted = await sql<{ id: string }>`
    insert into channels.engagements
      (workspace_id, id, channel, account_id, remote_id, kind, author_id, on_remote_id, at, received_at)
    select ${ctx.workspaceId}::int, id, ${place.channel}, ${place.accountId}::uuid, remote_id, kind, author_id, on_remote_id, at,
      ${ctx.now}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as given (id uuid, remote_id text, kind text, author_id uuid, on_remote_id text, at timestamptz)
    order by remote_id
    on conflict (workspace_id, channel, remote_id) do nothing
    returning id`.execute(ctx.tx)
  return inserted.rows.map(row => row.id)
}

export interface ShownEngagement {
  id: string
  channel: string
  kind: Engagement['kind']
  at: Date
  on_remote_id: string | null
  author_id: string
  author_remote_id: string
  author_handle: string | null
  author_display_name: string | null
  author_url: string | null
  author_avatar_url: string | null
  author_followers: number | null
}

const shown = sql`
  select engagement.id, engagement.channel, engagement.kind, engagement.at, engagement.on_remote_id, engagement.author_id,
    author.remote_id as author_remote_id, author.handle as author_handle, author.display_name as author_display_name,
    author.url as author_url, author.avatar_url as author_avatar_url, author.followers as author_followers
  from channels.engagements as engagement
  join channels.authors as author
    on author.workspace_id = engagement.workspace_id and author.id = engagement.author_id`

/** Who did what with a post of ours, newest first. */
export const engagementsOn = async (
  ctx: Ctx,
  post: { channel: string; remoteId: string },
  limit: number,
): Promise<ShownEngagement[]> => {
  const { rows } = await sql<ShownEngagement>`${shown}
    where engagement.workspace_id = ${ctx.workspaceId} and engagement.channel = ${post.channel}
      and engagement.on_remote_id = ${post.remoteId}
    order by engagement.at desc, engagement.id desc limit ${limit}`.execute(ctx.tx)
  return rows
}

/** Engagements by their ids, for rooms that heard of them. */
export const engagementRows = async (ctx: Ctx, ids: readonly string[]): Promise<ShownEngagement[]> => {
  const { rows } = await sql<ShownEngagement>`${shown}
    where engagement.workspace_id = ${ctx.workspaceId} and engagement.id = any(${ids}::uuid[])
    order by engagement.at, engagement.id`.execute(ctx.tx)
  return rows
}
