/** SQL of leaves and who is shown for them; the locks under which they stand still. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import { notFound } from '../../platform/errors.ts'
import type { CustomersTables } from '../tables.ts'

const db = (ctx: Ctx) => tables<CustomersTables>(ctx)

/** The class of our advisory locks: one for each workspace. */
const lockClass = 60_200

/** Who is whose stands still until the transaction ends: shared by all that add to customers. Taken before any row is. */
export const holdGroups = async (ctx: Ctx): Promise<void> => {
  await sql`select pg_advisory_xact_lock_shared(${lockClass}::int, ${ctx.workspaceId}::int)`.execute(ctx.tx)
}

/** Alone with who is whose: for merging and parting. Taken first of all locks, once nobody holds the shared one. */
export const ownGroups = async (ctx: Ctx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${lockClass}::int, ${ctx.workspaceId}::int)`.execute(ctx.tx)
}

/** Leaf → who is shown for it, of those that exist here. */
export const shownOf = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map()
  const rows = await db(ctx)
    .selectFrom('customers.customers')
    .select(['id', 'merged_into'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('erased_at', 'is', null)
    .execute()
  return new Map(rows.map(row => [row.id, row.merged_into ?? row.id]))
}

/** All leaves of shown customers, themselves among them: leaf → shown. */
export const leavesOf = async (ctx: Ctx, shownIds: readonly string[]): Promise<Map<string, string>> => {
  if (shownIds.length === 0) return new Map()
  const rows = await db(ctx)
    .selectFrom('customers.customers')
    .select(['id', 'merged_into'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where(eb =>
      eb.or([
        eb('id', '=', sql<string>`any(${shownIds}::uuid[])`),
        eb('merged_into', '=', sql<string>`any(${shownIds}::uuid[])`),
      ]),
    )
    .orderBy('id')
    .execute()
  return new Map(rows.map(row => [row.id, row.merged_into ?? row.id]))
}

/** A customer with all leaves, by any of their ids. @throws notFound */
export const wholeOf = async (ctx: Ctx, customerId: string): Promise<{ shownId: string; leafIds: string[] }> => {
  const shownId = (await shownOf(ctx, [customerId])).get(customerId)
  if (shownId === undefined) throw notFound('customer')
  return { shownId, leafIds: [...(await leavesOf(ctx, [shownId])).keys()] }
}

/**
 * Locks leaves and who is shown for them, in the order of their ids, until the transaction ends: whoever changes some takes
 * them all at once. @returns leaf → shown, for the leaves that were asked for.
 */
export const lockCustomers = async (
  ctx: Ctx,
  ids: readonly string[],
  options: { isRemoving?: boolean } = {},
): Promise<Map<string, string>> => {
  await holdGroups(ctx)
  const shown = await shownOf(ctx, ids)
  await lockRows(ctx, [...new Set([...shown.keys(), ...shown.values()])], options)
  return shown
}

/** Locks rows in the order of their ids. Rows that point at them may still be written, unless they are to be removed. */
export const lockRows = async (
  ctx: Ctx,
  ids: readonly string[],
  { isRemoving = false }: { isRemoving?: boolean } = {},
): Promise<void> => {
  if (ids.length === 0) return
  const chosen = db(ctx)
    .selectFrom('customers.customers')
    .select('id')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('id')
  await (isRemoving ? chosen.forUpdate() : chosen.forNoKeyUpdate()).execute()
}
