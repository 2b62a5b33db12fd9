/** SQL of who sees which customers: everybody's, or those whose conversations the actor sees. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import { notFound } from '../../platform/errors.ts'

/** The leaves that the actor sees by their work, as a select of ids; the room that hands out work supplies it. */
export type Sight = (ctx: Ctx) => RawBuilder<unknown>

/** Whether the actor sees every customer: the house itself does, and whoever has `customers.all`. */
export const seesEverybody = ({ actor }: Pick<Ctx, 'actor'>): boolean =>
  !('permissions' in actor) || actor.permissions.has('customers.all')

/** The shown customers that the actor sees: one leaf of theirs is enough. */
export const personsInSight = (ctx: Ctx, sight: Sight): RawBuilder<unknown> => sql`
  select coalesce(leaf.merged_into, leaf.id) from customers.customers as leaf
  where leaf.workspace_id = ${ctx.workspaceId} and leaf.id in (${sight(ctx)})`

/** Of these ids those that the actor may know of, by any id of the person; without a sight the house itself asks. */
export const seenAmong = async (
  ctx: Ctx,
  sight: Sight | null,
  ids: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (ids.length === 0 || sight === null || seesEverybody(ctx)) return new Set(ids)
  const { rows } = await sql<{ id: string }>`
    select asked.id from customers.customers as asked
    where asked.workspace_id = ${ctx.workspaceId} and asked.id = any(${ids}::uuid[])
      and coalesce(asked.merged_into, asked.id) in (${personsInSight(ctx, sight)})`.execute(tables(ctx))
  return new Set(rows.map(row => row.id))
}

/** @throws notFound where the actor may not know of one of them; whoever sees all is not looked up. */
export const mustSee = async (ctx: Ctx, sight: Sight, ids: readonly string[]): Promise<void> => {
  const seen = await seenAmong(ctx, sight, ids)
  if (!ids.every(id => seen.has(id))) throw notFound('customer')
}
