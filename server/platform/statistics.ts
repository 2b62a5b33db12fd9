/** The planner's statistics, taken anew when tables have grown from nothing faster than autovacuum looks. */
import { sql } from 'kysely'
import type { SystemCtx } from './ctx.ts'

/**
 * Runs ANALYZE. Without it the plans of foreign keys, made while a table was empty, stay in a session and read the
 * whole table for each row (PostgreSQL plans them once for a session and plans again only after new statistics).
 */
export const refreshStatistics = async (ctx: SystemCtx): Promise<void> => {
  await sql`analyze`.execute(ctx.tx)
}
