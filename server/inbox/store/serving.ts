/** SQL of what serving a customer took: what we answered on each channel, and calls that somebody took. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

export const contactsOf = async (
  ctx: Ctx,
  leafIds: readonly string[],
): Promise<{ channel: string; contacts: number }[]> => {
  const { rows } = await sql<{ channel: string; contacts: number }>`
    select channel, count(*)::int as contacts from customers.activities
    where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[])
      and kind in ('answered', 'call_answered')
    group by channel order by contacts desc, channel`.execute(tables(ctx))
  return rows
}
