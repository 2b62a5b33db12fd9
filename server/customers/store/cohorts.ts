/** SQL of cohorts: when and where customers were met, the months in which they did something since, and the sums of both. */
import { sql } from 'kysely'
import { heardKinds } from '../../../contract/customers.ts'
import type { AccessTables } from '../../access/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

export interface CohortState {
  /** While all customers are walked for the first time: the last one done. */
  customersAfter: string | null
  /** Ids of activities and customers grow with time: what is behind this one is not counted yet. */
  activitiesAfter: string
  countedAt: Date | null
}

export const cohortState = async (ctx: Ctx): Promise<CohortState | null> => {
  const { rows } = await sql<CohortState>`
    select customers_after as "customersAfter", activities_after as "activitiesAfter", counted_at as "countedAt"
    from customers.cohort_states where workspace_id = ${ctx.workspaceId} for update`.execute(tables(ctx))
  return rows[0] ?? null
}

export const keepCohortState = async (ctx: Ctx, state: CohortState): Promise<void> => {
  await sql`
    insert into customers.cohort_states (workspace_id, customers_after, activities_after, counted_at)
    values (${ctx.workspaceId}, ${state.customersAfter}, ${state.activitiesAfter}, ${state.countedAt})
    on conflict (workspace_id) do update set customers_after = excluded.customers_after,
      activities_after = excluded.activities_after, counted_at = excluded.counted_at`.execute(tables(ctx))
}

