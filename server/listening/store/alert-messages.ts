/** SQL of messages that alerts send: planned once each, claimed with those that wait beside them, settled. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { AlertMessageRow, AlertRow, ListeningTables } from '../tables.ts'

const db = (ctx: Ctx) => tables<ListeningTables>(ctx)

export type NewMessage = Pick<AlertMessageRow, 'id' | 'rule_id' | 'alert_id' | 'road' | 'target_id' | 'due_at'>

/** Plans messages; one that is planned already is passed over. @returns those that are new. */
export const insertMessages = async (
  ctx: Ctx,
  rows: readonly NewMessage[],
): Promise<{ id: string; due_at: Date }[]> => {
  if (rows.length === 0) return []
  return db(ctx)
    .insertInto('listening.alert_messages')
    .values(
      rows.map(row => ({
        ...row,
        workspace_id: ctx.workspaceId,
        state: 'waiting' as const,
        folded_into: null,
        tries: 0,
        tried_at: null,
        settled_at: null,
        problem_code: null,
        problem_params: sql`'{}'::jsonb`,
      })),
    )
    .onConflict(on => on.columns(['workspace_id', 'alert_id', 'road', 'target_id']).doNothing())
    .returning(['id', 'due_at'])
    .execute()
}

/** A message locked until the transaction ends. */
export const lockMessage = (ctx: Ctx, id: string): Promise<AlertMessageRow | undefined> =>
  db(ctx)
    .selectFrom('listening.alert_messages')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** What waits for the same ears of the same rule is told with this message: decided at its first try, for all tries. */
export const foldWaiting = async (ctx: Ctx, message: AlertMessageRow): Promise<void> => {
  await sql`
    update listening.alert_messages set folded_into = ${message.id}::uuid
    where (workspace_id, id) in (
      select workspace_id, id from listening.alert_messages
      where workspace_id = ${ctx.workspaceId} and rule_id = ${message.rule_id}::uuid and road = ${message.road}
        and target_id = ${message.target_id}::uuid and state = 'waiting' and folded_into is null
        and alert_id is not null and tried_at is null and due_at <= ${ctx.now}::timestamptz and id <> ${message.id}::uuid
      order by id for update skip locked
    )`.execute(tables(ctx))
}

/** The alerts that a message tells: its own and those folded into it, oldest first. */
export const findTelling = async (ctx: Ctx, messageId: string): Promise<AlertRow[]> => {
  const { rows } = await sql<AlertRow>`
    select alert.* from listening.alert_messages as message
    join listening.alerts as alert on alert.workspace_id = message.workspace_id and alert.id = message.alert_id
    where message.workspace_id = ${ctx.workspaceId}
      and (message.id = ${messageId}::uuid or message.folded_into = ${messageId}::uuid)
    order by alert.raised_at, alert.id`.execute(tables(ctx))
  return rows
}

export const markTried = async (ctx: Ctx, id: string): Promise<void> => {
  await sql`
    update listening.alert_messages set tries = tries + 1, tried_at = ${ctx.now}
    where workspace_id = ${ctx.workspaceId} and id = ${id}::uuid`.execute(tables(ctx))
}

export interface Settled {
  state: AlertMessageRow['state']
  problem: { code: string; params: object } | null
}

/** Ends a message with all that is folded into it, or lets them wait on. */
export const settleMessage = async (ctx: Ctx, id: string, settled: Settled): Promise<void> => {
  await sql`
    update listening.alert_messages set state = ${settled.state},
      settled_at = ${settled.state === 'waiting' ? null : ctx.now}::timestamptz,
      problem_code = ${settled.problem?.code ?? null}, problem_params = ${JSON.stringify(settled.problem?.params ?? {})}::jsonb
    where workspace_id = ${ctx.workspaceId} and (id = ${id}::uuid or folded_into = ${id}::uuid)`.execute(tables(ctx))
}

/** The last messages of a rule; those that another one told are left out. */
export const findMessages = (ctx: Ctx, ruleId: string, limit: number): Promise<AlertMessageRow[]> =>
  db(ctx)
    .selectFrom('listening.alert_messages')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('rule_id', '=', ruleId)
    .where('folded_into', 'is', null)
    .orderBy('due_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** Dead messages wait again. @returns those that are to be tried. */
export const reviveMessages = async (ctx: Ctx, ruleId: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string; folded_into: string | null }>`
    update listening.alert_messages set state = 'waiting', settled_at = null, tries = 0
    where workspace_id = ${ctx.workspaceId} and rule_id = ${ruleId}::uuid and state = 'dead'
    returning id, folded_into`.execute(tables(ctx))
  return rows.filter(row => row.folded_into === null).map(row => row.id)
}
