/** `Idempotency-Key` on POST: the first answer is kept (sealed: it may show a new key) beside its effect, in one transaction, and given again. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from './ctx.ts'
import { AppError } from './errors.ts'

const actorKey = (ctx: Ctx): string => {
  const { actor } = ctx
  if (actor.kind === 'member') return `member:${actor.memberId}`
  return actor.kind === 'key' ? `key:${actor.keyId}` : actor.kind
}

/**
 * Runs `work` once per (workspace, actor, key). A second request with the same key waits for the first and gets its
 * answer; with another request under the same key it is refused. A failed first attempt leaves nothing behind.
 */
export const once = async (ctx: Ctx, key: string, request: unknown, work: () => Promise<unknown>): Promise<unknown> => {
  if (key.length > 200) throw new AppError('idempotency.other_request', 422)
  const hash = createHash('sha256').update(JSON.stringify(request)).digest('base64url')
  const who = actorKey(ctx)
  const rowId = `${ctx.workspaceId}:${who}:${key}`
  const claimed = await sql`
    insert into platform.idempotency (workspace_id, actor, key, request_hash)
    values (${ctx.workspaceId}, ${who}, ${key}, ${hash}) on conflict do nothing returning 1`.execute(ctx.tx)
  if (claimed.rows.length === 0) {
    const earlier = await sql<{ request_hash: string; response: string | null }>`
      select request_hash, response from platform.idempotency
      where workspace_id = ${ctx.workspaceId} and actor = ${who} and key = ${key}`.execute(ctx.tx)
    const row = earlier.rows[0]
    if (!row) throw new AppError('idempotency.in_progress', 409)
    if (row.request_hash !== hash) throw new AppError('idempotency.other_request', 422)
    if (row.response === null) throw new AppError('idempotency.in_progress', 409)
    return JSON.parse(ctx.world.secrets.open(row.response, rowId))
  }
  const response = await work()
  await sql`
    update platform.idempotency set response = ${ctx.world.secrets.seal(JSON.stringify(response), rowId)}
    where workspace_id = ${ctx.workspaceId} and actor = ${who} and key = ${key}`.execute(ctx.tx)
  return response
}
