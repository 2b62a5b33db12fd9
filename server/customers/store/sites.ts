/** SQL of the tracker's sites and of batches as pages sent them. */
import { sql } from 'kysely'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'

export interface SiteRow {
  id: string
  name: string
  key: string
  secret: string
  origins: string[]
  system: string
  created_at: Date
  created_by: string
  removed_at: Date | null
  last_event_at: Date | null
  refused_at: Date | null
  refused_origin: string | null
}

const columns = sql.raw(
  'id, name, key, secret, origins, system, created_at, created_by, removed_at, last_event_at, refused_at, refused_origin',
)

export const insertSite = async (
  ctx: Ctx,
  site: Pick<SiteRow, 'id' | 'name' | 'key' | 'secret' | 'origins' | 'system'> & { by: string },
): Promise<void> => {
  await sql`
    insert into customers.sites (workspace_id, id, name, key, secret, origins, system, created_at, created_by)
    values (${ctx.workspaceId}, ${site.id}, ${site.name}, ${site.key}, ${site.secret}, ${site.origins}::text[], ${site.system},
      ${ctx.now}, ${site.by})`.execute(ctx.tx)
}

export const siteRows = async (ctx: Ctx): Promise<SiteRow[]> => {
  const { rows } = await sql<SiteRow>`
    select ${columns} from customers.sites
    where workspace_id = ${ctx.workspaceId} and removed_at is null order by created_at, id`.execute(ctx.tx)
  return rows
}

/** Sites by id, removed ones too: what they sent is still told from them. */
export const sitesByIds = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, SiteRow>> => {
  const { rows } = await sql<SiteRow>`
    select ${columns} from customers.sites
    where workspace_id = ${ctx.workspaceId} and id = any(${ids}::uuid[])`.execute(ctx.tx)
  return new Map(rows.map(row => [row.id, row]))
}

/** @returns whether there is such a site. */
export const writeSite = async (
  ctx: Ctx,
  site: { id: string; name: string; origins: readonly string[] },
): Promise<boolean> => {
  const { rows } = await sql`
    update customers.sites set name = ${site.name}, origins = ${site.origins}::text[], refused_at = null, refused_origin = null
    where workspace_id = ${ctx.workspaceId} and id = ${site.id} and removed_at is null returning 1`.execute(ctx.tx)
  return rows.length > 0
}

export const writeSecret = async (ctx: Ctx, siteId: string, secret: string): Promise<void> => {
  await sql`
    update customers.sites set secret = ${secret}
    where workspace_id = ${ctx.workspaceId} and id = ${siteId}`.execute(ctx.tx)
}

export const removeSite = async (ctx: Ctx, siteId: string, by: string): Promise<boolean> => {
  const { rows } = await sql`
    update customers.sites set removed_at = ${ctx.now}, removed_by = ${by}
    where workspace_id = ${ctx.workspaceId} and id = ${siteId} and removed_at is null returning 1`.execute(ctx.tx)
  return rows.length > 0
}

/** That a page of an address that is not allowed has knocked, so that the settings can say so; once a minute is enough. */
export const noteRefusals = async (
  ctx: SystemCtx,
  refused: readonly { workspaceId: number; siteId: string; origin: string }[],
): Promise<void> => {
  await sql`
    update customers.sites as site set refused_at = ${ctx.now}, refused_origin = given.origin
    from unnest(${refused.map(one => one.workspaceId)}::int[], ${refused.map(one => one.siteId)}::uuid[],
      ${refused.map(one => one.origin)}::text[]) as given (workspace_id, id, origin)
    where site.workspace_id = given.workspace_id and site.id = given.id
      and (site.refused_at is null or site.refused_at < ${ctx.now}::timestamptz - interval '1 minute')`.execute(ctx.tx)
}

export interface Addressed {
  workspaceId: number
  key: string
}

/** Sites that take events, by `${workspaceId} ${key}`; over all workspaces, since a page names its own. */
export const sitesByKeys = async (
  ctx: SystemCtx,
  asked: readonly Addressed[],
): Promise<Map<string, { id: string; origins: string[] }>> => {
  const { rows } = await sql<{ workspace_id: number; key: string; id: string; origins: string[] }>`
    select site.workspace_id, site.key, site.id, site.origins
    from (select distinct * from unnest(${asked.map(one => one.workspaceId)}::int[], ${asked.map(one => one.key)}::text[])
      as asked (workspace_id, key)) as asked
    join customers.sites as site on site.workspace_id = asked.workspace_id and site.key = asked.key
    where site.removed_at is null`.execute(ctx.tx)
  return new Map(rows.map(row => [`${row.workspace_id} ${row.key}`, row]))
}

export interface NewBatch {
  workspaceId: number
  id: string
  siteId: string
  receivedAt: Date
  sentAtMs: number
  device: string
  /** JSON text. */
  events: string
}

export const insertBatches = async (ctx: SystemCtx, rows: readonly NewBatch[]): Promise<void> => {
  await sql`
    insert into customers.web_batches (workspace_id, id, site_id, received_at, sent_at_ms, device, events)
    select workspace_id, id, site_id, received_at, sent_at_ms, device, events::json from unnest(
      ${rows.map(row => row.workspaceId)}::int[], ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.siteId)}::uuid[],
      ${rows.map(row => row.receivedAt)}::timestamptz[], ${rows.map(row => row.sentAtMs)}::bigint[],
      ${rows.map(row => row.device)}::text[], ${rows.map(row => row.events)}::text[]
    ) as given (workspace_id, id, site_id, received_at, sent_at_ms, device, events)`.execute(ctx.tx)
}

/** Workspaces with batches that nobody has folded. */
export const waitingWorkspaces = async (ctx: SystemCtx): Promise<number[]> => {
  const { rows } = await sql<{ workspace_id: number }>`
    select workspace.id as workspace_id from access.workspaces as workspace
    where exists (select from customers.web_batches as batch where batch.workspace_id = workspace.id)`.execute(ctx.tx)
  return rows.map(row => row.workspace_id)
}

export interface BatchRow {
  id: string
  site_id: string
  received_at: Date
  sent_at_ms: number
  device: 'phone' | 'tablet' | 'pc'
  events: unknown
}

/** Takes the eldest batches out; another that folds at the same time takes others. */
export const takeBatches = async (ctx: Ctx, limit: number): Promise<BatchRow[]> => {
  const { rows } = await sql<BatchRow>`
    delete from customers.web_batches
    where workspace_id = ${ctx.workspaceId} and id = any(array(
      select id from customers.web_batches where workspace_id = ${ctx.workspaceId} order by id limit ${limit}
      for update skip locked))
    returning id, site_id, received_at, sent_at_ms, device, events`.execute(ctx.tx)
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1))
}
