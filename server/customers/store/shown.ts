/** SQL of what is shown of customers: read from all their leaves, written on the one that stands for them. */
import { sql } from 'kysely'
import type { FieldValues } from '../../../contract/access.ts'
import type { Stage } from '../../../contract/customers.ts'
import { boughtKinds, heardKinds } from '../../../contract/customers.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { AttributeRow, CustomersTables } from '../tables.ts'

const db = (ctx: Ctx) => tables<CustomersTables>(ctx)

export type ToldAttribute = Omit<AttributeRow, 'workspace_id' | 'withdrawn_at' | 'withdrawn_by'>

/** What stands of leaves, newest first; all names where none is asked for. */
export const attributesOf = (
  ctx: Ctx,
  leafIds: readonly string[],
  names?: readonly string[],
): Promise<ToldAttribute[]> =>
  db(ctx)
    .selectFrom('customers.attributes')
    .select([
      'id',
      'customer_id',
      'name',
      'value',
      'folded',
      'is_verified',
      'source_kind',
      'source_id',
      'at',
      'noted_by',
    ])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('customer_id', '=', sql<string>`any(${leafIds}::uuid[])`)
    .where('withdrawn_at', 'is', null)
    .$if(names !== undefined, query => query.where('name', '=', sql<string>`any(${names}::text[])`))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()

export interface Sums {
  id: string
  said: number
  answered: number
  heard: number
  bought: number
  first_seen_at: Date
  last_seen_at: Date
}

/** The sums of customers, counted anew from the timelines of their leaves. */
export const countAgain = async (ctx: Ctx, shownIds: readonly string[]): Promise<Sums[]> => {
  const { rows } = await sql<Sums>`
    with leaf as (
      select id, coalesce(merged_into, id) as shown_id, met_at from customers.customers
      where workspace_id = ${ctx.workspaceId}
        and (id = any(${shownIds}::uuid[]) or merged_into = any(${shownIds}::uuid[]))
    ), sums as (
      select leaf.shown_id,
        count(*) filter (where activity.kind = 'said')::int as said,
        count(*) filter (where activity.kind = 'answered')::int as answered,
        count(*) filter (where activity.kind = any(${heardKinds}::text[]))::int as heard,
        count(*) filter (where activity.kind = any(${boughtKinds}::text[]))::int as bought,
        min(activity.at) filter (where activity.kind = any(${heardKinds}::text[])) as first_at,
        max(activity.at) filter (where activity.kind = any(${heardKinds}::text[])) as last_at
      from leaf join customers.activities as activity
        on activity.workspace_id = ${ctx.workspaceId} and activity.customer_id = leaf.id
      group by leaf.shown_id
    ), met as (
      select shown_id, min(met_at) as first_at, max(met_at) as last_at from leaf group by shown_id
    )
    select met.shown_id as id, coalesce(said, 0) as said, coalesce(answered, 0) as answered,
      coalesce(heard, 0) as heard, coalesce(bought, 0) as bought,
      coalesce(sums.first_at, met.first_at) as first_seen_at, coalesce(sums.last_at, met.last_at) as last_seen_at
    from met left join sums using (shown_id)`.execute(tables(ctx))
  return rows
}

export const writeSums = async (ctx: Ctx, sums: readonly Sums[]): Promise<void> => {
  await sql`
    update customers.customers as customer set said = given.said, answered = given.answered, heard = given.heard,
      bought = given.bought, first_seen_at = given.first_seen_at, last_seen_at = given.last_seen_at
    from unnest(
      ${sums.map(one => one.id)}::uuid[], ${sums.map(one => one.said)}::int[], ${sums.map(one => one.answered)}::int[],
      ${sums.map(one => one.heard)}::int[], ${sums.map(one => one.bought)}::int[],
      ${sums.map(one => one.first_seen_at)}::timestamptz[], ${sums.map(one => one.last_seen_at)}::timestamptz[]
    ) as given (id, said, answered, heard, bought, first_seen_at, last_seen_at)
    where customer.workspace_id = ${ctx.workspaceId} and customer.id = given.id`.execute(tables(ctx))
}

export const sumsOf = (ctx: Ctx, ids: readonly string[]) =>
  db(ctx)
    .selectFrom('customers.customers')
    .select(['id', 'answered', 'bought'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()

export interface Shown {
  id: string
  name: string
  words: string
  stage: Stage
  stageId: string | null
  fields: FieldValues
  tags: readonly string[]
  namedBy: string | null
  namedAt: Date | null
}

/** Writes what customers are called, the words that find them, and where they stand; the caller has locked them. */
export const writeShown = async (ctx: Ctx, rows: readonly Shown[]): Promise<void> => {
  await sql`
    update customers.customers as customer set name = given.name, words = given.words::tsvector, stage = given.stage,
      named_by = given.named_by, named_at = given.named_at, stage_id = given.stage_id, fields = given.fields,
      tags = given.tags::uuid[]
    from unnest(
      ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.name)}::text[], ${rows.map(row => row.words)}::text[],
      ${rows.map(row => row.stage)}::text[], ${rows.map(row => row.namedBy)}::text[],
      ${rows.map(row => row.namedAt)}::timestamptz[], ${rows.map(row => row.stageId)}::uuid[],
      ${rows.map(row => JSON.stringify(row.fields))}::jsonb[], ${rows.map(row => `{${row.tags.join(',')}}`)}::text[]
    ) as given (id, name, words, stage, named_by, named_at, stage_id, fields, tags)
    where customer.workspace_id = ${ctx.workspaceId} and customer.id = given.id`.execute(tables(ctx))
}

/** Which of the customers stand verified: somebody checked who they are, and nobody has ended it. */
export const verifiedAmong = async (ctx: Ctx, shownIds: readonly string[]): Promise<Set<string>> => {
  const rows = await db(ctx)
    .selectFrom('customers.verifications as verification')
    .innerJoin('customers.customers as leaf', join =>
      join
        .onRef('leaf.workspace_id', '=', 'verification.workspace_id')
        .onRef('leaf.id', '=', 'verification.customer_id'),
    )
    .select(sql<string>`coalesce(leaf.merged_into, leaf.id)`.as('id'))
    .where('verification.workspace_id', '=', ctx.workspaceId)
    .where('verification.ended_at', 'is', null)
    .where(sql<boolean>`(leaf.id = any(${shownIds}::uuid[]) or leaf.merged_into = any(${shownIds}::uuid[]))`)
    .execute()
  return new Set(rows.map(row => row.id))
}
