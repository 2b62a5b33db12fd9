/** SQL of what files said of people, and of taking it back. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

/** One thing that is said of a leaf. */
export interface SaidRow {
  name: string
  value: string
  source_kind: string
  source_id: string
}

/** What is said of leaves already, by whatever source, the eldest first. */
export const saidOf = async (ctx: Ctx, leafIds: readonly string[]): Promise<Map<string, SaidRow[]>> => {
  const { rows } = await sql<SaidRow & { customer_id: string }>`
    select customer_id, name, value, source_kind, source_id from customers.attributes
    where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[]) and withdrawn_at is null
    order by at, id`.execute(tables(ctx))
  return Map.groupBy(rows, row => row.customer_id)
}

export interface NewRecord {
  sourceId: string
  kind: string
  customerId: string
}

/** Remembers what an import told; the same again changes nothing. @returns the sources that some import had told before. */
export const noteRecords = async (
  ctx: Ctx,
  importId: string,
  rows: readonly NewRecord[],
): Promise<Map<string, string>> => {
  const ids = rows.map(row => row.sourceId)
  const before = await sql<{ source_id: string; customer_id: string }>`
    select distinct on (source_id) source_id, customer_id from customers.import_records
    where workspace_id = ${ctx.workspaceId} and source_id = any(${ids}::uuid[]) order by source_id, import_id`.execute(
    tables(ctx),
  )
  await sql`
    insert into customers.import_records (workspace_id, import_id, source_id, kind, customer_id)
    select ${ctx.workspaceId}::int, ${importId}::uuid, source_id, kind, customer_id
    from unnest(${ids}::uuid[], ${rows.map(row => row.kind)}::text[], ${rows.map(row => row.customerId)}::uuid[])
      as given (source_id, kind, customer_id)
    on conflict do nothing`.execute(tables(ctx))
  return new Map(before.rows.map(row => [row.source_id, row.customer_id]))
}

export const knownRecords = async (ctx: Ctx, sourceIds: readonly string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ source_id: string }>`
    select distinct source_id from customers.import_records
    where workspace_id = ${ctx.workspaceId} and source_id = any(${sourceIds}::uuid[])`.execute(tables(ctx))
  return new Set(rows.map(row => row.source_id))
}

/** Forgets the next records of an import. @returns them, and whether another import told them too. */
export const forgetRecords = async (
  ctx: Ctx,
  importId: string,
  limit: number,
): Promise<(NewRecord & { isShared: boolean })[]> => {
  const { rows } = await sql<NewRecord & { isShared: boolean }>`
    with gone as (
      delete from customers.import_records where workspace_id = ${ctx.workspaceId} and import_id = ${importId}::uuid
        and source_id in (
          select source_id from customers.import_records
          where workspace_id = ${ctx.workspaceId} and import_id = ${importId}::uuid order by source_id limit ${limit})
      returning source_id, kind, customer_id)
    select gone.source_id as "sourceId", gone.kind, gone.customer_id as "customerId", exists (
      select from customers.import_records as other where other.workspace_id = ${ctx.workspaceId}
        and other.source_id = gone.source_id and other.import_id <> ${importId}::uuid) as "isShared"
    from gone`.execute(tables(ctx))
  return rows
}

export const deleteRecordActivities = async (ctx: Ctx, rows: readonly NewRecord[]): Promise<void> => {
  await sql`
    delete from customers.activities as activity
    using unnest(${rows.map(row => row.customerId)}::uuid[], ${rows.map(row => row.kind)}::text[],
      ${rows.map(row => row.sourceId)}::uuid[]) as gone (customer_id, kind, source_id)
    where activity.workspace_id = ${ctx.workspaceId} and activity.customer_id = gone.customer_id
      and activity.kind = gone.kind and activity.source_id = gone.source_id`.execute(tables(ctx))
}

/** Takes back the next attributes that an import said. @returns the leaves that they were said of. */
export const unsayAttributes = async (ctx: Ctx, importId: string, limit: number): Promise<string[]> => {
  const { rows } = await sql<{ customer_id: string }>`
    delete from customers.attributes where workspace_id = ${ctx.workspaceId} and id in (
      select id from customers.attributes
      where workspace_id = ${ctx.workspaceId} and source_kind = 'import' and source_id = ${importId} limit ${limit})
    returning customer_id`.execute(tables(ctx))
  return [...new Set(rows.map(row => row.customer_id))]
}

