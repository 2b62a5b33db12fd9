/** Telephone systems, as people set them up. */
import type * as contract from '../../../contract/customers/calls.ts'
import type { Input, Output } from '../../../contract/endpoint.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { makeCallSecret } from '../calls/signing.ts'
import * as store from '../store/calls.ts'

const lineNoun = (workspaceId: number, row: store.LineRow): contract.CallLine => ({
  id: row.id,
  name: row.name,
  path: `/api/hooks/calls/${workspaceId}/${row.id}`,
  addedAt: row.added_at.toISOString(),
  addedBy: row.added_by,
  lastCallAt: row.last_call_at?.toISOString() ?? null,
  calls: row.calls,
})

export const listCallLines = async (ctx: Ctx): Promise<Output<typeof contract.listCallLines>> => ({
  items: (await store.lineRows(ctx)).map(row => lineNoun(ctx.workspaceId, row)),
})

export const addCallLine = async (
  ctx: Ctx,
  input: Input<typeof contract.addCallLine>,
): Promise<Output<typeof contract.addCallLine>> => {
  const id = makeId(ctx.now)
  const secret = makeCallSecret()
  const by = actorName(ctx.actor)
  await store.insertLine(ctx, { id, name: input.name, secret: ctx.world.secrets.seal(secret, id), by })
  const row = { id, name: input.name, added_at: ctx.now, added_by: by, last_call_at: null, calls: 0 }
  return { ...lineNoun(ctx.workspaceId, row), secret }
}

export const removeCallLine = async (ctx: Ctx, input: { lineId: string }): Promise<{ ok: true }> => {
  if (!(await store.removeLine(ctx, input.lineId, actorName(ctx.actor)))) throw notFound('call_line')
  return { ok: true }
}
