/** The silence ledger: whole hours from the roll-ups, the two ends of a period from its rows. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type {
  getLedger as ledgerEndpoint,
  listLedgerParts as partsEndpoint,
} from '../../../contract/listening/ledger.ts'
import { workspaceSettings } from '../../access/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { countEndings, type LedgerSums, sumLedger, sumLedgerBy } from '../store/ledger.ts'
import { findTopics } from '../store/topics.ts'
import { everything } from '../tables.ts'
import { hourOf } from '../tally.ts'
import { readPeriod } from './periods.ts'

type Ledger = Output<typeof ledgerEndpoint>

const hourMs = 3_600_000
const topicsAtMost = 50

/** How every mention of a period ended; exact to the instant. */
export const getLedger = async (ctx: Ctx, input: Input<typeof ledgerEndpoint>): Promise<Ledger> => {
  const { from, to } = readPeriod(input)
  const first = new Date(Math.ceil(from.getTime() / hourMs) * hourMs)
  const last = hourOf(to)
  if (first >= last) return ofRows(ctx, from, to)
  const whole = ledgerOf(await sumLedger(ctx, { topicIds: [everything], from: first, to: last }))
  const ends = [
    ...(from < first ? [await ofRows(ctx, from, first)] : []),
    ...(last < to ? [await ofRows(ctx, last, to)] : []),
  ]
  return ends.reduce(added, whole)
}

const ledgerOf = ({ total, answered, stance, notOurs, negative, silent }: LedgerSums): Ledger => ({
  total,
  states: { answered, stance, not_ours: notOurs, pending: total - answered - stance - notOurs },
  negativePending: silent,
  negativeTotal: negative,
})

const ofRows = async (ctx: Ctx, from: Date, to: Date): Promise<Ledger> => {
  const ledger: Ledger = {
    total: 0,
    states: { answered: 0, stance: 0, not_ours: 0, pending: 0 },
    negativePending: 0,
    negativeTotal: 0,
  }
  for (const row of await countEndings(ctx, from, to)) {
    ledger.states[row.state] = row.count
    ledger.total += row.count
    ledger.negativeTotal += row.negative
    if (row.state === 'pending') ledger.negativePending = row.negative
  }
  return ledger
}

const added = (one: Ledger, other: Ledger): Ledger => ({
  total: one.total + other.total,
  states: {
    answered: one.states.answered + other.states.answered,
    stance: one.states.stance + other.states.stance,
    not_ours: one.states.not_ours + other.states.not_ours,
    pending: one.states.pending + other.states.pending,
  },
  negativePending: one.negativePending + other.negativePending,
  negativeTotal: one.negativeTotal + other.negativeTotal,
})

/** In parts, of the hours that a period touches. */
export const listLedgerParts = async (
  ctx: Ctx,
  { by, ...ends }: Input<typeof partsEndpoint>,
): Promise<Output<typeof partsEndpoint>> => {
  const period = readPeriod(ends)
  const { timeZone } = await workspaceSettings(ctx)
  const topics = by === 'topic' ? (await findTopics(ctx, false)).slice(0, topicsAtMost) : []
  const names = new Map(topics.map(topic => [topic.id, topic.name]))
  if (by === 'topic' && topics.length === 0) return { items: [] }
  const topicIds = by === 'topic' ? [...names.keys()] : [everything]
  const rows = await sumLedgerBy(ctx, { topicIds, ...period }, by, timeZone)
  return { items: rows.map(({ key, ...row }) => ({ key, name: names.get(key) ?? null, ...ledgerOf(row) })) }
}
