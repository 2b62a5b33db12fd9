/** SQL of the silence ledger: from the roll-ups by the hour, from rows where a period cuts an hour. */
import { sql } from 'kysely'
import type { MentionState } from '../../../contract/listening.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import { type VolumeFilter, volumesOf } from './volumes.ts'

export interface LedgerSums {
  total: number
  answered: number
  stance: number
  notOurs: number
  negative: number
  /** Negative, and pending. */
  silent: number
}

const sums = sql`
  coalesce(sum(positive + neutral + negative + mixed + unread), 0)::int as total,
  coalesce(sum(answered), 0)::int as answered, coalesce(sum(stance), 0)::int as stance,
  coalesce(sum(not_ours), 0)::int as "notOurs", coalesce(sum(negative), 0)::int as negative,
  coalesce(sum(silent), 0)::int as silent`

/** Of whole hours. */
export const sumLedger = async (ctx: Ctx, filter: VolumeFilter): Promise<LedgerSums> => {
  const { rows } = await sql<LedgerSums>`select ${sums} from ${volumesOf(ctx, filter)}`.execute(tables(ctx))
  return rows[0]!
}

/** The same in parts; what has no mention is left out. */
export const sumLedgerBy = async (
  ctx: Ctx,
  filter: VolumeFilter,
  by: 'hour' | 'channel' | 'topic',
  zone: string,
): Promise<(LedgerSums & { key: string })[]> => {
  const key = {
    hour: sql`extract(hour from hour at time zone ${zone}::text)::int::text`,
    channel: sql`channel`,
    topic: sql`topic_id::text`,
  }[by]
  const { rows } = await sql<LedgerSums & { key: string }>`
    select ${key} as key, ${sums} from ${volumesOf(ctx, filter)}
    group by 1 having sum(positive + neutral + negative + mixed + unread) > 0 order by 2 desc, 1`.execute(tables(ctx))
  return rows
}

/** How the mentions of a period ended, row by row, and how many of each were negative. */
export const countEndings = async (
  ctx: Ctx,
  from: Date,
  to: Date,
): Promise<{ state: MentionState; count: number; negative: number }[]> => {
  const { rows } = await sql<{ state: MentionState; count: number; negative: number }>`
    select state, count(*)::int as count, (count(*) filter (where sentiment = 'negative'))::int as negative
    from listening.mentions
    where workspace_id = ${ctx.workspaceId} and occurred_at >= ${from}::timestamptz and occurred_at < ${to}::timestamptz
    group by state`.execute(tables(ctx))
  return rows
}
