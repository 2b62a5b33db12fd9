/** SQL of posts of ours that are taken back: planned once, done or failed. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { Failure } from '../connector.ts'
import type { ChannelsTables, WithdrawalRow } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => tables<ChannelsTables>(ctx)

/** Plans it, or plans a failed one anew. @returns the row as it stands. */
export const planWithdrawalRow = async (
  ctx: Ctx,
  row: Pick<WithdrawalRow, 'id' | 'account_id' | 'remote_id' | 'delivery_id' | 'reason' | 'planned_by'>,
): Promise<WithdrawalRow> => {
  const { rows } = await sql<WithdrawalRow>`
    insert into channels.withdrawals as known
      (workspace_id, id, account_id, remote_id, delivery_id, reason, state, planned_at, planned_by)
    values (${ctx.workspaceId}::int, ${row.id}::uuid, ${row.account_id}::uuid, ${row.remote_id}, ${row.delivery_id}::uuid, ${row.reason},
      'planned', ${ctx.now}::timestamptz, ${row.planned_by})
    on conflict (workspace_id, account_id, remote_id) do update set
      reason = excluded.reason, planned_at = excluded.planned_at, planned_by = excluded.planned_by,
      state = 'planned', settled_at = null, tries = 0, problem_code = null, problem_params = '{}'
    where known.state = 'failed'
    returning *`.execute(ctx.tx)
  return rows[0] ?? (await lockByPlace(ctx, row.account_id, row.remote_id))!
}

const lockByPlace = (ctx: Ctx, accountId: string, remoteId: string): Promise<WithdrawalRow | undefined> =>
  db(ctx)
    .selectFrom('channels.withdrawals')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('account_id', '=', accountId)
    .where('remote_id', '=', remoteId)
    .forUpdate()
    .executeTakeFirst()

export const lockWithdrawal = (ctx: Ctx, id: string): Promise<WithdrawalRow | undefined> =>
  db(ctx)
    .selectFrom('channels.withdrawals')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** Records how a try ended; `planned` lets it be tried again. */
export const settleWithdrawalRow = (ctx: Ctx, id: string, state: WithdrawalRow['state'], failure: Failure | null) =>
  db(ctx)
    .updateTable('channels.withdrawals')
    .set({
      state,
      tries: sql<number>`tries + 1`,
      problem_code: failure?.code ?? null,
      problem_params: JSON.stringify(failure?.params ?? {}),
      settled_at: state === 'planned' ? null : ctx.now,
    })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()

export const withdrawalsOfDeliveries = (ctx: Ctx, deliveryIds: readonly string[]): Promise<WithdrawalRow[]> =>
  db(ctx)
    .selectFrom('channels.withdrawals')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('delivery_id', '=', sql<string>`any(${deliveryIds}::uuid[])`)
    .execute()
