/** SQL of learned weights: samples of leaves, what people decided, and the versions with what each changed. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { FieldWeights } from '../matching/weights.ts'

/**
 * Leaves to learn from: keys are hashes, so a run of them from anywhere is a sample at random, with all who share each.
 * @param from where the run begins, of 63 bits @param keys how many it has; past the end it goes on from the start.
 */
export const sampleLeaves = async (ctx: Ctx, from: string, keys: number): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct customer_id as id from (
      (select customer_id from customers.match_keys where workspace_id = ${ctx.workspaceId} and key >= ${from}::bigint
        order by key limit ${keys})
      union all
      (select customer_id from customers.match_keys where workspace_id = ${ctx.workspaceId} and key < ${from}::bigint
        order by key limit greatest(0, ${keys} - (select count(*) from (
          select 1 from customers.match_keys where workspace_id = ${ctx.workspaceId} and key >= ${from}::bigint
          limit ${keys}) as behind)))) as run
    order by 1`.execute(tables(ctx))
  return rows.map(row => row.id)
}

export interface Decided {
  left: string
  right: string
  isOne: boolean
}

/** The newest pairs of which a person said that they are one, or two. */
export const decidedPairs = async (ctx: Ctx, limit: number): Promise<Decided[]> => {
  const { rows } = await sql<Decided>`
    (select left_id as left, right_id as right, true as "isOne" from customers.merges
      where workspace_id = ${ctx.workspaceId} and how = 'person' and undone_at is null order by made_at desc limit ${limit})
    union all
    (select left_id as left, right_id as right, false as "isOne" from customers.refusals
      where workspace_id = ${ctx.workspaceId} and withdrawn_at is null order by made_at desc limit ${limit})`.execute(
    tables(ctx),
  )
  return rows
}

export interface WeightsRow {
  version: number
  made_at: Date
  people: number
  decided: number
  outcome: 'used' | 'too_few' | 'worse'
  fields: FieldWeights[]
}

/** The versions of a workspace, the newest first. */
export const weightsRows = async (ctx: Ctx, limit: number): Promise<WeightsRow[]> => {
  const { rows } = await sql<WeightsRow>`
    select version, made_at, people, decided, outcome, fields from customers.match_weights
    where workspace_id = ${ctx.workspaceId} order by version desc limit ${limit}`.execute(tables(ctx))
  return rows
}

/** The newest version that holds, and the one that held before it. */
export const usedWeights = async (ctx: Ctx): Promise<WeightsRow[]> => {
  const { rows } = await sql<WeightsRow>`
    select version, made_at, people, decided, outcome, fields from customers.match_weights
    where workspace_id = ${ctx.workspaceId} and outcome = 'used' order by version desc limit 2`.execute(tables(ctx))
  return rows
}

export const insertWeights = async (ctx: Ctx, row: WeightsRow): Promise<void> => {
  await sql`
    insert into customers.match_weights (workspace_id, version, made_at, people, decided, outcome, fields)
    values (${ctx.workspaceId}, ${row.version}, ${row.made_at}, ${row.people}, ${row.decided}, ${row.outcome},
      ${JSON.stringify(row.fields)}::jsonb)`.execute(tables(ctx))
}

/** Takes out versions before one, but those that hold. */
export const dropWeights = async (ctx: Ctx, before: number): Promise<void> => {
  await sql`
    delete from customers.match_weights as old where workspace_id = ${ctx.workspaceId} and version < ${before}
      and version not in (select version from customers.match_weights
        where workspace_id = ${ctx.workspaceId} and outcome = 'used' order by version desc limit 2)`.execute(
    tables(ctx),
  )
}