/** The next identities that an import gave, with the other import that has said something of the same leaf, if any. */
export const importedIdentities = async (
  ctx: Ctx,
  importId: string,
  limit: number,
): Promise<{ id: string; leafId: string; heir: string | null }[]> => {
  const { rows } = await sql<{ id: string; leafId: string; heir: string | null }>`
    select identity.id, identity.customer_id as "leafId", (
      select other.source_id from customers.attributes as other
      where other.workspace_id = identity.workspace_id and other.customer_id = identity.customer_id
        and other.source_kind = 'import' and other.source_id <> ${importId}
      order by other.at, other.source_id limit 1) as heir
    from customers.identities as identity
    where identity.workspace_id = ${ctx.workspaceId} and identity.source_kind = 'import' and identity.source_id = ${importId}
    order by identity.id limit ${limit}`.execute(tables(ctx))
  return rows
}

/** Identities that another import gave too are from now on that one's. */
export const passIdentities = async (ctx: Ctx, rows: readonly { id: string; heir: string }[]): Promise<void> => {
  await sql`
    update customers.identities as identity set source_id = given.heir
    from unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.heir)}::text[]) as given (id, heir)
    where identity.workspace_id = ${ctx.workspaceId} and identity.id = given.id`.execute(tables(ctx))
}

/** Keys that an import gave to leaves that stay for other reasons. */
export const deleteIdentities = async (ctx: Ctx, ids: readonly string[]): Promise<void> => {
  await sql`
    delete from customers.shared_keys where workspace_id = ${ctx.workspaceId} and identity_id = any(${ids}::uuid[])`.execute(
    tables(ctx),
  )
  await sql`
    delete from customers.identities as identity where identity.workspace_id = ${ctx.workspaceId}
      and identity.id = any(${ids}::uuid[])
      and not exists (select from customers.merges as joined
        where joined.workspace_id = identity.workspace_id and joined.identity_id = identity.id)`.execute(tables(ctx))
}

/** Merges that an import said, and those that the machine made of its leaves: they rest on what is taken back. */
export const deleteMachineMerges = async (
  ctx: Ctx,
  of: { operationId: string } | { leafIds: readonly string[] },
): Promise<string[]> => {
  const which =
    'operationId' in of
      ? sql`operation_id = ${of.operationId}::uuid`
      : sql`how <> 'person' and (left_id = any(${of.leafIds}::uuid[]) or right_id = any(${of.leafIds}::uuid[]))`
  const { rows } = await sql<{ left_id: string; right_id: string }>`
    delete from customers.merges where workspace_id = ${ctx.workspaceId} and ${which}
    returning left_id, right_id`.execute(tables(ctx))
  return [...new Set(rows.flatMap(row => [row.left_id, row.right_id]))]
}

/** The leaves that such merges join, so that their groups are known before. */
export const machineMerged = async (
  ctx: Ctx,
  of: { operationId: string } | { leafIds: readonly string[] },
): Promise<string[]> => {
  const which =
    'operationId' in of
      ? sql`operation_id = ${of.operationId}::uuid`
      : sql`how <> 'person' and (left_id = any(${of.leafIds}::uuid[]) or right_id = any(${of.leafIds}::uuid[]))`
  const { rows } = await sql<{ left_id: string; right_id: string }>`
    select left_id, right_id from customers.merges where workspace_id = ${ctx.workspaceId} and ${which}`.execute(
    tables(ctx),
  )
  return [...new Set(rows.flatMap(row => [row.left_id, row.right_id]))]
}

/** Shared keys of leaves that are about to go. */
export const deleteSharedKeys = async (ctx: Ctx, leafIds: readonly string[]): Promise<void> => {
  await sql`
    delete from customers.shared_keys as shared where shared.workspace_id = ${ctx.workspaceId}
      and (shared.customer_id = any(${leafIds}::uuid[]) or shared.identity_id in (
        select identity.id from customers.identities as identity
        where identity.workspace_id = ${ctx.workspaceId} and identity.customer_id = any(${leafIds}::uuid[])))`.execute(
    tables(ctx),
  )
}

/** Those of the leaves that are still there. */
export const stillThere = async (ctx: Ctx, leafIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from customers.customers where workspace_id = ${ctx.workspaceId} and id = any(${leafIds}::uuid[])`.execute(
    tables(ctx),
  )
  return rows.map(row => row.id)
}
