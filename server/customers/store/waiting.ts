/** SQL of who waits: what somebody tried to reach us by since the last answer that they got. */
import { sql } from 'kysely'
import type { ActivityKind } from '../../../contract/customers.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

export interface Waiting {
  /** Their first try that nobody has answered. */
  since: Date
  /** What they wrote to us that is still pending in the ledger, and calls that reached nobody. */
  said: number
  calls: number
}

/**
 * Walks the newest of each leaf down its index, no further back than `from`.
 * @param kinds what the reader may see of a timeline; calls count on neither side where those are closed.
 * @returns null where nothing waits.
 */
export const waitingOf = async (
  ctx: Ctx,
  leafIds: readonly string[],
  kinds: readonly ActivityKind[],
  from: Date,
): Promise<Waiting | null> => {
  const { rows } = await sql<{ since: Date | null; said: number; calls: number }>`
    with recent as materialized (
      select kind, at, item_id, conversation_id, detail from customers.activities
      where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[]) and at >= ${from}
        and kind = any(${kinds}::text[]) and kind in ('said', 'answered', 'call_answered', 'call_missed', 'call_failed')
    ), tried as (
      select recent.kind, recent.at from recent
      left join listening.mentions as mention
        on mention.workspace_id = ${ctx.workspaceId} and mention.item_id = recent.item_id
      where recent.at > coalesce(
          (select max(at) from recent where kind in ('answered', 'call_answered')), '-infinity'::timestamptz)
        and case recent.kind
          when 'said' then recent.conversation_id is not null and mention.state = 'pending'
          when 'call_missed' then coalesce(recent.detail->>'isOutbound', '') <> 'true'
          when 'call_failed' then coalesce(recent.detail->>'isOutbound', '') <> 'true'
          else false end
    )
    select min(at) as since, (count(*) filter (where kind = 'said'))::int as said,
      (count(*) filter (where kind <> 'said'))::int as calls
    from tried`.execute(tables(ctx))
  const [{ since, said, calls }] = rows as [(typeof rows)[number]]
  return since === null ? null : { since, said, calls }
}
