/** SQL of merges and refusals: who is one person, who is not, and what was undone. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { CustomersTables, MergeRow, RefusalRow } from '../tables.ts'

const db = (ctx: Ctx) => tables<CustomersTables>(ctx)

export type NewMerge = Pick<
  MergeRow,
  'id' | 'left_id' | 'right_id' | 'how' | 'why' | 'evidence' | 'operation_id' | 'identity_id' | 'redoes_id'
> & { made_by: string }

/** Writes merges; a key that joined the same two before joins them no more. @returns the ids that were written. */
export const insertMerges = async (ctx: Ctx, rows: readonly NewMerge[]): Promise<Set<string>> => {
  if (rows.length === 0) return new Set()
  const written = await sql<{ id: string }>`
    insert into customers.merges
      (workspace_id, id, left_id, right_id, how, why, evidence, operation_id, identity_id, redoes_id, made_by, made_at)
    select ${ctx.workspaceId}::int, given.*, ${ctx.now}::timestamptz from unnest(
      ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.left_id)}::uuid[],
      ${rows.map(row => row.right_id)}::uuid[], ${rows.map(row => row.how)}::text[], ${rows.map(row => row.why)}::text[],
      ${rows.map(row => JSON.stringify(row.evidence))}::jsonb[], ${rows.map(row => row.operation_id)}::uuid[],
      ${rows.map(row => row.identity_id)}::uuid[], ${rows.map(row => row.redoes_id)}::uuid[],
      ${rows.map(row => row.made_by)}::text[]
    ) as given
    on conflict do nothing
    returning id`.execute(tables(ctx))
  return new Set(written.rows.map(row => row.id))
}

const all = [
  'id',
  'left_id',
  'right_id',
  'how',
  'why',
  'evidence',
  'operation_id',
  'identity_id',
  'redoes_id',
  'made_at',
  'made_by',
  'undone_at',
  'undone_by',
  'undone_operation_id',
] as const
export type Merge = Omit<MergeRow, 'workspace_id'>

const from = (ctx: Ctx) =>
  db(ctx).selectFrom('customers.merges').select(all).where('workspace_id', '=', ctx.workspaceId)

/** The merges that stand among leaves; both ends of one are always of one group. */
export const standingAmong = (ctx: Ctx, leafIds: readonly string[]): Promise<Merge[]> =>
  from(ctx)
    .where('left_id', '=', sql<string>`any(${leafIds}::uuid[])`)
    .where('undone_at', 'is', null)
    .orderBy('made_at')
    .orderBy('id')
    .execute()

/** All merges of leaves, undone ones too, newest first. */
export const mergesOf = (ctx: Ctx, leafIds: readonly string[], limit: number): Promise<Merge[]> =>
  from(ctx)
    .where(sql<boolean>`(left_id = any(${leafIds}::uuid[]) or right_id = any(${leafIds}::uuid[]))`)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

export const mergesByIds = (ctx: Ctx, ids: readonly string[]): Promise<Merge[]> =>
  from(ctx).where('id', '=', sql<string>`any(${ids}::uuid[])`).execute()

/** What an act made, and what it undid. */
export const mergesOfOperation = (ctx: Ctx, operationId: string): Promise<Merge[]> =>
  from(ctx)
    .where(eb => eb.or([eb('operation_id', '=', operationId), eb('undone_operation_id', '=', operationId)]))
    .orderBy('id')
    .execute()

export const markUndone = async (
  ctx: Ctx,
  ids: readonly string[],
  by: { name: string; operationId: string },
): Promise<void> => {
  await db(ctx)
    .updateTable('customers.merges')
    .set({ undone_at: ctx.now, undone_by: by.name, undone_operation_id: by.operationId })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('undone_at', 'is', null)
    .execute()
}

/** Points leaves at whoever is shown for them; null: themselves. */
export const pointLeaves = async (ctx: Ctx, rows: readonly { id: string; into: string | null }[]): Promise<void> => {
  if (rows.length === 0) return
  await sql`
    update customers.customers as leaf set merged_into = given.into_id
    from unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.into)}::uuid[]) as given (id, into_id)
    where leaf.workspace_id = ${ctx.workspaceId} and leaf.id = given.id`.execute(tables(ctx))
}