/** The next leaves by their ids. */
export const leavesAfter = async (ctx: Ctx, after: string, limit: number): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from customers.customers where workspace_id = ${ctx.workspaceId} and id > ${after}::uuid
    order by id limit ${limit}`.execute(tables(ctx))
  return rows.map(row => row.id)
}

/** The next activities by their ids, with whose they are. */
export const activitiesAfter = async (
  ctx: Ctx,
  after: string,
  limit: number,
): Promise<{ id: string; customer_id: string }[]> => {
  const { rows } = await sql<{ id: string; customer_id: string }>`
    select id, customer_id from customers.activities where workspace_id = ${ctx.workspaceId} and id > ${after}::uuid
    order by id limit ${limit}`.execute(tables(ctx))
  return rows
}

/**
 * Writes what leaves tell of whom they stand for: met with the eldest leaf, by its first identity; whoever is shown as
 * another, or was forgotten, has no row. The months are those of the workspace's zone.
 */
export const noteAcquisitions = async (ctx: Ctx, leafIds: readonly string[]): Promise<void> => {
  if (leafIds.length === 0) return
  const months = (instant: ReturnType<typeof sql>) =>
    sql`(extract(year from ${instant}) * 12 + extract(month from ${instant}))`
  await sql`
    with person as materialized (
      select distinct coalesce(merged_into, id) as id from customers.customers
      where workspace_id = ${ctx.workspaceId} and id = any(${leafIds}::uuid[])
    ), leaf as materialized (
      select leaf.id, person.id as person_id, leaf.met_at from person
      join customers.customers as leaf on leaf.workspace_id = ${ctx.workspaceId}
        and (leaf.id = person.id or leaf.merged_into = person.id) and leaf.erased_at is null
    ), deed as materialized (
      select leaf.person_id, activity.customer_id as leaf_id,
        date_trunc('month', activity.at at time zone workspace.time_zone) as month, min(activity.at) as first_at
      from leaf join customers.activities as activity on activity.workspace_id = ${ctx.workspaceId}
        and activity.customer_id = leaf.id and activity.kind = any(${heardKinds}::text[])
      join access.workspaces as workspace on workspace.id = ${ctx.workspaceId}
      group by 1, 2, 3
    ), met as materialized (
      select distinct on (leaf.person_id) leaf.person_id,
        date_trunc('month', least(leaf.met_at, first.at) at time zone workspace.time_zone) as month,
        case identity.kind when 'author' then identity.namespace when 'visitor' then 'web' when 'phone' then 'call'
          when 'email' then 'email' else case
            when identity.source_kind = 'web' or identity.namespace like 'web\\_%' then 'web'
            when identity.namespace is null or identity.namespace like 'table:%' then 'file'
            else identity.namespace end end as source
      from leaf join access.workspaces as workspace on workspace.id = ${ctx.workspaceId}
      left join (select leaf_id, min(first_at) as at from deed group by leaf_id) as first on first.leaf_id = leaf.id
      left join customers.identities as identity
        on identity.workspace_id = ${ctx.workspaceId} and identity.customer_id = leaf.id
      order by leaf.person_id, least(leaf.met_at, first.at), leaf.id, identity.linked_at, identity.id
    ), gone as (
      delete from customers.acquisitions as old where workspace_id = ${ctx.workspaceId}
        and customer_id = any(${leafIds}::uuid[]) and not exists (select from leaf where leaf.person_id = old.customer_id)
    )
    insert into customers.acquisitions as known (workspace_id, customer_id, month, source, active)
    select ${ctx.workspaceId}::int, met.person_id, met.month::date, met.source, coalesce(bit_or(
      1::bigint << (${months(sql`deed.month`)} - ${months(sql`met.month`)})::int)
        filter (where ${months(sql`deed.month`)} - ${months(sql`met.month`)} between 0 and 62), 0)
    from met left join deed on deed.person_id = met.person_id
    group by met.person_id, met.month, met.source
    on conflict (workspace_id, customer_id) do update
      set month = excluded.month, source = excluded.source, active = excluded.active
    where (known.month, known.source, known.active) is distinct from (excluded.month, excluded.source, excluded.active)`.execute(
    tables<AccessTables>(ctx),
  )
}

/** How many months after the first are counted. */
export const countedMonths = 24

/** Sums all cohorts anew, in one walk over the narrow table. Those of nobody are left out. */
export const sumCohorts = async (ctx: Ctx): Promise<void> => {
  await sql`delete from customers.cohort_cells where workspace_id = ${ctx.workspaceId}`.execute(tables(ctx))
  await sql`
    insert into customers.cohort_cells (workspace_id, month, source, later, customers)
    select ${ctx.workspaceId}::int, cohort.month, cohort.source, later, sum(cohort.customers)::int
    from (select month, source, active, count(*) as customers from customers.acquisitions
      where workspace_id = ${ctx.workspaceId} group by 1, 2, 3) as cohort
    cross join generate_series(0, ${countedMonths}::int) as later
    where later = 0 or cohort.active & (1::bigint << later) <> 0
    group by 2, 3, 4`.execute(tables(ctx))
}

export interface Cell {
  month: string
  source: string
  later: number
  customers: number
}

/** Cells of cohorts from a month on; at `later` 0 all who were met. */
export const cohortCells = async (ctx: Ctx, from: string): Promise<Cell[]> => {
  const { rows } = await sql<Cell>`
    select to_char(month, 'YYYY-MM') as month, source, later, customers from customers.cohort_cells
    where workspace_id = ${ctx.workspaceId} and month >= ${from}::date order by month, source, later`.execute(
    tables(ctx),
  )
  return rows
}

/** One row more than the page holds, by id. */
export const cohortMembers = async (
  ctx: Ctx,
  asked: { month: string; later: number; source: string | null; after: string; limit: number },
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from customers.acquisitions
    where workspace_id = ${ctx.workspaceId} and month = ${asked.month}::date and customer_id > ${asked.after}::uuid
      ${asked.source === null ? sql`` : sql`and source = ${asked.source}`}
      ${asked.later === 0 ? sql`` : sql`and active & (1::bigint << ${asked.later}::int) <> 0`}
    order by customer_id limit ${asked.limit + 1}`.execute(tables(ctx))
  return rows.map(row => row.id)
}
