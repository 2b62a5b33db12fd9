/** SQL of costs and budgets: what calls cost by the day, and what a month may cost. Money is in millionths of a US dollar. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { BudgetRow, ChannelsTables, CostRow } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => tables<ChannelsTables>(ctx)

export type Spent = Pick<CostRow, 'channel' | 'account' | 'operation' | 'count' | 'micros'>

/** Adds to the costs of the day (UTC), rows in one order. */
export const addCosts = async (ctx: Ctx, spent: readonly Spent[]): Promise<void> => {
  const given = JSON.stringify(spent)
  await sql`
    insert into channels.costs as costs (workspace_id, day, channel, account, operation, count, micros)
    select ${ctx.workspaceId}, (${ctx.now}::timestamptz at time zone 'UTC')::date, channel, account, operation, count, micros
    from json_to_recordset(${given}::json) as given (channel text, account text, operation text, count bigint, micros bigint)
    where count > 0
    order by channel, account, operation
    on conflict (workspace_id, day, channel, account, operation) do update
      set count = costs.count + excluded.count, micros = costs.micros + excluded.micros`.execute(ctx.tx)
}

/** What this month (UTC) cost, by channel and account. */
export const monthCosts = async (ctx: Ctx): Promise<{ channel: string; account: string; micros: number }[]> => {
  const found = await sql<{ channel: string; account: string; micros: string }>`
    select channel, account, sum(micros) as micros from channels.costs
    where workspace_id = ${ctx.workspaceId} and day >= date_trunc('month', ${ctx.now}::timestamptz at time zone 'UTC')::date
    group by channel, account`.execute(ctx.tx)
  return found.rows.map(row => ({ ...row, micros: Number(row.micros) }))
}

/** By the day since a number of days ago, accounts together, newest day first. */
export const dailyCosts = async (ctx: Ctx, days: number): Promise<Omit<CostRow, 'workspace_id' | 'account'>[]> => {
  const found = await sql<{
    day: string
    channel: string
    operation: CostRow['operation']
    count: string
    micros: string
  }>`
    select day::text as day, channel, operation, sum(count) as count, sum(micros) as micros from channels.costs
    where workspace_id = ${ctx.workspaceId} and day > (${ctx.now}::timestamptz at time zone 'UTC')::date - ${days}::integer
    group by day, channel, operation order by day desc, channel, operation`.execute(ctx.tx)
  return found.rows.map(row => ({ ...row, count: Number(row.count), micros: Number(row.micros) }))
}

export const budgetRows = async (ctx: Ctx): Promise<BudgetRow[]> => {
  const rows = await db(ctx)
    .selectFrom('channels.budgets')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .execute()
  return rows.map(row => ({ ...row, monthly_micros: Number(row.monthly_micros) }))
}

export const putBudget = (ctx: Ctx, channel: string, monthlyMicros: number, by: string) =>
  sql`
    insert into channels.budgets (workspace_id, channel, monthly_micros, changed_at, changed_by)
    values (${ctx.workspaceId}, ${channel}, ${monthlyMicros}, ${ctx.now}, ${by})
    on conflict (workspace_id, channel) do update set monthly_micros = excluded.monthly_micros, said_percent = 0,
      said_month = null, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(ctx.tx)

/**
 * Remembers that a share of the month's budget was announced. @returns whether that is news.
 * @param monthlyMicros kept for a channel whose budget nobody has set yet
 */
export const markSaid = async (
  ctx: Ctx,
  channel: string,
  percent: 80 | 100,
  monthlyMicros: number,
): Promise<boolean> => {
  const said = await sql`
    insert into channels.budgets as budgets (workspace_id, channel, monthly_micros, said_month, said_percent, changed_at, changed_by)
    values (${ctx.workspaceId}, ${channel}, ${monthlyMicros}, date_trunc('month', ${ctx.now}::timestamptz at time zone 'UTC')::date,
      ${percent}, ${ctx.now}, '')
    on conflict (workspace_id, channel) do update set said_month = excluded.said_month, said_percent = excluded.said_percent
      where budgets.said_month is distinct from excluded.said_month or budgets.said_percent < excluded.said_percent
    returning 1`.execute(ctx.tx)
  return said.rows.length > 0
}