/** What leaves are called in their own rows. */
export const leafNames = async (ctx: Ctx, leafIds: readonly string[]): Promise<Map<string, string>> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from customers.customers
    where workspace_id = ${ctx.workspaceId} and id = any(${leafIds}::uuid[])`.execute(tables(ctx))
  return new Map(rows.map(row => [row.id, row.name]))
}

export type Refusal = Omit<RefusalRow, 'workspace_id'>

/** Refusals that stand and touch any of the leaves. */
export const refusalsOf = (ctx: Ctx, leafIds: readonly string[]): Promise<Refusal[]> =>
  db(ctx)
    .selectFrom('customers.refusals')
    .select(['id', 'left_id', 'right_id', 'why', 'operation_id', 'made_at', 'made_by', 'withdrawn_at', 'withdrawn_by'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where(sql<boolean>`(left_id = any(${leafIds}::uuid[]) or right_id = any(${leafIds}::uuid[]))`)
    .where('withdrawn_at', 'is', null)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .execute()

export const insertRefusals = async (
  ctx: Ctx,
  rows: readonly { id: string; left: string; right: string; why: string; operationId: string; by: string }[],
): Promise<void> => {
  if (rows.length === 0) return
  await sql`
    insert into customers.refusals (workspace_id, id, left_id, right_id, why, operation_id, made_by, made_at)
    select ${ctx.workspaceId}::int, id, least(one, other), greatest(one, other), why, operation_id, made_by,
      ${ctx.now}::timestamptz
    from unnest(
      ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.left)}::uuid[], ${rows.map(row => row.right)}::uuid[],
      ${rows.map(row => row.why)}::text[], ${rows.map(row => row.operationId)}::uuid[], ${rows.map(row => row.by)}::text[]
    ) as given (id, one, other, why, operation_id, made_by)
    on conflict do nothing`.execute(tables(ctx))
}

/** Takes refusals back, by their ids or by the act that made them. @returns how many stood. */
export const withdrawRefusals = async (
  ctx: Ctx,
  which: { ids?: readonly string[]; operationId?: string },
  by: string,
): Promise<number> => {
  const done = await db(ctx)
    .updateTable('customers.refusals')
    .set({ withdrawn_at: ctx.now, withdrawn_by: by })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('withdrawn_at', 'is', null)
    .$if(which.ids !== undefined, query => query.where('id', '=', sql<string>`any(${which.ids}::uuid[])`))
    .$if(which.operationId !== undefined, query => query.where('operation_id', '=', which.operationId!))
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/** Ids in other systems of leaves: what tells two people apart. */
export const externalKeysOf = async (ctx: Ctx, leafIds: readonly string[]) =>
  await db(ctx)
    .selectFrom('customers.identities')
    .select(['customer_id', 'kind', 'namespace', 'value'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('customer_id', '=', sql<string>`any(${leafIds}::uuid[])`)
    .where('kind', '=', 'external')
    .execute()

export interface SharedKey {
  customer_id: string
  identity_id: string
  owner_id: string
  kind: string
  namespace: string
}

/** Keys that two leaves have and that nobody has judged yet, the first seen first. */
export const dueSharedKeys = async (ctx: Ctx, kinds: readonly string[], limit: number): Promise<SharedKey[]> => {
  const { rows } = await sql<SharedKey>`
    select shared.customer_id, shared.identity_id, identity.customer_id as owner_id, identity.kind, identity.namespace
    from customers.shared_keys as shared
    join customers.identities as identity
      on identity.workspace_id = shared.workspace_id and identity.id = shared.identity_id
    where shared.workspace_id = ${ctx.workspaceId} and shared.settled_at is null
      and identity.kind = any(${kinds}::text[])
    order by shared.seen_at, shared.customer_id, shared.identity_id
    limit ${limit}
    for update of shared skip locked`.execute(tables(ctx))
  return rows
}

export const settleSharedKeys = async (
  ctx: Ctx,
  rows: readonly { customer_id: string; identity_id: string; outcome: string }[],
): Promise<void> => {
  await sql`
    update customers.shared_keys as shared set settled_at = ${ctx.now}, outcome = given.outcome
    from unnest(
      ${rows.map(row => row.customer_id)}::uuid[], ${rows.map(row => row.identity_id)}::uuid[],
      ${rows.map(row => row.outcome)}::text[]
    ) as given (customer_id, identity_id, outcome)
    where shared.workspace_id = ${ctx.workspaceId} and shared.customer_id = given.customer_id
      and shared.identity_id = given.identity_id`.execute(tables(ctx))
}
