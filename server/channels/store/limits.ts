/** SQL of limits: token buckets that all processes share, one statement a call. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { Allowance } from '../limits.ts'
import type { BucketRow, ChannelsTables } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => tables<ChannelsTables>(ctx)

/**
 * Takes one call out of a bucket. Processes whose clocks differ never fill it twice: its clock only goes forward.
 * @returns 0 when it was there, else the seconds until one will be.
 */
export const takeToken = async (ctx: Ctx, { key, operation, calls, seconds }: Allowance): Promise<number> => {
  const perSecond = calls / seconds
  const filled = sql<number>`least(${calls}::double precision,
    buckets.tokens + greatest(extract(epoch from ${ctx.now}::timestamptz - buckets.filled_at), 0) * ${perSecond}::double precision)`
  const taken = await sql`
    insert into channels.buckets as buckets (workspace_id, key, operation, tokens, filled_at)
    values (${ctx.workspaceId}, ${key}, ${operation}, ${calls - 1}, ${ctx.now})
    on conflict (workspace_id, key, operation) do update
      set tokens = ${filled} - 1, filled_at = greatest(buckets.filled_at, excluded.filled_at), blocked_until = null
      where ${filled} >= 1 and (buckets.blocked_until is null or buckets.blocked_until <= ${ctx.now})
    returning 1`.execute(ctx.tx)
  if (taken.rows.length > 0) return 0
  const bucket = await bucketRow(ctx, key, operation)
  if (!bucket) return 1
  const blocked = ((bucket.blocked_until?.getTime() ?? 0) - ctx.now.getTime()) / 1000
  const elapsed = Math.max(0, (ctx.now.getTime() - bucket.filled_at.getTime()) / 1000)
  return Math.max(1, Math.ceil(Math.max(blocked, (1 - bucket.tokens) / perSecond - elapsed)))
}

const bucketRow = (ctx: Ctx, key: string, operation: BucketRow['operation']): Promise<BucketRow | undefined> =>
  db(ctx)
    .selectFrom('channels.buckets')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('key', '=', key)
    .where('operation', '=', operation)
    .executeTakeFirst()

/** Nobody asks there before `until`: the network said so. A longer patience that was asked for before stays. */
export const blockBucket = (ctx: Ctx, { key, operation, calls }: Allowance, until: Date) =>
  sql`
    insert into channels.buckets as buckets (workspace_id, key, operation, tokens, filled_at, blocked_until)
    values (${ctx.workspaceId}, ${key}, ${operation}, ${calls}, ${ctx.now}, ${until})
    on conflict (workspace_id, key, operation) do update
      set blocked_until = greatest(buckets.blocked_until, excluded.blocked_until)`.execute(ctx.tx)

export const bucketRows = (ctx: Ctx): Promise<BucketRow[]> =>
  db(ctx).selectFrom('channels.buckets').selectAll().where('workspace_id', '=', ctx.workspaceId).execute()
